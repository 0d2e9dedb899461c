"""The answer styles that come with the project, a folder each."""
