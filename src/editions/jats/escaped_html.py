"""HTML that a file holds as text (``&lt;p&gt;``), as archives of the nineties do: read as blocks, and reported.

The parser is libxml2's, without network and with its limits. What comes of it is JATS, which takes the way of all JATS, through
the one whitelist of ``safety.sanitizer``: what would run goes here already, and of elements that have no equal the words stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from editions.findings import Severity
from editions.jats.context import Context, Element
from editions.jats.source import XLINK_HREF, name
from editions.safety.sanitizer.xhtml import ELEMENTS, RUNNING

MAX_CHARS = 4_000_000
"""Characters of HTML that are parsed: as many as twenty long articles have."""

MAX_TAGS = 100_000
"""Tags of HTML that are parsed."""

MAX_DEPTH = 60
"""Levels of HTML elements that are read: with those of JATS around them no more than a file may have."""

MIN_TAGS = 8
"""Tags from which a text is HTML: a sentence about HTML has fewer."""

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?>")

BLOCKS = frozenset("p div center table tr td th ul ol li dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre address figure".split())
INLINE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "cite": "italic",
    "dfn": "italic",
    "var": "italic",
    "u": "underline",
    "s": "strike",
    "sub": "sub",
    "sup": "sup",
    "code": "monospace",
    "kbd": "monospace",
    "samp": "monospace",
    "br": "break",
}
"""Elements of HTML within a line, and those of JATS that say the same."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
PARTS_OF_TABLES = ("thead", "tbody", "tfoot", "tr", "td", "th")


def is_html(text: str) -> bool:
    """Whether a text is HTML: it has several tags, and a block that is opened and closed."""
    if "<" not in text:
        return False
    found = [(closes, kind.lower()) for closes, kind in TAG.findall(text)]
    known = [kind for _, kind in found if kind in ELEMENTS or kind in ("font", "center")]
    pairs = set(found)
    return len(known) >= MIN_TAGS and any(("", kind) in pairs and ("/", kind) in pairs for kind in BLOCKS)


def read(ctx: Context, node: Element) -> Element | None:
    """Return the JATS of an element whose text is HTML, None where it is not, or cannot be read; a finding says which."""
    text = "".join(node.itertext()) if len(node) else node.text or ""
    if not is_html(text):
        return None
    made = None if len(node) else _parsed(text)
    if made is None:
        message = f"The text of <{name(node)}> is HTML, and cannot be read as such: its tags are read as words."
        ctx.report("html.unreadable", Severity.ERROR, node, message, "Turn the HTML into elements of JATS.")
        return None
    ctx.report(
        "html.as-text",
        Severity.WARNING,
        node,
        f"The text of <{name(node)}> is HTML: it is read as paragraphs, lists, tables and headings.",
        "Turn the HTML into elements of JATS; look through what became of it.",
    )
    holder = etree.Element(name(node), {key: value for key, value in node.attrib.items() if key != "id"})
    holder.extend(made)
    for item in holder.iter():
        item.sourceline = node.sourceline  # type: ignore[misc]  # lxml lets it be set
    return holder


def _parsed(text: str) -> list[Element] | None:
    """Return the blocks of HTML as elements of JATS, None for what is beyond the limits."""
    if len(text) > MAX_CHARS or text.count("<") > MAX_TAGS:
        return None
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    body = None if root is None else root.find("body")
    if body is None or _depth(body) > MAX_DEPTH:
        return None
    return _in_sections(list(_blocks(body)))


