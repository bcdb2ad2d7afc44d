"""``editions.toml``: what it may say, and how what is wrong in it is said."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

import articles
import editions
from editions.building import config
from editions.building.branding import branded
from editions.building.config import Config, Trust, find, load, overridden
from editions.building.options import BuildOptions
from editions.cli import main
from editions.findings import UsageError


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "editions.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_it_is_found_above_the_article(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find(inner) == path.resolve()


def test_everything_said_is_kept(tmp_path: Path) -> None:
    (tmp_path / "house.css").write_text("p { color: black }")
    (tmp_path / "names.pls").touch()
    text = 'publisher = "P"\nevaluator = "E"\nrate = 150\nlexicons = ["names.pls"]\n'
    text += '[stylesheets]\npdf = ["house.css"]\n[voices]\n"pt-br" = "pt"\n'
    said = load(write(tmp_path, text))
    expected = Config(publisher="P", evaluator="E", rate=150, pdf_stylesheets=(tmp_path / "house.css",), voices={"pt-BR": "pt"})
    assert said == replace(expected, lexicons=(tmp_path / "names.pls",))


def test_what_the_call_asks_for_beats_what_the_file_says() -> None:
    said = Config(rate=150, style="large", paper="a5", voices={"en": "house", "es": "casa"})
    asked = BuildOptions(rate=210, style="web", paper="letter", voices={"en": "own"}, config=said)
    assert (asked.words_a_minute, asked.look, asked.sheet) == (210, "web", "letter")
    assert asked.all_voices == {"en": "own", "es": "casa"}
    silent = BuildOptions(config=replace(said, lexicons=(Path("house.pls"),)), lexicons="own.pls")
    assert silent.all_lexicons == (Path("house.pls"), Path("own.pls"))
    assert (silent.words_a_minute, silent.look, silent.sheet) == (150, "large", "a5")


def test_nothing_said() -> None:
    assert load(None) == Config()


MISTAKES: dict[str, tuple[str | bytes, str]] = {
    "no value": ("publisher =", "not TOML"),
    "unknown": ("colour = 1", "unknown key 'colour'"),
    "no text": ("publisher = 1", "must be text"),
    "rate": ("rate = 0", "words a minute"),
    "true": ("rate = true", "words a minute"),
    "no file": ('logo = "none.png"', "is not a file"),
    "lexicon": ('lexicons = "names.pls"', "lists at most 20 files"),
    "no lexicon": ('lexicons = ["none.pls"]', "is not a file"),
    "kind": ('[stylesheets]\nweb = ["a.css"]', "holds pdf"),
    "language": ('[voices]\nenglish = "en"', "no language tag"),
    "voice": ("[voices]\nen = 1", "one voice for each language"),
}
DEEP, MANY = 5000, 30_000
ODD: dict[str, tuple[str | bytes, str]] = {
    "deep list": (f"publisher = {'[' * DEEP}{']' * DEEP}", "brackets are nested more than"),
    "deep list that does not end": (f"publisher = {'[' * DEEP}", "brackets are nested more than"),
    "deep table": (f"voices = {'{a = ' * DEEP}1{'}' * DEEP}", "brackets are nested more than"),
    "deep key": (f"{'.'.join('a' * DEEP)} = 1", "or a key has more parts"),
    "deep key in quotes": (" . ".join(['"a"'] * DEEP) + " = 1", "or a key has more parts"),
    "deep key of a table": (f"[voices.{'.'.join('a' * DEEP)}]", "or a key has more parts"),
    "deep key in a table": (f"voices = {{ {'.'.join('a' * DEEP)} = 1 }}", "or a key has more parts"),
    "dotted keys, many": ("".join(f"a{number}.b = 1\n" for number in range(200_000)), "larger than 64 kB"),
    "dotted keys, fewer": ("".join(f"a.b{number} = 1\n" for number in range(4000)), "unknown key 'a'"),
    "digits": (f"rate = {'9' * 5000}", ":1: a number or a key has more than"),
    "digits with signs": (f"a = 1\nrate = -{'9_9' * 900}", ":2: a number or a key has more than"),
    "digits of a float": (f"rate = 1.{'9' * 5000}", "a number or a key has more than"),
    "hexadecimal": (f"rate = 0x{'f' * 900}", "words a minute"),
    "hexadecimal as a file": (f"logo = 0x{'f' * 900}", "names a value of type int, which is not a file"),
    "not a number": ("rate = nan", "words a minute"),
    "a day": ("publisher = 2026-02-27", "must be text"),
    "no day": ("publisher = 2026-02-30", "not TOML"),
    "bell": ('publisher = "a\\u0007b"', "publisher holds a line break or a control character"),
    "control character, raw": ('publisher = "a\x01b"', "not TOML"),
    "control character of the evaluator": ('evaluator = "W3C\\u0001"', "evaluator holds"),
    "control character of the contact": ('contact = "a\\u001b[2J"', "contact holds"),
    "control character of the engine": ('engine = "e\\u0000"', "engine holds"),
    "control character of a voice": ('[voices]\nen = "a\\u0001"', "voices holds"),
    "control character of a key": ('"a\\u001b\\nb" = 1', "unknown key 'a"),
    "second set of controls": ('publisher = "a\\u0085b"', "publisher holds"),
    "line break": ('publisher = "a\\nb"', "publisher holds"),
    "line separator": ('publisher = "a\\u2028b"', "publisher holds"),
    "no character": ('publisher = "a\\uFFFEb"', "publisher holds"),
    "surrogate": ('publisher = "\\ud800"', "not TOML"),
    "NUL in a path": ('logo = "a\\u0000.png"', "logo holds"),
    "NUL in a style sheet": ('[stylesheets]\npdf = ["a\\u0000.css"]', "stylesheets holds"),
    "NUL, raw": ("publisher = \0", "not TOML"),
    "long path": (f'logo = "{"a" * 5000}"', "logo is longer than 500"),
    "long name in a path": (f'logo = "{"a" * 400}"', "is not a file"),
    "long style sheet": (f'[stylesheets]\npdf = ["{"a" * 300}.css"]', "is not a file"),
    "path of many parts": (f'logo = "{"a/" * 240}a"', "is not a file"),
    "empty path": ('logo = ""', "is not a file"),
    "folder": ('logo = "."', "is not a file"),
    "long publisher": (f'publisher = "{"a" * 50_000}"', "publisher is longer than 500"),
    "megabytes": (f'publisher = "{"a" * 5_000_000}"', "larger than 64 kB"),
    "megabytes of comments": ("#\n" * 3_000_000, "larger than 64 kB"),
    "long key": (f'"{"k" * MANY}" = 1', "unknown key 'kkk"),
    "long bare key": (f"{'k' * MANY} = 1", "a key has more than 1000 characters"),
    "many keys": ("".join(f"k{number} = 1\n" for number in range(5000)), "unknown key 'k0'"),
    "many style sheets": ("[stylesheets]\npdf = [" + '"a.css",' * 1000 + "]", "more than 20 files"),
    "list of lists": ("[stylesheets]\npdf = [[1]]", "is not a file"),
    "list of a number": (f"[stylesheets]\npdf = [0x{'f' * 900}]", "is not a file"),
    "style": ("style = [1]", "style is one of"),
    "long style": (f'style = "{"a" * MANY}"', "style is one of"),
    "long language": (f'[voices]\n"{"a-" * 9000}" = "x"', "no language tag"),
    "long message of the parser": (f"a = 1\n{'.'.join(['a', 'b' * 900])} = 1", "not TOML"),
    "string that does not end": (f'publisher = "{"a" * MANY}', "not TOML"),
    "string that does not end, with quotes": ('publisher = """' + '\\"""' * 9000, "not TOML"),
    "latin": (b'publisher = "\xe9"', ":1: not UTF-8"),
    "UTF-16": ('publisher = "a"'.encode("utf-16"), "not UTF-8"),
}


@pytest.mark.parametrize("case", [*MISTAKES, *ODD])
def test_mistakes_are_named(tmp_path: Path, case: str) -> None:
    """Each mistake is one line that names the file."""
    text, message = (MISTAKES | ODD)[case]
    path = write(tmp_path, text)
    with pytest.raises(UsageError, match=message) as error:
        load(path)
    said = str(error.value)
    assert said.startswith(str(path))
    assert said.isprintable()
    assert len(said.removeprefix(str(path))) < 300


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("given", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_odd_values_end_a_build_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, case: str, *, given: bool
) -> None:
    """Exit code 2, nothing written: by ``--config``, and found above the article."""
    house = write(tmp_path, ODD[case][0])
    source = articles.write(tmp_path / "article")
    monkeypatch.chdir(tmp_path)
    code = main(["build", str(source), "-o", str(tmp_path / "out"), *(["--config", str(house)] if given else [])])
    lines = capsys.readouterr().err.splitlines()
    assert (code, len(lines), (tmp_path / "out").exists()) == (2, 1, False)
    assert lines[0].startswith("editions: ")


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", ".", "pipe", "a\0b", "a" * 5000, "none.toml"])
def test_what_is_not_a_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / name)


@pytest.mark.parametrize("trust", Trust)
def test_files_that_it_names_are_bounded(tmp_path: Path, trust: Trust) -> None:
    for name, size in (("big.css", config.MAX_SHEET_BYTES + 1), ("half.css", config.MAX_SHEET_BYTES // 2 + 1)):
        (tmp_path / name).write_bytes(b" " * size)
    with (tmp_path / "big.png").open("wb") as file:
        file.truncate(config.MAX_LOGO_BYTES + 1)
    for text, message in (
        ('logo = "big.png"', "more than 8 MB"),
        ('[stylesheets]\npdf = ["big.css"]', "more than 512 kB"),
        ('[stylesheets]\nepub = ["half.css", "half.css"]', "more than 512 kB in all"),
    ):
        with pytest.raises(UsageError, match=message):
            load(write(tmp_path, text), trust)


def test_what_looks_deep_inside_a_string_is_not(tmp_path: Path) -> None:
    text = f'publisher = "{"[." * 90}" # {"[{" * 90}\nevaluator = \'\'\'{"a." * 90}"\'\'\'\ncontact = """{"x." * 40}\'"""\n'
    assert load(write(tmp_path, text)).publisher == "[." * 90


