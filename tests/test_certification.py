"""A certification is of one edition, by a named person whom the caller believes, and of the content that was evaluated."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import articles
import editions
import report_samples
from editions.accessibility.certification import Certification
from editions.building.article import Built
from editions.building.certification import certifications
from editions.building.certified_file import fault, path_beside, read
from editions.building.content_hash import content_hash
from editions.cli import main
from editions.findings import Finding, UsageError

BY = "An office"


def build(source: Path, evaluator: str | None = BY, **options: object) -> Built:
    return editions.build(source, source.parent / "out", formats=("epub",), narration=False, evaluator=evaluator, **options)  # type: ignore[arg-type]


def certified(built: Built) -> set[str]:
    return set(built.report.certified_editions)


def rules(built: Built) -> list[str]:
    return [finding.rule for finding in built.findings if finding.rule.startswith("certification.")]


def asked(source: Path, evaluator: str = BY) -> tuple[dict[str, Certification], list[Finding]]:
    """What a build asks before it makes anything: the valid certifications, and what it says of the others."""
    valid, doubts = certifications(editions.read(source).editions(), evaluator)
    return valid, [finding for found in doubts.values() for finding in found]


def small(folder: Path) -> Path:
    return articles.write(folder, more=articles.SPANISH)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# ------------------------------------------------------------------------------------------------------------ the file


def test_certify_writes_one_entry_an_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sorted by language, the same bytes each time; an edition that is certified again has its entry replaced."""
    source = small(tmp_path)
    call = ["certify", str(source), "--by", BY, "--on", "2026-11-28", "--lang"]
    for lang in ("es", "en", "es"):
        assert main([*call, lang, "--report", "https://example.org/report"]) == 0
    text = (tmp_path / "small.certified.toml").read_text("utf-8")
    entries = [line for line in text.splitlines() if not line.startswith(("#", "content = "))]
    said = ['by = "An office"', 'on = "2026-11-28"', 'standard = "WCAG 2.2 Level AA"', 'report = "https://example.org/report"']
    assert entries == ["", "[en]", *said, "", "[es]", *said]
    assert '--evaluator "An office"' in capsys.readouterr().out
    assert articles.files(tmp_path) == ["small.certified.toml", "small.xml"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--lang", "fr"], "has no edition in fr. It has: en, es."),
        (["--lang", "english"], "is not a BCP 47 language tag"),
        (["--lang", "en", "--by", " "], "by must name who evaluated"),
        (["--lang", "en", "--report", "javascript:alert(1)"], "report must be an address"),
        (["--lang", "en", "--on", "yesterday"], "on must be a day"),
    ],
)
def test_a_wrong_certification_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    source = small(tmp_path)
    assert main(["certify", str(source), "--by", BY, *options]) == 2
    assert message in capsys.readouterr().err
    assert not path_beside(source).exists()


def test_a_file_with_a_fault_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = small(tmp_path)
    path_beside(source).write_text("[en]\nby = 1\n")
    assert main(["certify", str(source), "--by", BY, "--lang", "en"]) == 2
    assert "[en]: it must hold text alone" in capsys.readouterr().err
    assert path_beside(source).read_text() == "[en]\nby = 1\n"


KEPT = Certification(by=BY, on="2026-11-28", standard="WCAG 2.2 Level AA", report="https://example.org/r?a=1")
LIMIT = "x" * 500


