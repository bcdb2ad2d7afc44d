"""The style sheets of an SVG: what may stand in one, and which parts of the picture its rules draw with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import tinycss2
from tinycss2.serializer import serialize

from editions.images.limits import Unusable
from editions.safety.file_names import printable

MAX_CHARS = 200_000
"""Characters of all the style sheets in one SVG."""

MAX_DEPTH = 30
"""Levels of brackets within each other in a style."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ACTIVE = re.compile(r"(?:java|vb)script\s*:|expression\s*\(|-moz-binding|behavior\s*:", re.IGNORECASE)
_RULES = re.compile(r"@(?:import|charset|namespace)[^;{}]*+;?|@font-face\s*\{[^}]*+\}?", re.IGNORECASE)
_REACHING = re.compile(
    r"(?:url|src|image|image-set|-webkit-image-set|cross-fade|element|attr|var)\((?!\s*[\"']?#)[^)]*+\)?"
    r"|(?:https?|ftp|file|data|javascript|vbscript):[^\s;\"')]*+",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"url\(\s*+(?:\"#([^\"]*+)\"|'#([^']*+)'|#([^\"'()\s]++))\s*+\)", re.IGNORECASE)
_OPENING = re.compile(r"[(\[{]")

Properties: TypeAlias = tuple[tuple[str, str], ...]
"""Names of properties, in lower case, and their values."""

_Node: TypeAlias = Any  # tinycss2 has no types


def harmless(text: str) -> str:
    """Return CSS that names nothing outside of the picture: escapes first, since they hide names."""
    text = _COMMENT.sub(" ", text).replace("\\", "").replace("<", "")
    return _ACTIVE.sub(" ", _REACHING.sub("none", _RULES.sub(" ", text)))


def sheet(text: str) -> str:
    """Return a style sheet whose rules name parts of the picture only for classes and ids, so that they can be counted."""
    text = harmless(text)
    return text if _LOCAL.search(text) is None else printable(serialize([_countable(node) for node in _parsed(text)]))


def _countable(node: _Node) -> _Node:
    if (node.type == "qualified-rule" and not _chosen(node.prelude)) or (node.type == "at-rule" and node.content is not None):
        node.content = tinycss2.parse_component_value_list(_LOCAL.sub("none", serialize(node.content)))
    return node


def _parsed(text: str) -> list[_Node]:
    if len(text) > MAX_CHARS:
        raise Unusable(f"its style sheets have more than {MAX_CHARS} characters")
    _measure(text)
    found: list[_Node] = tinycss2.parse_stylesheet(text)
    return found


def _measure(text: str) -> None:
    """Refuse brackets that are too deep for what reads them. Raises ``Unusable``."""
    depth = 0
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}" and depth > 0)
        if depth > MAX_DEPTH:
            raise Unusable(f"brackets in its style stand more than {MAX_DEPTH} levels deep")


def _chosen(prelude: list[_Node]) -> list[str]:
    """Return the classes and ids that a selector lists, none where it lists anything else."""
    listed: list[list[_Node]] = [[]]
    for node in prelude:
        if node.type == "literal" and node.value == ",":
            listed.append([])
        elif node.type != "whitespace" or listed[-1]:
            listed[-1].append(node)
    found = [_name(part[:-1] if part and part[-1].type == "whitespace" else part) for part in listed]
    return found if all(found) else []


def _name(selector: list[_Node]) -> str:
    match [node.type for node in selector]:
        case ["hash"]:
            return str(selector[0].value)
        case ["literal", "ident"] if selector[0].value == ".":
            return str(selector[1].value)
    return ""


@dataclass(frozen=True, slots=True)
class SvgSheet:
    """The properties that style sheets give: by class and id, and the dashes that they give to anything else."""

    named: Mapping[str, Properties]
    dashes: Properties

    @classmethod
    def of(cls, text: str) -> SvgSheet:
        """Return what a text of ``sheet`` says."""
        named: dict[str, dict[tuple[str, str], None]] = {}
        for prelude, content in _rules(_parsed(text)):
            given = _declared(content)
            for name in _chosen(prelude) or [""]:
                named.setdefault(name, {}).update(dict.fromkeys(given))
        elsewhere = named.pop("", {})
        return cls(
            named={name: tuple(given) for name, given in named.items()},
            dashes=tuple(pair for pair in elsewhere if "dash" in pair[0]),
        )


def _rules(nodes: list[_Node]) -> Iterator[tuple[list[_Node], list[_Node]]]:
    """Yield the selector and the content of each rule, those within other rules too."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield node.prelude, node.content
        elif node.type == "at-rule" and node.content is not None:
            yield from _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))


def _declared(content: _Node) -> Properties:
    found = tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True)
    return tuple((node.lower_name, serialize(node.value)) for node in found if node.type == "declaration")


def declared(style: str) -> Properties:
    """Return the properties of a ``style`` attribute."""
    if _OPENING.search(style):
        _measure(style)
        return _declared(style)
    pairs = (part.partition(":") for part in style.split(";"))
    return tuple((name.strip().lower(), value) for name, _, value in pairs)


def parts(value: str) -> list[str]:
    """Return the ids of the parts of the picture that a value names."""
    return [first or second or third for first, second, third in _LOCAL.findall(value)] if "(" in value else []
