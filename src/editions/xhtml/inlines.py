"""Inline content -> XHTML."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import assert_never
from urllib.parse import quote

from lxml import etree

from editions.article.model import (
    Abbreviation,
    Article,
    CrossReference,
    Formula,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    Passage,
    Picture,
    Ruby,
    Style,
    Styled,
    plain,
    walk,
)
from editions.languages.sentences import sentences
from editions.xhtml.markup import MATHML, XML_LANG, Element, add, add_text, tag_language

STYLES: dict[Style, tuple[str, str]] = {
    Style.ITALIC: ("i", ""),
    Style.BOLD: ("b", ""),
    Style.SUB: ("sub", ""),
    Style.SUP: ("sup", ""),
    Style.SMALL_CAPS: ("span", "sc"),
    Style.MONOSPACE: ("code", ""),
    Style.UNDERLINE: ("u", ""),
    Style.OVERLINE: ("span", "overline"),
    Style.STRIKE: ("s", ""),
    Style.ROMAN: ("span", "roman"),
    Style.SANS_SERIF: ("span", "sans-serif"),
}
"""The element and the class of each look."""


@dataclass(slots=True)
class Page:
    """What rendering one article needs to know: what is pointed at, and which call of a note came first."""

    article: Article
    targets: frozenset[str]
    calls: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, article: Article) -> Page:
        """Return the page of an article."""
        targets = (node.target for node in walk(article) if isinstance(node, CrossReference | NoteCall))
        return cls(article, frozenset(target for target in targets if target))


def inlines(page: Page, parent: Element, content: tuple[Inline, ...], lang: str) -> None:
    """Add inline content to an element whose language is ``lang``."""
    for item in content:
        if isinstance(item, str):
            add_text(parent, item)
        else:
            _inline(page, parent, item, lang)


def sentence_spans(page: Page, parent: Element, block_id: str, content: tuple[Inline, ...], lang: str) -> None:
    """Add inline content sentence by sentence, each in a ``span`` with its id."""
    for sentence in sentences(block_id, content, lang):
        inlines(page, add(parent, "span", class_="s", id=sentence.id), sentence.content, lang)
        if sentence.space:
            add_text(parent, sentence.space)


def _inline(page: Page, parent: Element, item: Inline, lang: str) -> None:
    match item:
        case str():
            add_text(parent, item)
        case Styled():
            tag, kind = STYLES[item.style]
            _words(page, add(parent, tag, class_=kind), item, lang)
        case Passage():
            _passage(page, parent, item, lang)
        case Link():
            _words(page, add(parent, "a", href=item.href), item, lang)
        case CrossReference():
            _cross_reference(page, parent, item, lang)
        case NoteCall():
            _call(page, parent, item, lang)
        case Abbreviation():
            _abbreviation(page, parent, item, lang)
        case Ruby():
            made = add(parent, "ruby", id=item.id if item.id in page.targets else "")
            tag_language(made, item.lang, lang)
            inlines(page, made, item.content, item.lang)
            add(made, "rp", " (")
            inlines(page, add(made, "rt"), item.reading, item.lang)
            add(made, "rp", ")")
        case Picture():
            picture(page, parent, item, lang)
        case Formula():
            formula(page, parent, item, lang)
        case LineBreak():
            add(parent, "br")
        case _:
            assert_never(item)


def _words(page: Page, made: Element, item: Styled | Passage | Link | CrossReference | NoteCall, lang: str) -> None:
    if item.id in page.targets:
        made.set("id", item.id)
    tag_language(made, item.lang, lang)
    inlines(page, made, item.content, item.lang)


def _passage(page: Page, parent: Element, item: Passage, lang: str) -> None:
    if item.lang == lang and not item.role and item.id not in page.targets:
        inlines(page, parent, item.content, lang)
    else:
        _words(page, add(parent, "span", class_=item.role), item, lang)


def _cross_reference(page: Page, parent: Element, item: CrossReference, lang: str) -> None:
    if not _is_shown(item):  # a link that nobody can see, hear or press; the audit says so
        if item.id in page.targets:
            add(parent, "span", id=item.id)
        return
    href = f"#{item.target}" if item.target else ""
    _words(page, add(parent, "a", href=href, class_=f"xref {item.kind}".strip()), item, lang)


def _is_shown(item: CrossReference | NoteCall) -> bool:
    return bool(plain(item.content).strip()) or any(isinstance(part, Picture | Formula) for part in walk(item))


def _call(page: Page, parent: Element, item: NoteCall, lang: str) -> None:
    if not _is_shown(item):
        add(parent, "a", id=item.id)  # without a mark it can be neither followed nor come back to
        return
    made = add(parent, "a", href=f"#{item.target}", role="doc-noteref", class_="noteref", id=item.id)
    page.calls.setdefault(item.target, item.id)
    tag_language(made, item.lang, lang)
    inlines(page, made, item.content, item.lang)


def _abbreviation(page: Page, parent: Element, item: Abbreviation, lang: str) -> None:
    made = add(parent, "abbr", id=item.id if item.id in page.targets else "")
    tag_language(made, item.lang, lang)
    inlines(page, made, item.content, item.lang)
    if item.expansion:
        add_text(parent, " (")
        expansion = add(parent, "span", class_="expansion")
        tag_language(expansion, item.lang, lang)
        inlines(page, expansion, item.expansion, item.lang)
        add_text(parent, ")")


def picture(page: Page, parent: Element, item: Picture, lang: str) -> Element:
    """Add an ``img``: ``alt`` is left out where the source has no alternative, so that any validator sees it missing."""
    made = add(parent, "img", id=item.id)
    if item.files:
        made.set("src", quote(item.files[0].relative_to(page.article.source.parent).as_posix()))
    else:
        made.set("class", "missing")
    if item.decorative:
        made.set("alt", "")
        made.set("role", "presentation")
        made.set("class", "decorative")
    elif item.alternative:
        made.set("alt", item.alternative.text)
        tag_language(made, item.alternative.lang, lang)
    if item.description and item.description.id:
        made.set("aria-details", item.description.id)
    return made


def formula(page: Page, parent: Element, item: Formula, lang: str, *, display: bool = False) -> None:
    """Add a formula: its MathML, or its picture, or its TeX."""
    if item.mathml:
        made = etree.fromstring(item.mathml)
        _open_tokens(made)
        parent.append(made)
        made.set("id", item.id)
        if display:
            made.set("display", "block")
        if item.alternative:
            made.set("alttext", item.alternative.text)
            _tag_math(made, item.alternative.lang, lang)
    elif item.picture:
        spoken = item.picture.alternative or item.alternative
        picture(page, parent, replace(item.picture, alternative=spoken), lang)
    else:
        made = add(parent, "code", item.tex, class_="tex", id=item.id)
        if item.alternative:
            made.set("role", "math")
            made.set("aria-label", item.alternative.text)


def _open_tokens(math: Element) -> None:
    """Make a row of every token that holds elements: MathML lets ``mi``, ``mn``, ``mo``, ``mtext`` hold text alone."""
    for token in list(math.iter(*(f"{{{MATHML}}}{name}" for name in ("mi", "mn", "mo", "mtext")))):
        if len(token) and not (token.text or "").strip():
            token.tag = f"{{{MATHML}}}mrow"
            token.attrib.clear()


def _tag_math(node: Element, lang: str, around: str) -> None:
    if lang != around:
        node.set(XML_LANG, lang)
