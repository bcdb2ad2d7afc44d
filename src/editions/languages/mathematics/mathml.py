"""MathML -> words: a formula as a person would read it aloud, by rules of our own; the words are in a file a language.

A rule is a method of ``_Speaker`` for an element of MathML 3 (chapter 3). What no rule reads (a cancelled term, a
sign without a name) leaves the whole formula without words: half of one would say another thing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final, TypeAlias

from lxml import etree

from editions.languages.mathematics.vocabulary import own_language, vocabulary

Element: TypeAlias = etree._Element

MAX_ELEMENTS: Final = 400
"""Elements of the largest formula that is read."""

MAX_DEPTH: Final = 40
"""Elements within elements of the deepest one."""

TOKENS: Final = frozenset({"mi", "mn", "mo", "mtext", "ms"})
INVISIBLE: Final = frozenset("\u2061\u2062\u2063\u2064\u200b")
ROWS: Final = frozenset({"math", "mrow", "mstyle", "mpadded"})
FENCES: Final = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "〈": "〉", "⌊": "⌋", "⌈": "⌉"}
BARS: Final = {"|": "absolute", "∣": "absolute", "‖": "norm", "∥": "norm"}
FUNCTIONS: Final = frozenset(
    "f g h F G P p E Γ φ ϕ ψ Φ Ψ Pr Var Cov exp log ln sin cos tan sinh cosh tanh det dim max min".split()
)
"""What brackets behind are the argument of."""

SUMS: Final = frozenset("∑∏∐⋃⋂⨁∫∬∭∮")
PRIMES: Final = {"′": "prime", "'": "prime", "″": "double-prime", "′′": "double-prime", "''": "double-prime"}
ACCENTS: Final = {
    **dict.fromkeys("^ˆ\u0302", "hat"),
    **dict.fromkeys("¯‾―_-−\u0304\u0305", "bar"),
    **dict.fromkeys("~˜∼\u0303", "tilde"),
    **dict.fromkeys("˙.\u0307", "dot"),
    **dict.fromkeys("¨\u0308", "two-dots"),
    **dict.fromkeys("→⃗⇀\u20d7", "vector"),
}
"""Accents -> the phrase that names them."""

RELATIONS: Final = frozenset("=<>≤≥≈∼~≠")
TIMES: Final = "\u2062"
"""Between factors: it is not heard (Unicode's INVISIBLE TIMES)."""

ABOUT: Final = frozenset("∼~")
VOWELS: Final = frozenset("aeiouy")
DASHES: Final = frozenset("-‐‑–")
STOPS: Final = frozenset(",;:.")


class _Unspoken(Exception):
    """A part of the formula has no words."""


def tokens(mathml: str) -> int:
    """Return how many letters, numbers and signs a formula has."""
    return sum(1 for node in _parsed(mathml).iter(etree.Element) if _name(node) in TOKENS and _text(node))


@lru_cache(maxsize=4096)
def words(mathml: str, lang: str) -> str:
    """Return a formula in words of a language, ``""`` where the rules cannot read all of it, or have no words of the language.

    ``mathml`` is one ``math`` element, ``lang`` a language tag. The words are also what MathML's ``alttext`` may hold.
    """
    own, root = own_language(lang), _parsed(mathml)
    if not own or not _is_small(root):
        return ""
    try:
        return _with_single_stops(_Speaker(vocabulary(own), root).said(root))
    except _Unspoken:
        return ""


def _with_single_stops(text: str) -> str:
    """Return text without the comma before another stop, and with single spaces."""
    for stop in STOPS:
        text = text.replace(f",{stop}", stop)
    return " ".join(text.split())


@lru_cache(maxsize=256)
def _parsed(mathml: str) -> Element:
    return etree.fromstring(mathml)


def _is_small(root: Element) -> bool:
    nodes = list(root.iter(etree.Element))
    return len(nodes) <= MAX_ELEMENTS and all(sum(1 for _ in node.iterancestors()) <= MAX_DEPTH for node in nodes)


def _name(node: Element) -> str:
    return etree.QName(node).localname


def _text(node: Element) -> str:
    """Return the text of a token, letters of mathematical alphabets as plain ones (Unicode's NFKC)."""
    text = "".join(sign for sign in "".join(map(str, node.itertext())) if sign not in INVISIBLE)
    plain = unicodedata.normalize("NFKC", text) if _name(node) != "mo" or text.isalpha() else text
    return " ".join(plain.split())


def _parts(node: Element) -> list[Element]:
    """Return the elements inside a row that say something, the rows in it opened."""
    found: list[Element] = []
    for part in node.iterchildren(etree.Element):
        if _name(part) in ROWS:
            found += _parts(part)
        elif _name(part) == "semantics":
            found += _parts(part)[:1] if _name(part[0]) not in ROWS else _parts(part[0])
        elif _name(part) not in ("mspace", "mphantom", "none", "maligngroup", "malignmark", "annotation", "annotation-xml"):
            found += [part] if _name(part) not in TOKENS or _text(part) else []
    return found


def _only(node: Element) -> Element:
    """Return the one element that a row consists of, or the node itself."""
    parts = _parts(node) if _name(node) in ROWS else []
    return parts[0] if len(parts) == 1 else node


def _sign(node: Element | None) -> str:
    """Return the text of an operator, ``""`` for anything else; what comes of TeX's ``\\sim`` is marked as a letter."""
    is_sign = node is not None and (_name(node) == "mo" or _text(node) == "~")
    return _text(node) if node is not None and is_sign else ""


class _Speaker:
    """Says the parts of one formula."""

    def __init__(self, known: Mapping[str, Mapping[str, str]], root: Element) -> None:
        self._known = known
        self._letters = {_text(node) for node in root.iter("{*}mi") if not _is_in_word(node)}
        self._only_sign = _sign(_only(root))
        self._first = next(iter(_parts(root)), None)
        self._rules: Mapping[str, Callable[[Element], str]] = {
            "mi": self._identifier,
            "mn": lambda node: _text(node),
            "mo": lambda node: self._operator(_text(node)),
            "mtext": lambda node: _text(node),
            "ms": lambda node: _text(node),
            "msub": self._index,
            "msup": self._power,
            "msubsup": self._both,
            "munder": self._under,
            "mover": self._over,
            "munderover": self._limits,
            "mfrac": self._fraction,
            "msqrt": lambda node: self._root(node),
            "mroot": self._nth_root,
            "mtable": self._table,
        }

    def said(self, node: Element) -> str:
        """Return the words of an element. Raises ``_Unspoken``."""
        if _name(node) in ROWS or _name(node) == "semantics":
            return self._row(_parts(node) if _name(node) in ROWS else _parts(node)[:1])
        rule = self._rules.get(_name(node))
        if rule is None:
            raise _Unspoken
        return rule(node)

    def _phrase(self, key: str, **parts: str) -> str:
        return self._known["structure"][key].format(**parts)

    # ---------------------------------------------------------------------------------------------------------- tokens

    def _identifier(self, node: Element) -> str:
        text = _text(node)
        return self._known["functions"].get(text) or self._letter(text)

    def _letter(self, text: str) -> str:
        """Return a letter by its name, as a capital where the formula has the small one too."""
        small = text.lower()
        name = self._known["letters"].get(text) or self._known["letters"].get(small, text) if len(text) == 1 else text
        if len(text) == 1 and not text.isalnum():
            name = self._operator(text)
        return self._phrase("capital", x=name) if len(text) == 1 and text != small and small in self._letters else name

    def _sign_alone(self, text: str) -> str:
        """Return the words of a relation with nothing before it: ``≤ 5`` is "at most 5"."""
        return self._known["alone"].get(text, "") if text in RELATIONS else ""

    def _operator(self, text: str) -> str:
        if self._only_sign:
            return self._lone(text)
        text = "−" if text in DASHES else text
        signs = self._known["signs"]
        if text in signs or text in self._known["functions"]:
            return signs.get(text) or self._known["functions"][text]
        if text.isalpha():
            return self._letter(text)
        if not text or any(sign not in signs for sign in text):
            raise _Unspoken
        return " ".join(signs[sign] for sign in text)

    def _lone(self, text: str) -> str:
        """Return an operator that is all of its formula: a dash stays one, since only the sentence tells what it is."""
        if text in DASHES or text == "−":
            return text
        name = self._known["alone"].get(text) or self._known["signs"].get(text)
        if name is None:
            raise _Unspoken
        return name

    # ------------------------------------------------------------------------------------------------------------ rows

    def _row(self, parts: Sequence[Element]) -> str:
        found: list[str] = []
        at = 0
        while at < len(parts):
            text, at = self._next(parts, at, found)
            found.append(text)
        joined = " ".join(" ".join(found).split())
        for stop in STOPS:
            joined = joined.replace(f" {stop}", stop)
        return joined

    def _next(self, parts: Sequence[Element], at: int, before: list[str]) -> tuple[str, int]:
        """Return the words of the part at a place, with those that belong to it, and the place behind."""
        part, sign = parts[at], _sign(parts[at])
        if sign == "|" == _sign(parts[at + 1] if at + 1 < len(parts) else None):
            raise _Unspoken  # a norm, in single bars
        end = self._closing(parts, at) if sign in FENCES or (sign in BARS and self._opens(parts, at)) else 0
        if self._is_mean(parts, at):
            return f"{self._operator('⟨')} {self._row(parts[1:-1])} {self._operator('⟩')}", len(parts)
        if end and sign in BARS:
            inside = self._phrase(BARS[sign], x=self._row(parts[at + 1 : end]))
            return inside + ("," if end - at > 2 and end + 1 < len(parts) else ""), end + 1
        if end and at and sign in ("(", "[") and self._is_function(parts[at - 1], parts[at + 1 : end]):
            inside = self._row(parts[at + 1 : end])
            return self._phrase("of", f=before.pop(), x=inside) + (
                "," if end - at > 2 and end + 1 < len(parts) else ""
            ), end + 1
        if unit := self._unit(parts, at):
            return unit, at + 1
        if count := self._name_length(parts, at):
            return self._name_in_letters(parts[at : at + count]), at + count
        text = self._behind(parts, at) or self.said(part)
        if _may_sound_as_unit(before, text):
            before.append(before.pop() + TIMES)
        return text, at + 1

    def _name_length(self, parts: Sequence[Element], at: int) -> int:
        """Return how many letters from a place on are the name of a function, or of a unit behind a number; 0 for none."""
        letters = list(takewhile(_is_letter, parts[at:]))
        number = at > 0 and _name(parts[at - 1]) == "mn"
        names = {**self._known["functions"], **(self._known["units"] if number else {})}
        sizes = range(len(letters), 1 if number else 2, -1)
        return next((size for size in sizes if "".join(map(_text, letters[:size])) in names), 0)

    def _name_in_letters(self, letters: Sequence[Element]) -> str:
        text = "".join(map(_text, letters))
        return self._known["functions"].get(text) or self._known["units"][text]

    def _behind(self, parts: Sequence[Element], at: int) -> str:
        """Return the words of what sounds otherwise for what stands beside it, ``""`` for anything else."""
        part, sign = parts[at], _sign(parts[at])
        after = parts[at + 1] if at + 1 < len(parts) else None
        if sign in ABOUT and self._is_distribution(parts[at + 1 :]):
            return self._operator("∼")
        if sign and (part is self._first or sign in ABOUT):
            return self._sign_alone(sign)
        if _name(part) == "mfrac" and after is not None and not _sign(after):
            return self.said(part) + ","  # else what follows sounds as a part of the denominator
        return ""

    def _is_distribution(self, parts: Sequence[Element]) -> bool:
        """Whether a term begins with a name and brackets, as a distribution does."""
        return len(parts) > 1 and _name(parts[0]) != "mn" and _sign(parts[1]) == "("

    def _closing(self, parts: Sequence[Element], at: int) -> int:
        """Return the place of the fence that closes the one at a place, 0 for none."""
        opening = _sign(parts[at])
        closing, depth = FENCES.get(opening, opening), 0
        for place in range(at + 1, len(parts)):
            sign = _sign(parts[place])
            if sign == closing and depth == 0:
                return place
            depth += (sign == opening) - (sign == closing)
        return 0

    def _opens(self, parts: Sequence[Element], at: int) -> bool:
        """Whether a bar stands where a term begins: at the start, or behind an operator."""
        before = _sign(parts[at - 1]) if at else "="
        return _sign(parts[at]) == "‖" or (bool(before) and before not in FENCES.values() and before not in BARS)

    def _is_mean(self, parts: Sequence[Element], at: int) -> bool:
        """Whether a row stands between signs of comparison, which are the brackets of a mean."""
        return at == 0 and len(parts) > 2 and (_sign(parts[0]), _sign(parts[-1])) == ("<", ">")

    def _is_function(self, part: Element, inside: Sequence[Element]) -> bool:
        """Whether brackets are those of an argument: behind the name of a function, or around one thing or a list."""
        while _name(part) in ("msub", "msup", "msubsup", "mover") and len(part):
            part = part[0]
        base = _only(part)
        if _name(base) not in ("mi", "mtext"):
            return False
        return _text(base) in FUNCTIONS or len(inside) == 1 or any(_sign(each) in (",", ";") for each in inside)

    def _unit(self, parts: Sequence[Element], at: int) -> str:
        """Return the words of an upright unit behind a number, ``""`` for anything else."""
        behind = list(takewhile(_may_be_unit, reversed(parts[:at])))
        number = parts[at - 1 - len(behind)] if at > len(behind) else None
        if number is None or _name(number) != "mn" or not _may_be_unit(parts[at]):
            return ""
        part = parts[at]
        unit, power = (_text(_only(part[0])), _number(part[1])) if _name(part) == "msup" else (_text(part), "")
        name = self._known["per" if power.startswith("−") else "units"].get(unit, "")
        size = power.lstrip("−")
        if not name or size not in ("", "1", "2", "3"):
            return ""
        return {"2": self._phrase("squared", x=name), "3": self._phrase("cubed", x=name)}.get(size, name)

    # --------------------------------------------------------------------------------------------------------- scripts

    def _index(self, node: Element) -> str:
        base, low = self._children(node, 2)
        if _sign(_only(base)) in SUMS or self._is_limit(base):
            return self._phrase("over" if _sign(_only(base)) in SUMS else "at", x=self.said(base), low=self.said(low))
        return self._phrase("index", x=self.said(base), i=self._script(low))

    def _power(self, node: Element) -> str:
        base, high = self._children(node, 2)
        return self._raised(self.said(base), high)

    def _both(self, node: Element) -> str:
        base, low, high = self._children(node, 3)
        if _sign(_only(base)) in SUMS:
            return self._phrase("from-to", x=self.said(base), low=self.said(low), high=self.said(high))
        return self._raised(self._phrase("index", x=self.said(base), i=self._script(low)), high)

    def _raised(self, base: str, high: Element) -> str:
        """Return a base with what stands above it: a prime, a degree, a mark, or a power."""
        text = _text(_only(high)) if _name(_only(high)) in TOKENS else ""
        if text in PRIMES:
            return self._phrase(PRIMES[text], x=base)
        if text in ("°", "∘"):
            return self._phrase("degrees", x=base)
        if text == "⊤":
            return self._phrase("transpose", x=base)
        if text in ("2", "3"):
            return self._phrase({"2": "squared", "3": "cubed"}[text], x=base)
        if _sign(_only(high)):
            return f"{base} {self._operator(text)}"
        inner = _bracketed(_parts(high)) if _name(high) in ROWS else None
        if inner is not None:
            return self._phrase("above", x=base, n=self._row(inner))
        is_word = _name(_only(high)) in ("mtext", "ms") or (len(text) > 1 and text.isalpha())
        is_word = is_word or (_name(high) in ROWS and _is_word(_parts(high)))
        return self._phrase("above" if is_word else "power", x=base, n=self._script(high))

    def _script(self, node: Element) -> str:
        """Return the words of an index: letters in a row are a word where they are more than two."""
        parts = _parts(node) if _name(node) in ROWS else [node]
        return "".join(map(_text, parts)) if _is_word(parts) else self._row(parts)

    # ---------------------------------------------------------------------------------------------------- over and under

    def _under(self, node: Element) -> str:
        base, low = self._children(node, 2)
        if _sign(_only(base)) in SUMS:
            return self._phrase("over", x=self.said(base), low=self.said(low))
        inner = _only(base)
        if _name(inner) == "mover" and len(inner) == 2 and _sign(_only(inner[0])) in SUMS:
            return self._phrase("from-to", x=self.said(inner[0]), low=self.said(low), high=self.said(inner[1]))
        return self._phrase("at" if self._is_limit(base) else "under", x=self.said(base), low=self.said(low))

    def _over(self, node: Element) -> str:
        base, high = self._children(node, 2)
        accent = ACCENTS.get(_text(_only(high)) if _name(_only(high)) in TOKENS else "")
        if accent:
            return self._phrase(accent, x=self.said(base))
        return self._phrase("on-top", x=self.said(base), high=self.said(high))

    def _limits(self, node: Element) -> str:
        base, low, high = self._children(node, 3)
        if _sign(_only(base)) not in SUMS:
            raise _Unspoken
        return self._phrase("from-to", x=self.said(base), low=self.said(low), high=self.said(high))

    def _is_limit(self, base: Element) -> bool:
        return _name(_only(base)) in TOKENS and _text(_only(base)) in ("lim", "max", "min", "sup", "inf", "argmax", "argmin")

    # ------------------------------------------------------------------------------------------------ fractions and roots

    def _fraction(self, node: Element) -> str:
        above, below = self._children(node, 2)
        parts = {"above": self.said(above), "below": self.said(below)}
        if node.get("linethickness", "").rstrip("ptemx%") == "0":
            return self._phrase("binomial", **parts)
        is_short = all(_name(_only(part)) in TOKENS for part in (above, below))
        return self._phrase("fraction" if is_short else "long-fraction", **parts)

    def _root(self, node: Element) -> str:
        parts = _parts(node)
        is_short = len(parts) == 1 and _name(parts[0]) in TOKENS
        return self._phrase("root" if is_short else "long-root", x=self._row(parts))

    def _nth_root(self, node: Element) -> str:
        base, degree = self._children(node, 2)
        return self._phrase("nth-root", x=self.said(base), n=self.said(degree))

    def _table(self, node: Element) -> str:
        """Return the rows of a matrix, of cases or of equations in lines, one after the other."""
        if not _is_matrix(node) and not all(_name(row) == "mtr" for row in node.iterchildren(etree.Element)):
            raise _Unspoken
        between = ", " if _is_matrix(node) else " "
        rows = (
            [self._row(_parts(cell)) for cell in row.iterchildren(etree.Element)] for row in node.iterchildren(etree.Element)
        )
        return "; ".join(between.join(filter(None, row)) for row in rows)

    def _children(self, node: Element, count: int) -> list[Element]:
        found = list(node.iterchildren(etree.Element))
        if len(found) != count:
            raise _Unspoken
        return found


def _may_sound_as_unit(before: Sequence[str], text: str) -> bool:
    """Whether a number and a short name behind it would sound as a measure: 2 m as two metres."""
    first = text.partition(" ")[0]
    return bool(before) and before[-1][-1:].isdigit() and first.isalpha() and len(first) < 3


def _is_letter(part: Element) -> bool:
    return _name(part) == "mi" and len(_text(part)) == 1 and _text(part).isalpha()


def _is_word(parts: Sequence[Element]) -> bool:
    """Whether letters in a row are a word: three at least, with a vowel."""
    texts = [_text(part) for part in parts]
    is_row = len(parts) > 2 and all(_name(part) == "mi" for part in parts)
    return is_row and all(len(text) == 1 and text.isascii() for text in texts) and not VOWELS.isdisjoint("".join(texts).lower())


def _is_in_word(node: Element) -> bool:
    """Whether a letter is one of a word in an index."""
    row = node.getparent()
    return row is not None and _name(row) in ROWS and _is_word(_parts(row))


def _may_be_unit(part: Element) -> bool:
    """Whether a part is set as units are: upright, by itself or with a power."""
    base = _only(part[0]) if _name(part) == "msup" and len(part) == 2 else part
    text = _text(base)
    upright = _name(base) == "mtext" or base.get("mathvariant") == "normal" or len(text) > 1
    return _name(base) in ("mi", "mtext") and upright and text.isalpha()


def _is_matrix(table: Element) -> bool:
    """Whether a table stands in the brackets of a matrix; that of cases has a brace, those of equations have nothing."""
    before = _sign(table.getprevious())
    return before in BARS or (before in FENCES and before != "{")


def _number(node: Element) -> str:
    """Return a whole number, its sign before it, ``"?"`` for anything else."""
    texts = [_text(part) for part in (_parts(node) if _name(node) in ROWS else [node])]
    text = "".join("−" if part in DASHES else part for part in texts)
    return text if text.lstrip("−").isdecimal() else "?"


def _bracketed(parts: Sequence[Element]) -> Sequence[Element] | None:
    """Return what stands between a pair of brackets that holds all of a row, None where none does."""
    is_pair = len(parts) > 2 and _sign(parts[0]) == "(" and _sign(parts[-1]) == ")"
    return parts[1:-1] if is_pair else None
