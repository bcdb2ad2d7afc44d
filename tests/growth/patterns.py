"""The regular expressions of ours: every compiled one that a module holds, and those that a function makes."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any, TypeAlias

import editions
from editions.accessibility import complexity
from editions.accessibility import sensory as senses
from editions.accessibility import vocabulary as words
from editions.languages.detection import scripts
from sources import SOURCE, files, nodes

Pattern: TypeAlias = re.Pattern[Any]

MADE: dict[str, Callable[[], list[re.Pattern[str]]]] = {
    "accessibility/complexity.py": lambda: [
        complexity._pattern(lang, group) for lang in words.WORDS for group in ("complex", "writing")
    ],
    "accessibility/sensory.py": lambda: [make(lang) for lang in words.WORDS for make in (senses._colours, senses._places)],
    "languages/detection/scripts.py": lambda: [scripts._run(name) for name in scripts.SCRIPTS],
}
"""Modules with a function that makes patterns, and all that it makes."""


def modules() -> Iterator[ModuleType]:
    """Yield every module of ours."""
    for found in pkgutil.walk_packages(editions.__path__, "editions."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def patterns() -> dict[str, Pattern]:
    """Return every pattern by the name of what holds it first; one that several modules hold stands here once."""
    found: dict[str, Pattern] = {}
    for module in modules():
        for name, value in vars(module).items():
            for place, pattern in _held(value, f"{module.__name__}.{name}", set()):
                if pattern not in found.values():
                    found[place] = pattern
    for file, make in MADE.items():
        found |= {f"{file}[{number}]": pattern for number, pattern in enumerate(make())}
    return found


def _held(value: object, place: str, seen: set[int]) -> Iterator[tuple[str, Pattern]]:
    """Yield the patterns that a value is or holds: in mappings, sequences, sets, and the attributes of classes of ours."""
    if isinstance(value, re.Pattern):
        yield place, value
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Mapping):
        parts = [(f"{place}[{key!r}]", part) for pair in value.items() for key, part in ((pair[0], pair[0]), pair)]
    elif isinstance(value, list | tuple | set | frozenset):
        parts = [(f"{place}[{number}]", part) for number, part in enumerate(value)]
    elif isinstance(value, type) and value.__module__.startswith("editions"):
        parts = [(f"{place}.{name}", part) for name, part in vars(value).items()]
    else:
        parts = []
    for name, part in parts:
        yield from _held(part, name, seen)


def unnamed() -> Iterator[str]:
    """Yield the uses of ``re`` in the sources that no test can find: a pattern that is not a constant of its module."""
    for file in files():
        name = file.relative_to(SOURCE).as_posix()
        inside = {
            id(node)
            for function in nodes(file)
            if isinstance(function, ast.FunctionDef | ast.Lambda | ast.AsyncFunctionDef)
            for node in ast.walk(function)
        }
        for node in nodes(file):
            if isinstance(node, ast.Call) and (called := _of_re(node)) not in ("", "escape", "compile"):
                yield f"{name}:{node.lineno}: re.{called}"
            elif isinstance(node, ast.Call) and called == "compile" and id(node) in inside and name not in MADE:
                yield f"{name}:{node.lineno}: re.compile in a function"
            elif isinstance(node, ast.ImportFrom) and node.module == "re":
                yield f"{name}:{node.lineno}: from re import"


def _of_re(call: ast.Call) -> str:
    """Return the function of ``re`` that is called, ``""`` where it is another's."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="re"), attr=called):
            return called
    return ""
