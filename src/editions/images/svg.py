"""SVG from strangers: only what is drawn, nothing that runs, moves, reaches out or grows without bound."""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from editions.images import raster, sheets
from editions.images.drawing import MAX_DEPTH, MAX_DRAWN, MAX_WIDTH, bound
from editions.images.limits import Broken, Unusable
from editions.safety.file_names import short_line
from editions.safety.sanitizer.svg import ELEMENTS, HREFS, is_known
from editions.safety.xml import SVG, XML_SPACE, parse

MAX_BYTES = 16 * 1024 * 1024
"""Bytes of the largest SVG."""

MIN_REPEATED = 0.005
"""The shortest gradient that may repeat, in widths of what it fills (of the widest SVG where it is measured in pixels)."""

_EMBEDDED = re.compile(r"\Adata:image/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]++)\Z", re.IGNORECASE)
_LENGTH = re.compile(r"\A\s*+([0-9.]++(?:e[+-]?\d++)?)\s*+(px|pt|pc|mm|cm|in|em|ex|%)?\s*+\Z", re.IGNORECASE)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 3.78, "cm": 37.8, "in": 96.0, "em": 16.0, "ex": 8.0, "%": 0.0}


def is_svg(content: bytes, suffix: str) -> bool:
    """Whether a file is to be read as SVG: by its first bytes, or by its name."""
    return b"<svg" in content[:4096] or suffix.lower() == ".svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """An SVG with only what is drawn; ``changed`` says what its file draws and this does not, in words, each once."""

    content: bytes
    changed: tuple[str, ...] = ()


def safe(content: bytes) -> Cleaned:
    """Return an SVG with only what is drawn. Raises ``Unusable`` where it is none, or beyond the limits."""
    if len(content) > MAX_BYTES:
        raise Unusable(f"it has more than {MAX_BYTES // 2**20} MB of SVG")
    root = _parsed(content)
    _measure(root)
    changed = dict.fromkeys([*_not_drawn(root), *_clean(root)])
    bound(root)
    etree.cleanup_namespaces(root)
    return Cleaned(content=bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)), changed=tuple(changed))


def _parsed(content: bytes) -> etree._Element:
    try:
        root = parse(content, elements_only=True)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Broken(f"it is not well-formed SVG ({short_line(error)})") from error
    if root.tag != f"{{{SVG}}}svg":
        raise Broken("it is not SVG")
    return root


def _measure(root: etree._Element) -> None:
    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > MAX_DEPTH:
            raise Unusable(f"its elements stand more than {MAX_DEPTH} levels deep")
        if count > MAX_DRAWN:
            raise Unusable(f"it has more than {MAX_DRAWN} elements")
    for name in ("width", "height"):
        match = _LENGTH.match(root.get(name, ""))
        if match and _number(match[1]) * _PIXELS[(match[2] or "").lower()] > MAX_WIDTH:
            raise Unusable(f"it is more than {MAX_WIDTH} pixels wide or high")
        if not match:
            root.attrib.pop(name, None)
    box = [_number(part) for part in root.get("viewBox", "").replace(",", " ").split()]
    if "viewBox" in root.attrib and (len(box) != 4 or not all(abs(part) < 1e9 for part in box) or min(box[2:]) <= 0):
        raise Unusable("its viewBox is not that of a picture")


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("inf")


# --------------------------------------------------------------------------------------------------------------- cleaning


def _not_drawn(root: etree._Element) -> Iterator[str]:
    """Say which words ``_clean`` takes out: those of HTML, unless the SVG has another form of them."""
    parts = (part for part in root.iter(f"{{{SVG}}}foreignObject") if not _has_another_form(part))
    words = " ".join(word for part in parts for text in part.itertext() for word in str(text).split())
    if words:
        yield f"its words “{short_line(words)}” are HTML and are left out"


def _has_another_form(part: etree._Element) -> bool:
    """Whether a ``switch`` offers something that is drawn instead."""
    parent = part.getparent()
    return parent is not None and _name(parent) == "switch" and any(_name(other) in ELEMENTS for other in parent)


def _clean(root: etree._Element) -> Iterator[str]:
    """Take out what is not drawn, or may not be; yield what then looks otherwise."""
    for element in list(root.iter(etree.Element)):
        _keep_drawn(element)
    for element in root.iter(f"{{{SVG}}}style"):
        element.text = sheets.sheet("".join(str(text) for text in element.itertext()))
        for child in list(element):
            element.remove(child)
    ids: set[str] = set()
    for element in root.iter(etree.Element):
        if _lost_its_picture(element):
            yield "a picture that it takes from elsewhere is left out"
        _clean_attributes(element)
        if element.get("id") in ids:  # what refers to it finds the first
            del element.attrib["id"]
        ids.add(element.get("id", ""))
        if element.get("spreadMethod", "pad") != "pad" and not _repeats_seldom(element):
            del element.attrib["spreadMethod"]
            yield "a gradient that repeats in very small steps is drawn once"


def _name(element: etree._Element) -> str:
    """Return the name of an element of SVG, ``""`` for any other."""
    found = etree.QName(element)
    return found.localname if found.namespace == SVG else ""


def _keep_drawn(element: etree._Element) -> None:
    """Take out of an element what does not draw, with all that it holds; the text behind it stays."""
    last: etree._Element | None = None
    text = [element.text or ""]
    for child in list(element):
        if isinstance(child.tag, str) and _name(child) in ELEMENTS:
            _say(element, last, text)
            last, text = child, [child.tail or ""]
        else:
            text.append(child.tail or "")
            child.tail = None
            element.remove(child)
    _say(element, last, text)


def _say(parent: etree._Element, before: etree._Element | None, text: list[str]) -> None:
    """Put text into an element, behind the child that it follows."""
    if len(text) > 1 and before is None:
        parent.text = "".join(text) or None
    elif len(text) > 1 and before is not None:
        before.tail = "".join(text) or None


def _clean_attributes(element: etree._Element) -> None:
    for key, value in list(element.attrib.items()):
        if key in HREFS:
            if not _may_refer(element, value):
                del element.attrib[key]
        elif key == XML_SPACE or not is_known(key):
            del element.attrib[key]
        elif key == "style" or "(" in value or ":" in value:
            element.set(key, sheets.harmless(value))


def _repeats_seldom(element: etree._Element) -> bool:
    """Whether a gradient that repeats does so no more than some hundred times, as far as it says so itself."""
    if "gradientTransform" in element.attrib or any(key in element.attrib for key in HREFS):
        return False
    least = MIN_REPEATED * (MAX_WIDTH if element.get("gradientUnits") == "userSpaceOnUse" else 1)
    match _name(element):
        case "linearGradient":
            first, last = ([_share(element, key + number) for key in "xy"] for number in "12")
            return math.dist(first, last) >= least
        case "radialGradient":
            return _share(element, "r") - _share(element, "fr") >= least
    return False


def _share(element: etree._Element, key: str) -> float:
    """Return a length that an element gives itself, one in percent as a share; 0 where it gives none."""
    match = _LENGTH.match(element.get(key, ""))
    return _number(match[1]) / (100 if match[2] == "%" else 1) if match else 0.0


def _lost_its_picture(element: etree._Element) -> bool:
    """Whether an element shows what lies outside of the picture, so that nothing of it will be seen."""
    named = [value for key, value in element.attrib.items() if key in HREFS and value.strip()]
    return _name(element) in ("image", "use") and bool(named) and not any(_may_refer(element, value) for value in named)


def _may_refer(element: etree._Element, value: str) -> bool:
    """Whether a link stays in the picture: to its own parts, or to a picture of pixels that it holds itself."""
    if value.startswith("#"):
        return _name(element) != "a"
    embedded = _EMBEDDED.match(value) if _name(element) == "image" else None
    if embedded is None:
        return False
    try:
        raster.facts(base64.b64decode(embedded[1]))
    except (Unusable, binascii.Error, ValueError):
        return False
    return True
