"""What a picture may be at most, and the exception for one that is more."""

from __future__ import annotations

MAX_PIXELS = 80_000_000
"""Pixels of one picture: A3 at 600 dots per inch has 70 million."""

MAX_FRAMES = 1000
"""Pictures in one file that plays."""

MAX_PLAYED = 2_000_000_000
"""Pixels of all the pictures in one file that plays."""


MAX_DECODED = 4_000_000_000
"""Pixels that are decoded of all the pictures of an article: 160 pictures of 25 million."""


class Unusable(Exception):
    """A picture that no edition can hold; ``str()`` says why, as the end of a sentence about it."""


class Broken(Unusable):
    """A file that cannot be decoded, or not to its end."""
