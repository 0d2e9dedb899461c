"""A fictional cooperative to try everything on: made by the operations that people use, the same each time."""