def test_style_and_paper_are_known_ones(tmp_path: Path) -> None:
    file = tmp_path / "editions.toml"
    file.write_text('style = "large-print"\npaper = "Letter"\n')
    assert (load(file).style, load(file).paper) == ("large-print", "Letter")
    file.write_text('style = "tiny"\n')
    with pytest.raises(UsageError, match="style is one of: auto, default, large-print, compact, news"):
        load(file)


def test_the_publisher_may_have_a_name_in_each_language(tmp_path: Path) -> None:
    """An edition has the name in its language; without one it has the first, tagged with the language of the name."""
    said = load(write(tmp_path, '[publisher]\nes = "Oficina"\n"pt-br" = "Escritório"\nen = "Office"\n'))
    assert said.publishers == {"es": "Oficina", "pt-BR": "Escritório", "en": "Office"}
    found = {lang: said.publisher_in(lang) for lang in ("en", "en-GB", "pt-BR", "pt", "fr")}
    assert found == {
        "en": ("Office", "en"),
        "en-GB": ("Office", "en"),
        "pt-BR": ("Escritório", "pt-BR"),
        "pt": ("Oficina", "es"),
        "fr": ("Oficina", "es"),
    }
    assert load(write(tmp_path, 'publisher = "Plain"\n')).publisher_in("fr") == ("Plain", "")
    assert overridden(said, None, "Other").publisher_in("es") == ("Other", "")


def test_an_edition_names_its_publisher_in_its_language(tmp_path: Path) -> None:
    house = write(tmp_path, '[publisher]\nes = "Oficina"\nen = "Office"\n')
    options = BuildOptions(config=load(house))
    article = editions.read(articles.write(tmp_path))
    named = [branded(replace(article, lang=lang), options.config).front for lang in ("en", "es", "fr")]
    assert [(front.publisher, front.publisher_lang) for front in named] == [("Office", ""), ("Oficina", ""), ("Oficina", "es")]
