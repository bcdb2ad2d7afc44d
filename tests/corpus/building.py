"""Builds articles, two at a time, each in a process of its own with a time limit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROCESSES = 2
TIME_LIMIT = 900  # seconds an article


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What was measured of one edition. ``lost_*`` are words with their numbers; ``order_*`` shares of the source's words;
    ``doubled`` the runs of words that it has twice and the source once, ``glued`` the words that it writes as one.
    ``blank`` are the numbers of pages over a third blank, but for the last.

    ``epubcheck`` and ``verapdf`` are lines and rules, filled in by ``checking``.
    """

    language: str
    epub: Path
    pdf: Path
    findings: dict[str, int]
    claims: tuple[str, ...]
    words: int
    lost_epub: dict[str, int]
    lost_pdf: dict[str, int]
    lost_tree: dict[str, int]
    doubled: tuple[str, ...]
    glued: tuple[str, ...]
    order_epub: float
    order_pdf: float
    pages: int
    blank: tuple[int, ...] = ()
    epubcheck: tuple[str, ...] = ()
    verapdf: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An article: its editions, or why it was ``refused`` by a message, or how its process ``failed``.

    ``silent`` and ``missed`` are those of ``silent.Count``.
    """

    name: str
    editions: tuple[Edition, ...] = field(default=())
    silent: dict[str, int] = field(default_factory=dict)
    missed: tuple[str, ...] = ()
    refused: str = ""
    failed: str = ""


def build_all(articles: Sequence[Path], into: Path) -> list[Result]:
    """Build and measure articles; the results are in their order."""
    with ThreadPoolExecutor(PROCESSES) as pool:
        return list(pool.map(lambda path: _build(path, into / path.parent.name), articles))


def _build(path: Path, into: Path) -> Result:
    name = path.parent.name
    print(name, file=sys.stderr)
    command = [sys.executable, "-m", "corpus.run", str(path), str(into)]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT, cwd=Path(__file__).parents[1])
    except subprocess.TimeoutExpired:
        return Result(name=name, failed=f"did not end within {TIME_LIMIT} seconds")
    if ran.returncode:
        return Result(name=name, failed=ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else f"exit {ran.returncode}")
    return _result(name, json.loads(ran.stdout))


def _result(name: str, measured: dict[str, Any]) -> Result:
    return Result(
        name=name,
        refused=measured.get("refused", ""),
        editions=tuple(map(_edition, measured.get("editions", ()))),
        silent=measured.get("silent", {}),
        missed=tuple(measured.get("missed", ())),
    )


def _edition(measured: dict[str, Any]) -> Edition:
    paths = {"epub": Path(measured["epub"]), "pdf": Path(measured["pdf"]), "claims": tuple(measured["claims"])}
    paths |= {key: tuple(measured[key]) for key in ("doubled", "glued", "blank")}
    return Edition(**{**measured, **paths})
