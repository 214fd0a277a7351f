"""A real browser for the dashboard's test: Debian's Chromium, installed where that is possible."""

import os
import shutil
import subprocess
import sys

PACKAGES = ["chromium", "chromium-driver", "fonts-noto-cjk"]


def browser() -> tuple[str, str] | None:
    """Chromium and its driver, or None."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    driver = shutil.which("chromedriver")
    return (chromium, driver) if chromium and driver else None


def main() -> None:
    """Install the browser if it is missing and this may be done; the test skips otherwise."""
    if browser():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.stdout.write("no Chromium here: install it (Debian: chromium chromium-driver)\n")
        return
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    install = ["apt-get", "install", "-y", "-qq", *PACKAGES]
    subprocess.run(install, check=True, env=quiet, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