@pytest.mark.parametrize(
    "changed", [{}, {"by": LIMIT}, {"report": ""}, {"report": "http://example.org/r"}, {"on": "2024-02-29"}]
)
def test_a_certification_that_is_whole_has_no_fault(changed: dict[str, str]) -> None:
    assert fault(replace(KEPT, **changed)) == ""


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"by": LIMIT + "x"}, "by must be one line of at most 500 characters"),
        ({"by": "An office\nof two lines"}, "by must be one line"),
        ({"by": "   "}, "by must name who"),
        ({"standard": "WCAG 9"}, "standard must be one of: WCAG 2"),
        ({"report": "https://example.org/" + LIMIT}, "report must be one line of at most 500 characters"),
        ({"report": "https://"}, "report must be an address"),
        ({"report": "https://[::1/r"}, "report must be an address"),
        ({"report": "https://example.org/a report"}, "report must be an address"),
        ({"report": "ftp://example.org/r"}, "report must be an address"),
        ({"on": "20261128"}, "on must be a day such as 2026-11-28, not"),
        ({"on": "2025-02-29"}, "on must be a day"),
    ],
)
def test_a_fault_of_a_certification_is_named(changed: dict[str, str], said: str) -> None:
    assert fault(replace(KEPT, **changed)).startswith(said)


# ------------------------------------------------------------------------------------------------------------- the hash


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("<p>Some words", "<p>\n   Some words", True),
        ("</sec></body>", "\n\n</sec>\n<!-- a remark --></body>", True),
        ("Some words", "Some word", False),
        ("A black square", "A white square", False),
        ("A square that is wholly black", "A square that is wholly white", False),
        ('xml:lang="fr"', 'xml:lang="it"', False),
        ("Uma frase", "Uma outra frase", True),
    ],
)
def test_the_hash_is_of_what_a_reader_gets(tmp_path: Path, old: str, new: str, same: bool) -> None:
    source = report_samples.full(tmp_path)
    before = content_hash(editions.read(source))
    change(source, old, new)
    assert (content_hash(editions.read(source)) == before) is same


def test_the_hash_is_of_the_pictures_too(tmp_path: Path) -> None:
    source = report_samples.full(tmp_path)
    before = content_hash(editions.read(source))
    change(tmp_path / "dot.svg", "<rect", '<rect fill="red"')
    assert content_hash(editions.read(source)) != before


def test_the_pictures_of_a_translation_are_its_own(tmp_path: Path) -> None:
    for name in ("en", "es"):
        (tmp_path / f"{name}.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
        )
    shown = '<p><inline-graphic xlink:href="{}.svg"><alt-text>A line</alt-text></inline-graphic></p>'
    spanish = articles.SPANISH.replace("<p>Una frase.</p>", shown.format("es"))
    article = editions.read(articles.write(tmp_path, body=f"<body>{shown.format('en')}</body>", more=spanish))
    before = [content_hash(item) for item in article.editions()]
    change(tmp_path / "es.svg", "M0 0h9", "M0 0h8")
    after = [content_hash(item) for item in article.editions()]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False]


def test_a_picture_that_cannot_be_read_any_more_changes_the_hash(tmp_path: Path) -> None:
    """It is not what was evaluated, and no error."""
    article = editions.read(report_samples.full(tmp_path))
    before = content_hash(article)
    (tmp_path / "dot.svg").unlink()
    assert content_hash(article) not in ("", before)


# ------------------------------------------------------------------------------------------------------------ the build


def test_a_certified_edition_says_by_whom_when_and_where(tmp_path: Path) -> None:
    source = small(tmp_path)
    editions.certify(editions.read(source), "es", by=BY, on="2026-11-28", report="https://example.org/r")
    built = build(source)
    assert certified(built) == {"es"}
    assert rules(built) == ["certification.missing"], "the English edition has none"
    assert "dice small.certified.toml" not in (built.folder / "report.html").read_text("utf-8")
    assert "says small.certified.toml" in (built.folder / "report.html").read_text("utf-8")
    epub = built["es"].epub
    assert epub is not None
    with zipfile.ZipFile(epub) as book:
        opf = next(book.read(name).decode() for name in book.namelist() if name.endswith(".opf"))
    assert 'rel="a11y:certifierReport"' in opf
    assert ">An office<" in opf


