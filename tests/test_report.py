"""The report: what it says, in which words, and that it says no more than holds."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from lxml import html

import articles
import editions
import report_samples
from editions.article.model import Alternative, Origin, Picture, Provenance
from editions.building.article import Built
from editions.findings import Finding, Severity, Where
from editions.report import Result, Status
from editions.report.checks import checked
from editions.report.clauses import CLAUSES
from editions.report.data import plain
from editions.report.en301549 import assess
from editions.report.human_checks import reviewed
from editions.report.openacr import openacr
from editions.report.page import page
from editions.report.phrases import ASKS, PHRASES, REMARKS, TITLES
from editions.report.sections import SECTIONS
from editions.rules import RULES, SOUND_RULES

SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "report.schema.json").read_text("utf-8"))
LANGUAGES = ("en", "es", "pt")


def build(folder: Path, **options: Any) -> Built:
    source = report_samples.full(folder, **{key: options.pop(key) for key in ("lang", "alternative") if key in options})
    if "evaluator" in options:
        articles.certified(source, options["evaluator"])
    return editions.build(source, folder / "out", formats=("epub",), narration=False, **options)


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """One article three times: with an error open, without a claim, and certified."""
    options: dict[str, dict[str, Any]] = {
        "open": {"alternative": ""},
        "unclaimed": {},
        "certified": {"evaluator": "An office", "publisher": "A house"},
    }
    return {name: build(tmp_path_factory.mktemp(name), **chosen) for name, chosen in options.items()}


def found(rule: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(rule=rule, severity=severity, where=Where(file="a.xml", line=3), message="A fault.")


# ------------------------------------------------------------------------------------------------------------- words


def test_every_rule_is_said_in_every_language() -> None:
    """A rule without its words in Spanish or Portuguese fails here, and so do words without a rule."""
    assert {lang: ASKS[lang].keys() ^ (RULES.keys() | SOUND_RULES.keys()) for lang in ASKS} == {"es": set(), "pt": set()}


def test_every_phrase_is_said_in_every_language() -> None:
    assert PHRASES.keys() == REMARKS.keys() == set(LANGUAGES)
    for words in (PHRASES, REMARKS):
        assert len({frozenset(phrases) for phrases in words.values()}) == 1
        assert all(all(phrases.values()) for phrases in words.values())
    assert {clause.remark for clause in CLAUSES} | {clause.absent for clause in CLAUSES if clause.absent} == REMARKS[
        "en"
    ].keys()


def test_every_clause_has_its_title() -> None:
    numbers = [clause.number for clause in CLAUSES]
    assert {lang: list(titles) for lang, titles in TITLES.items()} == dict.fromkeys(LANGUAGES, numbers)


def test_clauses_that_rules_name_are_in_the_table() -> None:
    """No rule checks a clause that the table leaves out."""
    named = {clause.removeprefix("EN 301 549 ") for rule in RULES.values() for clause in rule.clauses if "EN 301" in clause}
    assert named <= {clause.number for clause in CLAUSES}


# ------------------------------------------------------------------------------------------------------------ values


def test_rules_apply_to_what_was_made() -> None:
    """A rule about PDFs is not said to have been applied where no PDF was made."""
    silent = {check.rule for check in checked((), {"epub"})}
    assert "picture.no-alternative" in silent
    assert "epub.link" in silent
    assert not {"pdf.no-title", "narration.no-voice", "validator.failed", "jats.invalid"} & silent
    assert {check.rule for check in checked((), {"pdf"})} & {"pdf.no-title", "epub.link"} == {"pdf.no-title"}


def test_results_of_rules() -> None:
    """An error fails a rule; a warning or note leaves it to be looked at."""
    findings = [found("picture.no-alternative"), found("picture.no-alternative"), found("heading.skipped", Severity.WARNING)]
    results = {check.rule: (check.result, check.findings) for check in checked(findings, ())}
    assert results["picture.no-alternative"] == (Result.FAILED, 2)
    assert results["heading.skipped"] == (Result.DOUBTFUL, 1)
    assert results["title.missing"] == (Result.PASSED, 0)


@pytest.mark.parametrize(
    ("findings", "formats", "clause", "status"),
    [
        ([found("picture.no-alternative")], ["pdf"], "10.1.1.1", Status.NOT_SUPPORTED),
        ([], ["pdf"], "10.1.1.1", Status.WHERE_CHECKED),
        ([found("heading.skipped", Severity.WARNING)], ["pdf"], "10.1.3.1", Status.TO_JUDGE),
        ([], ["pdf"], "10.1.3.2", Status.TO_JUDGE),
        ([], ["pdf"], "10.1.2.1", Status.NOT_APPLICABLE),
        ([], ["m4b"], "10.1.2.1", Status.TO_JUDGE),
        ([], ["pdf"], "10.5", Status.NOT_APPLICABLE),
        ([], ["pdf"], "10.4.1.1", Status.SUPPORTED),
    ],
)
def test_clauses(findings: list[Finding], formats: list[str], clause: str, status: Status) -> None:
    """What a tool cannot know is never said to be supported."""
    assessed = {item.clause: item for item in assess(checked(findings, formats), formats)}
    assert assessed[clause].status is status


def test_the_report_keeps_its_schema(builds: dict[str, Built]) -> None:
    """All of it: reviewed, certified, validators and judgements too."""
    said = json.loads(builds["certified"].report.as_json())
    jsonschema.validate(said, SCHEMA)
    assert [(item["language"], item["by"], item["on"]) for item in said["certified"]] == [
        ("en", "An office", "2026-11-28"),
        ("pt", "An office", "2026-11-28"),
    ]
    assert said["date"] == "2024-03-05"
    assert said["checked"]["by"] == f"editions {editions.__version__}"
    judged = {(item["matter"], item["language"]): [place["text"] for place in item["places"]] for item in said["to_judge"]}
    assert judged["alternatives", "en"] == ["A black square & nothing else"]
    assert judged["descriptions", "en"] == ["A square that is wholly black, on white paper."]
    assert judged["decorative", "en"] == ["dot.svg"]
    assert judged["formulas", "en"] == ["x"]
    assert judged["languages", "en"] == ["un passage"]
    assert judged["order", "pt"] == judged["plain-language", "pt"] == []


def test_reviews_are_those_that_the_source_names(tmp_path: Path) -> None:
    article = editions.read(report_samples.full(tmp_path))
    said = Provenance(origin=Origin.MACHINE, reviewed_by="Ana Ruiz", reviewed_on="2025-02-01")
    alternative = Alternative(id="a", lang="en", text="A square", provenance=said)
    picture = Picture(id="p", lang="en", href="dot.svg", alternative=alternative)
    reviews = list(reviewed(replace(article, body=(picture,))))
    assert [(review.by, review.on, review.origin, review.place.text) for review in reviews] == [
        ("Ana Ruiz", "2025-02-01", "machine", "A square")
    ]
    unreviewed = replace(picture, alternative=replace(alternative, provenance=Provenance(origin=Origin.AUTHOR)))
    assert list(reviewed(replace(article, body=(unreviewed,)))) == []
    jsonschema.validate([plain(review) for review in reviews], SCHEMA["properties"]["reviewed"] | {"$defs": SCHEMA["$defs"]})


def test_the_summary_is_that_of_the_epub(tmp_path: Path, builds: dict[str, Built]) -> None:
    """The same words in the report and in the metadata; counted from the article where there is no EPUB."""
    built = builds["unclaimed"]
    assert built["en"].epub is not None
    with zipfile.ZipFile(built["en"].epub) as book:
        (package,) = (book.read(name).decode() for name in book.namelist() if name.endswith(".opf"))
    assert f">{built.report.summaries['en']}<" in package
    without = editions.build(report_samples.full(tmp_path), tmp_path / "out", formats=("pdf",)).report
    assert without.summaries == built.report.summaries


# -------------------------------------------------------------------------------------------------------------- page


@pytest.mark.parametrize(("lang", "shown"), [("en", "en"), ("es", "es"), ("pt-BR", "pt"), ("fr", "en")])
def test_the_page_is_in_the_article_s_language(tmp_path: Path, lang: str, shown: str) -> None:
    built = build(tmp_path, lang=lang, alternative="", detect=False)  # its words are English whatever it says
    root = html.fromstring((built.folder / "report.html").read_text("utf-8"))
    assert root.get("lang") == shown
    assert root.xpath("string(//h1)") == f"{PHRASES[shown]['report']}: Salt <b> and sand"
    assert root.xpath("//h1/span/@lang") == ([] if lang == shown else [lang])
    there = {"detected": built.report.detected, "unsaid": built.report.passed_over}
    shown_sections = [name for name in SECTIONS if there.get(name, True)]
    assert [section.get("id") for section in root.iter("section")] == shown_sections
    assert root.xpath("//section[@id='detected']//td//*/@lang")[:1] == [item.language for item in built.report.detected][:1]
    messages = root.xpath("//section[@id='found']//p[starts-with(., 'Figure 1')]")
    assert [message.get("lang") for message in messages] == [None if shown == "en" else "en"]
    assert root.xpath("//section[@id='checked']//td//*[@lang='en']") == []


def test_the_page_stands_alone(builds: dict[str, Built]) -> None:
    """No script, no other file; the policy admits its one style sheet alone, and links lead to files that are there."""
    built = builds["unclaimed"]
    text = (built.folder / "report.html").read_text("utf-8")
    root = html.fromstring(text)
    assert not list(root.iter("script", "link", "iframe"))
    assert all(source.startswith("data:image/") for source in root.xpath("//img/@src"))
    style = root.xpath("string(//style)")
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in policy
    assert not re.search(r"url\(|@import", style)
    hrefs = root.xpath("//a/@href")
    assert all((built.folder / href).is_file() for href in hrefs if not href.startswith("#"))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in hrefs if href.startswith("#")} <= set(ids)


def test_what_is_open_comes_first_with_its_picture_and_next_step(builds: dict[str, Built]) -> None:
    report = builds["open"].report
    root = html.fromstring(page(report))
    first = root.find(".//main/section")
    assert first is not None
    assert first.get("id") == "found"
    headings = ["".join(heading.itertext()) for heading in first.iter("h3")]
    assert headings[0].startswith("error: ")
    assert [word.partition(":")[0] for word in headings] == sorted(
        (word.partition(":")[0] for word in headings), key=list(PHRASES["en"]).index
    )
    assert len(first.xpath(".//li")) == len(report.findings)
    missing = next(finding for finding in report.findings if finding.rule == "picture.no-alternative")
    (place,) = first.xpath(f".//li[.//code='{missing.where.id}'][contains(., '{missing.where.line}')][.//img]")
    assert missing.message in "".join(place.itertext())
    for finding in report.findings:
        assert finding.hint in "".join(first.itertext())


def test_the_counts_are_those_of_the_report(builds: dict[str, Built]) -> None:
    report = builds["open"].report
    lines = html.fromstring(page(report)).xpath("//header/ul/li/text()")
    errors, warnings, notes = (sum(item.severity is each for item in report.findings) for each in Severity)
    assert lines[0] == f"Errors: {errors}. Warnings: {warnings}. Notes: {notes}."
    assert errors


def test_every_table_has_its_caption_and_heads(builds: dict[str, Built]) -> None:
    root = html.fromstring(page(builds["open"].report))
    tables = list(root.iter("table"))
    assert len(tables) >= 7
    for table in tables:
        assert table.xpath("string(caption)")
        columns = len(table.findall("thead/tr/th[@scope='col']"))
        assert all(len(row) == columns and row[0].get("scope") == "row" for row in table.findall("tbody/tr"))


def test_open_errors_open_the_page(builds: dict[str, Built]) -> None:
    verdicts = {name: html.fromstring(page(built.report)).xpath("string(//header/p)") for name, built in builds.items()}
    words = PHRASES["en"]
    assert verdicts == {"open": words["open"].format(count=1), "unclaimed": words["unclaimed"], "certified": words["clean"]}


# ----------------------------------------------------------------------------------------------------------- OpenACR

CONTACT = {"type": "object", "required": ["email"], "additionalProperties": {"type": "string"}}
LEVELS = ["supports", "partially-supports", "does-not-support", "not-applicable", "not-evaluated"]
ADHERENCE = {
    "type": "object",
    "required": ["level", "notes"],
    "properties": {"level": {"enum": LEVELS}, "notes": {"type": "string"}},
}
COMPONENT = {
    "type": "object",
    "required": ["name", "adherence"],
    "properties": {"name": {"enum": ["electronic-docs", "none"]}, "adherence": ADHERENCE},
}
CRITERION = {
    "type": "object",
    "required": ["num", "components"],
    "properties": {"num": {"type": "string"}, "components": {"type": "array", "items": COMPONENT, "minItems": 1}},
}
OPENACR = {
    "type": "object",
    "required": ["title", "product", "author"],
    "properties": {
        "title": {"type": "string"},
        "catalog": {"type": "string"},
        "product": {"type": "object", "required": ["name"], "additionalProperties": {"type": "string"}},
        "author": CONTACT,
        "vendor": CONTACT,
        "report_date": {"type": "string"},
        "version": {"type": "integer"},
        "notes": {"type": "string"},
        "evaluation_methods_used": {"type": "string"},
        "chapters": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {"disabled": {"type": "boolean"}, "criteria": {"type": "array", "items": CRITERION}},
            },
        },
    },
    "additionalProperties": False,
}


def levels(text: str) -> dict[str, str]:
    chapters = yaml.safe_load(text)["chapters"].values()
    return {
        criterion["num"]: criterion["components"][0]["adherence"]["level"]
        for chapter in chapters
        for criterion in chapter.get("criteria", ())
    }


def test_openacr_keeps_its_form(builds: dict[str, Built]) -> None:
    """The essence of OpenACR's schema 0.1.0, and every clause of the table once."""
    built = builds["certified"]
    text = (built.folder / "openacr.yaml").read_text("utf-8")
    said = yaml.safe_load(text)
    jsonschema.validate(said, OPENACR)
    assert said["product"]["name"] == "Salt <b> and sand"
    assert said["vendor"]["company_name"] == "A house"
    assert said["report_date"] == "2024-03-05"
    assert levels(text).keys() == {clause.criterion or clause.number for clause in CLAUSES}


def test_openacr_says_supports_only_where_a_person_stands_for_it(builds: dict[str, Built]) -> None:
    said = {name: levels(openacr(built.report)) for name, built in builds.items()}
    assert [said[name]["1.1.1"] for name in builds] == ["does-not-support", "not-evaluated", "supports"]
    assert said["open"]["5.4"] == "not-evaluated"
    assert said["certified"]["1.3.2"] == "not-evaluated"
