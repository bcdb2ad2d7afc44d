"""An edition's file appears whole, or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from editions.findings import OutputError


def atomic_write(target: Path, content: bytes) -> None:
    """Write beside the target, then rename: a reader never meets half a file. Raises ``OutputError`` where it cannot."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(content)
        draft.replace(target)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{target} cannot be written: {reason}. Check the folder, its rights and the free space.") from error
    finally:
        with suppress(OSError):  # its folder is gone or is not a folder: there is no draft to remove
            draft.unlink(missing_ok=True)
