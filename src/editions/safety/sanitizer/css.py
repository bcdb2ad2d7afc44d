"""The gate of style sheets: at-rules, properties, functions and addresses that an edition may hold.

Read by tinycss2, as browsers read it: escapes hide nothing. What is clean keeps its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2.bytes import decode_stylesheet_bytes

from editions.safety.file_names import printable
from editions.safety.sanitizer.addresses import names_script
from editions.safety.sanitizer.properties import DESCRIPTIONS, FOREIGN, FUNCTIONS, GROUPS, PROPERTIES, VENDORS
from editions.safety.sanitizer.removed import Removed, named
from editions.safety.xml import MATHML, OPS, SVG, XHTML

MAX_DEPTH = 24
"""Levels of rules, or of brackets, within each other: more is no style sheet that a person wrote."""

MAX_BYTES = 1024 * 1024
"""Characters of the largest style sheet."""

_CHARSET = re.compile(r'\A@charset "[^"\n]{1,40}";')
_SPACES = frozenset({XHTML, OPS, SVG, MATHML})
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 #.,%'+-")


@dataclass(slots=True)
class Sheet:
    """CSS that is clean, and what was taken out of it."""

    text: str
    removed: list[Removed] = field(default_factory=list)


def cleaned(content: bytes, *, local: bool = False) -> tuple[bytes, tuple[Removed, ...]]:
    """Return the bytes of a style sheet that an edition may hold, the same ones where nothing is taken out.

    ``local``: it may name parts of its own document, ``url(#shade)``. One in another encoding than UTF-8 becomes UTF-8.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text, content = _decoded(content), b""
    made = sheet(text, local=local)
    return (made.text.encode(), tuple(made.removed)) if made.removed or not content else (content, ())


def _decoded(content: bytes) -> str:
    text: str = decode_stylesheet_bytes(content[: MAX_BYTES + 1])[0]
    return printable(_CHARSET.sub("", text))  # what it named is no longer so


def sheet(text: str, *, local: bool = False) -> Sheet:
    """Return a style sheet without the rules and declarations that an edition may not hold."""
    if len(text) > MAX_BYTES:
        return Sheet("", [Removed(what=f"a style sheet of more than {MAX_BYTES // 1024} kB")])
    made = Sheet(text)
    kept = printable("".join(_rules(tinycss2.parse_stylesheet(text), made, local, MAX_DEPTH)))
    if made.removed:
        made.text = kept
    return made


def declarations(text: str, *, local: bool = False) -> str:
    """Return the declarations of a ``style`` attribute that may stay: the same text where all may."""
    if _is_plain(text):
        return text
    made = Sheet(text)
    kept = printable("".join(_block(tinycss2.parse_blocks_contents(text), made, local, 0)))
    return kept if made.removed else text


@lru_cache(maxsize=4096)
def is_kept(text: str, *, local: bool = False) -> bool:
    """Whether all declarations of a ``style`` attribute may stay."""
    return declarations(text, local=local) is text


@lru_cache(maxsize=4096)
def is_value(text: str, *, local: bool = False) -> bool:
    """Whether a value of a property names nothing that an edition may not hold."""
    return _PLAIN.issuperset(text) or _refused(tinycss2.parse_component_value_list(text), local) is None


def _is_plain(text: str) -> bool:
    """Whether declarations are so simple that nothing needs to be parsed: those of most pictures."""
    parts = (part.partition(":") for part in text.split(";") if part.strip())
    return all(is_property(name.strip()) and _PLAIN.issuperset(value) for name, _, value in parts)


def is_property(name: str) -> bool:
    """Whether a declaration of this name may stay."""
    name = name.lower()
    bare = next((name.removeprefix(vendor) for vendor in VENDORS if name.startswith(vendor)), name)
    return bare in PROPERTIES or name.startswith(("--", *FOREIGN))


# ----------------------------------------------------------------------------------------------------------------- rules


def _rules(nodes: Iterable[Any], made: Sheet, local: bool, levels: int) -> Iterator[str]:
    """Yield rules, those that may stay; ``levels`` is how many may stand within each other."""
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _rule(node, "", made, local, levels)
        elif node.type == "at-rule":
            yield from _at_rule(node, made, local, levels)
        elif node.type == "error":
            made.removed.append(Removed(what="a rule of CSS that cannot be read"))
        else:
            yield node.serialize()


def _rule(node: Any, name: str, made: Sheet, local: bool, levels: int) -> Iterator[str]:
    refused = "rules within rules, too deep" if levels <= 0 else _address(node.prelude)
    if not refused and not name and not all(map(_may_select, node.prelude)):
        refused = "what is not a selector"
    if refused:
        made.removed.append(Removed(what=f"{refused} of CSS"))
        return
    inside = _block(tinycss2.parse_blocks_contents(node.content), made, local, levels - 1)
    yield f"{name}{tinycss2.serialize(node.prelude)}{{{''.join(inside)}}}"


def _at_rule(node: Any, made: Sheet, local: bool, levels: int) -> Iterator[str]:
    name = f"@{node.at_keyword}"
    if node.lower_at_keyword in GROUPS and node.content is not None and levels > 0 and not _address(node.prelude):
        inside = _rules(tinycss2.parse_rule_list(node.content), made, local, levels - 1)
        yield f"{name}{tinycss2.serialize(node.prelude)}{{{''.join(inside)}}}"
    elif node.lower_at_keyword in DESCRIPTIONS and node.content is not None:
        yield from _rule(node, name, made, local, levels)
    elif _is_statement(node):
        yield node.serialize()
    else:
        made.removed.append(Removed(what=f"{named(name)} of CSS"))


def _is_statement(node: Any) -> bool:
    """Whether a rule without a block only names: an encoding, an order of layers, one of our namespaces."""
    if node.content is not None:
        return False
    said = [part.value for part in node.prelude if part.type in ("string", "url")]
    return (
        _is_rule(node, "layer")
        or (_is_rule(node, "charset") and [value.lower() for value in said] == ["utf-8"])
        or (_is_rule(node, "namespace") and len(said) == 1 and said[0] in _SPACES)
    )


def _is_rule(node: Any, name: str) -> bool:
    return bool(node.type == "at-rule" and node.lower_at_keyword == name)


def _block(nodes: Iterable[Any], made: Sheet, local: bool, levels: int) -> Iterator[str]:
    """Yield declarations, and the rules among them."""
    for node in nodes:
        if node.type != "declaration":
            yield from _rules([node], made, local, levels)
        elif (refused := _declared(node, local)) is not None:
            made.removed.append(Removed(what=f"{refused} of CSS", unknown="" if is_property(node.name) else node.lower_name))
        else:
            yield f"{node.serialize()};"


def _declared(node: Any, local: bool) -> str | None:
    """Return what may not stand in a declaration, None where all may."""
    if not is_property(node.name):
        return f"the property {named(node.name)}"
    refused = _refused(node.value, local)
    return f"{refused} in the property {named(node.name)}" if refused else None


# ---------------------------------------------------------------------------------------------------------------- values


def _refused(values: Iterable[Any], local: bool) -> str | None:
    """Return what may not stand in a value, None where all may; looked at without recursion, however deep it is."""
    waiting = [(value, MAX_DEPTH) for value in values]
    while waiting:
        value, levels = waiting.pop()
        inside: Iterable[Any] = ()
        if levels == 0:
            return "brackets within brackets, too deep,"
        if value.type == "function":
            if value.lower_name not in FUNCTIONS and not (local and _is_local(value)):
                return f"{named(value.name)}()"
            inside = value.arguments
        elif value.type == "url" and not (local and value.value.startswith("#")):
            return "the address url()"
        elif value.type == "error":
            return "a value that cannot be read"
        elif value.type == "string" and names_script(value.value):
            return "the address of a script"
        elif value.type.endswith("block"):
            inside = value.content
        waiting += [(part, levels - 1) for part in inside]
    return None


def _is_local(function: Any) -> bool:
    """Whether a function is ``url("#part")``."""
    given = [part for part in function.arguments if part.type not in ("whitespace", "comment")]
    is_string = len(given) == 1 and given[0].type == "string"
    return bool(function.lower_name == "url" and is_string and given[0].value.startswith("#"))


_COMBINED = frozenset({".", ",", ">", "+", "~", "*", ":", "::", "&", "|", "||"})
_SELECTING = frozenset({"whitespace", "comment", "ident", "hash", "function", "[] block", "percentage"})


def _may_select(part: Any) -> bool:
    """Whether a token may stand in a selector, or in a step of keyframes (Selectors 4, 3; CSS Animations 1, 3)."""
    return part.type in _SELECTING or (part.type == "literal" and part.value in _COMBINED)


def _address(prelude: Iterable[Any]) -> str | None:
    """Return what a selector or a condition may not hold: an address, or brackets too deep to be written out again."""
    waiting = [(part, MAX_DEPTH) for part in prelude]
    while waiting:
        part, levels = waiting.pop()
        if levels == 0:
            return "brackets within brackets, too deep,"
        if part.type in ("url", "error") or (part.type == "function" and part.lower_name == "url"):
            return "an address in a selector"
        inside = part.arguments if part.type == "function" else getattr(part, "content", ())
        waiting += [(each, levels - 1) for each in inside or ()]
    return None
