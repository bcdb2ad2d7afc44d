"""``openacr.yaml``: the assessments as a draft of an Accessibility Conformance Report, for an organisation to complete.

The format is OpenACR 0.1.0 (General Services Administration of the United States), its terms those of VPAT 2.4: the success
criteria of WCAG 2.1 answer for the subclauses of EN 301 549 clause 10, and chapters of their own for 5.4, 10.5 and 10.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from editions.findings import has_errors
from editions.report.clauses import CLAUSES, STANDARD, Clause
from editions.report.data import Assessment, Report, Status
from editions.safety.file_names import printable

CATALOG: Final = "2.4-edition-wcag-2.1-508-eu-en"
"""The catalog of criteria: WCAG 2.1, Section 508 and EN 301 549 V3.2.1."""
_UNCOVERED: Final = (
    "success_criteria_level_aaa",
    "functional_performance_criteria",
    "hardware",
    "software",
    "support_documentation_and_services",
)
_NOTES: Final = (
    "A draft that a program wrote. “Not Evaluated” stands where only a person can judge; VPAT allows the term at level AAA "
    "alone, so whoever issues this report replaces it. Only documents were evaluated."
)


def openacr(report: Report) -> str:
    """Return the report as OpenACR, in English."""
    import yaml

    return printable(yaml.safe_dump(_draft(report), sort_keys=False, allow_unicode=True, width=100))


def _draft(report: Report) -> dict[str, Any]:
    contact = {"name": _evaluators(report), "company_name": report.publisher, "email": report.contact}
    return {
        "title": f"{report.publisher or report.title} Accessibility Conformance Report",
        "catalog": CATALOG,
        "product": {"name": report.title, "description": f"Editions of {report.source}: {_formats(report)}."},
        "author": contact,
        "vendor": {"company_name": report.publisher, "email": report.contact},
        **({"report_date": report.date} if report.date else {}),
        "version": 1,
        "notes": _NOTES,
        "evaluation_methods_used": _methods(report),
        "chapters": {**_chapters(report), **{name: {"disabled": True} for name in _UNCOVERED}},
    }


def _formats(report: Report) -> str:
    made = dict.fromkeys(f"{item.format} ({item.language})" for item in report.outputs)
    return ", ".join(made) or "none was written"


def _methods(report: Report) -> str:
    methods = [f"{len(report.checks)} rules of editions {report.version}, by clause of {STANDARD}."]
    ran = dict.fromkeys(f"{item.tool} {item.version}" for item in report.validations if item.passed is not None)
    if ran:
        methods.append(f"Validators: {', '.join(ran)}.")
    if report.certified:
        methods.append(f"Evaluated by {_evaluators(report)}.")
    return " ".join(methods)


def _evaluators(report: Report) -> str:
    return ", ".join(dict.fromkeys(item.by for item in report.certified_editions.values()))


def _chapters(report: Report) -> dict[str, Any]:
    certified = set(report.certified_editions) == set(report.languages) and not has_errors(report.findings)
    chapters: dict[str, list[dict[str, Any]]] = {}
    for clause, assessment in zip(CLAUSES, report.assessments, strict=True):
        chapter, component = _chapter(clause)
        chapters.setdefault(chapter, []).append(_criterion(clause, component, assessment, certified=certified))
    return {name: {"criteria": criteria} for name, criteria in sorted(chapters.items(), key=lambda item: _ORDER.index(item[0]))}


_ORDER: Final = (
    "success_criteria_level_a",
    "success_criteria_level_aa",
    "en_301_549_generic_requirements",
    "en_301_549_non-web-documents",
)


def _chapter(clause: Clause) -> tuple[str, str]:
    """Return the chapter that a clause is told in, and its component there."""
    if clause.level:
        return f"success_criteria_level_{clause.level.lower()}", "electronic-docs"
    return ("en_301_549_generic_requirements" if clause.number == "5.4" else "en_301_549_non-web-documents"), "none"


def _criterion(clause: Clause, component: str, assessment: Assessment, *, certified: bool) -> dict[str, Any]:
    adherence = {"level": _level(assessment.status, certified=certified), "notes": " ".join(_remarks(assessment))}
    return {"num": clause.criterion or clause.number, "components": [{"name": component, "adherence": adherence}]}


def _remarks(assessment: Assessment) -> Iterator[str]:
    if assessment.findings:
        yield f"Findings: {assessment.findings} ({', '.join(assessment.rules)})."
    elif assessment.rules:
        yield f"Checked without a finding: {', '.join(assessment.rules)}."
    yield assessment.remark


def _level(status: Status, *, certified: bool) -> str:
    """Return OpenACR's term: what no finding speaks against is supported where a person has evaluated it, and claims so."""
    if status is Status.WHERE_CHECKED:
        return "supports" if certified else "not-evaluated"
    return _TERMS[status]


_TERMS: Final = {
    Status.SUPPORTED: "supports",
    Status.NOT_SUPPORTED: "does-not-support",
    Status.NOT_APPLICABLE: "not-applicable",
    Status.TO_JUDGE: "not-evaluated",
}
