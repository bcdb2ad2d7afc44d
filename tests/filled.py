"""Values of any dataclass with every field filled, by the types that it declares: a new field is filled by itself."""

from __future__ import annotations

import dataclasses
import enum
import functools
import itertools
import typing
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import NoneType, UnionType
from typing import Any

Text = Callable[[str, str], str]
"""The text of a field: from the names of its class and of itself."""


@dataclasses.dataclass(slots=True)
class Filler:
    """Makes values; ``text`` says what stands in a field of text, ``given`` what stands in fields of these names.

    Each alternative of a union is tried, down to ``depth`` levels of classes; below them the shortest one stands.
    """

    text: Text
    given: Mapping[str, Any]
    depth: int = 2
    count: Iterator[int] = dataclasses.field(default_factory=itertools.count)

    def make(self, kind: Any, depth: int | None = None) -> Any:
        """Return a value of a class, every field of it filled."""
        depth = self.depth if depth is None else depth
        values = {}
        for field in dataclasses.fields(kind):
            key = next((key for key in (f"{kind.__name__}.{field.name}", field.name) if key in self.given), None)
            known = self.given[key] if key else None
            made = self._value(_hints(kind)[field.name], kind.__name__, field.name, depth) if key is None else known
            values[field.name] = made(self) if key and callable(made) else made
        return kind(**values)

    def _value(self, hint: Any, owner: str, field: str, depth: int) -> Any:
        origin, parts = typing.get_origin(hint), typing.get_args(hint)
        if origin in (typing.Union, UnionType):
            return self._value(next(part for part in parts if part is not NoneType), owner, field, depth)
        if origin is tuple:
            return tuple(self._items(parts, owner, field, depth))
        if origin is not None and issubclass(origin, Mapping):
            return {self.text(owner, field): self.text(owner, field)} if parts[-1] is str else {}
        if isinstance(hint, type) and issubclass(hint, enum.Enum):
            return next(iter(hint))
        if dataclasses.is_dataclass(hint):
            return self.make(hint, depth - 1)
        plain: dict[Any, Any] = {str: self.text(owner, field), int: 1, float: 0.5, bool: False, bytes: b"<article/>"}
        return plain[hint]

    def _items(self, parts: tuple[Any, ...], owner: str, field: str, depth: int) -> Iterator[Any]:
        kinds = parts if Ellipsis not in parts else parts[:1]
        for kind in kinds:
            choices = typing.get_args(kind) if typing.get_origin(kind) in (typing.Union, UnionType) else (kind,)
            if Ellipsis not in parts:
                yield self._value(kind, owner, field, depth)
                continue
            if depth <= 0 and getattr(choices[0], "__name__", "") == owner:
                continue  # a class that holds itself
            for choice in choices if depth > 0 or len(choices) == 1 else self._shortest(choices):
                yield self._value(choice, owner, field, depth)

    def _shortest(self, choices: tuple[Any, ...]) -> tuple[Any, ...]:
        """Text alone, or else the first choice: of blocks, a paragraph."""
        return (str,) if str in choices else choices[:1]


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind, localns={"Path": Path})
