"""Sound that was paid for with a request: kept in files by content, so that an interrupted build resumes where it stopped."""

from __future__ import annotations

import os
from pathlib import Path

from editions.findings import OutputError, SpeechError
from editions.safety.writing import atomic_write, os_errors_as_output_error


class Cache:
    """A folder of MP3 files named by a hash. A file is there whole or not at all."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or default_folder()

    def read(self, key: str) -> bytes | None:
        """Return what is kept under a key, None where there is nothing."""
        try:
            return self._file(key).read_bytes() or None
        except OSError:
            return None

    def write(self, key: str, content: bytes) -> None:
        """Keep content under a key. Raises ``SpeechError`` where the folder cannot be written."""
        try:
            with os_errors_as_output_error(self._folder):
                self._folder.mkdir(parents=True, exist_ok=True)
            atomic_write(self._file(key), content)
        except OutputError as error:
            raise SpeechError(f"Speech cannot be kept: {error} Or set XDG_CACHE_HOME.") from error

    def drop(self, key: str) -> None:
        """Forget what is kept under a key."""
        self._file(key).unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}.mp3"


def default_folder() -> Path:
    """``$XDG_CACHE_HOME/editions/gtts``, else under ``~/.cache``; a relative variable is ignored, as its specification says."""
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path.home() / ".cache") / "editions" / "gtts"
