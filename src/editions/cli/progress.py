"""How far a build is, on standard error: a bar on a terminal, a line between editions in a log, or nothing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, Final, Protocol, Self

from editions.cli.confined import Watcher
from editions.cli.terminal import complain, is_screen
from editions.safety.file_names import one_line

READING: Final = "reading"
"""What is done before the first stage."""


class Display(Watcher, Protocol):
    """Shows the build of one article, and takes away what would be in the way of its results."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def display(what: str, *, silent: bool) -> Display:
    """Return what shows the build of ``what``, as standard error can."""
    if silent:
        return Silent()
    return Bar(what) if is_screen(sys.stderr) else Log(what)


class Silent:
    """Shows nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def show(self, event: Mapping[str, Any]) -> None:
        """Show nothing."""

    def tick(self) -> None:
        """Show nothing."""


class Log(Silent):
    """Prints a line between two editions: a log keeps every line, so there are few."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._language = ""

    def show(self, event: Mapping[str, Any]) -> None:
        """Print a line where one edition is made and another begins."""
        language = event["language"]
        if self._language and language not in ("", self._language):
            over = f"{event['count']} of {event['total']} stages"
            complain(f"Building {self._what}: {self._language} is made, {language} follows ({over} done)")
        self._language = language or self._language


class Bar(Silent):
    """Draws a bar with the stage and the time left, and writes it over."""

    _BEGUN = "{desc}, {elapsed}"
    _UNDER_WAY = "{desc} |{bar}| {n} of {total} done, about {remaining} left"
    """The line before any stage is over, and then: the time that is left follows from the time that they took."""

    def __init__(self, what: str) -> None:
        from tqdm import tqdm

        tqdm.monitor_interval = 0  # no thread: each article is built in a process that is forked from this one
        self._what = what
        self._bar = tqdm(desc=self._line("", READING), bar_format=self._BEGUN, leave=False, dynamic_ncols=True, smoothing=0)

    def _line(self, language: str, stage: str) -> str:
        return one_line(", ".join(part for part in (self._what, language, stage) if part))

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def show(self, event: Mapping[str, Any]) -> None:
        """Draw how far the article is."""
        self._bar.n, self._bar.total = event["count"], event["total"]
        self._bar.bar_format = self._UNDER_WAY if event["count"] else self._BEGUN
        self._bar.set_description_str(self._line(event["language"], event["stage"]))

    def tick(self) -> None:
        """Draw the time again."""
        self._bar.refresh()
