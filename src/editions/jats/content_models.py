"""What is wrong with the children of an element, by the content model that a DTD gives it, in words.

The model is taken through the children one by one (by its derivatives: Brzozowski, 1964), which tells what may come next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

MAX_CHILDREN: Final = 20_000
"""Children of one element that are looked at."""
MAX_NAMED: Final = 4
"""Elements that may be missing, as one message names them."""


@dataclass(frozen=True, slots=True)
class _Element:
    name: str


@dataclass(frozen=True, slots=True)
class _Sequence:
    first: Model
    then: Model


@dataclass(frozen=True, slots=True)
class _Choice:
    one: Model
    other: Model


@dataclass(frozen=True, slots=True)
class _Repeated:
    model: Model


@dataclass(frozen=True, slots=True)
class _Nothing:
    """What takes no more children; ``None`` is what cannot be."""


Model: TypeAlias = "_Element | _Sequence | _Choice | _Repeated | _Nothing | None"


def fault(content: Any, children: Sequence[str]) -> tuple[str, int | None]:
    """Return what is wrong, for after the element's name, and the number of the child that it is about, if any.

    ``content`` is a content model of lxml (``DTDElementContentDecl``) without text, ``children`` are names without prefixes,
    as lxml has them in a model. ``""`` for none.
    """
    model = _model(content)
    for number, name in enumerate(children[:MAX_CHILDREN]):
        after = _after(model, name)
        if after is not None:
            model = after
        elif missing := [each for each in _next(model) if _after(_after(model, each), name) is not None]:
            return f"lacks {_one_of(missing)} before <{name}>", None
        elif name in set(_names(_model(content))):
            return f"has <{name}> in a place where it is not allowed", number
        else:
            return f"has <{name}>, which is not allowed in it", number
    if len(children) > MAX_CHILDREN or _may_end(model):
        return "", None
    expected = _next(model)
    ending = [name for name in expected if _may_end(_after(model, name))]
    return f"lacks {_one_of(ending or expected)}", None


def _one_of(names: Sequence[str]) -> str:
    shown = [f"<{name}>" for name in names[:MAX_NAMED]] + (["…"] if len(names) > MAX_NAMED else [])
    return " or ".join(shown)


def _model(content: Any) -> Model:
    """Return a content model of lxml as one of ours."""
    if content is None:
        return _Nothing()
    if content.type == "element":
        model: Model = _Element(content.name)
    elif content.type == "pcdata":
        model = _Nothing()
    else:
        left, right = _model(content.left), _model(content.right)
        model = _sequence(left, right) if content.type == "seq" else _choice(left, right)
    match content.occur:
        case "opt":
            return _choice(model, _Nothing())
        case "mult":
            return _Repeated(model)
        case "plus":
            return _sequence(model, _Repeated(model))
    return model


def _sequence(first: Model, then: Model) -> Model:
    if first is None or then is None:
        return None
    if isinstance(first, _Nothing):
        return then
    return first if isinstance(then, _Nothing) else _Sequence(first, then)


def _choice(one: Model, other: Model) -> Model:
    if one is None or one == other:
        return other
    return one if other is None else _Choice(one, other)


def _may_end(model: Model) -> bool:
    match model:
        case _Sequence(first, then):
            return _may_end(first) and _may_end(then)
        case _Choice(one, other):
            return _may_end(one) or _may_end(other)
        case _Repeated() | _Nothing():
            return True
    return False


def _after(model: Model, name: str) -> Model:
    """Return what may follow an element, None where it may not come."""
    match model:
        case _Element(own):
            return _Nothing() if own == name else None
        case _Sequence(first, then):
            rest = _sequence(_after(first, name), then)
            return _choice(rest, _after(then, name)) if _may_end(first) else rest
        case _Choice(one, other):
            return _choice(_after(one, name), _after(other, name))
        case _Repeated(part):
            return _sequence(_after(part, name), model)
    return None


def _next(model: Model) -> list[str]:
    """Return the names of the elements that may come next, in the model's order."""
    return list(dict.fromkeys(name for name in _names(model, first=True)))


def _names(model: Model, *, first: bool = False) -> Iterator[str]:
    """Yield the names in a model, or only of those that may come ``first``."""
    match model:
        case _Element(name):
            yield name
        case _Sequence(head, then):
            yield from _names(head, first=first)
            if not first or _may_end(head):
                yield from _names(then, first=first)
        case _Choice(one, other):
            yield from _names(one, first=first)
            yield from _names(other, first=first)
        case _Repeated(part):
            yield from _names(part, first=first)
