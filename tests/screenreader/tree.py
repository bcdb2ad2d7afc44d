"""The accessibility tree as ``dump_tree.py`` printed it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A node that assistive technology is given; ``langs`` are its language and those of the nodes around it."""

    depth: int
    role: str
    langs: tuple[str, ...]
    name: str
    text: str


def nodes(lines: Iterable[str]) -> tuple[Given, ...]:
    """Return the nodes inside the pages, in order; a page of the viewer is a landmark, what is outside is its tool bar."""
    found: list[Given] = []
    around: list[tuple[int, str]] = []
    page = -1
    for line in lines:
        depth, role, lang, name, text = json.loads(line)
        around = [(deep, tag) for deep, tag in around if deep < depth]
        around.append((depth, lang))
        if role == "landmark":
            page = depth
        elif page >= 0 and depth <= page:
            page = -1
        elif page >= 0:
            langs = dict.fromkeys(tag for _, tag in reversed(around))
            found.append(Given(depth=depth, role=role, langs=tuple(langs), name=name, text=text))
    return tuple(found)
