"""Runs inside a session bus: Firefox shows the address given, Orca says all of it.

Writes ``utterances.txt`` (from the first word of the file on) and ``tree.txt`` into the home folder. Only the standard
library is used, and no part of the tests: it runs as a program of its own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HOME = Path(os.environ["HOME"])
LOG = HOME / "orca.log"
SPEECH = re.compile(r"SPEECH OUTPUT: '(.*?)'(?:\{.*\})?\s*$")
BEGUN = 20  # utterances: it is reading, and not only saying which key was pressed
QUIET = 30.0  # seconds without a word: it has come to the end
WINDOW = ("--width", "1200", "--height", "9000")  # the viewer exposes only pages that it has drawn
PREFERENCES = """
user_pref("accessibility.force_disabled", -1);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("termsofuse.bypassNotification", true);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.auto", false);
"""


def main(address: str) -> None:
    """Have the file read, then keep what was said and what assistive technology was given."""
    profile = HOME / "profile"
    profile.mkdir()
    (profile / "user.js").write_text(PREFERENCES)
    _run("gsettings", "set", "org.gnome.desktop.interface", "toolkit-accessibility", "true")
    _run("gsettings", "set", "org.gnome.desktop.a11y.applications", "screen-reader-enabled", "true")
    orca = subprocess.Popen(["orca", "--debug", f"--debug-file={LOG}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait(lambda: any("Screen reader on" in said for said in _said()), 30)
    shown = f"{address}#zoom=25" if address.endswith(".pdf") else address
    firefox = subprocess.Popen(
        ["firefox-esr", "--no-remote", *WINDOW, "--profile", str(profile), shown],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _read(address)
        with (HOME / "tree.txt").open("wb") as target:
            subprocess.run(["/usr/bin/python3", Path(__file__).with_name("dump_tree.py")], stdout=target, timeout=300)
    finally:
        for process in (firefox, orca):
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program for good: Orca does not start beside another."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _read(address: str) -> None:
    _wait(lambda: any("Finished loading" in said for said in _said()), 60)
    time.sleep(10 if address.endswith(".pdf") else 3)  # the viewer draws its pages
    before = _begin()
    _until_quiet()
    (HOME / "utterances.txt").write_text("\n".join(_said()[before:]), "utf-8")


def _begin() -> int:
    """Have Orca say all; return how much it had said before. On a busy machine the first keys may come too early."""
    before = 0
    for _ in range(5):
        window = _run("xdotool", "search", "--onlyvisible", "--class", "firefox").split()[-1]
        _run("xdotool", "windowfocus", window)
        time.sleep(1)
        _run("xdotool", "key", "ctrl+Home")
        time.sleep(2)
        before = len(_said())
        _run("xdotool", "key", "KP_Add")
        if _is_reading(before + BEGUN):
            break
    return before


def _is_reading(enough: int) -> bool:
    _wait(lambda: len(_said()) >= enough, 20)
    return len(_said()) >= enough


def _until_quiet() -> None:
    size, since = -1, time.monotonic()
    while time.monotonic() - since < QUIET:
        time.sleep(1)
        said = len(_said())
        if said != size:
            size, since = said, time.monotonic()


def _said() -> list[str]:
    """Return every utterance so far."""
    if not LOG.is_file():
        return []
    lines = LOG.read_text("utf-8", errors="replace").splitlines()
    return [found[1] for line in lines if (found := SPEECH.search(line))]


def _wait(ready: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not ready() and time.monotonic() < end:
        time.sleep(0.5)


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main(sys.argv[1])
