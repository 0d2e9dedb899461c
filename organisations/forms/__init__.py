"""The forms of the pages: they read and check, operations decide and write."""
