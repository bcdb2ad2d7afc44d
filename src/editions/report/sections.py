"""The sections of the report's page, in their order."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from editions.accessibility.certification import Certification
from editions.checks.validation import Validation
from editions.findings import Finding, Severity
from editions.languages.phrases import language_name, language_of, written_number
from editions.report.clauses import CLAUSES, STANDARD
from editions.report.data import Assessment, Claim, Detected, Output, Place, Report
from editions.report.human_checks import MATTERS
from editions.report.markup import Child, Element, e, table
from editions.report.phrases import REMARKS, TITLES, UNSAID, asked, say
from editions.rules import EVERY

_ENGLISH = "en"


def _section(own: str, heading: str, *children: Child) -> Element:
    return e("section", e("h2", heading), *children, id=own)


def _heads(lang: str, *keys: str) -> list[str]:
    return [say(key, lang) for key in keys]


def _english(text: str, lang: str, tag: str = "span", **attributes: str) -> Element:
    """Return words that are in English whatever the page's language is."""
    return e(tag, text, lang=_ENGLISH if lang != _ENGLISH else "", **attributes)


def editions(report: Report, lang: str) -> Element:
    """Return which files there are, and what each claims."""
    name = say("editions", lang)
    if not report.outputs:
        return _section("editions", name, e("p", say("no-editions", lang)))
    rows = [_output(output, report, lang) for output in report.outputs]
    return _section("editions", name, table("editions", name, _heads(lang, "file", "edition", "size", "claims"), rows))


def _output(output: Output, report: Report, lang: str) -> list[Child]:
    claims = [claim for claim in report.claims if (claim.language, claim.format) == (output.language, output.format)]
    said = ", ".join(_claim(claim, lang) for claim in claims) or say("none", lang)
    return [
        e("a", output.path, href=quote(os.fsencode(output.path))),
        _language(output.language),
        _size(output.size, lang),
        said,
    ]


def _claim(claim: Claim, lang: str) -> str:
    if not claim.certified_by:
        return claim.standard
    return say("certified-by", lang, standard=claim.standard, name=claim.certified_by)


def _language(tag: str) -> Element:
    return e("span", language_name(tag), lang=tag)


def _size(size: int, lang: str) -> str:
    if size >= 1_000_000:
        return f"{written_number(size / 1e6, lang)} MB"
    return f"{written_number(max(size // 1000, 1), lang)} kB"


def summaries(report: Report, lang: str) -> Element | None:
    """Return the accessibility summary of each edition, in its language: the words of the EPUB's metadata."""
    if not report.summaries:
        return None
    said = [_summary(tag, text) for tag, text in report.summaries.items()]
    return _section("summary", say("summary", lang), e("dl", *(part for pair in said for part in pair)))


def _summary(tag: str, text: str) -> tuple[Element, Element]:
    return e("dt", _language(tag)), e("dd", text, lang=language_of(tag))


def checked(report: Report, lang: str) -> Element:
    """Return each rule that was applied."""
    name = say("checked", lang)
    note = e("p", say("checked-by", lang, version=report.version, count=len(report.checks)))
    heads = _heads(lang, "rule", "asks", "clauses", "result", "findings")
    rows: list[list[Child]] = [
        [
            e("code", check.rule),
            asked(check.rule, lang) or _english(check.asks, lang),
            "; ".join(check.clauses),
            e("span", say(check.result, lang), class_=check.result),
            str(check.findings),
        ]
        for check in report.checks
    ]
    return _section("checked", name, note, table("checked", name, heads, rows))


def found(report: Report, lang: str) -> Element:
    """Return every finding, by its rule: what weighs most first, each place with its picture or passage and the next step."""
    name = say("found", lang)
    if not report.findings:
        return _section("found", name, e("p", say("nothing-found", lang)))
    return _section("found", name, *(part for group in _by_rule(report.findings) for part in _group(group, report, lang)))


