"""When the utterances of a script will be heard, before anybody has said them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from editions.narration import pace
from editions.narration.timeline import Utterance

LEAD_IN: Final = 0.25
"""Seconds of silence before the first word (``audio.recording.LEAD_IN``)."""


def seconds(utterance: Utterance) -> float:
    """Return about how long an utterance takes, the silence after it left out."""
    return pace.seconds(utterance.runs)


def begins(utterances: Sequence[Utterance]) -> tuple[float, ...]:
    """Return about when each utterance begins, in seconds, and last when all has been said."""
    return tuple(accumulate((seconds(item) + item.pause for item in utterances), initial=LEAD_IN))
