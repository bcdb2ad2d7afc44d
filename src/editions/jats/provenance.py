"""Where the text of an alternative comes from, as its attributes say it.

``content-type`` has who wrote it: ``author``, ``editor``, or ``machine-generated`` (SciELO's publishing schema); a review
stands in ``specific-use``: ``reviewed by Ana Ruiz on 2026-11-24``. NLM, without ``specific-use`` there, has both in
``content-type``, with ``; `` between them. A ``textual-form``, which has neither, holds a ``named-content`` that does.
"""

from __future__ import annotations

import re

from editions.article.model import Origin, Provenance
from editions.jats.context import Element

ORIGINS = {"author": Origin.AUTHOR, "editor": Origin.EDITOR, "machine-generated": Origin.MACHINE}
"""The words that say who wrote a text."""

_REVIEW = re.compile(r"\Areviewed(?: by (?P<by>.*?))?(?: on (?P<on>\d{4}-\d\d-\d\d))?\Z", re.DOTALL)


def provenance(node: Element) -> Provenance | None:
    """Return where the text of an element comes from, None where it does not say."""
    parts = [part.strip() for key in ("content-type", "specific-use") for part in node.get(key, "").split(";")]
    origin = next((ORIGINS[part] for part in parts if part in ORIGINS), None)
    if origin is None:
        return None
    review = next((match for part in parts if (match := _REVIEW.match(part))), None)
    by, on = review.group("by", "on") if review else ("", "")
    return Provenance(origin=origin, reviewed_by=by or "", reviewed_on=on or "")


def origin_word(provenance: Provenance) -> str:
    """Return the word for who wrote a text."""
    return next(word for word, origin in ORIGINS.items() if origin == provenance.origin)


def review_words(provenance: Provenance) -> str:
    """Return the words for a review, ``""`` where there was none."""
    name = " ".join(provenance.reviewed_by.replace(";", ",").split())
    by = f" by {name}" if name else ""
    on = f" on {provenance.reviewed_on}" if provenance.reviewed_on else ""
    return f"reviewed{by}{on}" if by or on else ""


def is_ours(value: str) -> bool:
    """Whether the value of an attribute says nothing but where a text comes from."""
    return bool(value) and all(part.strip() in ORIGINS or _REVIEW.match(part.strip()) for part in value.split(";"))
