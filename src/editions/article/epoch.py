"""Support of ``SOURCE_DATE_EPOCH``, the one date that may replace the clock (reproducible-builds.org)."""

from __future__ import annotations

import datetime
import os
import re
from typing import Final

from editions.findings import UsageError

_SECONDS = re.compile("[0-9]{1,12}")
_LAST: Final = int(datetime.datetime(9999, 12, 31, 23, 59, 59, tzinfo=datetime.UTC).timestamp())
"""The last second that a date can hold, in PDF, EPUB and Python alike."""


def epoch() -> datetime.datetime | None:
    """Return when a file counts as made, in UTC, None where the environment does not say.

    A build says nothing of the clock, so that the same article makes the same bytes. Raises ``UsageError`` where the variable
    is not a number of seconds, or one after the year 9999.
    """
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not said:
        return None
    if not _SECONDS.fullmatch(said) or int(said) > _LAST:
        shown = said if len(said) <= 20 else f"{said[:20]}…"
        raise UsageError(f"SOURCE_DATE_EPOCH is {shown!r}: it must be a number of seconds since 1970, up to the year 9999.")
    return datetime.datetime.fromtimestamp(int(said), datetime.UTC)
