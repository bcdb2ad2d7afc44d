"""How far a build is, on standard error: a bar on a terminal, a line between editions in a log, or nothing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, Protocol, Self

from editions.cli.confined import Watcher
from editions.cli.terminal import complain, is_screen
from editions.safety.file_names import one_line


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
            complain(f"{self._what}: {self._language} is made, {language} follows ({over} done)")
        self._language = language or self._language


class Bar(Silent):
    """Draws a bar with stages and the time left, and writes it over."""

    _FORMAT = "{desc}: {n} of {total} stages |{bar}| {elapsed}, {remaining} left"

    def __init__(self, what: str) -> None:
        from tqdm import tqdm

        tqdm.monitor_interval = 0  # no thread: each article is built in a process that is forked from this one
        form = self._FORMAT
        self._what = one_line(what)
        self._bar = tqdm(total=0, desc=self._what, bar_format=form, leave=False, dynamic_ncols=True, smoothing=0)

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def show(self, event: Mapping[str, Any]) -> None:
        """Draw how far the article is."""
        where = ", ".join(part for part in (self._what, event["language"], event["stage"]) if part)
        self._bar.n, self._bar.total = event["count"], event["total"]
        self._bar.set_description_str(one_line(where))

    def tick(self) -> None:
        """Draw the time again."""
        self._bar.refresh()
