"""What WeasyPrint says while it lays out and draws: a file not read, a character that no font has."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint.logger import LOGGER

from editions.safety.file_names import short_line


@contextmanager
def capture_log() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs as a warning or an error in this thread: a file not read, a character no font has."""
    messages: list[str] = []
    handler = _Collector(messages)
    LOGGER.addHandler(handler)
    try:
        yield messages
    finally:
        LOGGER.removeHandler(handler)


class _Collector(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self._messages.append(short_line(record.getMessage()))
