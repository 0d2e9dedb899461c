"""Where the browser of the tests is. `python -m tests.browser.chromium` fetches one where none is found."""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW = (
    "No Chromium found. Install one (Debian, Ubuntu: `apt-get install chromium`) or run `playwright install chromium`."
)
QUIET = (
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
    # A camera and a microphone that need nobody.
    *("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
    # Nothing but this machine, not even a name to look up.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def found() -> str | None:
    """The path of a Chromium: one on the PATH, else the one that Playwright keeps; None where there is none."""
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    return on_path or _of_playwright()


def _of_playwright() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> None:
    """Make sure that there is a Chromium, or leave with how to get one."""
    if found() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if found() is None:
        sys.exit(HOW)


if __name__ == "__main__":
    main()
