"""Accessibility metadata of an article, as JATS4R has it (NISO RP-47-2024): ``custom-meta`` in words of schema.org."""

from __future__ import annotations

from editions.jats.editing.document import Element, kind
from editions.jats.editing.edits import EditError, SetMetadata
from editions.jats.editing.markup import element
from editions.jats.editing.patches import Patches
from editions.jats.editing.vocabulary import Vocabulary
from editions.jats.source import child, find, find_all

_KIND = "accessibility-metadata"


def set_metadata(patches: Patches, vocabulary: Vocabulary, edit: SetMetadata) -> None:
    """Write what an article says of its accessibility, before its front matter or (in older DTDs) at the end of it."""
    article = next((node for node in patches.document.nodes if kind(node) == "article"), None)
    if article is None:
        raise EditError("Accessibility metadata belong to an <article>, and the file has none.")
    patches.claim(article, _KIND)
    if vocabulary >= Vocabulary.JATS_1_3:
        _in_processing_meta(patches, article, edit)
    else:
        _in_article_meta(patches, vocabulary, article, edit)


def _in_processing_meta(patches: Patches, article: Element, edit: SetMetadata) -> None:
    entries = _entries(edit, {"vocab": "schema.org"})
    group = f'<custom-meta-group content-type="{_KIND}">{entries}</custom-meta-group>'
    holder = child(article, "processing-meta")
    if holder is None:
        patches.put(article, f"<processing-meta>{group}</processing-meta>")
        return
    found = next((item for item in find_all(holder, "custom-meta-group") if item.get("content-type") == _KIND), None)
    if found is None:
        patches.put(holder, group, _last(holder))
    else:
        patches.put(found, entries, _last(found))


def _in_article_meta(patches: Patches, vocabulary: Vocabulary, article: Element, edit: SetMetadata) -> None:
    """Write it where DTDs before JATS 1.3 allow: without ``vocab``, and marked by ``specific-use``."""
    meta = find(article, "front", "article-meta")
    if meta is None:
        raise EditError("The article has no <article-meta> to hold its accessibility metadata.")
    entries = _entries(edit, {"specific-use": _KIND})
    group = "custom-meta-wrap" if vocabulary < Vocabulary.NLM_3 else "custom-meta-group"
    found = child(meta, group)
    if found is None:
        patches.put(meta, f"<{group}>{entries}</{group}>", _last(meta))
    else:
        patches.put(found, entries, _last(found))


def _entries(edit: SetMetadata, attributes: dict[str, str]) -> str:
    values = [("accessibilityFeature", value) for value in edit.features]
    values += [("accessibilityHazard", value) for value in edit.hazards]
    values += [("accessibilitySummary", edit.summary)] if edit.summary else []
    if not values:
        raise EditError("The accessibility metadata say nothing. Name a feature, a hazard or a summary.")
    return "".join(_entry(name, value, attributes) for name, value in values)


def _entry(name: str, value: str, attributes: dict[str, str]) -> str:
    shown = "".join(f' {key}="{text}"' for key, text in attributes.items())
    pair = element("meta-name", name, {}) + element("meta-value", " ".join(value.split()), {})
    return f"<custom-meta{shown}>{pair}</custom-meta>"


def _last(node: Element) -> Element | None:
    """Return an element's last child, None where it has none."""
    return next((item for item in reversed(node) if isinstance(item.tag, str)), None)
