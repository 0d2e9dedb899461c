"""Decisions of this room: pure, so without tables and without a clock."""
