"""What is really in a book: the facts that its accessibility metadata are computed from."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from editions.accessibility.summary import EditionFacts
from editions.article.model import UNDETERMINED
from editions.epub.content import ContentDocument, is_decorative, texts
from editions.epub.markup import HEADINGS, elements, x
from editions.narration.timeline import Timeline
from editions.safety.xml import MATHML, XML_LANG, classes

_UNLISTED = frozenset({UNDETERMINED, "zxx", "mul", "mis", ""})
# Words that say again what is said elsewhere: marks, numbers, ways to other editions. A narration is whole without them.
_SPARE_ROLES = frozenset({"doc-noteref", "doc-backlink", "doc-pagebreak"})
_SPARE_CLASSES = frozenset({"label", "also", "identifier", "orcids", "to-description"})


def gather(content: ContentDocument, timeline: Timeline | None, *, voiced: bool) -> EditionFacts:
    """Count what is in the book. ``voiced``: its narration has a voice for each of its languages."""
    root = content.root
    pictures = [image for image in elements(root, "img") if not is_decorative(image)]
    formulas = list(root.iter(f"{{{MATHML}}}math"))
    return EditionFacts(
        languages=tuple(_languages(root)),
        pictures=len(pictures),
        described=sum(bool(image.get("alt", "").strip()) for image in pictures),
        missing=sum("missing" in classes(span) for span in elements(root, "span")),
        long_descriptions=sum("long-description" in classes(block) for block in elements(root, "div")),
        formulas=len(formulas),
        spoken=sum(bool(formula.get("alttext", "").strip()) for formula in formulas),
        headings=sum(1 for _ in elements(root, *HEADINGS)),
        pages=len(content.marks),
        moving=any(picture.moving for picture in content.pictures) or any(True for _ in elements(root, "video")),
        narrated=timeline is not None,
        whole=timeline is not None and voiced and is_whole(root, timeline),
    )


def _languages(root: etree._Element) -> Iterator[str]:
    """Yield every language that words of the article are in, the article's first.

    The names of other editions are in their languages too ("Español"): they do not make a book bilingual.
    """
    seen: set[str] = set()
    for element in root.iter(etree.Element):
        lang = element.get(XML_LANG) or element.get("lang") or ""
        if lang not in seen and (element is root or lang not in _UNLISTED) and lang and not _spare(element, {"also"}):
            seen.add(lang)
            yield lang


def _spare(element: etree._Element, names: set[str] | frozenset[str]) -> bool:
    return any(names & set(classes(node)) for node in (element, *element.iterancestors()))


def is_whole(root: etree._Element, timeline: Timeline) -> bool:
    """Whether every piece of text (punctuation alone is none), every alternative and every description is heard.

    A text is heard while an element around it is highlighted, a picture while it is itself; in silence nothing is heard.
    What the narration itself says that it passes over is not.
    """
    if timeline.passed_over:
        return False
    heard = {clip.utterance.id for clip in timeline.clips if clip.end > clip.begin}
    words = [holder for holder, text in texts(root) if any(map(str.isalnum, text)) and not _is_spare(holder)]
    return all(_is_heard(holder, heard) for holder in words) and all(
        image.get("alt", "").strip() and _is_heard(image, heard) for image in elements(root, "img") if not is_decorative(image)
    )


def _is_spare(holder: etree._Element) -> bool:
    around = (holder, *holder.iterancestors())
    return any(node.get("role") in _SPARE_ROLES for node in around) or _spare(holder, _SPARE_CLASSES)


def _is_heard(element: etree._Element, heard: set[str]) -> bool:
    """Whether the element, or one around it, is said. Sections and figures are only announced: they do not count."""
    for node in (element, *element.iterancestors()):
        if node.tag in _ANNOUNCED:
            return False
        if node.get("id") in heard:
            return True
    return False


_ANNOUNCED = frozenset(
    x(name) for name in ("body", "article", "section", "figure", "table", "ul", "ol", "dl", "aside", "header", "footer")
)
