"""Answer styles: how a question shows its answers. The stored codes are the same in every style."""
