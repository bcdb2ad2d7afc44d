"""``editions new``: articles from templates, which read without a finding and build at once."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from pathlib import Path

import pytest
from lxml import etree

import editions
from editions.accessibility.audit import audit
from editions.building import templates
from editions.building.templates import KINDS, new
from editions.cli import main
from editions.findings import UsageError

XML = "http://www.w3.org/XML/1998/namespace"
TODAY = datetime.date(2026, 12, 2)
FOLDER = Path(templates.__file__).parent
ALL = templates.languages()


def written(folder: Path, kind: str, *tags: str) -> Path:
    for name, text in new(kind, tags, TODAY).items():
        (folder / name).write_text(text, "utf-8")
    return folder / "article.xml"


@pytest.mark.parametrize("kind", KINDS)
def test_an_article_is_read_without_a_finding_in_each_language(kind: str, tmp_path: Path) -> None:
    article = editions.read(written(tmp_path, kind, *ALL))
    assert [item.lang for item in (article, *article.translations)] == list(ALL)
    assert [str(finding) for finding in audit(article)] == []
    assert len({item.title for item in (article, *article.translations)}) == len(ALL)


@pytest.mark.parametrize("kind", KINDS)
def test_a_translation_has_the_elements_of_the_original(kind: str) -> None:
    tree = etree.fromstring(new(kind, ("en", "pt-BR"), TODAY)["article.xml"].encode())
    translation = tree.find("sub-article")
    assert translation is not None
    for part in ("body", "back"):
        original, other = tree.find(part), translation.find(part)
        assert (original is None) == (other is None)
        if original is not None and other is not None:
            assert [item.tag for item in original.iter("*")] == [item.tag for item in other.iter("*")]
    ids = [str(each) for each in tree.xpath("//@id")]
    assert len(ids) == len(set(ids))
    assert {str(each) for each in tree.xpath("//@rid")} <= set(ids)


def test_comments_stand_in_the_original_alone() -> None:
    tree = etree.fromstring(new("press-release", ("en", "es"), TODAY)["article.xml"].encode())
    assert len(tree.xpath("//article//comment()")) > 10
    assert tree.xpath("//sub-article//comment()") == []


def test_a_release_has_its_places() -> None:
    """The day is written in each language; the embargo and the number are said once, for all."""
    text = new("press-release", ("en", "es"), TODAY)["article.xml"]
    assert re.findall(r'"dateline">(.*?)<', text) == ["City, 2 December 2026", "Ciudad, 2 de diciembre de 2026"]
    assert re.findall(r"<meta-value>(.*?)<", text) == ["2026-12-02T10:00Z", "1/2026"]
    assert re.findall(r'notes-type="(.*?)"', text) == ["press-contact", "about", "notes-to-editors"] * 2


def test_a_language_that_is_asked_for_twice_is_there_once() -> None:
    tree = etree.fromstring(new("article", ("en", "es", "en", "es"), TODAY)["article.xml"].encode())
    assert [item.get(f"{{{XML}}}lang") for item in tree.iter("article", "sub-article")] == ["en", "es"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_line_ends_in_spaces(kind: str) -> None:
    """Neither where a comment stood that a translation has not."""
    lines = new(kind, ALL, TODAY)["article.xml"].split("\n")
    assert [line for line in lines if line != line.rstrip()] == []


def test_every_language_has_the_words_of_every_template() -> None:
    used = {name for kind in KINDS for name in re.findall(r"\$\{?([a-z_0-9]+)", (FOLDER / f"{kind}.xml").read_text("utf-8"))}
    filled = {"lang", "suffix", "translations", "date", "iso_date", "day", "month", "year"}
    assert filled <= used
    for lang in ALL:
        assert set(tomllib.loads((FOLDER / "words" / f"{lang}.toml").read_text("utf-8"))) == used - filled


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(UsageError, match=r"no templates in sw\. Use one of: de, en, es, fr, pt"):
        new("article", ("en", "sw"), TODAY)


def test_the_configuration_beside_an_article_is_believed(tmp_path: Path) -> None:
    """It says by default only what may be said beside an article; each line that is a comment can be used as it is."""
    from editions.building.config import LOOKS

    text = new("article", ("en",), TODAY)["editions.toml"]
    assert set(tomllib.loads(text)) <= set(LOOKS)
    lines = re.findall(r"^# ((?:\[\w+\]|\w+ = .*))$", text, re.M)
    assert len(lines) == 12
    assert tomllib.loads("\n".join(lines))


def test_a_folder_is_written_and_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "editorial", "--lang", "en,es", "--lang", "pt", "--json"]) == 0
    made = [Path("editorial") / name for name in ("article.xml", "editions.toml")]
    assert json.loads(capsys.readouterr().out)["files"] == [str(path) for path in made]
    assert [item.lang for item in editions.read(made[0]).translations] == ["es", "pt"]
    made[0].unlink()
    made[1].write_text("rate = 1\n", "utf-8")
    assert main(["new", "editorial"]) == 2
    assert "editorial/editions.toml: is there already" in capsys.readouterr().err
    assert (made[0].exists(), made[1].read_text("utf-8")) == (False, "rate = 1\n")


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["new", "article", "-o", str(tmp_path / "file")]) == 1
    assert "is a file: name a folder" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_an_article_builds_at_once(kind: str, tmp_path: Path) -> None:
    built = editions.build(written(tmp_path, kind, *ALL), into=tmp_path / "out", formats=("pdf", "epub"))
    assert [str(finding) for finding in built.findings] == []
    for lang in ALL:
        assert {claim.standard for claim in built.claims if claim.language == lang} >= {"PDF/UA-1", "PDF/A-3a"}
        assert built[lang].pdf
        assert built[lang].epub
