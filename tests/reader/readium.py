"""Read an EPUB's media overlays as Readium and Thorium do: what is played, and under which roles it can be skipped."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.checks.validators import node

HERE = Path(__file__).parent
NODE_MODULES = HERE.parents[1] / ".dev/node/node_modules"


@dataclass(frozen=True)
class Overlay:
    """A ``seq`` or ``par``: its text target, its piece of audio (``file#t=begin,end``) and its epub:type roles."""

    text: str
    audio: str
    roles: tuple[str, ...]
    children: tuple[Overlay, ...]

    def phrases(self, skipped: frozenset[str] = frozenset()) -> Iterator[Overlay]:
        """What is played, in order, for a listener who skips these roles."""
        if skipped.intersection(self.roles):
            return
        if self.audio:
            yield self
        for child in self.children:
            yield from child.phrases(skipped)


def overlays(epub: Path) -> list[Overlay]:
    """The overlay of each narrated document, in spine order."""
    command = [node(), str(HERE / "readium.js"), str(NODE_MODULES), str(epub)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    return [_overlay(found) for found in json.loads(ran.stdout)]


def _overlay(found: dict[str, Any]) -> Overlay:
    children = tuple(_overlay(child) for child in found["children"])
    return Overlay(found["text"], found["audio"], tuple(found["roles"]), children)
