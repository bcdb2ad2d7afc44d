"""Builds that are cut off: at random moments, and between the steps of publishing. Old or new must be left, and no mix.

A forked process builds an article over an older build of it, and a signal ends it. ``test_killed.py`` runs a few,
``./dev kills`` as many as are asked for.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import importlib
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import articles
from editions.building import staging
from editions.building.staging import carrying, folder
from editions.cli import main

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
OLD = "<body><p>An old sentence.</p></body>"
NEW = "<body><p>A new sentence. And another.</p></body>"
KEPT = {"notes.txt": b"my own", "fr/notes.txt": b"of another language"}
"""Files in the article's folder that no build here makes."""
STEPS = (
    (staging, "carry", 2),
    (carrying, "_like", 4),
    (os, "link", 2),
    (folder, "_discard", 1),
    (os, "unlink", 3),
    (os, "rmdir", 3),
)
"""Functions that publishing calls, and how often: before or after any of these calls a build may be cut off."""
EXCHANGE = (staging, "exchange", 1)
RENAME = (os, "rename", 2)
"""What stands for it where the system cannot exchange folders."""

Tree = dict[str, str]

for each in ("building.article", "jats", "images.cover", "epub", "catalog.applying"):
    importlib.import_module(f"editions.{each}")  # once, and not in each of the processes


@dataclass(frozen=True, slots=True)
class Kill:
    """What was done to a build, and what it left."""

    signal: signal.Signals
    moment: str
    ended: int
    left: Tree
    leftovers: int
    after: Tree
    leftovers_after: int


@dataclass(frozen=True, slots=True)
class Ground:
    """A folder with an article, and the two builds that may be found of it."""

    home: Path
    old: Tree
    new: Tree
    seconds: float

    @property
    def out(self) -> Path:
        """Where the article is built."""
        return self.home / "out"


def prepared(home: Path) -> Ground:
    """Build an article as it was and as it will be; return both, over files that no build makes."""
    for body, out in ((OLD, home / "old"), (NEW, home / "new")):
        articles.write(home, body=body)
        begun = time.perf_counter()
        assert build(home, out) == 0
        seconds = time.perf_counter() - begun
        for name, content in KEPT.items():
            (out / "small" / name).parent.mkdir(exist_ok=True)
            (out / "small" / name).write_bytes(content)
    return Ground(home, tree(home / "old"), tree(home / "new"), 0.8 * seconds)


def build(home: Path, out: Path) -> int:
    """Build the article; return the exit code."""
    return main(["build", str(home / "small.xml"), "-o", str(out), "--formats", "epub", "--no-narration", "--quiet"])


def tree(home: Path) -> Tree:
    """Return the digest of every file of a build, by its path; what lies outside it counts as well."""
    files = (path for path in home.rglob("*") if path.is_file() and not _is_ours(path.relative_to(home)))
    return {path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def faults(kill: Kill, ground: Ground, without: str = "") -> list[str]:
    """Return what is wrong with what a cut-off build left."""
    states = [ground.old, ground.new, *([{}] if without else [])]  # two renames: for a moment nothing is in the place
    found = {
        "a mix of old and new": kill.left not in states,
        "not the same bytes afterwards": kill.after != ground.new,
        "leftovers after the next build": kill.leftovers_after > 0,
        "leftovers of a build that could clear up": kill.signal != signal.SIGKILL and kill.leftovers > 0,
    }
    return [f"{kill.signal.name} {kill.moment}: {fault}" for fault, is_so in found.items() if is_so]


def leftovers(home: Path) -> int:
    """Count the folders of our own that are left."""
    return sum(_is_ours(Path(path.name)) for path in home.iterdir())


def _is_ours(path: Path) -> bool:
    return path.parts[0].startswith(".editions-")


def kill(ground: Ground, chance: random.Random, *, inside: bool, without: str = "") -> Kill:
    """Cut off a build over the old one, then build again.

    ``inside``: between two steps of publishing, else at any moment. ``without`` names a step that this system cannot take.
    """
    number = chance.choice(SIGNALS)
    shutil.rmtree(ground.out, ignore_errors=True)
    shutil.copytree(ground.home / "old", ground.out)
    if inside:
        module, name, calls = chance.choice((*STEPS, RENAME, RENAME) if without else (*STEPS, EXCHANGE, EXCHANGE))
        call, after = chance.randint(1, calls), chance.random() < 0.5
        moment = f"{'after' if after else 'before'} call {call} of {name}"
        child = _forked(ground, lambda: _arm(module, name, call, number, after=after), without)
    else:
        seconds = chance.uniform(0.0, ground.seconds)
        moment = f"after {seconds:.2f} s"
        child = _forked(ground, lambda: None, without)
        time.sleep(seconds)
        os.kill(child, number)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    _wait_for_heirs(ground.out)
    left, count = tree(ground.out), leftovers(ground.out)
    again = os.waitstatus_to_exitcode(os.waitpid(_forked(ground, lambda: None, without), 0)[1])
    assert again == 0
    return Kill(number, moment, ended, left, count, tree(ground.out), leftovers(ground.out))


def _forked(ground: Ground, prepare: Callable[[], None], without: str) -> int:
    """Build in a process of its own; return its number."""
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        for number in SIGNALS[1:]:
            signal.signal(number, signal.SIG_DFL if number != signal.SIGINT else signal.default_int_handler)
        if without:
            setattr(staging, without, _refuse)
        prepare()
        code = build(ground.home, ground.out)
    finally:
        os._exit(code)


def _refuse(*_: object) -> None:
    raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))


def _arm(module: object, name: str, call: int, number: signal.Signals, *, after: bool) -> None:
    """Have a function send a signal before or after one of its calls."""
    boss, original, calls = os.getpid(), getattr(module, name), 0

    def struck(*arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == call and not after:
            _strike(number, boss)
        try:
            return original(*arguments, **named)
        finally:
            if calls == call and after:
                _strike(number, boss)

    setattr(module, name, struck)


def _strike(number: signal.Signals, boss: int) -> None:
    """Send a signal to the process that waits, which hands it on; ``SIGKILL`` to the one that works, too."""
    os.kill(boss, number)
    if number == signal.SIGKILL:
        os.kill(os.getpid(), number)


def _wait_for_heirs(out: Path) -> None:
    """Wait until whatever the dead process had begun is dead too: then its folders are unlocked."""
    for lock in out.glob(".editions-*/lock"):
        try:
            with lock.open() as file:
                fcntl.flock(file, fcntl.LOCK_EX)
        except FileNotFoundError:
            continue  # it has cleared up meanwhile
