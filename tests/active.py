"""What runs or reaches out in a finished document: found by a list of its own, not by the one that the program keeps.

``PAYLOADS`` are texts that would, each in the way of another syntax; ``problems`` names whatever of a document is active.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import tinycss2
from lxml import etree, html

BAIT = "http://bait.invalid/"
"""Where a request would go."""
MARKUP = (
    f'"\'><script xmlns="http://www.w3.org/1999/xhtml" src="{BAIT}s.js">alert(1)</script>'
    f'<img src="{BAIT}i.png" onerror="alert(1)"/><iframe src="javascript:alert(1)"></iframe><svg onload="alert(1)"/>'
    f'<style>@import "{BAIT}c.css"</style>--&gt; ]]> {{{{x}}}}'
)
"""Markup of many kinds, with what would end an attribute, a comment, a CDATA section before it."""
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript://%0aalert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload='alert(1)'/>",
    "blob:https://bait.invalid/1",
    "filesystem:https://bait.invalid/1",
    "file:///etc/passwd",
    "//bait.invalid/x",
    "\\\\bait.invalid\\x",
    "/etc/passwd",
    "ftp://bait.invalid/x",
    "view-source:http://bait.invalid/",
    "intent://bait.invalid/#Intent;end",
)
"""Addresses that nothing of ours may lead to."""

_ACTIVE = frozenset(
    """
    script iframe frame frameset object embed applet base form input button select textarea keygen video audio source track
    template slot portal fencedframe noscript foreignobject animate animatemotion animatetransform animatecolor set handler
    listener mglyph maction xmp plaintext isindex dialog marquee bgsound param area map feimage tref include import
    """.split()
)
_ADDRESSES = frozenset(
    """
    srcset srcdoc action formaction ping background poster cite longdesc data codebase classid archive manifest dynsrc lowsrc
    profile usemap base from to by values begin attributename icon imagesrcset nohref schemalocation
    """.split()
)
_NAMESPACES = frozenset(
    {"http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2000/svg", None}
)
_KEPT = frozenset(
    {
        "{http://www.w3.org/XML/1998/namespace}lang",
        "{http://www.w3.org/XML/1998/namespace}space",
        "{http://www.idpf.org/2007/ops}type",
        "{http://www.w3.org/1999/xlink}href",
    }
)
_OUT = ("http:", "https:", "mailto:", "tel:")


def of_book(content: bytes) -> Iterator[str]:
    """Yield what is active in an EPUB, whatever file of it."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for name in book.namelist():
            data = book.read(name)
            if name.endswith((".xhtml", ".svg")):
                yield from (f"{name}: {found}" for found in of_xml(data))
            elif name.endswith((".opf", ".smil", "container.xml")):
                yield from (f"{name}: {found}" for found in of_package(data))
            elif name.endswith(".css"):
                yield from (f"{name}: {found}" for found in of_css(data.decode()))


def of_xml(content: bytes) -> Iterator[str]:
    """Yield what is active in a document of XML: XHTML, SVG, MathML."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None and list(tree.docinfo.internalDTD.entities()):
        yield "entities"
    yield from _of_tree(root)


def of_html(content: str, own: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield what is active in a page of HTML; ``own`` are the scripts and fields that it may have."""
    yield from _of_tree(html.document_fromstring(content), own)


def of_package(content: bytes) -> Iterator[str]:
    """Yield the addresses of a package or an overlay that lead out of the book."""
    for node in etree.fromstring(content).iter():
        if not isinstance(node.tag, str):
            yield "a comment or processing instruction"
            continue
        for key, value in node.attrib.items():
            if etree.QName(key).localname in ("href", "src", "full-path", "textref") and not _is_local(str(value)):
                yield f"{node.tag} {key}={value!r}"


def of_css(text: str, *, local: bool = False) -> Iterator[str]:
    """Yield what reaches out of a style sheet: anything that could be an address, as a browser decodes it."""
    waiting = [*tinycss2.parse_component_value_list(text)]
    while waiting:
        part = waiting.pop()
        if part.type == "at-keyword" and part.lower_value in ("import", "font-face", "document"):
            yield f"@{part.value}"
        if part.type == "url" and not (local and part.value.startswith("#")):
            yield f"url({part.value})"
        if part.type == "ident" and part.lower_value in ("behavior", "-ms-behavior", "-moz-binding"):
            yield part.value
        if part.type == "function":
            given = "".join(each.value for each in part.arguments if each.type == "string")
            if part.lower_name in ("image-set", "-webkit-image-set", "src", "image", "expression", "cross-fade", "paint"):
                yield f"{part.name}()"
            if part.lower_name == "url" and not (local and given.startswith("#")):
                yield f"url({given})"
            waiting += part.arguments
        elif hasattr(part, "content"):
            waiting += part.content


# ------------------------------------------------------------------------------------------------------------------ trees


def _of_tree(root: etree._Element, own: frozenset[str] = frozenset()) -> Iterator[str]:
    for node in root.iter():
        if not isinstance(node.tag, str):
            yield f"a comment, processing instruction or entity: {node!r}"
            continue
        name = etree.QName(node)
        if name.namespace not in _NAMESPACES:
            yield f"the namespace {name.namespace}"
        if name.localname.lower() in _ACTIVE - own:
            yield f"<{name.localname}>"
        if name.localname == "style":
            yield from of_css(node.text or "", local=name.namespace is not None)
        for key, value in node.attrib.items():
            yield from _of_attribute(node, name.localname.lower(), str(key), str(value))


def _of_attribute(node: etree._Element, element: str, key: str, value: str) -> Iterator[str]:
    name = etree.QName(key)
    local, shown = name.localname.lower(), f"{element} {key}={value[:80]!r}"
    if name.namespace and key not in _KEPT:
        yield shown
    if local.startswith("on") or (local in _ADDRESSES and element not in ("time", "option")):
        yield shown
    if local == "href" and not (_is_local(value) or _is_out(value)):
        yield shown
    if local == "href" and element in ("link", "image", "use") and not _is_local(value):
        yield shown
    if local == "src" and not (_is_local(value) or value.startswith("data:image/")):
        yield shown
    if local == "style":
        yield from of_css(value, local=True)
    if local == "http-equiv" and value != "Content-Security-Policy":
        yield shown
    if local == "encoding" and element == "annotation-xml" and "html" in value.lower():
        yield shown
    if name.namespace is None and etree.QName(node).namespace == "http://www.w3.org/2000/svg" and "(" in value:
        yield from of_css(value, local=True)


def _is_out(address: str) -> bool:
    return address.lower().startswith(_OUT) and all(sign > " " for sign in address)


def _is_local(address: str) -> bool:
    """Whether a browser would look for it in the book, or beside the page."""
    head = address.partition("#")[0].partition("?")[0]
    return all(sign > " " for sign in head) and ":" not in head and not head.startswith(("/", "\\"))


def documents(book: Path, into: Path) -> list[Path]:
    """Unpack a book; return its documents."""
    with zipfile.ZipFile(book) as packed:
        packed.extractall(into)
    return sorted(path for path in into.rglob("*") if path.suffix in (".xhtml", ".svg"))
