"""Signals that ask for an end (Ctrl-C, TERM, HUP) raise ``Stopped``, so that whatever was begun is cleared away."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from editions.building.staging.alone import STOPS, insist


class Stopped(BaseException):
    """A signal asked for an end. ``answer`` is what the work said that it was in, ``so_far`` tells what was done by then."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        self.answer: dict[str, Any] = {}
        self.so_far = ""

    def __str__(self) -> str:
        """Say what stopped it and what is so."""
        what = "interrupted" if self.number == signal.SIGINT else f"stopped by {signal.Signals(self.number).name}"
        return f"{what}: {self.so_far}." if self.so_far else f"{what}."


@contextmanager
def stoppable() -> Iterator[None]:
    """Let signals raise ``Stopped`` meanwhile, except those that whoever started us wants ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in STOPS}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


def _stop(number: int, _: FrameType | None) -> None:
    raise Stopped(number)


def stop_once() -> None:
    """Let the first signal raise ``Stopped`` and ignore those that follow, for the rest of this process."""

    def stop(number: int, _: FrameType | None) -> None:
        insist()
        raise Stopped(number)

    for number in STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, stop)
