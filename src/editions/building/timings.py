"""Wall-clock time per stage, and an event as each stage begins: for progress and logs, never written to the report."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

log = logging.getLogger("editions")

DONE: Final = "done"
"""The stage of the last event of a build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A stage of a build begins, or the build is done.

    ``article`` is the name of its files, ``language`` that of the edition (``""`` where the stage is of all editions).
    ``count`` of ``total`` stages are over. ``total`` is what is expected: it grows where an edition is made a second time.
    """

    article: str
    language: str
    stage: str
    count: int
    total: int


@dataclass(slots=True, kw_only=True)
class Steps:
    """Counts the stages of a build of ``article``, and tells ``listener`` of each."""

    article: str = ""
    total: int = 0
    listener: Callable[[Progress], None] | None = None
    count: int = 0

    def begin(self, stage: str, language: str) -> None:
        """Tell that a stage begins."""
        self.total = max(self.total, self.count + 1)
        self._tell(stage, language)

    def done(self) -> None:
        """Tell that the build is done."""
        self.count = self.total = max(self.count, self.total)
        self._tell(DONE, "")

    def _tell(self, stage: str, language: str) -> None:
        if self.listener:
            event = Progress(article=self.article, language=language, stage=stage, count=self.count, total=self.total)
            self.listener(event)


@dataclass(slots=True)
class Timings:
    """Adds up the seconds that each stage took, of the edition in ``language`` or of all (``""``)."""

    seconds: dict[str, float] = field(default_factory=dict)
    steps: Steps = field(default_factory=Steps)
    language: str = ""

    def of(self, language: str) -> Timings:
        """Return what counts the stages of one edition into the same sums."""
        return replace(self, language=language)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time of one stage."""
        self.steps.begin(name, self.language)
        begin = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - begin
            self.seconds[name] = self.seconds.get(name, 0.0) + spent
            self.steps.count += 1
            log.info("%s: %.2f s", name, spent)
