"""What one document may hold beyond the elements of an article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a document of one kind may hold.

    ``output`` names it in messages. ``elements`` are those of XHTML that it has besides an article's. ``files`` are the
    addresses, without fragments, of what stands beside it; ``pictures`` is how else the address of a picture may begin.
    ``own`` are texts that only we write: of a ``script`` or ``style`` element, of a ``meta`` that speaks to the browser.
    """

    output: str
    elements: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    pictures: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
