"""What a house's style sheet for books says to no effect: misspelt CSS, classes that no page has, fonts that nobody has.

Which properties a reading system follows, nobody can tell; what is no CSS at all, none of them follows. So only that is
reported: names near those of a property, colours that are none, units and keywords that CSS lacks (CSS Values 4; Selectors 4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import tinycss2
from cssselect2 import SelectorError, compile_selector_list
from tinycss2 import color4

from editions.article import house_sheets
from editions.article.house_sheets import in_vain, place_of, shortened
from editions.findings import Finding
from editions.safety.sanitizer.css import is_property
from editions.safety.sanitizer.properties import PROPERTIES, VENDORS

Token: TypeAlias = Any

_REFUSED: Final = tuple(
    "anchor animation behavior binding cue interpolate nav offset overscroll pause play position rest scroll timeline "
    "transition view voice".split()
)
"""How the names of properties begin that CSS has and no book may hold: they are not misspelt."""
_GLOBAL: Final = frozenset("inherit initial unset revert revert-layer".split())
_UNITS: Final = frozenset(
    """
    em rem ex rex cap rcap ch rch ic ric lh rlh vw vh vi vb vmin vmax svw svh svi svb svmin svmax lvw lvh lvi lvb lvmin lvmax
    dvw dvh dvi dvb dvmin dvmax cqw cqh cqi cqb cqmin cqmax cm mm q in pc pt px deg grad rad turn s ms hz khz dpi dpcm dppx x fr
    """.split()
)
_SYSTEM_COLOURS: Final = frozenset(
    """
    accentcolor accentcolortext activetext buttonborder buttonface buttontext canvas canvastext field fieldtext graytext
    highlight highlighttext linktext mark marktext selecteditem selecteditemtext visitedtext auto invert
    """.split()
)
_LENGTHS: Final = frozenset(
    f"{name}{side}"
    for name, sides in {"margin": "top right bottom left", "padding": "top right bottom left"}.items()
    for side in ("", *(f"-{side}" for side in sides.split()))
) | frozenset("width height max-width min-width max-height min-height font-size text-indent letter-spacing".split())
"""Properties whose numbers need a unit, but for 0."""
_KEYWORDS: Final = {
    name: frozenset(words.split())
    for name, words in {
        "text-align": "start end left right center justify match-parent justify-all",
        "font-style": "normal italic oblique",
        "font-weight": "normal bold bolder lighter",
        "text-transform": "none capitalize uppercase lowercase full-width full-size-kana math-auto",
        "float": "left right none inline-start inline-end",
        "clear": "left right none both inline-start inline-end",
        "visibility": "visible hidden collapse",
        "hyphens": "none manual auto",
        "caption-side": "top bottom",
        "border-collapse": "separate collapse",
        "list-style-position": "inside outside",
    }.items()
}
"""Properties of keywords alone: those of CSS Text 4, Fonts 4, Display 3 and CSS 2."""
_PSEUDO: Final = frozenset(
    """
    active after any-link autofill backdrop before blank buffering checked cue current default defined details-content dir
    disabled empty enabled file-selector-button first first-child first-letter first-line first-of-type focus focus-visible
    focus-within footnote-call footnote-marker fullscreen future grammar-error has highlight host hover in-range indeterminate
    invalid is lang last-child last-of-type left link local-link marker modal muted not nth-child nth-col nth-last-child
    nth-last-col nth-last-of-type nth-of-type only-child only-of-type open optional out-of-range past paused picture-in-picture
    placeholder placeholder-shown playing popover-open read-only read-write required right root scope seeking selection
    slotted spelling-error stalled state target target-text target-within user-invalid user-valid valid visited volume-locked
    where
    """.split()
)
"""The names of pseudo-classes and pseudo-elements."""


def found_in(sheet: Path, classes: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each thing that a style sheet says to no effect, no more than ``MAX_FINDINGS``.

    ``classes`` are those of the book's pages and of our own sheet. A sheet that cannot be read says nothing.
    """
    text = house_sheets.text_of(sheet)
    rules = house_sheets.rules_of(text)
    found = [*house_sheets.unclosed(sheet, text), *house_sheets.unknown_classes(sheet, rules, classes)]
    if not found or found[0].rule != "style.syntax":  # else a selector may be what stands in a block that is not closed
        found += _selectors(sheet, rules)
    for rule in rules:
        if not house_sheets.is_font_face(rule):
            for item in house_sheets.declarations(rule):
                found += _declared(sheet, item)
    yield from house_sheets.in_order(found)


