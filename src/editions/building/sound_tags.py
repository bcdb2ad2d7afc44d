"""What a sound file says about itself: the facts of its article, and that a synthetic voice reads it."""

from __future__ import annotations

import re
from typing import Final

from editions.article.model import Article, Paragraph, plain, walk
from editions.languages.phrases import phrase
from editions.narration.audio.files import Tags

_LICENCE: Final = re.compile(r"creativecommons\.org/(licenses|publicdomain)/([a-z-]{2,12})(?:/(\d\.\d))?", re.IGNORECASE)
_NAMES: Final = {"zero": "CC0", "mark": "Public Domain Mark"}


def tags(article: Article, narrator: str, cover: bytes) -> Tags:
    """Return the tags of an edition's sound files. ``narrator`` names the voices, ``cover`` is a picture."""
    front = article.front
    address = f"https://doi.org/{front.doi}" if front.doi else ""
    return Tags(
        title=article.label,
        artist=", ".join(person.name for person in front.authors),
        narrator=narrator,
        series=front.journal,
        publisher=front.publisher,
        date=str(article.date or ""),
        copyright=", ".join(filter(None, (front.publisher, licence(front.licence_href)))),
        description=_abstract(article),
        doi=front.doi,
        comment=" ".join(filter(None, (phrase("synthetic-voice", article.lang).format(voice=narrator), address))),
        cover=cover,
    )


def licence(address: str) -> str:
    """Return the name of a licence of Creative Commons with its address, of any other the address alone."""
    found = _LICENCE.search(address)
    if not found:
        return address
    kind = found[2].lower()
    name = _NAMES.get(kind) if found[1].lower() == "publicdomain" else f"CC {kind.upper()}"
    return " ".join(filter(None, (name or kind, found[3], f"({address})")))


def _abstract(article: Article) -> str:
    """Return the first abstract in the language of the article, as one paragraph."""
    own = next((abstract for abstract in article.front.abstracts if abstract.lang == article.lang), None)
    texts = (plain(node.content) for node in walk(own) if isinstance(node, Paragraph)) if own else ()
    return " ".join(" ".join(texts).split())
