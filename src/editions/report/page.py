"""``report.html``: the report as one page that needs no script and no other file, in the language of the article."""

from __future__ import annotations

import base64
import hashlib
import os
from collections import Counter
from urllib.parse import quote

from lxml import html

from editions.article.styles import sheet
from editions.findings import Severity
from editions.languages.phrases import language_of
from editions.report.data import Report
from editions.report.markup import Element, e
from editions.report.phrases import PHRASES, say
from editions.report.sections import SECTIONS
from editions.safety.sanitizer import Policy, Removed, clean
from editions.safety.sanitizer.addresses import PICTURES

MAIN = "report"
OUTPUT = "report"


def page(report: Report) -> str:
    """Return the page as HTML 5."""
    return gated(report)[0]


def gated(report: Report) -> tuple[str, tuple[Removed, ...]]:
    """Return the page as HTML 5, and what the gate took out of it."""
    lang = language_of(report.language, PHRASES)
    style = sheet("report.css").read_text("utf-8")
    root = e("html", _head(report, lang, style), _body(report, lang), lang=lang)
    removed = clean(root, _holds(report, style))
    return str(html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")) + "\n", removed


def _holds(report: Report, style: str) -> Policy:
    return Policy(
        output=OUTPUT,
        elements=frozenset({"meta", "style"}),
        pictures=PICTURES,
        files=frozenset(quote(os.fsencode(output.path)) for output in report.outputs),
        own=frozenset({style, _security(style)}),
    )


def _security(style: str) -> str:
    """Return the content security policy: our own style sheet, pictures within the page, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _head(report: Report, lang: str, style: str) -> Element:
    return e(
        "head",
        e("meta", charset="utf-8"),
        e("meta", http_equiv="Content-Security-Policy", content=_security(style)),
        e("meta", name="viewport", content="width=device-width"),
        e("title", f"{say('report', lang)}: {report.title}"),
        e("style", style),
    )


def _body(report: Report, lang: str) -> Element:
    sections = [(name, section) for name, make in SECTIONS.items() if (section := make(report, lang)) is not None]
    links = [e("li", e("a", str(section[0].text), href=f"#{name}")) for name, section in sections]
    return e(
        "body",
        e("a", say("skip", lang), href=f"#{MAIN}", class_="skip"),
        e("header", e("h1", f"{say('report', lang)}: ", _title(report, lang)), _verdict(report, lang), _short(report, lang)),
        e("nav", e("h2", say("contents", lang), id="contents"), e("ol", *links), aria_labelledby="contents"),
        e("main", *(section for _, section in sections), id=MAIN, tabindex="-1"),
        e("footer", e("p", _made(report, lang))),
    )


def _title(report: Report, lang: str) -> Element:
    return e("span", report.title, lang=report.language if report.language != lang else "")


def _verdict(report: Report, lang: str) -> Element:
    errors = sum(finding.severity is Severity.ERROR for finding in report.findings)
    if errors:
        return e("p", say("partly" if report.claims else "open", lang, count=errors), class_="verdict open")
    return e("p", say("clean" if report.claims else "unclaimed", lang), class_="verdict")


def _short(report: Report, lang: str) -> Element:
    """Return the report in a few lines, as one would attach it to a statement: what is open, to judge, reviewed and claimed."""
    open_ = Counter(finding.severity for finding in report.findings)
    counts = {
        "count-open": {"errors": open_[Severity.ERROR], "warnings": open_[Severity.WARNING], "notes": open_[Severity.NOTE]},
        "count-judge": {"count": sum(len(judgement.places) or 1 for judgement in report.judgements)},
        "count-reviewed": {"count": len(report.reviews)},
        "count-rules": {"count": len(report.checks)},
    }
    return e("ul", *(e("li", say(key, lang, **values)) for key, values in counts.items()), class_="short")


def _made(report: Report, lang: str) -> str:
    text = say("made", lang, version=report.version, source=report.source, digest=report.source_sha256)
    return f"{text} {report.date}".strip()
