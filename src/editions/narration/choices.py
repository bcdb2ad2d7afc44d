"""What may be asked of a narration."""

from __future__ import annotations

from typing import Final

TABLES: Final = ("all", "brief", "none")
"""Tables: every row of all; the rows of short ones and a summary of the others; the titles alone."""

DEFAULT_TABLES: Final = "brief"
