"""The question types that come with the project, a folder each."""
