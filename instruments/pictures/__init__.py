"""The drawings of clientvoice: their catalogue, their SVG sources, and the one file that a browser loads."""
