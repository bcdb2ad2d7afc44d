"""The table of rules: it names every rule that the source can report, and ``docs/rules.md`` has each of its rows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import editions
from editions.rules import (
    ALTERNATIVES,
    AUDIT,
    CATALOG,
    DETECTING,
    EVERY,
    LANGUAGES,
    MAKING,
    READING,
    RULES,
    SOUND_RULES,
    STRUCTURE,
    Rule,
)
from sources import SOURCE, files, nodes

ROOT = Path(__file__).parents[1]
REPORTERS = frozenset({"report", "report_once", "Fault", "PrintFault", "Finding", "in_vain", "SoundFault", "_fault"})
STANDARDS = (
    "WCAG 2.2 ",
    "EN 301 549 ",
    "EPUB A11y 1.1 ",
    "PDF/UA-1 ",
    "Matterhorn ",
    "ISO 32000-1 ",
    "WCAG technique PDF",
    "EBU R ",
    "ITU-R BS.",
)


def reported() -> Iterator[str]:
    """The ids that the source writes out where it reports something."""
    for path in files():
        for node in nodes(path):
            if isinstance(node, ast.Call) and _name(node.func) in REPORTERS:
                given = [*node.args[:1], *(item.value for item in node.keywords if item.arg == "rule")]
                yield from (item.value for item in given if isinstance(item, ast.Constant) and isinstance(item.value, str))


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""


@pytest.mark.parametrize("id", EVERY)
def test_an_id_names_a_thing_and_its_fault(id: str) -> None:
    """One namespace: ``what.fault``, in small letters; hyphens only join words."""
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*", id)


def test_every_rule_that_is_reported_has_a_row() -> None:
    """A finding of any id can be given its clauses; and the search above does find what is reported."""
    found = set(reported())
    assert found - EVERY.keys() == set()
    assert {"element.unknown", "language.invalid", "pdf.link-empty", "cover.no-font", "epub.link"} <= found


def test_every_row_is_reported() -> None:
    """No rule stands in the table that nothing looks for: its id is written out, or a check names its row."""
    rows = "\n".join(path.read_text("utf-8") for path in sorted((SOURCE / "rules").glob("*.py")))
    names = {id: name for name, id in re.findall(r'^(\w+): Final = Rule\(\s*id="([^"]+)"', rows, re.MULTILINE)}
    others = [path for path in files() if "rules" not in path.relative_to(SOURCE).parts]
    used = set(re.findall(r"\b[A-Z_]{4,}\b", "\n".join(path.read_text("utf-8") for path in others)))
    known = set(reported())
    assert [id for id in EVERY if id not in known and names.get(id) not in used] == []


@pytest.mark.parametrize("id", [*RULES, *SOUND_RULES])
def test_a_row_is_whole(id: str) -> None:
    """A sentence that says what must hold; clauses of the standards; an error of the audit always has one."""
    rule = EVERY[id]
    assert rule.asks.endswith((".", ")."))
    assert all(clause.startswith(STANDARDS) and re.search(r"\d+(\.\d+)*\Z", clause) for clause in rule.clauses)
    assert rule.clauses or rule not in AUDIT


def test_the_page_of_rules_has_every_row(*, accept: bool) -> None:
    """``docs/rules.md`` says of each rule what the table says; ``pytest --accept`` writes it anew."""
    path = ROOT / "docs" / "rules.md"
    if accept:
        path.write_text(page(), "utf-8")
    assert path.read_text("utf-8") == page()


def page() -> str:
    """``docs/rules.md``, made of the table."""
    groups = {
        "Alternatives": ALTERNATIVES,
        "Languages": LANGUAGES,
        "Structure": STRUCTURE,
        "Languages worked out": DETECTING,
        "Reading a source": READING,
        "Making editions": MAKING,
        "Catalogs": CATALOG,
        "Finished sound and captions": tuple(SOUND_RULES.values()),
    }
    assert {rule.id for rules in groups.values() for rule in rules} == RULES.keys() | SOUND_RULES.keys()
    return INTRODUCTION + "".join(f"\n## {name}\n\n{HEAD}\n{_rows(rules)}" for name, rules in groups.items())


INTRODUCTION = """\
# The rules

Everything that `editions check` and `editions build` can report, from the table in `src/editions/rules`. A test holds this page
against it (`pytest --accept` writes it anew).

- An **error** withholds every claim of conformance: what it names breaks WCAG 2.2 at level A or AA, or PDF/UA-1, or keeps a
  part of the article from its readers.
- A **warning** is a doubt that somebody should look at, a **note** is advice. What a person must judge is never an error.
- The severity is the usual one: a film with neither alternative nor caption is an error.
- The first three tables are the audit of a source: each of its rules has a broken and a kept sample in `tests/test_audit.py`.
- Those of finished sound and captions have theirs in `tests/test_sound_checks.py`.
- Those of the languages that were worked out have theirs in `tests/test_languages_found.py`.
- `src/editions/accessibility/vocabulary.py` has the words that checks look for: English, Spanish, Portuguese, French, German.
"""
HEAD = "| Rule | Severity | What must hold | Clauses |\n|---|---|---|---|"


def _rows(rules: tuple[Rule, ...]) -> str:
    return "".join(f"| `{rule.id}` | {rule.severity} | {rule.asks} | {', '.join(rule.clauses)} |\n" for rule in rules)


@pytest.mark.parametrize(
    "path", ["content/migration", "tests/cases/right-press", "tests/cases/right-research", "tests/cases/right-news"]
)
def test_articles_that_are_right_have_no_finding(path: str) -> None:
    """Reading and audit find nothing at all, in no language, where nothing is wrong."""
    assert editions.audit(editions.read(ROOT / path / "article.xml")) == ()
