"""What no output may hold: what runs, what reaches out, what lies outside of the article's folder, an id twice."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from lxml import etree

from editions.findings import Finding
from fuzz.target import Broken

BAIT = "BAIT-that-no-edition-may-hold"

_ACTIVE = (
    "script",
    "iframe",
    "object",
    "embed",
    "foreignobject",
    "base",
    "form",
    "frame",
    "applet",
    "portal",
    "set",
    "handler",
)
_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_SCHEME = re.compile(r"[\s\x00-\x20]*([A-Za-z][A-Za-z0-9+.\x00-\x20-]*):")
_KEPT_SCHEMES = ("http", "https", "mailto", "tel")
_REACHING = re.compile(r"url\(\s*[\"']?(?!#)|expression|@import|javascript:|position\s*:\s*fixed", re.IGNORECASE)
_LINKS = ("href", "src", "action", "poster", "data", "cite", "longdesc", "xlink:href", "altimg")
_ACTIONS = ("/GoTo", "/URI")
"""The types of action that a PDF may hold."""


def check_error(text: str) -> None:
    """Check that an error is one clear line."""
    if not text or "\n" in text.strip() or "Traceback" in text or len(text) > 4000:
        raise Broken(f"an error that is not one clear line: {text[:300]!r}")


def check_findings(findings: Iterable[Finding]) -> None:
    """Check that each finding is one line with its file."""
    for finding in findings:
        if not finding.where.file or not finding.message or "\n" in str(finding).strip():
            raise Broken(f"a finding that is not one clear line: {finding!r}")


def check_page(page: bytes) -> None:
    """Check that a document parses again, that its ids are unique, and that nothing in it runs or reaches out."""
    root = etree.fromstring(page, etree.XMLParser(resolve_entities=False, huge_tree=True))
    ids = [node.get("id") for node in root.iter(etree.Element) if node.get("id") is not None]
    if len(ids) != len(set(ids)):
        raise Broken(f"an id stands twice: {next(item for item in ids if ids.count(item) > 1)!r}")
    if BAIT.encode() in page:
        raise Broken("a file outside of the article's folder is in the page")
    check_tree(root)


def check_tree(root: etree._Element) -> None:
    """Check that nothing in a tree runs or reaches out, whatever made it."""
    for node in root.iter(etree.Element):
        name = etree.QName(node).localname.lower()
        if name in _ACTIVE or name.startswith("animate"):
            raise Broken(f"<{etree.QName(node).localname}> in the page")
        if name == "style" and _REACHING.search("".join(map(str, node.itertext()))):
            raise Broken("a style sheet that reaches out")
        for key, value in node.attrib.items():
            _check_attribute(etree.QName(key).localname.lower(), str(value))


def _check_attribute(key: str, value: str) -> None:
    if key.startswith("on") or key in ("srcdoc", "formaction", "background", "actiontype", "ping"):
        raise Broken(f"the attribute {key}={value[:80]!r}")
    scheme = _SCHEME.match(value) if key in _LINKS else None
    if scheme and scheme[1].lower() not in _KEPT_SCHEMES and not value.startswith("data:image/"):
        raise Broken(f"a link to {value[:80]!r}")
    if key == "src" and ("//" in value or ".." in value.split("/") or value.startswith("/")):
        raise Broken(f"a picture at {value[:80]!r}")
    if key == "style" and _REACHING.search(value):
        raise Broken(f"the style {value[:80]!r}")


def check_book(content: bytes | Path) -> None:
    """Check every file of an EPUB."""
    with zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content) as book:
        for name in book.namelist():
            if name.startswith("/") or ".." in name.split("/"):
                raise Broken(f"the book holds {name!r}")
            part = book.read(name)
            if name.endswith((".xhtml", ".svg")):
                check_page(part)
            elif name.endswith((".opf", ".smil", ".ncx", ".xml")):
                check_tree(etree.fromstring(part, etree.XMLParser(resolve_entities=False)))
            if name.endswith(".svg"):
                _check_picture(part)
            if BAIT.encode() in part or (name.endswith(".css") and b"bait.invalid" in _COMMENT.sub(b"", part)):
                raise Broken(f"{name} holds what is outside of the article")


def _check_picture(content: bytes) -> None:
    """Check that a picture names nothing outside of it, but in its words and in links that a reader follows."""
    for node in etree.fromstring(content, etree.XMLParser(resolve_entities=False)).iter(etree.Element):
        kind = etree.QName(node).localname
        said = "".join(map(str, node.itertext())) if kind == "style" else ""
        named = [str(value) for key, value in node.attrib.items() if _names(etree.QName(key).localname, str(value))]
        if kind != "a" and any("bait.invalid" in text for text in (said, *named)):
            raise Broken(f"<{kind}> in a picture reaches out")


def _names(key: str, value: str) -> bool:
    """Whether an attribute of SVG can name a file: no other is looked up, whatever it holds."""
    return key in ("href", "src", "style") or "(" in value


def check_print(path: Path) -> None:
    """Check every object of a PDF: no action but of the kinds that a reader asks for, no script, no address but a link's."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            held = item.stream_dict if isinstance(item, pikepdf.Stream) else item
            if isinstance(held, pikepdf.Dictionary):
                _check_dictionary(cast(Mapping[str, object], held))


def _check_dictionary(held: Mapping[str, object]) -> None:
    import pikepdf

    for key in ("/JS", "/JavaScript", "/AA", "/XFA", "/RichMediaContent"):
        if key in held:
            raise Broken(f"{key} in the PDF")
    found = [held.get("/A"), held.get("/OpenAction"), held if held.get("/Type") == "/Action" else None]
    for action in found:
        if isinstance(action, pikepdf.Dictionary) and "/S" in action:  # attributes of a tag have no type
            _check_action(str(action.S), str(action.get("/URI", "")))


def _check_action(kind: str, address: str) -> None:
    if kind not in _ACTIONS:
        raise Broken(f"an action of type {kind} in the PDF")
    scheme = _SCHEME.match(address)
    if (scheme and scheme[1].lower() not in _KEPT_SCHEMES) or address.startswith(("//", "/")):
        raise Broken(f"the PDF links to {address[:80]!r}")
