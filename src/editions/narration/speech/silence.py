"""Silence around and between pieces of speech: engines add their own, the narration decides it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np

from editions.narration.speech import Samples

LEVEL = 32
"""Samples up to this magnitude (of 32768, -60 dB) are silence: eSpeak's is exactly 0, that of decoded MP3 a few units."""

MARGIN = 0.01
"""Seconds of an engine's own silence that stay on each side, so that soft beginnings are not clipped."""

FADE = 0.003
"""Seconds in which speech rises from silence, and falls back to it."""


def trim(samples: Samples, rate: int) -> Samples:
    """Return the speech without the silence around it, but for ``MARGIN``; empty where all is silent."""
    heard = (samples > LEVEL) | (samples < -LEVEL)
    if not heard.any():
        return samples[:0]
    margin = round(MARGIN * rate)
    first, after = int(heard.argmax()), heard.size - int(heard[::-1].argmax())
    return samples[max(0, first - margin) : after + margin]


def join(parts: Iterable[tuple[Samples, float]], rate: int) -> Samples:
    """Return the parts one after another, each with its seconds of silence after it; empty parts and the last silence go.

    Each part fades in and out, so that none begins or ends with a click.
    """
    heard = [(faded(part, rate), np.zeros(round(gap * rate), np.int16)) for part, gap in parts if part.size]
    whole = list(chain.from_iterable(heard))[:-1]
    return np.concatenate(whole) if len(whole) > 1 else whole[0] if whole else np.zeros(0, np.int16)


def faded(samples: Samples, rate: int) -> Samples:
    """Return speech that rises from silence within ``FADE`` and falls back to it as fast."""
    length = min(round(FADE * rate), samples.size // 2)
    if not length:
        return samples
    rise = np.arange(length) / length
    made = samples.copy()
    made[:length] = np.rint(samples[:length] * rise)
    made[-length:] = np.rint(samples[-length:] * rise[::-1])
    return made
