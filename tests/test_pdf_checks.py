"""The checks of finished PDFs: nothing is found in a good file, and each fault of its mutants is."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from editions.checks import validators
from editions.checks.pdf import examine
from editions.rules import PDF_RULES, Rule
from mutants import MUTANTS, VERAPDF, Mutant
from mutants.article import printed

OURS = [mutant for mutant, rule in MUTANTS.items() if rule != VERAPDF]
OTHERS = [mutant for mutant, rule in MUTANTS.items() if rule == VERAPDF]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return printed(tmp_path_factory.mktemp("good"))


def mutated(good: Path, folder: Path, mutant: Mutant) -> Path:
    path = folder / f"{mutant.__name__}.pdf"
    with pikepdf.open(good) as pdf:
        mutant(pdf)
        pdf.save(path)
    return path


def rules_of(path: Path) -> set[str]:
    return {finding.rule for finding in examine(path)}


def test_nothing_is_found_in_a_good_file(good: Path) -> None:
    assert examine(good) == ()


@pytest.mark.slow
@pytest.mark.parametrize("mutant", OURS, ids=lambda mutant: mutant.__name__)
def test_each_fault_is_found(good: Path, tmp_path: Path, mutant: Mutant) -> None:
    assert MUTANTS[mutant] in rules_of(mutated(good, tmp_path, mutant))


def test_every_rule_has_a_mutant() -> None:
    assert {*MUTANTS.values()} - {VERAPDF} == PDF_RULES.keys()


@pytest.mark.slow
def test_verapdf_finds_what_our_checks_do_not(good: Path, tmp_path: Path) -> None:
    paths = [mutated(good, tmp_path, mutant) for mutant in OTHERS]
    assert [rules_of(path) for path in paths] == [set()] * len(paths)
    verdicts = validators.verapdf_all([good, *paths])
    assert [verdict.passed for verdict in verdicts] == [True] + [False] * len(paths)


PAGE = Path(__file__).parents[1] / "docs" / "pdf-checks.md"


def test_the_page_of_checks_has_every_rule(*, accept: bool) -> None:
    """``docs/pdf-checks.md`` says of each rule what the table says; ``pytest --accept`` writes it anew."""
    start = PAGE.read_text("utf-8").partition(HEAD)[0]
    page = (
        start
        + HEAD
        + "".join(
            f"| `{rule.id}` | {rule.severity} | {rule.asks} | {rule.verapdf} | {_clauses(rule)} |\n"
            for rule in PDF_RULES.values()
        )
    )
    if accept:
        PAGE.write_text(page, "utf-8")
    assert PAGE.read_text("utf-8") == page


HEAD = "| Rule | Severity | What must hold | veraPDF (UA-1) sees it | Clauses |\n|---|---|---|---|---|\n"


def _clauses(rule: Rule) -> str:
    return ", ".join(rule.clauses)
