"""Which element of a DTD holds which: a line an element, ``name: child child``, with ``#`` where it holds text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

PUBLISHING = Path(__file__).with_name("jats-publishing-1.3.txt")
"""The table of JATS Publishing 1.3 (ANSI/NISO Z39.96-2021); formulas, which are MathML's and TeX's, are left out."""


@dataclass(frozen=True, slots=True)
class Model:
    """What an element may hold: text or not, and its children in the order of its declaration."""

    text: bool
    children: tuple[str, ...]


def read(path: Path = PUBLISHING) -> Mapping[str, Model]:
    """Return the table of a file."""
    lines = (line.partition(":") for line in path.read_text("utf-8").splitlines() if line)
    return {name: Model("#" in rest.split(), tuple(part for part in rest.split() if part != "#")) for name, _, rest in lines}


def of(dtd: etree.DTD) -> Mapping[str, Model]:
    """Return the table of a DTD, without MathML's elements."""
    found: dict[str, Model] = {}
    for element in dtd.iterelements():
        if element.prefix in (None, "ali") and element.name != "tex-math":
            children = dict.fromkeys(_children(element.content))
            found[str(element.name)] = Model(element.type == "mixed", tuple(children))
    return {name: Model(model.text, tuple(part for part in model.children if part in found)) for name, model in found.items()}


def written(table: Mapping[str, Model]) -> str:
    """Return a table as the text of a file."""
    rows = (f"{name}: {' '.join((*('#' if model.text else '',), *model.children))}" for name, model in sorted(table.items()))
    return "".join(f"{' '.join(row.split())}\n" for row in rows)


def _children(content: Any) -> Iterator[str]:
    if content is None:
        return
    if content.type == "element":
        yield str(content.name)
    yield from _children(content.left)
    yield from _children(content.right)