def _declared(sheet: Path, item: Token) -> Iterator[Finding]:
    """Yield what a declaration says to no effect."""
    if item.name.startswith("--"):
        return
    if not is_property(item.name):
        if near := meant(item.lower_name):
            message = f"The property {shortened(item.name)} is ignored: no such property is known."
            yield in_vain("style.syntax", sheet, place_of(item), message, f"Did you mean {near}?")
        return
    if fault := _value(item):
        value = shortened(tinycss2.serialize(item.value).strip())
        message = f"{item.name}: {value} is ignored: the property has no such value."
        yield in_vain("style.syntax", sheet, place_of(item), message, fault)
    families = house_sheets.all_families_of(item)
    if families and house_sheets.families_of(item) == families:
        message = f"The font {shortened(families[0])} is not in the book: a reader who lacks it gets any other."
        step = "End the list with a family that every reading system has: serif, sans-serif or monospace."
        yield in_vain("style.font", sheet, place_of(item), message, step)


@lru_cache(maxsize=1024)
def meant(name: str) -> str:
    """Return the property that a name in small letters is near to, ``""`` where it is near to none, or is not for books."""
    if name.startswith(("-", *_REFUSED)):
        return ""
    return next(iter(get_close_matches(name, _SORTED, n=1, cutoff=0.75)), "")


_SORTED: Final = sorted(PROPERTIES)


# ----------------------------------------------------------------------------------------------------------------- values


def _value(item: Token) -> str:
    """Return the next step where a value is none that the property can have, ``""`` where none is known to be wrong."""
    value = [part for part in item.value if part.type not in ("whitespace", "comment")]
    if other := next((part for part in value if part.type == "dimension" and part.lower_unit not in _UNITS), None):
        return f"Write a unit that CSS has in {shortened(other.serialize())}, such as em."
    bare = next((part for part in value if part.type == "number" and part.value), None)
    if bare and item.lower_name in _LENGTHS:
        return f"Write the unit of {bare.serialize()}, such as em."
    if len(value) != 1:
        return ""
    return _keyword(item.lower_name, value[0]) or _colour(item.lower_name, value[0])


def _keyword(name: str, token: Token) -> str:
    known = _KEYWORDS.get(name)
    if known is None or token.type != "ident" or token.lower_value in known | _GLOBAL or token.value.startswith(VENDORS):
        return ""
    near = get_close_matches(token.lower_value, sorted(known), n=1)
    return f"Did you mean {near[0]}?" if near else f"It may be one of {', '.join(sorted(known))}."


def _colour(name: str, token: Token) -> str:
    if name != "color" and not name.endswith("-color"):
        return ""
    known = token.type == "ident" and token.lower_value in _GLOBAL | _SYSTEM_COLOURS
    if token.type not in ("ident", "hash") or known or color4.parse_color(token) is not None:
        return ""
    return "Write a colour by its name, or as #rrggbb."


# -------------------------------------------------------------------------------------------------------------- selectors


def _selectors(sheet: Path, rules: Iterable[Token]) -> Iterator[Finding]:
    """Yield a finding for each selector that is none, or names a pseudo-class that nobody knows."""
    for rule in rules:
        if rule.type == "qualified-rule" and not _is_selector(rule.prelude):
            selector = shortened(tinycss2.serialize(rule.prelude).strip())
            message = f"The selector {selector} is ignored, with its rule: it is not known."
            yield in_vain("style.syntax", sheet, place_of(rule), message, "Correct it, or take the rule out.")


def _is_selector(prelude: Iterable[Token]) -> bool:
    """Whether a selector can be read; an attribute stands for each pseudo-class, of which cssselect2 knows some alone."""
    plain, colons = "", 0
    for part in prelude:
        if part == ":":
            colons += 1
        elif colons and part.type in ("ident", "function"):
            name = part.lower_value if part.type == "ident" else part.lower_name
            if name not in _PSEUDO and not name.startswith(VENDORS):
                return False
            plain, colons = f"{plain}[x]", 0
        else:
            plain, colons = f"{plain}{':' * colons}{part.serialize()}", 0
    try:
        compile_selector_list(plain + ":" * colons)
    except SelectorError:
        return "|" in plain  # of a namespace, which another rule declares
    except RecursionError:
        return True
    return True
