"""What a sound file says about itself: the facts of its article, and that a synthetic voice reads it."""

from __future__ import annotations

from editions.article.model import Article, Paragraph, plain, walk
from editions.languages.licences import licence_name
from editions.languages.phrases import phrase
from editions.narration.audio.files import Tags


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
        copyright=", ".join(filter(None, (front.publisher, _licence(article)))),
        description=_abstract(article),
        doi=front.doi,
        comment=" ".join(filter(None, (phrase("synthetic-voice", article.lang).format(voice=narrator), address))),
        cover=cover,
    )


def _licence(article: Article) -> str:
    """Return the name of the licence, where it is known, and its address."""
    name, address = licence_name(article.front, article.lang), article.front.licence_href
    return f"{name} ({address})" if name and address else name or address


def _abstract(article: Article) -> str:
    """Return the first abstract in the language of the article, as one paragraph."""
    own = next((abstract for abstract in article.front.abstracts if abstract.lang == article.lang), None)
    texts = (plain(node.content) for node in walk(own) if isinstance(node, Paragraph)) if own else ()
    return " ".join(" ".join(texts).split())
