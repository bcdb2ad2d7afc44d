"""Every word is on a page, or a finding says which one is not; and no page is set over and over."""

import subprocess
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from editions.pdf.layout import columns
from pdf_samples import printed

SMALL = "@page { size: 80mm 70mm; margin: 8mm }"


def words(path: Path) -> list[str]:
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout.split()


def numbered(name: str, count: int) -> str:
    return " ".join(f"{name}{number}" for number in range(count))


def table(head: str, cell: str, foot: str) -> str:
    rows = [f"<{part}><tr><td>{text}</td></tr></{part}>" for part, text in (("thead", head), ("tbody", cell), ("tfoot", foot))]
    return f"<table>{''.join(rows)}</table>"


@pytest.mark.slow
@pytest.mark.parametrize(("head", "foot"), [(200, 1), (1, 200), (1, 1)])
def test_a_head_or_foot_that_fills_a_page_is_kept(tmp_path: Path, head: int, foot: int) -> None:
    path, made = printed(tmp_path, table(numbered("head", head), numbered("cell", 300), numbered("foot", foot)), css=SMALL)
    assert not [fault for fault in made.findings if fault.rule == "pdf.words"]
    found = words(path)
    expected = [*numbered("head", head).split(), *numbered("cell", 300).split(), *numbered("foot", foot).split()]
    assert [word for word in expected if word not in found] == []


def test_a_short_head_is_repeated(tmp_path: Path) -> None:
    path, _ = printed(tmp_path, table("headword", "</td></tr><tr><td>".join(numbered("cell", 40).split()), "foot"), css=SMALL)
    assert words(path).count("headword") > 1


def test_what_a_style_sheet_hides_is_a_fault(tmp_path: Path) -> None:
    body = '<p id="a">First <i>kept</i></p><p id="b" class="x">Second <i>hidden</i></p>'
    _, made = printed(tmp_path, body, css=f"{SMALL} .x {{ display: none }}")
    found = [(fault.where.id, fault.message) for fault in made.findings if fault.rule == "pdf.words"]
    assert found == [
        ("b", "Words are on none of the pages, in “Second”."),
        ("b", "Words are on none of the pages, in “hidden”."),
    ]


@pytest.mark.parametrize(("tries", "ends"), [(400, ""), (6, "uneven"), (0, "undivided")])
def test_columns_are_not_set_over_and_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tries: int, ends: str) -> None:
    """A few tries make a table in columns end where it ends; fewer set it across the page; no word is lost."""
    monkeypatch.setattr(columns, "MAX_TRIES", tries)
    simplified: list[str] = []
    simplify = columns.simplify

    def noting(each: Element) -> None:
        simplify(each)
        simplified.append(each.get("class", ""))

    monkeypatch.setattr("editions.pdf.layout.engine.simplify", noting)
    path, _ = printed(tmp_path, f"<p>{numbered('text', 90)}</p>{table('head', numbered('cell', 60), 'foot')}", style="compact")
    assert (simplified[-1].split()[-1] if simplified else "") == ends
    found = words(path)
    assert [word for word in [*numbered("text", 90).split(), *numbered("cell", 60).split()] if word not in found] == []
