"""What can be told of a house's style sheet before anything is made with it: braces, classes, and where each thing stands.

``pdf/layout/house_faults.py`` and ``epub/house_faults.py`` add what each format knows of properties, values and fonts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import tinycss2
from tinycss2.bytes import decode_stylesheet_bytes

from editions.findings import Finding, Severity, Where

Token: TypeAlias = Any

MAX_FINDINGS: Final = 50
"""Findings about one style sheet; those after them are like them."""
MAX_SHOWN_CHARS: Final = 60
MAX_DEPTH: Final = 50
"""Levels of rules, or of brackets in a selector, that are looked into."""
_CONDITIONAL: Final = frozenset({"media", "supports", "layer"})

_BRACE: Final = re.compile(r"/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?|\\.|[{}]", re.DOTALL)
_GENERIC: Final = frozenset(
    "serif sans-serif cursive fantasy monospace system-ui math emoji fangsong ui-serif ui-sans-serif ui-monospace ui-rounded "
    "inherit initial unset revert revert-layer".split()
)


def text_of(sheet: Path) -> str:
    """Return the text of a style sheet, ``""`` where it cannot be read: whoever makes an edition with it says so."""
    try:
        return str(decode_stylesheet_bytes(sheet.read_bytes())[0])
    except (OSError, ValueError):
        return ""


def rules_of(text: str) -> list[Token]:
    """Return the rules of a sheet that say how something looks, those in ``@media`` and the like too."""
    return list(_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)))


def _rules(rules: Iterable[Token], depth: int = 0) -> Iterator[Token]:
    for rule in rules:
        if rule.type == "qualified-rule" or is_font_face(rule):
            yield rule
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in _CONDITIONAL and depth < MAX_DEPTH:
            yield from _rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), depth + 1)


def is_font_face(rule: Token) -> bool:
    """Whether a rule declares a font."""
    return bool(rule.type == "at-rule" and rule.lower_at_keyword == "font-face")


def declarations(rule: Token) -> Iterator[Token]:
    """Yield the declarations of a rule."""
    for item in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration":
            yield item


@lru_cache(maxsize=16)
def classes_of(text: str) -> frozenset[str]:
    """Return the classes that a style sheet names."""
    return frozenset(name.value for rule in rules_of(text) for name in _classes(rule.prelude))


def _classes(tokens: Sequence[Token], depth: int = 0) -> Iterator[Token]:
    """Yield the names of the classes in a selector, those within ``:not()`` and the like too."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "ident" and before == ".":
            yield token
        elif token.type == "function" and depth < MAX_DEPTH:
            yield from _classes(token.arguments, depth + 1)


def families_of(declaration: Token) -> list[str]:
    """Return the font families that a declaration names, in its order, generic ones left out."""
    return [name for name in all_families_of(declaration) if name.lower() not in _GENERIC]


def all_families_of(declaration: Token) -> list[str]:
    """Return the font families that a declaration names, in its order; none where a function says some of them."""
    sized = any(part.type in ("dimension", "percentage") for part in declaration.value)
    if declaration.lower_name != "font-family" and not (declaration.lower_name == "font" and sized):
        return []
    names: list[str] = []
    words: list[str] = []
    for part in [*declaration.value, None]:
        if part is None or part == ",":
            names += [" ".join(words)] if words else []
            words = []
        elif part.type in ("ident", "string"):
            words.append(str(part.value))
        elif part.type in ("dimension", "percentage", "number") or part == "/":
            words = []  # of ``font``: what stands before the size
        elif part.type == "function":
            return []  # var(): whoever declares the property says which
    return names


# --------------------------------------------------------------------------------------------------------------- findings


def unclosed(sheet: Path, text: str) -> Iterator[Finding]:
    """Yield a finding for the first brace that stays open to the end, or that closes nothing."""
    opened: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            opened.pop()
        elif match[0] == "}":
            yield in_vain("style.syntax", sheet, _place(text, match.start()), "} closes nothing: no { is open.", "Take it out.")
            return
    if opened:
        message = "{ is not closed: the rules after it are read as a part of this one."
        yield in_vain("style.syntax", sheet, _place(text, opened[-1]), message, "Write } at the end of the rule.")


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def unknown_classes(sheet: Path, rules: Iterable[Token], classes: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each class that the page does not have, at its first place: a warning where another is near.

    Many classes are the names of JATS's elements and of their types, so that another article may have it.
    """
    named = {name.value: name for rule in reversed(list(rules)) for name in reversed(list(_classes(rule.prelude)))}
    for word, name in named.items():
        if word not in classes and not word.startswith("language-"):
            near = get_close_matches(word, sorted(classes), n=1, cutoff=0.8)
            step = f"Did you mean .{near[0]}?" if near else "Another article may have it; docs/xhtml.md lists the classes."
            message = f"The class .{shortened(word)} is on no element of these pages."
            place, severity = (name.source_line, name.source_column), Severity.WARNING if near else Severity.NOTE
            yield in_vain("style.class", sheet, place, message, step, severity)


def shortened(text: str) -> str:
    """Return what a message can show of a stranger's words."""
    return text if len(text) <= MAX_SHOWN_CHARS else f"{text[:MAX_SHOWN_CHARS]}…"


def place_of(token: Token) -> tuple[int, int]:
    """Return the line and the column of a token, both from 1."""
    return token.source_line, token.source_column


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Return findings about one sheet by their places, no more than ``MAX_FINDINGS``."""
    return sorted(found, key=lambda finding: (finding.where.line, finding.where.column))[:MAX_FINDINGS]


def in_vain(
    rule: str, sheet: Path, place: tuple[int, int], message: str, hint: str, severity: Severity = Severity.WARNING
) -> Finding:
    """Return a finding about what a style sheet says to no effect."""
    where = Where(file=str(sheet), line=place[0], column=place[1])
    return Finding(rule=rule, severity=severity, where=where, message=message, hint=hint)