def _by_rule(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return findings of one rule and one severity together, in the order of the source."""
    groups: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.rule), []).append(finding)
    return [groups[key] for severity in Severity for key in groups if key[0] is severity]


def _group(group: Sequence[Finding], report: Report, lang: str) -> list[Element]:
    """Return the findings of one rule: what it asks, the next step where they share it, and each place."""
    first, steps = group[0], {finding.hint for finding in group}
    weight = e("span", say(first.severity, lang), class_=first.severity)
    asks = asked(first.rule, lang) or _english(_asks(first), lang)
    heading = e("h3", weight, ": ", asks, f" ({len(group)}) " if len(group) > 1 else " ", e("code", first.rule))
    shared = [_english(first.hint, lang, "p", class_="step")] if len(steps) == 1 and first.hint else []
    items = [_open_place(finding, report, lang, step=not shared) for finding in group]
    return [heading, *shared, e("ul", *items, class_="places")]


def _asks(finding: Finding) -> str:
    return EVERY[finding.rule].asks if finding.rule in EVERY else finding.rule


def _open_place(finding: Finding, report: Report, lang: str, *, step: bool) -> Element:
    """Return one place of a finding: its picture, where it is, its first words, what is wrong there."""
    file, where = finding.where.file.rpartition("/")[2], finding.where
    place: list[Child] = [e("span", str(replace(where, file=file)), class_="where")]
    place += [" ", e("code", where.id)] if where.id else []
    passage, uri = report.passages.get(where.id), report.thumbnails.get(where.id)
    said = f"{finding.message} {finding.hint if step else ''}".strip()
    words = [e("p", e("q", passage.text, lang=passage.lang), class_="passage")] if passage else []
    shown = [_thumbnail(uri)] if uri else []
    return e("li", *shown, e("div", e("p", *place), *words, _english(said, lang, "p")))


def _thumbnail(uri: str) -> Element:
    """Return a small picture without an alternative: its place is told beside it."""
    made = e("img", src=uri, class_="thumbnail")
    made.set("alt", "")
    return made


def detected(report: Report, lang: str) -> Element | None:
    """Return which languages were worked out, and not read from the source; nothing where there are none."""
    if not report.detected:
        return None
    name = say("detected", lang)
    rows = [_detected(item, lang) for item in report.detected]
    heads = _heads(lang, "place", "language", "words", "sureness", "voice")
    return _section("detected", name, e("p", say("detected-note", lang)), table("detected", name, heads, rows))


def _detected(item: Detected, lang: str) -> list[Child]:
    place = Place(id=item.id, line=item.line, lang=item.language, text=item.text)
    return [*_place(place, lang), f"{item.confidence:.0%}", say("voice-yes" if item.voice else "voice-no", lang)]


def unsaid(report: Report, lang: str) -> Element | None:
    """Return what each narration passes over; nothing where none does."""
    rows: list[list[Child]] = [
        [_language(edition), _kind(kind, lang), str(len(ids))]
        for edition, kinds in report.passed_over.items()
        for kind, ids in kinds.items()
    ]
    if not rows:
        return None
    name = say("unsaid", lang)
    heads = _heads(lang, "edition", "what", "how-many")
    return _section("unsaid", name, e("p", say("unsaid-note", lang)), table("unsaid", name, heads, rows))


def _kind(kind: str, lang: str) -> str:
    known = UNSAID[language_of(lang, UNSAID)]
    return known.get(kind, kind)


def reviewed(report: Report, lang: str) -> Element:
    """Return which alternatives people reviewed, who and when."""
    name = say("reviewed", lang)
    if not report.reviews:
        return _section("reviewed", name, e("p", say("no-reviews", lang)))
    rows: list[list[Child]] = [
        [*_place(review.place, lang), say(review.origin, lang), review.by, review.on] for review in report.reviews
    ]
    heads = _heads(lang, "place", "language", "words", "origin", "reviewer", "day")
    return _section("reviewed", name, table("reviewed", name, heads, rows))


def certified(report: Report, lang: str) -> Element:
    """Return who evaluated which edition, when, against what, and which file says so."""
    name = say("certified", lang)
    if not report.certified:
        return _section("certified", name, e("p", say("not-certified", lang)))
    items = [e("li", *_certification(edition, item, lang)) for edition, item in report.certified_editions.items()]
    return _section("certified", name, e("ul", *items))


def _certification(edition: str, item: Certification, lang: str) -> list[Child]:
    said = say("certifier", lang, name=item.by, day=item.on, standard=item.standard, file=item.file)
    link: list[Child] = [" ", e("a", item.report, href=item.report)] if item.report else []
    return [_language(edition), f": {said}", *link]


def to_judge(report: Report, lang: str) -> Element | None:
    """Return what only a person can judge, with the places to look at."""
    if not report.judgements:
        return None
    raised = {judgement.matter for judgement in report.judgements}
    parts = [part for matter in MATTERS if matter in raised for part in _matter(matter, report, lang)]
    return _section("to-judge", say("to-judge", lang), *parts)


def _matter(matter: str, report: Report, lang: str) -> list[Element]:
    places = [place for judgement in report.judgements if judgement.matter == matter for place in judgement.places]
    question, rows = say(matter, lang), [_to_see(place, report, lang) for place in places]
    heading = e("h3", f"{question} ({len(places)})" if places else question)
    return [heading, table(matter, question, _heads(lang, "place", "language", "words"), rows)] if places else [heading]


def _to_see(place: Place, report: Report, lang: str) -> list[Child]:
    """Return the cells of a place to judge, with its picture where it is one."""
    where, language, words = _place(place, lang)
    uri = report.thumbnails.get(place.id)
    return [where, language, e("div", _thumbnail(uri), words, class_="seen") if uri else words]


def _place(place: Place, lang: str) -> list[Child]:
    where = e("span", say("line", lang, line=place.line), " ", e("code", place.id))
    return [where, _language(place.lang) if place.lang else "", e("span", place.text, lang=place.lang)]


def validators(report: Report, lang: str) -> Element:
    """Return what each validator said of each file, or that none was asked."""
    name = say("validators", lang)
    if not report.validations:
        files = [quote(os.fsencode(item.path)) for item in report.outputs if item.format in ("pdf", "epub")]
        ask = e("p", e("code", " ".join(["editions", "check", *files])), lang="zxx")
        return _section("validators", name, e("p", say("validators-off", lang)), ask)
    heads = _heads(lang, "file", "validator", "profile", "verdict", "findings")
    rows = [_validation(item, lang) for item in report.validations]
    return _section("validators", name, table("validators", name, heads, rows))


def _validation(item: Validation, lang: str) -> list[Child]:
    verdict = "not-run" if item.passed is None else "valid" if item.passed else "invalid"
    messages = [_english(text, lang, "li") for text in ([item.hint] if item.passed is None else item.messages)]
    said: Child = e("ul", *messages) if messages else ""
    return [item.path, f"{item.tool} {item.version}".strip(), item.profile, e("span", say(verdict, lang), class_=verdict), said]


def standard(report: Report, lang: str) -> Element:
    """Return how each clause of EN 301 549 that concerns documents is met."""
    name = say("standard", lang, standard=STANDARD)
    heads = _heads(lang, "clause", "title", "level", "status", "checks", "remark")
    found = {finding.rule for finding in report.findings}
    rows: list[list[Child]] = [
        [
            item.clause,
            TITLES[lang][item.clause],
            clause.level,
            e("span", say(item.status, lang), class_=item.status),
            _rules(item, found, lang),
            REMARKS[lang][clause.remark_on(item.status)],
        ]
        for clause, item in zip(CLAUSES, report.assessments, strict=True)
    ]
    return _section("standard", name, e("p", say("standard-note", lang)), table("standard", name, heads, rows))


def _rules(item: Assessment, found: Container[str], lang: str) -> Child:
    """Return how many rules looked at a clause, and which of them found something."""
    if not item.rules:
        return ""
    broken = [rule for rule in item.rules if rule in found]
    names: list[Child] = [": ", e("code", ", ".join(broken))] if broken else []
    return e("span", say("looked", lang, rules=len(item.rules), findings=item.findings), *names)


SECTIONS: Final[dict[str, Callable[[Report, str], Element | None]]] = {
    "found": found,
    "to-judge": to_judge,
    "editions": editions,
    "summary": summaries,
    "certified": certified,
    "reviewed": reviewed,
    "detected": detected,
    "unsaid": unsaid,
    "validators": validators,
    "checked": checked,
    "standard": standard,
}
"""Id of each section -> what makes it: first what is to be done, then what holds; one without anything to say is left out."""
