"""The exit codes of every command."""

from typing import Final

CLEAN: Final = 0
FAILED: Final = 1
USAGE: Final = 2
INACCESSIBLE: Final = 3
