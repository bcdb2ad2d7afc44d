"""The one date that may stand for the clock: ``SOURCE_DATE_EPOCH`` (reproducible-builds.org)."""

from __future__ import annotations

import datetime
import os

from editions.findings import UsageError


def epoch() -> datetime.datetime | None:
    """Return when a file counts as made, in UTC, None where the environment does not say.

    A build says nothing of the clock, so that the same article makes the same bytes. Raises ``UsageError`` where the variable
    is no number of seconds.
    """
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not said:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(said), datetime.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is “{said}”: it must be a number of seconds since 1970.") from error