def test_an_evaluator_alone_certifies_nothing(tmp_path: Path) -> None:
    built = build(small(tmp_path))
    assert (built.claims, certified(built), rules(built)) == ((), set(), ["certification.missing"] * 2)
    assert "editions certify small.xml" in " ".join(finding.hint for finding in built.findings)
    for name in ("report.html", "openacr.yaml"):
        assert "Evaluated by" not in (built.folder / name).read_text("utf-8")
    assert json.loads((built.folder / "report.json").read_text("utf-8"))["certified"] == []


def test_a_changed_edition_lapses_alone(tmp_path: Path) -> None:
    source = articles.certified(small(tmp_path))
    change(source, "Una frase", "Otra frase")
    built = build(source)
    assert certified(built) == {"en"}
    assert rules(built) == ["certification.lapsed"]
    assert {claim.language for claim in built.claims} == {"en"}
    said = next(str(finding) for finding in built.findings if finding.rule == "certification.lapsed")
    assert "An office evaluated the edition in es on 2026-11-28." in said
    assert "editions certify small.xml --lang es" in said


def test_a_catalog_that_was_not_evaluated_lapses(tmp_path: Path) -> None:
    """What a catalog brings in is content: certified with it, or not."""
    source = report_samples.full(tmp_path, alternative="")
    described = editions.describe(editions.read(source))
    catalog = tmp_path / "full.toml"
    from editions.catalog.writing import written

    catalog.write_text(
        written(described.catalog).replace('alt = ""', 'alt = "A square"').replace("draft = true", "draft = false")
    )
    editions.certify(editions.read(source), "en", by=BY, catalog=catalog)
    assert rules(build(source, languages=("en",))) == ["certification.lapsed"]
    assert rules(build(source, languages=("en",), catalog=catalog)) == []


@pytest.mark.parametrize("evaluator", [None, "", "Another office"])
def test_a_strangers_certification_certifies_nothing_and_is_named(tmp_path: Path, evaluator: str | None) -> None:
    """It lies beside the article: nobody but the file says whose word it is."""
    valid, said = asked(articles.certified(small(tmp_path), "W3C (forged)"), evaluator or "")
    assert (valid, [finding.rule for finding in said]) == ({}, ["certification.ignored"] * 2)
    assert "small.certified.toml says that W3C (forged) evaluated" in str(said[0])


def test_a_configuration_beside_the_article_names_no_evaluator(tmp_path: Path) -> None:
    """A stranger's certification and a stranger's configuration together are still a stranger's word."""
    source = articles.certified(small(tmp_path))
    (tmp_path / "editions.toml").write_text(f'evaluator = "{BY}"')
    assert certified(build(source, None)) == set()


def test_a_file_that_others_may_write_is_not_believed(tmp_path: Path) -> None:
    source = articles.certified(small(tmp_path))
    path_beside(source).chmod(0o666)
    valid, said = asked(source)
    assert (valid, [finding.rule for finding in said]) == ({}, ["certification.ignored"] * 2)
    assert "others may write to it" in said[0].message


def test_a_link_to_a_file_is_not_believed(tmp_path: Path) -> None:
    """Whose file it leads to, nobody can tell from the folder."""
    source = articles.certified(small(tmp_path))
    path_beside(source).rename(tmp_path / "elsewhere.toml").chmod(0o644)
    path_beside(source).symlink_to(tmp_path / "elsewhere.toml")
    valid, said = asked(source)
    assert (valid, {finding.rule for finding in said}) == ({}, {"certification.ignored"})
    with pytest.raises(UsageError, match="link"):
        read(path_beside(source))


@pytest.mark.parametrize("content", ["not toml", "[en]\nby = 'An office'\n", "en = 1", "[en]\nodd = ''\n", "x" * 70_000])
def test_a_broken_file_stops_no_build(tmp_path: Path, content: str) -> None:
    source = small(tmp_path)
    path_beside(source).write_text(content)
    valid, said = asked(source)
    assert (valid, [finding.rule for finding in said]) == ({}, ["certification.ignored"])
