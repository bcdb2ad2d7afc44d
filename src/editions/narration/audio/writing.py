"""A sound file appears whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import av

from editions.findings import OutputError


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """Give a path beside ``target`` to write to; it takes the target's name at the end, or is removed after an error."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        with reported(target):
            part.replace(target)
    except BaseException:
        with suppress(OSError):  # the error that is under way says more
            part.unlink()
        raise


@contextmanager
def reported(target: Path) -> Iterator[None]:
    """Turn the system's and FFmpeg's errors into an ``OutputError`` that names the file and the reason."""
    try:
        yield
    except (OSError, av.FFmpegError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"{target}: cannot be written: {reason}. Check the folder, its rights and the free space.") from error
