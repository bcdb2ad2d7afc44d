"""Encoded narrations, kept from one build to the next in files by content: what has not changed is not spoken again.

The folder is the user's: ``$EDITIONS_CACHE`` (empty: nothing is kept), else ``$XDG_CACHE_HOME/editions/sound``, else below
``~/.cache``. Whatever goes wrong with it costs time, and no build.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

MAX_BYTES: Final = 1 << 30
"""Bytes that are kept, a hundred hours of narration in AAC: the entries that were used longest ago go first."""

_DIGEST = hashlib.sha256().digest_size
_CHUNK = 1 << 20
_DRAFT = ".part"
_OLD = 86_400  # seconds after which a draft is what a killed process left


def default_folder() -> Path | None:
    """Return the folder of the cache, None where nothing is to be kept."""
    if (named := os.environ.get("EDITIONS_CACHE")) is not None:
        return Path(named).absolute() if named else None
    home = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (home if home.is_absolute() else Path.home() / ".cache") / "editions" / "sound"


class SoundCache:
    """A folder of files by name. An entry is there whole or not at all: it begins with the SHA-256 of its content."""

    def __init__(self, folder: Path | None, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def read(self, name: str, target: Path) -> bool:
        """Write the content that is kept under a name to ``target``; return whether there is any."""
        if self._folder is None:
            return False
        entry = self._folder / name
        try:
            with entry.open("rb") as file, target.open("wb") as copy:
                said, digest = file.read(_DIGEST), hashlib.sha256()
                while part := file.read(_CHUNK):
                    digest.update(part)
                    copy.write(part)
            if digest.digest() == said:
                os.utime(entry)
                return True
            entry.unlink()
        except OSError:
            pass
        target.unlink(missing_ok=True)
        return False

    def write(self, name: str, content: Path) -> None:
        """Keep the content of a file under a name."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, draft = tempfile.mkstemp(suffix=_DRAFT, dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file, content.open("rb") as source:
                    file.write(hashlib.file_digest(source, "sha256").digest())
                    source.seek(0)
                    shutil.copyfileobj(source, file, _CHUNK)
                Path(draft).replace(self._folder / name)
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise
            self._make_room(self._folder)

    def _make_room(self, folder: Path) -> None:
        """Remove what killed processes left, and the oldest entries as long as there is too much."""
        entries = sorted(
            (entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in os.scandir(folder) if entry.is_file()
        )
        size = sum(entry[1] for entry in entries)
        for used, bytes_, path in entries:
            is_draft = path.endswith(_DRAFT)
            if time.time() - used > _OLD if is_draft else size > self._max_bytes:
                Path(path).unlink(missing_ok=True)
                size -= bytes_
