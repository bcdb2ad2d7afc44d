"""A desktop without a screen: Firefox shows one file, Orca reads it aloud into a log, and its accessibility tree is kept.

``read`` starts Xvfb and a session bus of its own, in a home folder that is thrown away, and runs ``session.py`` in it. One at a
time: Orca does not start beside another.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Tall enough for some thirty pages at a quarter of their size.
_SCREEN = "1200x9000x24"
_LONGEST = 1800  # seconds
_TRIES = 3  # on a busy machine a program may come up too late for the next
_SESSION = Path(__file__).with_name("session.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What Orca said, an utterance an item and in its order, and the accessibility tree, a node a line."""

    utterances: tuple[str, ...]
    tree: tuple[str, ...]


class SilentError(RuntimeError):
    """The desktop did not come up, or Orca said nothing."""


def read(file: Path) -> Heard:
    """Have one file read from its first word to its last. Raises ``SilentError``."""
    said = ""
    for _ in range(_TRIES):
        heard, said = _session(file)
        if heard.utterances and heard.tree:
            return heard
    raise SilentError(f"Orca said nothing of {file}: {said[-500:]}")


def _session(file: Path) -> tuple[Heard, str]:
    """Return what one session heard, and what its programs complained of."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, _screen() as display:
        home = Path(folder)
        (home / "run").mkdir(mode=0o700)
        command = ["dbus-run-session", "--", sys.executable, str(_SESSION), file.resolve().as_uri()]
        ran = subprocess.run(command, env=_environment(home, display), capture_output=True, text=True, timeout=_LONGEST)
        return Heard(utterances=_lines(home / "utterances.txt"), tree=_lines(home / "tree.txt")), ran.stderr


def _environment(home: Path, display: str) -> dict[str, str]:
    own = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run"), "DISPLAY": display, "LANG": "C.UTF-8"}
    return {**os.environ, **own, "GNOME_ACCESSIBILITY": "1", "MOZ_ACCESSIBILITY_FORCE": "1"}


@contextmanager
def _screen() -> Iterator[str]:
    """Give the name of a free display; Xvfb picks it, and says which."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SCREEN, "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def _lines(file: Path) -> tuple[str, ...]:
    return tuple(file.read_text("utf-8").splitlines()) if file.is_file() else ()
