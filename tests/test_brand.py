"""``[brand]``: a house's name, logo, colours, fonts and words reach each edition, once."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools has no types
from PIL import Image

import articles
import editions
from editions.article.brand import Brand
from editions.article.model import Article
from editions.article.styles import LARGE_PRINT_FONTS
from editions.building import config
from editions.building.branding import branded, usable
from editions.building.config import Config, Trust, load
from editions.findings import Severity, UsageError
from editions.images import cover
from editions.narration.utterances import utterances
from editions.safety import fonts
from editions.xhtml import render

HOUSE = """\
[brand]
logo = "logo.svg"
accent = "#7A1F3D"
second = "#fc0"
masthead = "Newsroom"
[brand.name]
en = "Harbour Office"
es = "Oficina del Puerto"
[brand.fonts]
text = "regular.ttf"
display = ["bold.woff2"]
[brand.about.en]
title = "About the Harbour Office"
text = '''
The Harbour Office runs
the harbour.

It is open to all.'''
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#7a1f3d"/></svg>'
REGULAR, BOLD = (next(font.path for font in LARGE_PRINT_FONTS if font.weight == weight) for weight in ("400", "700"))


def packed(path: Path, flavor: str) -> bytes:
    """A font as WOFF or WOFF2."""
    data = io.BytesIO()
    with TTFont(path) as font:
        font.flavor = flavor
        font.save(data)
    return data.getvalue()


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder with a configuration and its files."""
    (tmp_path / "logo.svg").write_text(LOGO)
    (tmp_path / "regular.ttf").write_bytes(REGULAR.read_bytes())
    (tmp_path / "bold.woff2").write_bytes(packed(BOLD, "woff2"))
    (tmp_path / "editions.toml").write_text(HOUSE)
    return tmp_path


def said(folder: Path, text: str, trust: Trust = Trust.GIVEN) -> Config:
    path = folder / "editions.toml"
    path.write_text(text)
    return load(path, trust)


def read(folder: Path, body: str = articles.BODY) -> Article:
    return editions.read(articles.write(folder, body=body))


def test_everything_said_is_kept(house: Path) -> None:
    brand = load(house / "editions.toml").brand
    assert (brand.accent, brand.second, brand.mastheads) == ("#7a1f3d", "#ffcc00", {"": "Newsroom"})
    assert (brand.logos, dict(brand.names)["es"]) == ({"": house / "logo.svg"}, "Oficina del Puerto")
    assert brand.font_files == {"text": (house / "regular.ttf",), "display": (house / "bold.woff2",)}
    assert brand.about["en"].paragraphs == ("The Harbour Office runs the harbour.", "It is open to all.")
    assert [brand.places[key].line for key in ("logo", "accent", "name", "fonts", "about")] == [2, 3, 6, 9, 12]


MISTAKES = {
    "unknown": ("logos = 'logo.svg'", "holds name, logo"),
    "no table": ("", "holds name, logo"),
    "a name": ("accent = 'red'", "must be a colour"),
    "four digits": ("accent = '#1234'", "must be a colour"),
    "no file": ("logo = 'none.svg'", "which is not a file"),
    "no language": ("[brand.name]\nenglish = 'x'", "which is no language tag"),
    "no text": ("name = ''", "must be text"),
    "a face": ("[brand.fonts]\nserif = 'regular.ttf'", "holds lists of font files"),
    "about without a title": ("[brand.about.en]\ntext = 'x'", "holds title ="),
    "about without a language": ("[brand.about]\ntitle = 'x'\ntext = 'y'", "a table for each language"),
    "control characters": ("[brand.about.en]\ntitle = 'x'\ntext = \"a\\u0007\"", "control character"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named(house: Path, name: str) -> None:
    text, message = MISTAKES[name]
    with pytest.raises(UsageError) as error:
        said(house, f"[brand]\n{text}" if text else "brand = 1")
    assert message in str(error.value)
    assert str(house / "editions.toml") in str(error.value)


def test_bounds(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "MAX_LOGO_BYTES", 10)
    with pytest.raises(UsageError, match="has more than"):
        load(house / "editions.toml")
    with pytest.raises(UsageError, match="longer than 5000 characters"):
        said(house, f'[brand.about.en]\ntitle = "A"\ntext = "{"a" * 5001}"')
    with pytest.raises(UsageError, match="more than 12 files"):
        said(house, f"[brand.fonts]\ntext = {['regular.ttf'] * 13}")


def test_beside_an_article_it_gives_looks_and_no_words(house: Path) -> None:
    """Nor does a logo from there stand for the name of the house."""
    found = load(house / "editions.toml", Trust.LOOKS)
    assert (found.brand.names, found.brand.mastheads, found.brand.about) == ({}, {}, {})
    assert found.brand.accent == "#7a1f3d"
    (ignored,) = found.ignored
    assert "brand.masthead, brand.name, brand.about" in ignored.message
    own = Config(brand=config._with_brand_looks(Brand(names={"": "The house"}, second="#000000"), found.brand))
    masthead = branded(read(house), own).front.masthead
    assert (masthead.logo, masthead.name, own.brand.second) == (house / "logo.svg", "", "#ffcc00")


@pytest.mark.parametrize("out", ["../logo.svg", "/etc/passwd", "link.svg"])
def test_files_stay_in_the_folder(house: Path, out: str) -> None:
    folder = house / "inner"
    folder.mkdir()
    (folder / "link.svg").symlink_to(house / "logo.svg")
    text = f'[brand]\nlogo = "{out}"\n[brand.fonts]\ntext = "{out}"'
    found = said(folder, text, Trust.LOOKS)
    assert (found.brand.logos, found.brand.font_files) == ({}, {"text": ()})
    with pytest.raises(UsageError, match="outside of its folder"):
        said(folder, text, Trust.HOUSE)


# ------------------------------------------------------------------------------------------------------------------ files


def test_fonts_are_told_by_their_content(tmp_path: Path) -> None:
    for name, content, kind in (
        ("a.txt", REGULAR.read_bytes(), "font/ttf"),
        ("b.ttf", packed(BOLD, "woff"), "font/woff"),
        ("c", packed(BOLD, "woff2"), "font/woff2"),
    ):
        (tmp_path / name).write_bytes(content)
        assert fonts.inspect(tmp_path / name).media_type == kind


def restricted() -> bytes:
    data = io.BytesIO()
    with TTFont(REGULAR) as font:
        font["OS/2"].fsType = 2
        font.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: b"GIF89a", "it is not a font"),
        (lambda: b"", "it is not a font"),
        (lambda: b"\0\1\0\0", "cannot be read as a font"),
        (lambda: REGULAR.read_bytes()[:-2000], "its end is missing"),
        (lambda: packed(BOLD, "woff2")[:-2000], "cannot be read as a font"),
        (restricted, "its licence forbids"),
    ],
)
def test_what_is_no_font_is_refused_with_a_finding(house: Path, make, why: str) -> None:  # type: ignore[no-untyped-def]
    (house / "regular.ttf").write_bytes(make())
    brand, (finding,) = usable(load(house / "editions.toml").brand)
    assert (finding.rule, finding.severity, finding.where.line) == ("brand.font", Severity.WARNING, 9)
    assert why in finding.message
    assert brand.fonts["text"] == ()
    assert [font.media_type for font in brand.fonts["display"]] == ["font/woff2"]


@pytest.mark.parametrize("flavor", ["woff", "woff2"])
def test_a_packed_font_is_unpacked_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flavor: str) -> None:
    (tmp_path / "font").write_bytes(packed(REGULAR, flavor))
    assert fonts.inspect(tmp_path / "font").weight == 400
    monkeypatch.setattr(fonts, "MAX_UNPACKED", 2**14)
    with pytest.raises(fonts.UnusableFont, match="unpacks to more"):
        fonts.inspect(tmp_path / "font")


def test_a_logo_is_checked_like_a_picture(house: Path) -> None:
    (house / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'>")
    brand, (finding,) = usable(load(house / "editions.toml").brand)
    assert (finding.rule, brand.logos) == ("brand.logo", {})


@pytest.mark.parametrize(("accent", "faint"), [("#767676", False), ("#777777", True), ("#ffd866", True)])
def test_an_accent_that_is_too_light_is_an_error(house: Path, accent: str, *, faint: bool) -> None:
    _, findings = usable(said(house, f'[brand]\naccent = "{accent}"\nsecond = "#ffd866"').brand)
    assert [(finding.rule, finding.severity) for finding in findings] == [("style.contrast", Severity.ERROR)] * faint
    assert all(finding.where.line == 2 for finding in findings)


# ------------------------------------------------------------------------------------------------------------------ words


def test_the_name_is_said_once(house: Path) -> None:
    """By the logo; in words where the masthead has it; in the language of the edition."""
    found = load(house / "editions.toml")
    article = branded(replace(read(house), lang="es"), found)
    (logo,) = render(article).iterfind(".//{*}img[@class='logo']")
    assert (logo.get("alt"), logo.get("src")) == ("Oficina del Puerto", (house / "logo.svg").as_uri())
    assert "Oficina del Puerto" not in "".join(render(article).itertext())
    assert "".join(one.text for one in utterances(article)).count("Oficina del Puerto") == 1
    worded = branded(
        article, said(house, '[brand]\nname = "Harbour Office"\nlogo = "logo.svg"\nmasthead = "Harbour Office: news"')
    )
    (logo,) = render(worded).iterfind(".//{*}img[@class='logo']")
    assert (logo.get("alt"), logo.get("role")) == ("", "presentation")
    assert "".join(render(worded).itertext()).count("Harbour Office") == 1


def test_an_article_of_the_house_has_its_name_in_each_language(house: Path) -> None:
    article = read(house)
    own = replace(article, lang="es", front=replace(article.front, publisher="Harbour Office"))
    assert branded(own, load(house / "editions.toml")).front.publisher == "Oficina del Puerto"
    other = replace(own, front=replace(own.front, publisher="Another press"))
    assert branded(other, load(house / "editions.toml")).front.publisher == "Another press"


ABOUT = {
    "in a section of its kind": "<sec sec-type='about'><title>Us</title><p>x</p></sec>",
    "under that title": "<sec><title>About the harbour office</title><p>x</p></sec>",
    "in these words": "<p>The Harbour Office runs the harbour.</p><p>It is <bold>open</bold> to all.</p>",
}


def test_about_is_added_once(house: Path) -> None:
    found = load(house / "editions.toml")
    article = branded(read(house), found)
    assert "".join(render(article).itertext()).count("It is open to all.") == 1
    assert [one.text for one in utterances(article)].count("It is open to all.") == 1
    assert branded(article, found) == article
    assert branded(replace(read(house), lang="fr"), found).back == read(house).back


@pytest.mark.parametrize("how", ABOUT)
def test_about_is_not_doubled(house: Path, how: str) -> None:
    article = read(house, f"<body>{ABOUT[how]}</body>")
    assert branded(article, load(house / "editions.toml")).back == article.back


def test_a_part_that_is_there_is_not_doubled(house: Path) -> None:
    article = branded(read(house, "<body><p>It is open to all.</p></body>"), load(house / "editions.toml"))
    text = "".join(render(article).itertext())
    assert (text.count("It is open to all."), text.count("runs the harbour")) == (1, 1)


# --------------------------------------------------------------------------------------------------------------- editions


def test_the_cover_has_colours_and_logo() -> None:
    data = io.BytesIO()
    Image.new("RGB", (40, 20), "#00ff00").save(data, "PNG")
    brand = cover.CoverBrand(accent="#7a1f3d", second="#ffcc00", logo=data.getvalue())
    made = Image.open(io.BytesIO(cover.draw("Title", lang="en", size=(400, 640), brand=brand).data)).convert("RGB")
    colours = {colour for _, colour in made.getcolors(100_000) or ()}
    assert {(0x7A, 0x1F, 0x3D), (0xFF, 0xCC, 0), (0, 0xFF, 0)} <= colours
    ours = Image.open(io.BytesIO(cover.draw("Title", lang="en", size=(400, 640)).data)).convert("RGB")
    assert ours.getpixel((1, 1)) == (0, 0x50, 0x7F)


@pytest.mark.slow
def test_the_editions_carry_the_brand(house: Path) -> None:
    article = articles.write(house / "article")
    built = editions.build(article, house / "out", config=house / "editions.toml", formats=("pdf", "epub"), validate=True)
    assert [str(finding) for finding in built.findings] == []
    edition = built.editions[0]
    assert edition.epub
    assert edition.pdf
    with zipfile.ZipFile(edition.epub) as book:
        names = book.namelist()
        assert {"EPUB/fonts/font-1.ttf", "EPUB/fonts/font-2.woff2"} <= set(names)
        assert b"--accent: #7a1f3d;" in book.read("EPUB/styles/style-house.css")
        assert b'alt="Harbour Office"' in book.read("EPUB/article.xhtml")
        assert b"Harbour Office" in book.read("EPUB/cover.xhtml")
    with pikepdf.open(edition.pdf) as pdf:
        used = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
        content = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert {name.partition("+")[2] for name in used} == {"House-text", "House-display-Bold"}
    assert b"0.478" in content


@pytest.mark.slow
def test_a_light_accent_withholds_the_claim(house: Path) -> None:
    article = articles.write(house)
    (house / "house").mkdir()
    path = house / "house" / "editions.toml"
    path.write_text('[brand]\naccent = "#ffd866"')
    built = editions.build(article, house / "out", config=path, formats=("pdf",))
    assert [finding.rule for finding in built.findings] == ["style.contrast"]
    assert built.claims == ()
