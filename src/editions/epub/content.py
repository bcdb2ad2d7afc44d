"""The article's document in the book: a copy of the shared XHTML, adapted to EPUB 3.

Same elements, same ids, same words. What changes: semantics beside the roles (``epub:type``), links, pictures, page breaks,
the head. The shared page itself is left as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from editions.article.model import Article
from editions.article.pages import PageBreak
from editions.epub import links, pagebreaks
from editions.epub.fitting import fit
from editions.epub.markup import document, elements, say, x
from editions.epub.options import EpubOptions
from editions.epub.pictures import PictureFile, UnusablePicture, find, load
from editions.findings import Finding, OutputError, Severity, Where
from editions.safety.file_names import printable
from editions.safety.xml import EPUB_TYPE, XML_LANG, classes, local

# EPUB 3 Structural Semantics Vocabulary 1.1, for the DPUB-ARIA roles that the shared XHTML uses. Footnotes within endnotes:
# epubcheck calls "endnote" deprecated.
_TYPES = {
    "doc-abstract": "abstract",
    "doc-acknowledgments": "acknowledgments",
    "doc-appendix": "appendix",
    "doc-backlink": "backlink",
    "doc-bibliography": "bibliography",
    "doc-conclusion": "conclusion",
    "doc-endnotes": "endnotes",
    "doc-footnote": "footnote",
    "doc-introduction": "introduction",
    "doc-noteref": "noteref",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentDocument:
    """The adapted document, the files that it needs, the marks of its pages, and what came up."""

    root: etree._Element
    pictures: tuple[PictureFile, ...]
    marks: tuple[PageBreak, ...]
    findings: tuple[Finding, ...]


def adapt(
    article: Article, page: etree._Element, breaks: Iterable[PageBreak], stylesheets: Iterable[str], options: EpubOptions
) -> ContentDocument:
    """Return the article's document for the book. Raises ``OutputError`` where a picture that exists cannot be read."""
    root = _rehoused(article, page, stylesheets)
    findings = [_lost_link(article, anchor) for anchor in links.settle(root, options.edition_href)]
    pictures, missing = _pictures(article, root)
    marks, lost = pagebreaks.insert(root, breaks)
    fit(root)
    _types(root)
    findings += [*missing, *(_lost_break(article, item) for item in lost)]
    return ContentDocument(root=root, pictures=pictures, marks=marks, findings=tuple(findings))


def _rehoused(article: Article, page: etree._Element, stylesheets: Iterable[str]) -> etree._Element:
    """Move a copy of the page's body into a document of ours, so that ``epub:`` is declared once, on its root."""
    copy = deepcopy(page)
    lang = copy.get("lang") or copy.get(XML_LANG) or article.lang
    root = document(lang, copy.get("dir", "ltr"), _title(article, copy), stylesheets)
    for name, value in copy.attrib.items():
        if value:
            root.set(name, value)
    body = copy.find(x("body"))
    if body is None:
        raise OutputError(f"{printable(article.name)}: the page has no body, so that no EPUB can be made of it.")
    body.set(EPUB_TYPE, "bodymatter")
    root.replace(root[-1], body)
    return root


def _title(article: Article, page: etree._Element) -> str:
    title = page.find(f"{x('head')}/{x('title')}")
    return " ".join((title.text if title is not None and title.text else article.title).split()) or printable(article.name)


def _types(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        kind = _TYPES.get(element.get("role", ""))
        if kind:
            element.set(EPUB_TYPE, kind)


# --------------------------------------------------------------------------------------------------------------- pictures


def _pictures(article: Article, root: etree._Element) -> tuple[tuple[PictureFile, ...], list[Finding]]:
    """Bring the pictures into the book, each file once; one that cannot come is said in words."""
    files: dict[str, PictureFile] = {}
    findings: list[Finding] = []
    for image in elements(root, "img"):
        src = image.get("src", "")
        try:
            if not src:
                raise UnusablePicture("the source names a file that is not there")
            if src not in files:
                files[src] = load(_file(article, image, src), len(files) + 1)
            image.set("src", files[src].href)
        except UnusablePicture as error:
            findings.append(_missing_picture(article, image, src, str(error)))
            _say_missing(image, article.lang)
        except OSError as error:
            raise OutputError(f"The picture {src} cannot be read: {error.strerror or error}.") from error
    return tuple(files.values()), findings


def _file(article: Article, image: etree._Element, src: str) -> Path:
    """Return the file of a picture: of the article's folder, or the logo of its house. Raises ``UnusablePicture``."""
    logo = article.front.masthead.logo if "logo" in classes(image) else None
    return logo or find(article.source.parent, src)


def _say_missing(image: etree._Element, lang: str) -> None:
    """Put words in a picture's place: ``img`` without ``src`` is invalid, and an alternative would hide that it is missing."""
    note = etree.Element(x("span"))
    note.tail = image.tail
    note.set("class", "missing")
    if image.get("id"):
        note.set("id", image.get("id", ""))
    parent = image.getparent()
    if parent is not None:
        parent.replace(image, say(note, "missing-picture", lang))
        _set_apart(note)


def _set_apart(note: etree._Element) -> None:
    """Keep words put into a line from running into those around them."""
    before, parent = note.getprevious(), note.getparent()
    if before is not None and (before.tail or "x")[-1:].strip():
        before.tail = f"{before.tail or ''} "
    elif before is None and parent is not None and (parent.text or "")[-1:].strip():
        parent.text = f"{parent.text} "
    if (note.tail or "")[:1].isalnum():
        note.tail = f" {note.tail}"


# --------------------------------------------------------------------------------------------------------------- findings


def _where(article: Article, element: etree._Element) -> Where:
    around: Iterator[etree._Element] = iter((element, *element.iterancestors()))
    return Where(file=str(article.source), id=next((node.get("id", "") for node in around if node.get("id")), ""))


def _missing_picture(article: Article, image: etree._Element, src: str, why: str) -> Finding:
    name = f"The picture {src}" if src else "A picture"
    return Finding(
        rule="epub.picture",
        severity=Severity.ERROR,
        where=_where(article, image),
        message=f"{name} is not in the EPUB: {why}.",
        hint="A sentence stands in its place.",
    )


def _lost_link(article: Article, anchor: etree._Element) -> Finding:
    words = " ".join("".join(str(text) for text in anchor.itertext()).split()) or local(anchor)
    return Finding(
        rule="epub.link",
        severity=Severity.WARNING,
        where=_where(article, anchor),
        message=f"The link “{words}” leads nowhere that a reader of the EPUB could follow: it became plain text.",
        hint="Give it a full address (https://…) or the id of an element of the article.",
    )


def _lost_break(article: Article, item: PageBreak) -> Finding:
    return Finding(
        rule="epub.page",
        severity=Severity.NOTE,
        where=Where(file=str(article.source), id=item.id),
        message=f"Page {item.label} has no mark in the EPUB: what begins on it is out of the reading order.",
    )


def texts(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield each piece of text with the element that holds it, in reading order, without what only looks like text."""
    body = root.find(x("body"))
    for element in [] if body is None else body.iter(etree.Element):
        if element.text and element.text.strip():
            yield element, element.text
        for child in element:
            if child.tail and child.tail.strip():
                yield element, child.tail


def is_decorative(image: etree._Element) -> bool:
    """Whether the source says that a picture needs no alternative."""
    return "decorative" in classes(image) or image.get("alt") == ""
