"""The version, in one place that is quick to import."""

from typing import Final

VERSION: Final = "0.1.0"
