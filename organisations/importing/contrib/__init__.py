"""The importers that come with clientvoice, a folder each."""
