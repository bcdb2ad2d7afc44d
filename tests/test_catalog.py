"""The catalog's way: described, filled, merged, applied, built."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

import catalogs
import editions
from catalogs import ARTICLE, article, described, dummy, filled, save
from editions.catalog.applying import apply
from editions.catalog.entries import AlternativeEntry, Catalog, HeadersEntry
from editions.catalog.merging import match
from editions.catalog.reading import read as read_catalog
from editions.catalog.writing import written
from editions.checks.validators import ace, epubcheck, verapdf_all
from editions.cli import main
from editions.images.previews import MAX_BYTES, data_uri, share
from editions.jats import read


def alternative(catalog: Catalog, entry_id: str) -> AlternativeEntry:
    return next(item for item in catalog.entries if item.id == entry_id and isinstance(item, AlternativeEntry))


def test_an_entry_has_what_an_editor_needs(tmp_path: Path) -> None:
    catalog = described(article(tmp_path)).catalog
    assert catalog.languages == ("en", "es")
    assert [(item.id, item.language) for item in catalog.entries] == [
        ("fig-rain", "en"),
        ("picture-2", "en"),
        ("eq-1", "en"),
        ("tab-1", "en"),
        ("fig-lluvia", "es"),
    ]
    rain = alternative(catalog, "fig-rain")
    assert (rain.kind, rain.shown, rain.label, rain.size[:12]) == ("figure", "rain.png", "Figure 1", "640 × 480 px")
    assert rain.caption == "Rain by year In millimetres."
    assert rain.mentions == ("Rain fell more often, as Figure 1 shows.",)
    assert "no alternative text" in rain.asks
    assert alternative(catalog, "eq-1").shown == "y = 2"
    (table,) = (item for item in catalog.entries if isinstance(item, HeadersEntry))
    assert (table.label, table.shown) == ("Table 1", ("Lima | Quito", "dry | wet"))


def test_described_filled_applied_leaves_nothing(tmp_path: Path) -> None:
    """What is filled reaches the article, with who reviewed it; nothing is wanted any more, and all else is as it was."""
    source = article(tmp_path)
    file = save(filled(described(source).catalog), tmp_path / "rain.toml")
    applied = apply(read(source), read_catalog(file))
    assert applied.findings == ()
    assert applied.edited.undone() == source.read_bytes()
    better = tmp_path / "better.xml"
    better.write_bytes(applied.edited.data)
    assert described(better).catalog.entries == ()
    text = better.read_text("utf-8")
    assert ">A test's text for fig-rain</alt-text>" in text
    assert "R. Viewer" in text
    assert text.count("\n") == source.read_text("utf-8").count("\n")


def test_a_build_with_a_catalog_is_that_of_the_applied_article(tmp_path: Path) -> None:
    """Build and apply cannot differ: the same bytes, and the source untouched."""
    source = article(tmp_path / "one")
    file = save(filled(described(source).catalog), tmp_path / "rain.toml")
    better = article(tmp_path / "two")
    better.write_bytes(apply(read(source), read_catalog(file)).edited.data)
    one = editions.build(source, tmp_path / "a", formats=("epub",), catalog=file)
    two = editions.build(better, tmp_path / "b", formats=("epub",))
    assert [item.sha256 for item in one.report.outputs] == [item.sha256 for item in two.report.outputs]
    assert not [finding for finding in one.findings if finding.severity == "error"]
    assert source.read_text("utf-8") == ARTICLE


def test_decorative_and_long(tmp_path: Path) -> None:
    source = article(tmp_path)

    def fill(entry: object) -> AlternativeEntry:
        assert isinstance(entry, AlternativeEntry)
        return (
            replace(entry, decorative=True)
            if entry.kind == "inline-picture"
            else replace(entry, alt="Bars rise", long="a\n\nb")
        )

    catalog = described(source).catalog
    catalog = replace(catalog, entries=tuple(fill(item) for item in catalog.entries if isinstance(item, AlternativeEntry))[:2])
    source.write_bytes(apply(read(source), read_catalog(save(catalog, tmp_path / "c.toml"))).edited.data)
    again = described(source).catalog
    assert not [item for item in again.entries if item.id in ("fig-rain", "picture-2")]


# ---------------------------------------------------------------------------------------------------------------- merging


def test_describe_again_keeps_adds_and_marks(tmp_path: Path) -> None:
    """What was filled stays, though its figure moved; a new picture comes in; what is gone is marked, its text kept."""
    source = article(tmp_path)
    old = filled(described(source).catalog)
    changed = ARTICLE.replace("<body>\n<p>Rain", '<body>\n<p><inline-graphic xlink:href="new.png"/></p>\n<p>Rain')
    changed = changed.replace('<p>A mark <inline-graphic xlink:href="mark.png"/> stands here.</p>', "")
    new = described(article(tmp_path, changed), old).catalog
    assert alternative(new, "fig-rain").alt == alternative(old, "fig-rain").alt
    assert alternative(new, "picture-1").shown == "new.png"
    assert not alternative(new, "picture-1").answered
    gone = [item for item in new.entries if item.gone]
    assert [(item.id, item.alt) for item in gone if isinstance(item, AlternativeEntry)] == [("picture-2", dummy(gone[0]).alt)]  # type: ignore[union-attr]


def test_an_entry_follows_its_file(tmp_path: Path) -> None:
    """A picture put before another takes its number, and not its text."""
    source = article(tmp_path)
    old = filled(described(source).catalog)
    more = '<p>One more <inline-graphic xlink:href="rain.png"/>.</p><p>A mark <inline'
    new = described(article(tmp_path, ARTICLE.replace("<p>A mark <inline", more)), old).catalog
    marks = [item for item in new.entries if isinstance(item, AlternativeEntry) and item.shown == "mark.png"]
    assert [item.alt for item in marks] == [alternative(old, "picture-2").alt]
    assert [item.answered for item in new.entries if getattr(item, "kind", "") == "inline-picture"] == [False, True]


def test_describe_twice_is_the_same(tmp_path: Path) -> None:
    source = article(tmp_path)
    first = filled(described(source).catalog)
    second = described(source, read_catalog(save(first, tmp_path / "c.toml")).catalog).catalog
    assert written(second) == written(replace(first, entries=second.entries))
    third = described(source, read_catalog(save(second, tmp_path / "c.toml")).catalog).catalog
    assert written(third) == written(second)


def test_a_translation_shows_what_the_original_says(tmp_path: Path) -> None:
    source = article(tmp_path)
    again = described(source, filled(described(source).catalog)).catalog
    assert alternative(again, "fig-lluvia").original == "A test's text for fig-rain"


# ------------------------------------------------------------------------------------------------------------ bad entries


FIRST = 12
"""The line of the first entry of a catalog."""


def findings_of(tmp_path: Path, **changes: object) -> list[tuple[str, int]]:
    """The rules and lines that a first entry with changes breaks."""
    source = article(tmp_path)
    catalog = filled(described(source).catalog)
    first = replace(catalog.entries[0], **changes)  # type: ignore[arg-type]
    file = save(replace(catalog, entries=(first, *catalog.entries[1:])), tmp_path / "c.toml")
    return [(item.rule, item.where.line) for item in apply(read(source), read_catalog(file)).findings]


def test_an_unknown_id(tmp_path: Path) -> None:
    assert findings_of(tmp_path, id="fig-snow", shown="snow.png", place="#fig-snow") == [("catalog.unknown-id", FIRST)]


def test_a_wrong_language(tmp_path: Path) -> None:
    assert findings_of(tmp_path, language="fr") == [("catalog.wrong-language", FIRST)]


def test_two_entries_for_one_thing(tmp_path: Path) -> None:
    """The first is applied, the second is named."""
    source = article(tmp_path)
    catalog = filled(described(source).catalog)
    twice = replace(catalog, entries=(*catalog.entries, catalog.entries[0]))
    found = apply(read(source), read_catalog(save(twice, tmp_path / "c.toml"))).findings
    assert [(item.rule, item.where.id) for item in found] == [("catalog.twice", "fig-rain")]
    assert found[0].where.line > FIRST


def test_a_draft_is_not_applied(tmp_path: Path) -> None:
    assert findings_of(tmp_path, draft=True) == [("catalog.draft", FIRST)]
    assert findings_of(tmp_path, source="machine", reviewer="") == [("catalog.draft", FIRST)]
    assert findings_of(tmp_path, source="machine") == []


def test_what_is_gone_asks_for_nothing(tmp_path: Path) -> None:
    assert findings_of(tmp_path, id="fig-snow", shown="snow.png", place="", gone=True) == []


def test_a_text_that_says_nothing(tmp_path: Path) -> None:
    """A word that would be read as a mark is refused, and the other texts are applied."""
    assert findings_of(tmp_path, alt="null") == [("catalog.unwritable", FIRST)]


# ------------------------------------------------------------------------------------------------------------ command line


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """describe, fill by hand, describe again, apply, build."""
    source, file, better = article(tmp_path), tmp_path / "rain.toml", tmp_path / "better.xml"
    page = tmp_path / "rain.html"
    assert main(["describe", str(source), "-o", str(file), "--html", str(page), "--no-detect"]) == 0
    assert capsys.readouterr().out == f"{file} and {page}: 5 entries, 0 filled.\n"
    file.write_text(file.read_text("utf-8").replace('alt = ""', 'alt = "Rain grows"', 1), "utf-8")
    assert main(["describe", str(source), "-o", str(file), "--json", "--no-detect"]) == 0
    assert json.loads(capsys.readouterr().out)["filled"] == 1
    assert main(["apply", str(source), str(file), "-o", str(better)]) == 0
    assert capsys.readouterr().out == f"{better}: 1 change.\n"
    assert "Rain grows" in better.read_text("utf-8")
    assert main(["build", str(source), "-o", str(tmp_path / "out"), "--formats", "epub", "--catalog", str(file)]) == 3
    shown = capsys.readouterr().out
    assert "id fig-rain" not in shown
    assert len(list((tmp_path / "out").rglob("*.epub"))) == 2


def test_without_a_file_the_catalog_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = article(tmp_path)
    assert main(["describe", str(source), "--no-detect"]) == 0
    assert capsys.readouterr().out == written(described(source).catalog)


def test_a_catalog_with_faults_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, file = article(tmp_path), tmp_path / "rain.toml"
    text = written(described(source).catalog).replace("draft = false", "draft = maybe", 1)
    file.write_text(text, "utf-8")
    assert main(["describe", str(source), "-o", str(file)]) == 2
    assert "not TOML" in capsys.readouterr().err
    file.write_text(text.replace("draft = maybe", "draught = true"), "utf-8")
    assert main(["describe", str(source), "-o", str(file)]) == 2
    assert "Mend it first: nothing was written." in capsys.readouterr().err
    assert "draught" in file.read_text("utf-8")


WRONG = {
    "no catalog": ("apply", "none.toml", "cannot be read"),
    "no article": ("apply", "rain.toml", "cannot be read"),
    "the catalog itself": ("apply", "rain.toml", "is the catalog itself"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_calls(tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str) -> None:
    command, name, message = WRONG[case]
    source = article(tmp_path)
    catalogs.save(described(source).catalog, tmp_path / "rain.toml")
    source = tmp_path / "none.xml" if case == "no article" else source
    output = tmp_path / ("rain.toml" if case == "the catalog itself" else "better.xml")
    assert main([command, str(source), str(tmp_path / name), "-o", str(output)]) in (1, 2)
    assert message in capsys.readouterr().err


@pytest.mark.slow
def test_a_large_picture_is_drawn_smaller_on_the_page(tmp_path: Path) -> None:
    """What the page holds is bounded, each picture and all of them; what is no picture is not shown."""
    from PIL import Image

    noise = Image.effect_noise((2400, 1800), 90).convert("RGBA")
    noise.save(tmp_path / "noise.png")
    assert (tmp_path / "noise.png").stat().st_size > MAX_BYTES
    shown = data_uri(tmp_path / "noise.png")
    assert shown.startswith("data:image/jpeg;base64,")
    assert len(data_uri(tmp_path / "noise.png", share(1000))) < len(shown) < 4 * MAX_BYTES
    (tmp_path / "text.png").write_text("no picture")
    assert data_uri(tmp_path / "text.png") == ""


def test_a_build_with_a_catalog_carries_and_names_the_edited_source(tmp_path: Path) -> None:
    source = article(tmp_path)
    catalog = filled(described(source).catalog)
    file = save(catalog, tmp_path / "rain.toml")
    edited = apply(read(source), read_catalog(file)).edited.data
    built = editions.build(source, tmp_path / "out", formats=("pdf",), narration=False, catalog=file)
    report = json.loads(next((tmp_path / "out").rglob("report.json")).read_text("utf-8"))
    assert report["source"]["sha256"] == hashlib.sha256(edited).hexdigest()
    for edition in built.editions:
        assert edition.pdf is not None
        with pikepdf.open(edition.pdf) as pdf:
            carried = [item.get_file().read_bytes() for item in pdf.attachments.values()]
        assert edited in carried
    assert edited != source.read_bytes()


@pytest.mark.slow
def test_filled_editions_pass_every_validator_with_their_claims(tmp_path: Path) -> None:
    """Nothing is claimed without the catalog; with it, every edition claims, and keeps, what it can."""
    source = article(tmp_path)
    file = save(filled(described(source).catalog), tmp_path / "rain.toml")
    for lang in ("en", "es"):
        editions.certify(editions.read(source), lang, by="A. Nyone", catalog=file)
    built = [
        editions.build(source, tmp_path / name, formats=("pdf", "epub"), narration=False, catalog=catalog, evaluator="A. Nyone")
        for name, catalog in (("without", None), ("with", file))
    ]
    assert built[0].claims == ()
    assert {(claim.language, claim.format) for claim in built[1].claims} == {
        (lang, kind) for lang in ("en", "es") for kind in ("pdf", "epub")
    }
    made = [edition for edition in built[1].editions if edition.pdf and edition.epub]
    verdicts = [*verapdf_all([item.pdf for item in made if item.pdf])]
    verdicts += [check(item.epub) for item in made[1:] if item.epub for check in (epubcheck, ace)]
    assert len(verdicts) == 4
    assert [verdict.messages for verdict in verdicts if not verdict.passed] == []


@pytest.mark.parametrize("key", ["id", "label", "shown", "place", "reviewer"])
def test_what_a_catalog_says_reaches_a_report_in_characters_that_it_can_hold(tmp_path: Path, key: str) -> None:
    """An entry about nothing, whose id or label holds what XML cannot."""
    source = article(tmp_path)
    catalog = tmp_path / "rain.toml"
    values = {"id": "q", "language": "en", "alt": "x", key: "a\\u0001\\uFFFEb\\nc"}
    catalog.write_text("[[alternative]]\n" + "".join(f'{name} = "{value}"\n' for name, value in values.items()), "utf-8")
    built = editions.build(source, tmp_path / "out", formats=("epub",), narration=False, catalog=catalog)
    told = [finding for finding in built.findings if finding.where.file.endswith(".toml")]
    assert [finding.rule for finding in told] == ["catalog.unknown-id"]
    assert str(told[0]).isprintable()


def test_entries_by_the_thousand_are_matched_in_no_more_than_their_number(tmp_path: Path) -> None:
    """Each looks for its own by what it says, not by going through all others."""
    compared = 0

    class Counted(str):
        __slots__ = ()

        def __eq__(self, other: object) -> bool:
            nonlocal compared
            compared += 1
            return str(self) == str(other)

        __hash__ = str.__hash__

    entries = [AlternativeEntry(id=Counted(f"q{number}"), language="en", shown=f"{number}.png") for number in range(2000)]
    assert len(match(entries, entries[::-1]).pairs) == 2000
    assert compared < 100_000
