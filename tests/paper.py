"""Whether a PDF can be drawn here. `python -m tests.paper` says how to make it so, before tests fail one by one."""

import sys

from organisations import paper

HOW = f"No PDF can be made here: {{}} not found. Install {paper.PACKAGES} (Debian, Ubuntu), or pango (macOS)."


def main() -> None:
    """Leave with how to mend it when a library is missing."""
    if absent := paper.missing():
        sys.exit(HOW.format(", ".join(absent)))


if __name__ == "__main__":
    main()
