"""The source of the package, parsed once for all tests that look at it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "editions"


@cache
def files() -> tuple[Path, ...]:
    """Return every module of the package."""
    return tuple(sorted(SOURCE.rglob("*.py")))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return all nodes of a module's syntax tree: the module itself, then those in it, from the outside in."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))
