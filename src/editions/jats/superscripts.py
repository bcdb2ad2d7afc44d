"""Marks of several references beside each other, each raised by itself, set as one group."""

from __future__ import annotations

import re
from dataclasses import replace

from editions.article.model import CrossReference, Inline, Style, Styled, plain_keep

MARKS = re.compile(r"[\s\d()\[\],;.:\u2013\u2014*-]*")
BETWEEN = re.compile(r"\s?[,;\u2013-]\s?")


def grouped(content: list[Inline]) -> list[Inline]:
    """Return inline content in which raised marks and the cross-references between them are one superscript.

    ``<sup>(</sup><xref>1</xref><sup>-</sup><xref>3</xref><sup>)</sup>`` becomes one ``sup`` with the links inside.
    """
    if not any(_is_raised(item) for item in content):
        return content
    found: list[Inline] = []
    run: list[Inline] = []
    for item in content:
        if _is_raised(item) or _is_citation(item) or (run and isinstance(item, str) and BETWEEN.fullmatch(item)):
            run.append(item)
        else:
            found += [*_as_group(run), item]
            run = []
    return [*found, *_as_group(run)]


def _is_raised(item: Inline) -> bool:
    """Whether an item is a superscript of marks alone, or a citation that holds nothing else."""
    if _is_citation(item):
        inner = item.content[0] if isinstance(item, CrossReference) and len(item.content) == 1 else ""
        return isinstance(inner, Styled) and inner.style is Style.SUP
    return _is_superscript(item)


def _is_superscript(item: Inline) -> bool:
    """Whether an item is raised and holds marks: digits among them only within a citation, else it may be a power."""
    if not isinstance(item, Styled) or item.style is not Style.SUP:
        return False
    text = plain_keep(item.content)[:99]
    return bool(MARKS.fullmatch(text)) and (any(map(_is_citation, item.content)) or not any(sign.isdigit() for sign in text))


def _is_citation(item: Inline) -> bool:
    return isinstance(item, CrossReference) and item.kind == "bibr" and bool(MARKS.fullmatch(plain_keep(item.content)[:99]))


def _as_group(run: list[Inline]) -> list[Inline]:
    """Return a run of marks as one superscript, where it has citations and begins and ends raised; else as it is."""
    first = next((index for index, item in enumerate(run) if _is_raised(item)), len(run))
    last = next((index for index in reversed(range(len(run))) if _is_raised(run[index])), -1)
    inner = run[first : last + 1]
    raised = next((item for item in inner if isinstance(item, Styled)), None) or _inner_style(inner)
    if last <= first or raised is None or not any(_has_citation(item) for item in inner):
        return run
    content = tuple(part for item in inner for part in _lowered(item))
    return [*run[:first], replace(raised, content=content), *run[last + 1 :]]


def _inner_style(run: list[Inline]) -> Styled | None:
    return next(
        (part for item in run if isinstance(item, CrossReference) for part in item.content if isinstance(part, Styled)), None
    )


def _has_citation(item: Inline) -> bool:
    return _is_citation(item) or (isinstance(item, Styled) and any(_is_citation(part) for part in item.content))


def _lowered(item: Inline) -> tuple[Inline, ...]:
    """Return an item as it stands inside a superscript: without one of its own."""
    if isinstance(item, Styled) and item.style is Style.SUP:
        return item.content
    if isinstance(item, CrossReference) and _is_raised(item):
        inner = item.content[0]
        return (replace(item, content=inner.content if isinstance(inner, Styled) else item.content),)
    return (item,)
