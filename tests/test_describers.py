"""Describers: the one that is ours, those of others, and what becomes of what they say."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from lxml import etree

from catalogs import ARTICLE, article, described
from editions.catalog import describers
from editions.catalog.describers import DescriptionRequest
from editions.catalog.entries import AlternativeEntry
from editions.catalog.from_markup import MarkupDescriber
from editions.catalog.spoken import spoken
from editions.cli import main
from editions.findings import UsageError

MATHML = "http://www.w3.org/1998/Math/MathML"


def math(content: str) -> etree._Element:
    return etree.fromstring(f'<math xmlns="{MATHML}">{content}</math>')


X, N = "<mi>x</mi>", "<mn>2</mn>"
SPOKEN = {
    X: ("x", "x", "x"),
    f"<msub>{X}<mi>i</mi></msub>": ("x sub i", "x subíndice i", "x índice i"),
    f"<mi>y</mi><mo>=</mo>{N}{X}<mo>+</mo><mn>1.5</mn>": (
        "y equals 2 x plus 1.5",
        "y es igual a 2 x más 1.5",
        "y é igual a 2 x mais 1.5",
    ),
    f"<msup>{X}{N}</msup><mo>-</mo>{N}": ("x squared minus 2", "x al cuadrado menos 2", "x ao quadrado menos 2"),
    f"<msub>{X}<mi>i</mi></msub><mo>&lt;</mo><mfrac>{X}{N}</mfrac>": (
        "x sub i is less than x over 2",
        "x subíndice i es menor que x sobre 2",
        "x índice i é menor que x sobre 2",
    ),
}


@pytest.mark.parametrize("content", SPOKEN)
def test_simple_formulas(content: str) -> None:
    assert tuple(spoken(math(content), language) for language in ("en", "es", "pt")) == SPOKEN[content]


UNCLEAR = [
    f"<mi>f</mi><mo>(</mo>{X}<mo>)</mo>",  # a function, or a product
    f"<mfrac><mrow>{X}<mo>+</mo>{N}</mrow>{N}</mfrac>",  # where does the fraction end
    f"<msup>{X}<mi>T</mi></msup>",  # a power, or a transpose
    "<mi>sin</mi><mi>x</mi>",
    f"<mo>∫</mo>{X}",
    f"<msqrt>{X}</msqrt><mo>=</mo>{N}",
]


@pytest.mark.parametrize("content", UNCLEAR)
def test_other_formulas_have_no_draft(content: str) -> None:
    assert spoken(math(content), "en") is None


TABLE = "<fig><alternatives><table><tr><th>Year</th><th>Rain</th></tr>{}</table></alternatives></fig>"
ROWS = "<tr><td>2001</td><td>12</td></tr><tr><td>2002</td><td>−3.5</td></tr><tr><td>2003</td><td>40</td></tr>"


def request(
    form: str, element: str = "<fig/>", language: str = "en", kind: str = "figure", file: Path | None = None
) -> DescriptionRequest:
    made = etree.fromstring(element)
    assert form in ("alt", "long")
    return DescriptionRequest(
        form="alt" if form == "alt" else "long",
        kind=kind,
        language=language,
        label="",
        caption="",
        mentions=(),
        file=file,
        element=made,
    )


def test_the_data_of_a_chart() -> None:
    """What the article's own table says, its numbers as they are written."""
    describe = MarkupDescriber().describe
    assert describe(request("alt", TABLE.format(ROWS))) == "Rain by Year, from 2001 to 2003."
    long = (
        "The data have 3 rows, from 2001 to 2003, and these columns: Year, Rain. Rain: lowest −3.5 (2002), highest 40 (2003)."
    )
    assert describe(request("long", TABLE.format(ROWS))) == long
    assert describe(request("alt", TABLE.format(ROWS), "pt-BR")) == "Rain por Year, de 2001 a 2003."


def test_where_nothing_is_known_nothing_is_said() -> None:
    describe = MarkupDescriber().describe
    assert describe(request("alt")) is None
    assert describe(request("alt", TABLE.format(ROWS), "ru")) is None
    assert describe(request("alt", TABLE.format("<tr><td>2001</td></tr>" * 3))) is None
    words = TABLE.format(ROWS.replace("12", "1,200"))
    assert "lowest" not in str(describe(request("long", words)))


def test_the_words_of_a_drawing(tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    inner = "<title>Rain grows</title><desc>A line rises.</desc><text>Rain</text><text>Year</text>"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inner}</svg>')
    describe = MarkupDescriber().describe
    assert describe(request("alt", file=path)) == "Rain grows"
    assert describe(request("long", file=path)) == "A line rises. The drawing has these words: Rain; Year."
    path.write_text("no drawing")
    assert describe(request("alt", file=path)) is None


def test_a_draft_is_marked(tmp_path: Path) -> None:
    """It comes from a machine, and does not count."""
    catalog = described(article(tmp_path), describer="data").catalog
    formula = next(item for item in catalog.entries if item.id == "eq-1")
    assert isinstance(formula, AlternativeEntry)
    assert (formula.alt, formula.source, formula.draft, formula.filled) == ("y equals 2", "machine", True, False)
    again = described(article(tmp_path), catalog, "data").catalog
    assert again == catalog


class Stubborn:
    """A describer that fails in each way that one can."""

    def describe(self, request: DescriptionRequest) -> str | None:
        if request.kind == "formula":
            raise RuntimeError("no model\nhere")
        return 7 if request.kind == "figure" else "  A mark.  "  # type: ignore[return-value]


def install(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    point = EntryPoint(name="mine", value=value, group=describers.GROUP)
    monkeypatch.setattr(describers, "entry_points", lambda **asked: [point] if asked.get("name", "mine") == "mine" else [])


def test_the_describer_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says is taken; where it fails, a finding says so, and the entry waits for an editor."""
    install(monkeypatch, f"{__name__}:Stubborn")
    made = described(article(tmp_path), describer="mine")
    assert [item.alt for item in made.catalog.entries if isinstance(item, AlternativeEntry)] == ["", "A mark.", "", ""]
    assert [(item.rule, item.where.id) for item in made.findings] == [
        ("catalog.describer", "fig-rain"),
        ("catalog.describer", "eq-1"),
        ("catalog.describer", "fig-lluvia"),
    ]
    assert "failed for 'eq-1': no model here." in made.findings[1].message


@pytest.mark.parametrize("value", ["no.such.module:Thing", f"{__name__}:Nothing", "builtins:dict.nothing"])
def test_a_describer_that_cannot_be_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    install(monkeypatch, value)
    with pytest.raises(UsageError, match="cannot be loaded"):
        described(article(tmp_path, ARTICLE), describer="mine")


def test_an_unknown_describer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe", str(article(tmp_path)), "--describer", "hal"]) == 2
    assert "Unknown describer 'hal'. Installed: data." in capsys.readouterr().err
