"""An error of the source is not said again by the check of a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import articles
import editions
from editions.building.duplicates import without_duplicates
from editions.findings import Finding, Severity, Where

SOURCE = Finding(
    rule="formula.no-alternative",
    severity=Severity.ERROR,
    where=Where(file="a/article.xml", line=2, id="formula-1"),
    message="The formula has no spoken form.",
)


def of_file(line: int, id: str) -> Finding:
    where = Where(file="article.xml", line=line, id=id)
    return Finding(
        rule="pdf.formula-no-alternative", severity=Severity.ERROR, where=where, message="The formula has no alternative text."
    )


@pytest.mark.parametrize(("line", "id"), [(0, "formula-1"), (2, "picture-1")])
def test_the_same_fault_is_said_once(line: int, id: str) -> None:
    """The element is the same by its id, or by its line: a formula and the picture that it is."""
    assert without_duplicates([of_file(line, id)], [SOURCE]) == []


def test_a_fault_of_the_whole_file_is_said_once() -> None:
    """It has no element: no title, no language."""
    untitled = replace(SOURCE, rule="title.missing", where=replace(SOURCE.where, id="article"))
    found = replace(of_file(0, ""), rule="pdf.no-title")
    assert without_duplicates([found], [untitled]) == []
    assert without_duplicates([found], [SOURCE]) == [found]


def test_faults_without_a_line_are_not_one() -> None:
    """Line 0 means unknown: two elements are not the same because the line of neither is known."""
    unplaced = replace(SOURCE, where=Where(file="a/article.xml", line=0, id="formula-1"))
    assert without_duplicates([of_file(0, "formula-2")], [unplaced]) == [of_file(0, "formula-2")]


def test_the_first_line_is_a_line_like_any_other() -> None:
    """A minified article has no other."""
    first = replace(SOURCE, where=replace(SOURCE.where, line=1))
    assert without_duplicates([of_file(1, "picture-1")], [first]) == []


def test_another_fault_is_kept() -> None:
    """Of another element, or one that the source's finding does not call an error: the claim hangs on it."""
    doubt = Finding(rule=SOURCE.rule, severity=Severity.WARNING, where=SOURCE.where, message=SOURCE.message)
    assert without_duplicates([of_file(3, "formula-2")], [SOURCE]) == [of_file(3, "formula-2")]
    assert without_duplicates([of_file(2, "formula-1")], [doubt]) == [of_file(2, "formula-1")]


@pytest.mark.slow
def test_a_build_says_each_error_once(tmp_path: Path) -> None:
    """An article with every fault that the PDF and the EPUB could name too gives findings of the source alone."""
    path = tmp_path / "article.xml"
    path.write_text(
        '<article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group/></article-meta></front><body>'
        '<p>A <inline-graphic xlink:href="gone.png"/>.</p>\n<disp-formula><tex-math>x</tex-math></disp-formula>\n'
        '<fig><label>Figure 1</label><graphic xlink:href="gone.png"/></fig></body></article>',
        "utf-8",
    )
    built = editions.build(path, tmp_path / "out", formats=("pdf", "epub"), narration=False)
    assert built.claims == ()
    assert {finding.rule for finding in built.findings} == {
        "language.missing",
        "title.missing",
        "picture.missing",
        "picture.no-alternative",
        "formula.no-alternative",
    }


def test_a_rule_whose_findings_are_left_out_is_not_said_to_have_passed(tmp_path: Path) -> None:
    built = editions.build(articles.silent_picture(tmp_path), tmp_path / "out", formats=("pdf",))
    results = {check.rule: check.result for check in built.report.checks}
    assert results["picture.no-alternative"] == "failed"
    assert "pdf.figure-no-alternative" not in results
    assert results["pdf.no-title"] == "passed"
