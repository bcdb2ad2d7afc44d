"""What an article may say of its own accessibility once a catalog is applied: only what holds of it as it then is."""

from __future__ import annotations

from collections.abc import Iterator

from editions.accessibility.non_text import NonText, NonTextKind, non_text_content
from editions.article.model import Article
from editions.jats.editing.document import Document
from editions.jats.editing.edits import SetMetadata
from editions.jats.source import child, name, texts


def metadata(article: Article, document: Document) -> SetMetadata | None:
    """Return the features that an article has and names not yet (words of schema.org, for NISO RP-47-2024), None for none.

    Hazards and a summary are left to people: nothing here knows whether a film flashes.
    """
    named = set(_named(document))
    features = tuple(feature for feature in _features(article) if feature not in named)
    return SetMetadata(features=features) if features else None


def _features(article: Article) -> Iterator[str]:
    found = [item for edition in article.editions() for item in non_text_content(edition)]
    formulas = [item for item in found if item.kind is NonTextKind.FORMULA]
    if found and all(map(_is_said, found)):
        yield "alternativeText"
    if any(item.description for item in found):
        yield "longDescription"
    if formulas and all(map(_is_said, formulas)):
        yield "describedMath"


def _is_said(item: NonText) -> bool:
    return item.decorative or item.alternative is not None


def _named(document: Document) -> Iterator[str]:
    for node in document.nodes:
        if (
            name(node) == "custom-meta"
            and (key := child(node, "meta-name")) is not None
            and texts(key) == "accessibilityFeature"
        ):
            yield from (texts(item) for item in node if name(item) == "meta-value")
