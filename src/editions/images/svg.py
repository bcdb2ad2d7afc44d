"""SVG from strangers: only what is drawn, nothing that runs, moves, reaches out or grows without bound."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from editions.images import raster
from editions.images.limits import Unusable

SVG = "http://www.w3.org/2000/svg"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")

LARGEST = 16 * 1024 * 1024
"""Bytes of the largest SVG."""

MOST_DRAWN = 200_000
"""Elements of the largest SVG, those counted again that it draws again (``use``, patterns, markers, masks)."""

DEEPEST = 60
"""Levels of elements within each other."""

WIDEST = 20_000
"""Pixels of the widest or tallest SVG."""

_KEPT = frozenset(
    """
    svg g defs symbol use title desc switch a path rect circle ellipse line polyline polygon text tspan textPath image style
    marker linearGradient radialGradient stop pattern clipPath mask filter feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    """.split()
)
"""Elements that draw; every other goes, with what it holds (``script``, ``foreignObject``, ``animate``, ``metadata`` …)."""

_EMBEDDED = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]+)\Z", re.IGNORECASE)
_LOCAL = re.compile(r"url\(\s*([\"']?)#([^\"')\s]+)\1\s*\)")
_ACTIVE = re.compile(r"(?:java|vb)script\s*:|expression\s*\(|-moz-binding|behavior\s*:", re.IGNORECASE)
_RULES = re.compile(r"@(?:import|charset|namespace)[^;{}]*(?:;|\Z)|@font-face\s*\{[^}]*\}?", re.IGNORECASE)
_REACHING = re.compile(
    r"(?:url|src|image|image-set|-webkit-image-set|cross-fade|element|attr|var)\((?!\s*[\"']?#)[^)]*\)?"
    r"|(?:https?|ftp|file|data|javascript|vbscript):[^\s;\"')]*",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CHOICE = re.compile(r"\s*[.#]([\w-]+)\s*\Z")
_LENGTH = re.compile(r"\s*([0-9.]+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|em|ex|%)?\s*\Z", re.IGNORECASE)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 3.78, "cm": 37.8, "in": 96.0, "em": 16.0, "ex": 8.0, "%": 0.0}


def is_svg(content: bytes, suffix: str) -> bool:
    """Whether a file is to be read as SVG: by its first bytes, or by its name."""
    return b"<svg" in content[:4096] or suffix.lower() == ".svg"


def safe(content: bytes) -> bytes:
    """Return an SVG with only what is drawn. Raises ``Unusable`` where it is none, or beyond the limits."""
    if len(content) > LARGEST:
        raise Unusable(f"it has more than {LARGEST // 2**20} MB of SVG")
    root = _parsed(content)
    _measure(root)
    _clean(root)
    _bound(root)
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root: etree._Element = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unusable(f"it is not well-formed SVG ({error})") from error
    if root.tag != f"{{{SVG}}}svg":
        raise Unusable("it is not SVG")
    return root


def _measure(root: etree._Element) -> None:
    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > DEEPEST:
            raise Unusable(f"its elements stand more than {DEEPEST} levels deep")
        if count > MOST_DRAWN:
            raise Unusable(f"it has more than {MOST_DRAWN} elements")
    for name in ("width", "height"):
        match = _LENGTH.match(root.get(name, ""))
        if match and _number(match[1]) * _PIXELS[(match[2] or "").lower()] > WIDEST:
            raise Unusable(f"it is more than {WIDEST} pixels wide or high")
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


def _clean(root: etree._Element) -> None:
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or _name(element) not in _KEPT:
            _remove(element)
        elif _name(element) == "style":
            element.text = _sheet("".join(str(text) for text in element.itertext()))
            for child in list(element):
                element.remove(child)
    for element in root.iter(etree.Element):
        _clean_attributes(element)


def _name(element: etree._Element) -> str:
    """Return the name of an element of SVG, ``""`` for any other."""
    found = etree.QName(element)
    return found.localname if found.namespace == SVG else ""


def _remove(element: etree._Element) -> None:
    """Take an element out; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def _clean_attributes(element: etree._Element) -> None:
    for key, value in list(element.attrib.items()):
        name = etree.QName(key)
        if key in _HREFS:
            if not _may_refer(element, value):
                del element.attrib[key]
        elif (name.namespace and str(key) != "{http://www.w3.org/XML/1998/namespace}lang") or name.localname.lower().startswith(
            "on"
        ):
            del element.attrib[key]
        elif name.localname == "style" or "(" in value or ":" in value:
            element.set(key, _style(value))


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


def _style(text: str) -> str:
    """Return CSS that names nothing outside of the picture: escapes first, since they hide names."""
    text = re.sub(r"/\*.*?(?:\*/|\Z)", " ", text, flags=re.DOTALL).replace("\\", "").replace("<", "")
    return _ACTIVE.sub(" ", _REACHING.sub("none", _RULES.sub(" ", text)))


def _sheet(text: str) -> str:
    """Return a style sheet whose rules name parts of the picture only for classes and ids, so that they can be counted."""
    return _RULE.sub(lambda rule: rule[0] if _chosen(rule[1]) else _LOCAL.sub("none", rule[0]), _style(text))


def _chosen(selector: str) -> list[str]:
    """Return the classes and ids that a selector lists, none where it lists anything else."""
    found = [_CHOICE.match(part) for part in selector.split(",")]
    return [match[1] for match in found if match] if all(found) else []


# --------------------------------------------------------------------------------------------------------------- drawing


def _bound(root: etree._Element) -> None:
    """Refuse a picture that draws itself, or its parts so often that few elements become many. Raises ``Unusable``."""
    parts = {element.get("id", ""): element for element in root.iter(etree.Element)}
    _Costs(parts, _uses(root)).of(root)


def _uses(root: etree._Element) -> dict[str, list[str]]:
    """Return the ids of the parts that style sheets use, by the class or id that a rule is for."""
    found: dict[str, list[str]] = {}
    for sheet in root.iter(f"{{{SVG}}}style"):
        for rule in _RULE.finditer(sheet.text or ""):
            for name in _chosen(rule[1]):
                found.setdefault(name, []).extend(match[2] for match in _LOCAL.finditer(rule[2]))
    return found


@dataclass(slots=True)
class _Costs:
    """Counts what an element draws, with all that it refers to; each element is looked at once."""

    parts: dict[str, etree._Element]
    uses: dict[str, list[str]]
    known: dict[etree._Element, int] = field(default_factory=dict)
    around: set[etree._Element] = field(default_factory=set)

    def of(self, element: etree._Element) -> int:
        """Return how many elements are drawn. Raises ``Unusable``."""
        if element in self.known:
            return self.known[element]
        if element in self.around or len(self.around) > 4 * DEEPEST:
            raise Unusable("it draws itself within itself")
        self.around.add(element)
        cost = 1
        for part in (*element.iterchildren(etree.Element), *self._referred(element)):
            cost += self.of(part)
            if cost > MOST_DRAWN:
                raise Unusable(f"it draws more than {MOST_DRAWN} elements")
        self.around.discard(element)
        self.known[element] = cost
        return cost

    def _referred(self, element: etree._Element) -> Iterator[etree._Element]:
        names = [name for key in (*element.get("class", "").split(), element.get("id", "")) for name in self.uses.get(key, ())]
        for key, value in element.attrib.items():
            text = str(value)
            names += [text[1:]] if key in _HREFS and text.startswith("#") else [match[2] for match in _LOCAL.finditer(text)]
        yield from (self.parts[name] for name in names if name in self.parts)
