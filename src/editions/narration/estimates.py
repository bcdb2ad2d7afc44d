"""How long words will take, before anybody has said them: fitted to eSpeak NG in English, Spanish and Portuguese."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from editions.narration.timeline import Utterance

LEAD_IN: Final = 0.25
"""Seconds of silence before the first word (``audio.recording.LEAD_IN``)."""

PER_UTTERANCE: Final = 0.2
PER_CHARACTER: Final = 0.056
PER_DIGIT: Final = 0.29
"""Seconds: a digit is a word, and takes them besides those of a character. A fit to 300 sentences, to about 10 %."""


def seconds(utterance: Utterance) -> float:
    """Return about how long an utterance takes, the silence after it left out."""
    text = utterance.text
    return PER_UTTERANCE + PER_CHARACTER * len(text) + PER_DIGIT * sum(map(str.isdigit, text))


def begins(utterances: Sequence[Utterance]) -> tuple[float, ...]:
    """Return about when each utterance begins, in seconds, and last when all has been said."""
    return tuple(accumulate((seconds(item) + item.pause for item in utterances), initial=LEAD_IN))
