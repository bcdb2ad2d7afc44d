"""Golden cases: each folder of ``tests/cases`` is an article and what must come of it. ``pytest --accept`` writes that anew.

``page.xhtml`` is the shared XHTML, ``findings.txt`` what reading and audit found, ``spoken.txt`` what the narration says: the
role of each utterance, the seconds of silence after it, its id, its chapter, its group (``-``: none) and its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

import editions
from editions.article.model import Article
from editions.jats import read
from editions.narration.timeline import Role
from editions.narration.utterances import utterances
from editions.xhtml import render

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_case(case: str, *, accept: bool) -> None:
    """The article becomes what its folder says."""
    article = read(CASES / case / "article.xml")
    made = {
        "page.xhtml": "".join(_page(item) for item in article.editions()),
        "spoken.txt": "".join(line for item in article.editions() for line in _spoken(item)),
        "findings.txt": "".join(f"{finding}\n".replace(f"{CASES}/", "") for finding in editions.audit(article)),
    }
    for name, text in made.items():
        expected = CASES / case / name
        if accept:
            expected.write_text(text, "utf-8")
        assert text == expected.read_text("utf-8"), f"{expected} differs; if that is right, run pytest --accept"


def _page(article: Article) -> str:
    """The page with each block on a line of its own."""
    text = etree.tostring(render(article), encoding="unicode")
    for tag in (
        "body",
        "article",
        "header",
        "section",
        "footer",
        "aside",
        "figure",
        "table",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "tr",
    ):
        text = text.replace(f"<{tag} ", f"\n<{tag} ").replace(f"<{tag}>", f"\n<{tag}>")
    return text + "\n\n"


def _spoken(article: Article) -> Iterator[str]:
    for said in utterances(article):
        words = "".join(run.text if run.lang == article.lang else f"[{run.lang}: {run.text}]" for run in said.runs)
        yield f"{said.role:<10} {said.pause:.2f} {said.id:<20} {said.chapter:<16} {said.group or '-':<16} {words}\n"
    yield "\n"


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_page_and_narration_agree(case: str) -> None:
    """Everything spoken has an element, the text in the order of the page (but inside a figure), and no id stands twice.

    What is said before and after the text has an order of its own, a short note follows its call, and the end of a box
    shares the element of its beginning.
    """
    for article in read(CASES / case / "article.xml").editions():
        page = {node.get("id"): node for node in render(article).iter() if node.get("id")}
        ids = [node.get("id") for node in render(article).iter() if node.get("id")]
        assert len(ids) == len(page)
        said = utterances(article)
        assert {item.id for item in said} <= set(ids)
        text = [item for item in said if item.role not in (Role.FRONT, Role.NOTE) and not item.chapter.endswith("-colophon")]
        ends = {now.id for last, now in pairwise(text) if page[now.id] in page[last.id].iterancestors()}
        places = [
            ids.index(item.group if item.group and item.role is Role.FIGURE else item.id)
            for item in text
            if item.id not in ends
        ]
        assert places == sorted(places)


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_links_resolve(case: str) -> None:
    """Every link within a page has a target in it."""
    for article in read(CASES / case / "article.xml").editions():
        page = render(article)
        ids = {node.get("id") for node in page.iter()}
        links = {node.get("href", "")[1:] for node in page.iter() if node.get("href", "").startswith("#")}
        assert links - {""} <= ids