def _depth(root: Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


# ---------------------------------------------------------------------------------------------------------------- blocks


def _blocks(node: Element) -> Iterator[Element]:
    """Yield the content of an element as blocks: what stands between them becomes paragraphs."""
    running = etree.Element("p")
    _add_text(running, node.text)
    for item in node:
        kind = name(item)
        if not _holds_block(item):
            _add_inline(running, item)
        else:
            yield from _filled(running)
            running = etree.Element("p")
            yield from _block(item, kind)
        _add_text(running, item.tail)
    yield from _filled(running)


def _holds_block(node: Element) -> bool:
    return name(node) not in RUNNING and any(name(item) in BLOCKS for item in node.iter())


def _filled(paragraph: Element) -> Iterator[Element]:
    """Yield a paragraph that shows something."""
    if "".join(paragraph.itertext()).strip() or paragraph.find(".//graphic") is not None:
        yield paragraph


def _block(node: Element, kind: str) -> Iterator[Element]:
    if reader := READERS.get(kind):
        yield from reader(node)
    else:
        yield from _blocks(node)


def _heading(node: Element) -> Iterator[Element]:
    yield from _filled(_inline_copy(node, "title", {"rank": name(node)[1]}))


def _quotation(node: Element) -> Iterator[Element]:
    yield _with("disp-quote", _blocks(node))


def _list(node: Element) -> Iterator[Element]:
    items = [_with("list-item", _blocks(item)) for item in node if name(item) == "li"]
    yield _with("list", iter(items), {"list-type": "order" if name(node) == "ol" else "bullet"})


def _definitions(node: Element) -> Iterator[Element]:
    made = etree.Element("def-list")
    for item in node:
        if name(item) == "dt":
            etree.SubElement(made, "def-item").append(_inline_copy(item, "term"))
        elif name(item) == "dd":
            last = made[-1] if len(made) else etree.SubElement(made, "def-item")
            last.append(_with("def", _blocks(item)))
    yield made


def _preformatted(node: Element) -> Iterator[Element]:
    yield _inline_copy(node, "preformat")


def _table(node: Element) -> Iterator[Element]:
    captions = [item for item in node if name(item) == "caption"]
    for item in captions:
        yield from _blocks(item)
    made = etree.Element("table")
    _add_rows(made, node)
    yield made


def _add_rows(target: Element, node: Element) -> None:
    for item in node:
        kind = name(item)
        if kind in ("td", "th"):
            spans = {key: value for key, value in item.attrib.items() if key in ("colspan", "rowspan", "scope")}
            target.append(_with(kind, _cell(item), spans))
        elif kind in PARTS_OF_TABLES:
            _add_rows(etree.SubElement(target, kind), item)


def _cell(node: Element) -> Iterator[Element]:
    return _blocks(node)


def _with(kind: str, children: Iterator[Element], attributes: dict[str, str] | None = None) -> Element:
    made = etree.Element(kind, attributes or {})
    made.extend(list(children))
    return made


def _in_sections(blocks: list[Element]) -> list[Element]:
    """Return blocks in the sections that their headings begin, by rank."""
    top = etree.Element("body")
    open_sections: list[tuple[str, Element]] = [("0", top)]
    for item in blocks:
        if name(item) == "title":
            rank = item.attrib.pop("rank")
            while open_sections[-1][0] >= rank:
                open_sections.pop()
            section = etree.SubElement(open_sections[-1][1], "sec")
            open_sections.append((rank, section))
        open_sections[-1][1].append(item)
    return list(top)


READERS: dict[str, Callable[[Element], Iterator[Element]]] = {
    **dict.fromkeys(HEADINGS, _heading),
    "blockquote": _quotation,
    "ul": _list,
    "ol": _list,
    "dl": _definitions,
    "pre": _preformatted,
    "table": _table,
}


# ---------------------------------------------------------------------------------------------------------------- inline


def _inline_copy(node: Element, kind: str, attributes: dict[str, str] | None = None) -> Element:
    """Return an element of JATS with the inline content of one of HTML; blocks within it give their words."""
    made = etree.Element(kind, attributes or {})
    _add_content(made, node)
    return made


def _add_content(target: Element, node: Element) -> None:
    _add_text(target, node.text)
    for item in node:
        _add_inline(target, item)
        _add_text(target, item.tail)


def _add_inline(target: Element, node: Element) -> None:
    kind = name(node)
    href = (node.get("href") or "").strip()
    if not kind or kind in RUNNING:
        return
    if kind in INLINE:
        target.append(_inline_copy(node, INLINE[kind]))
    elif kind == "a" and href and not href.startswith("#"):
        target.append(_inline_copy(node, "ext-link", {XLINK_HREF: href}))
    elif kind == "img" and node.get("src"):
        made = etree.SubElement(target, "graphic", {XLINK_HREF: node.get("src", "")})
        if node.get("alt"):
            etree.SubElement(made, "alt-text").text = node.get("alt")
    else:
        _add_content(target, node)


def _add_text(target: Element, text: str | None) -> None:
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text
