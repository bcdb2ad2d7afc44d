r"""Macros that a formula in TeX defines for itself: expanded within a budget, or not at all.

``\def``, ``\newcommand`` and their like, ``\let``, ``\DeclareMathOperator``. What is more than these (delimited parameters,
environments of one's own) is not expanded: the formula is then shown as its TeX.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

MAX_TOKENS: Final = 10_000
"""Tokens that all macros of one formula may expand to, together: it bounds size, depth and time."""

_TOKEN = re.compile(r"\\(?:(?:new|renew|provide)command|DeclareMathOperator)\*|\\[A-Za-z]+|\\.|.", re.DOTALL)
_DEFINITIONS = frozenset({r"\def", r"\gdef", r"\edef", r"\xdef"})
_COMMANDS = frozenset(rf"\{kind}command{star}" for kind in ("new", "renew", "provide") for star in ("", "*"))
_OPERATORS = {r"\DeclareMathOperator": r"\operatorname", r"\DeclareMathOperator*": r"\operatorname*"}
_LET = r"\let"
_REFUSED = frozenset(
    {r"\newenvironment", r"\renewenvironment", r"\futurelet", r"\csname", r"\expandafter", r"\input", r"\include"}
)
_DEFINING = frozenset({*_DEFINITIONS, *_COMMANDS, *_OPERATORS, _LET, *_REFUSED})


class Unbounded(ValueError):
    """A formula whose macros cannot be expanded, or not within the budget."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """What a name stands for. ``preset`` is its first argument where none is given in square brackets, None for no such."""

    body: tuple[str, ...]
    parameters: int = 0
    preset: tuple[str, ...] | None = None


def expanded(tex: str) -> str:
    """Return a formula with its macros written out, and their definitions gone. Raises ``Unbounded``."""
    tokens = _TOKEN.findall(tex)
    return tex if _DEFINING.isdisjoint(tokens) else _Expansion(deque(tokens)).text()


@dataclass(slots=True)
class _Expansion:
    """One formula on its way: the tokens still to read, those that are done, the macros that are known by now."""

    waiting: deque[str]
    done: list[str] = field(default_factory=list)
    macros: dict[str, Macro] = field(default_factory=dict)
    budget: int = MAX_TOKENS

    def text(self) -> str:
        """Expand everything."""
        while self.waiting:
            token = self.waiting.popleft()
            if token in _REFUSED:
                raise Unbounded(token)
            if not self._defined(token):
                self._written(token)
        return _joined(self.done)

    def _defined(self, token: str) -> bool:
        """Whether a token begins a definition, which is then read."""
        if token in _DEFINITIONS:
            name, parameters = self._next(), self._parameters()
            self.macros[name] = Macro(body=self._until("{", "}"), parameters=parameters)
        elif token in _COMMANDS:
            name = "".join(self._argument()).strip()
            count, preset = "".join(self._option() or ("0",)), self._option()
            self.macros[name] = Macro(body=self._argument(), parameters=_number(count), preset=preset)
        elif token in _OPERATORS:
            name, body = "".join(self._argument()).strip(), "".join(self._argument())
            self.macros[name] = Macro(body=(f"{_OPERATORS[token]}{{{body}}}",))
        elif token == _LET:
            name, other = self._next(), self._next()
            self.macros[name] = Macro(body=(self._next() if other == "=" else other,))
        else:
            return False
        return True

    def _written(self, token: str) -> None:
        """Put a token among what is done, or what it stands for in front of what is still to read."""
        macro = self.macros.get(token)
        if macro is None:
            self.done.append(token)
            return
        given: list[tuple[str, ...]] = []
        if macro.preset is not None:
            given.append(self._option() or macro.preset)
        while len(given) < macro.parameters:
            given.append(self._argument())
        body = self._filled(macro.body, given)
        self.waiting.extendleft(reversed(body))

    def _filled(self, body: Iterable[str], given: list[tuple[str, ...]]) -> list[str]:
        """Return the body of a macro with its arguments in their places; what it adds is taken from the budget."""
        made: list[str] = []
        parts = iter(body)
        for part in parts:
            new = given[_rank(next(parts, ""), given)] if part == "#" else (part,)
            self.budget -= len(new)
            if self.budget < 0:
                raise Unbounded(f"more than {MAX_TOKENS} tokens")
            made += new
        return made

    # ----------------------------------------------------------------------------------------------------------- reading

    def _next(self) -> str:
        """Return the next token that is no space."""
        while self.waiting:
            token = self.waiting.popleft()
            if not token.isspace():
                return token
        raise Unbounded("a definition without an end")

    def _argument(self) -> tuple[str, ...]:
        first = self._next()
        return self._until("{", "}") if first == "{" else (first,)

    def _option(self) -> tuple[str, ...] | None:
        """Return what stands in square brackets next, None where nothing does."""
        first = self._next() if self.waiting else ""
        if first == "[":
            return self._until("[", "]")
        if first:
            self.waiting.appendleft(first)
        return None

    def _until(self, opening: str, closing: str) -> tuple[str, ...]:
        """Return the tokens up to the sign that closes a group which is open."""
        inside: list[str] = []
        depth = 1
        while self.waiting:
            token = self.waiting.popleft()
            depth += (token == opening) - (token == closing)
            if not depth:
                return tuple(inside)
            inside.append(token)
        raise Unbounded("a group without an end")

    def _parameters(self) -> int:
        """Read ``#1#2 {``, the head of a definition: how many parameters it has."""
        count = 0
        while (sign := self._next()) != "{":
            if sign != "#" or self._next() != str(count + 1):
                raise Unbounded("parameters with signs between them")
            count += 1
        return count


def _number(text: str) -> int:
    text = text.strip()
    if len(text) == 1 and text in "0123456789":
        return int(text)
    raise Unbounded("a number of parameters")


def _rank(text: str, given: list[tuple[str, ...]]) -> int:
    number = _number(text)
    if not 1 <= number <= len(given):
        raise Unbounded("a parameter that is not there")
    return number - 1


def _joined(tokens: list[str]) -> str:
    """Return tokens as TeX: a command and a letter that have come together are kept apart."""
    apart = (
        f"{token} " if len(token) > 1 and token[-1].isalpha() and following[:1].isalpha() else token
        for token, following in pairwise([*tokens, ""])
    )
    return "".join(apart)
