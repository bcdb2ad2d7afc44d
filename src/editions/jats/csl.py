"""References set by a style of the house: a CSL file, worked by citeproc-py (Citation Style Language 1.0).

What is set is the citation in parts (``element-citation``); a reference that has none keeps its words. A style shows what it
wants to: names become initials, identifiers go. A finding says which words of the source the readers of an edition then lack.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from lxml import etree

from editions.article.model import Article, Inline, Link, Node, Reference, Style, Styled, plain, rebuilt
from editions.findings import Finding, Severity, UsageError, Where, packages_named
from editions.jats.csl_data import csl_item, words_of_parts
from editions.jats.references import MIXED, without_label
from editions.jats.source import name, parse, texts
from editions.safety.file_names import short_line

MAX_STYLE_BYTES = 1_000_000
"""Bytes of a CSL file; the longest of the published ones have about 200 kB."""

MAX_WORDS_NAMED = 12
"""Words left out that a finding names."""

LOOKS = {"i": Style.ITALIC, "b": Style.BOLD, "sup": Style.SUP, "sub": Style.SUB, "sc": Style.SMALL_CAPS, "u": Style.UNDERLINE}
OPEN, CLOSE, END = "\ue000", "\ue001", "\ue002"
"""Private characters around what has a look, as it comes from citeproc: ``OPEN look CLOSE words END``."""

ADDRESS = re.compile(r"https?://[^\s<>\"\ue000-\ue002]+")
WORD = re.compile(r"[^\W_]+")


def restyled(article: Article, style: Path) -> Article:
    """Return an article and its translations with their references in a CSL style.

    Raises ``UsageError`` for a file that is not a CSL style with a bibliography, ``PackageMissing`` without citeproc-py.
    """
    setter = _Setter.of(style, article)
    made = setter.article(article)
    translations = tuple(setter.article(item) for item in article.translations)
    found = tuple(finding for item in (made, *translations) for finding in item.findings[len(setter.before[item.id]) :])
    return replace(made, translations=translations, findings=(*article.findings, *found))


@dataclass(slots=True)
class _Setter:
    """A style at work on one file."""

    style: Any
    name: str
    nodes: list[etree._Element]
    before: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    lines: list[Reference] = field(default_factory=list)
    kept: list[Reference] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, style: Path, article: Article) -> _Setter:
        root = parse(article.source, article.source_bytes()).root.getroottree().getroot()
        return cls(_opened(style), style.name, list(root.iter(etree.Element)))

    def article(self, article: Article) -> Article:
        """Return one article with its references set, and what the style leaves out among its findings."""
        self.before[article.id] = article.findings
        self.left_out, self.lines, self.kept, self.places = Counter(), [], [], dict(article.places)
        made = replace(rebuilt(replace(article, translations=()), self._node), translations=article.translations)
        where = str(article.source)
        return replace(made, findings=(*article.findings, *self._findings(where)))

    def _node(self, node: Node) -> Node:
        return self._reference(node) if isinstance(node, Reference) else rebuilt(node, self._node)

    def _reference(self, reference: Reference) -> Reference:
        place = self.places.get(reference.id)
        parts = _parts(self.nodes[place]) if place is not None else None
        text = self._set(parts) if parts is not None else ""
        if parts is None or not text:
            self.kept.append(reference)
            return reference
        left_out = words(_shown(reference, parts)) - words(text)
        self.left_out += left_out
        self.lines += [reference] if left_out else []
        content = without_label(list(_inlines(text, reference)), "1")  # each is the first of a list of its own
        return replace(reference, content=tuple(content))

    def _set(self, parts: etree._Element) -> str:
        """Return a citation as the style sets it, ``""`` where it sets nothing, or cannot set this one."""
        from citeproc import Citation, CitationItem, CitationStylesBibliography
        from citeproc.source.json import CiteProcJSON

        try:
            with warnings.catch_warnings(action="ignore"):
                made = CitationStylesBibliography(self.style, CiteProcJSON([csl_item(parts)]), FORMATTER)
                made.register(Citation([CitationItem("item")]))
                return "".join(str(part) for part in made.bibliography()).strip()
        except Exception:  # noqa: BLE001 (a style runs through code of others, which names no errors of its own)
            return ""

    def _findings(self, file: str) -> Iterator[Finding]:
        if self.lines:
            named = ", ".join(list(self.left_out)[:MAX_WORDS_NAMED]) + (" …" if len(self.left_out) > MAX_WORDS_NAMED else "")
            yield Finding(
                rule="citation.left-out",
                severity=Severity.WARNING,
                where=_where(file, self.lines[0]),
                message=f"The citation style {self.name} leaves out words of {len(self.lines)} of the references: {named}.",
                hint="Take a style that shows them.",
            )
        if self.kept:
            yield Finding(
                rule="citation.not-set",
                severity=Severity.NOTE,
                where=_where(file, self.kept[0]),
                message=f"{self.name} cannot set {len(self.kept)} references, which have no parts; they keep their words.",
                hint="Give each an <element-citation>.",
            )


def _where(file: str, node: Reference) -> Where:
    return Where(file=file, line=node.line, id=node.id)


def _opened(style: Path) -> Any:
    """Return the style of a file. Raises ``UsageError``."""
    try:
        if style.stat().st_size > MAX_STYLE_BYTES:
            raise UsageError(f"{style}: larger than {MAX_STYLE_BYTES} bytes. Name a CSL style (.csl).")
        root = etree.parse(str(style), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise UsageError(f"{style}: cannot be read: {short_line(error)}. Name a CSL style (.csl).") from None
    if name(root) != "style" or not any(name(item) == "bibliography" for item in root):
        raise UsageError(
            f"{style}: is not a CSL style with a <bibliography>. A dependent style names its parent: take that one."
        )
    with packages_named(), warnings.catch_warnings(action="ignore"):
        from citeproc import CitationStylesStyle

        try:
            return CitationStylesStyle(BytesIO(etree.tostring(root)), validate=False)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UsageError(f"{style}: cannot be used: {short_line(error)}. Name a CSL 1.0 style (.csl).") from None


def _parts(node: etree._Element) -> etree._Element | None:
    """Return the citation in parts of a reference: of an element of that name, or of a mixed one without words between."""
    found = [item for item in node.iter(etree.Element) if name(item) in ("element-citation", *MIXED)]
    return next((item for item in found if name(item) == "element-citation" or _is_bare(item)), None)


def _shown(reference: Reference, parts: etree._Element) -> str:
    """Return the words that readers have without the style: those of a citation in words beside the parts, or the parts."""
    holder = parts.getparent()
    beside = holder is not None and any(name(item) in MIXED and texts(item) for item in holder if item is not parts)
    return plain(reference.content) if beside else words_of_parts(parts)


def _is_bare(node: etree._Element) -> bool:
    return len(node) > 0 and not (node.text or "").strip() and not any((item.tail or "").strip() for item in node)


def words(text: str) -> Counter[str]:
    """Return the words of a text, comparable."""
    return Counter(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


# ------------------------------------------------------------------------------------------------------------- formatter


def _look(look: str) -> Callable[[str], str]:
    return lambda text: f"{OPEN}{look}{CLOSE}{text}{END}"


FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=_look("i"),
    Oblique=_look("i"),
    Bold=_look("b"),
    Light=str,
    Underline=_look("u"),
    Superscript=_look("sup"),
    Subscript=_look("sub"),
    SmallCaps=_look("sc"),
    Bibliography="\n".join,
)
"""What citeproc calls for each look: its own formatters write HTML and escape nothing."""


def _inlines(text: str, reference: Reference, start: int = 0) -> Iterator[Inline]:
    """Yield what citeproc wrote as inline content: looks and addresses become nodes."""
    while start < len(text):
        begin = text.find(OPEN, start)
        if begin < 0:
            yield from _linked(text[start:], reference)
            return
        yield from _linked(text[start:begin], reference)
        end = _closing(text, begin)
        look, _, inner = text[begin + 1 : end].partition(CLOSE)
        content = tuple(_inlines(inner, reference))
        if content:
            yield Styled(
                id=f"{reference.id}-look-{begin}", lang=reference.lang, line=reference.line, style=LOOKS[look], content=content
            )
        start = end + 1


def _closing(text: str, begin: int) -> int:
    depth = 0
    for place in range(begin, len(text)):
        depth += {OPEN: 1, END: -1}.get(text[place], 0)
        if not depth:
            return place
    return len(text)


def _linked(text: str, reference: Reference) -> Iterator[Inline]:
    last = 0
    for found in ADDRESS.finditer(text):
        href = found[0].rstrip(".,;:)")
        yield from ([text[last : found.start()]] if found.start() > last else [])
        place = f"{reference.id}-link-{found.start()}"
        yield Link(id=place, lang=reference.lang, line=reference.line, href=href, content=(href,))
        last = found.start() + len(href)
    yield from ([text[last:]] if last < len(text) else [])
