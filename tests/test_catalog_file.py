"""The catalog's file: what is written is read again, and each fault is named with its line."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.catalog.entries import SOURCES, AlternativeEntry, AnyEntry, Catalog, HeadersEntry, LanguageEntry
from editions.catalog.lines import lines
from editions.catalog.reading import read
from editions.catalog.writing import written
from editions.findings import UsageError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(str.strip)
ID = st.from_regex(r"[a-z]{1,8}(-[0-9]{1,3})?", fullmatch=True)
LANG = st.sampled_from(["en", "es", "pt-BR", "zh-Hant"])
COMMON = {"id": ID, "language": LANG, "place": TEXT, "gone": st.booleans()}
ENTRIES: st.SearchStrategy[AnyEntry] = st.one_of(
    st.builds(
        AlternativeEntry,
        **COMMON,
        **dict.fromkeys(("shown", "label", "caption", "size", "asks", "now", "original", "alt", "long", "reviewer"), TEXT),
        kind=st.sampled_from(["figure", "formula"]),
        mentions=st.lists(TEXT, max_size=3).map(tuple),
        complex=st.booleans(),
        decorative=st.booleans(),
        source=st.sampled_from(SOURCES),
        reviewed=st.one_of(st.just(""), st.dates().map(str)),
        draft=st.booleans(),
    ),
    st.builds(LanguageEntry, **COMMON, words=TEXT, starts=TEXT, tagged=TEXT, tag=LANG, confirmed=st.booleans()),
    st.builds(
        HeadersEntry,
        **COMMON,
        label=TEXT,
        caption=TEXT,
        shown=st.lists(TEXT, max_size=3).map(tuple),
        header_rows=st.integers(0, 50),
        header_columns=st.integers(0, 50),
        confirmed=st.booleans(),
    ),
)


def without_lines(catalog: Catalog) -> Catalog:
    return replace(catalog, entries=tuple(replace(entry, line=0) for entry in catalog.entries), file="")


@given(article=TEXT, languages=st.lists(LANG, max_size=3), entries=st.lists(ENTRIES, max_size=4))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, article: str, languages: list[str], entries: list[AnyEntry]
) -> None:
    """Any text comes back, and each entry's line is that of its table."""
    catalog = Catalog(article=article, languages=tuple(languages), entries=tuple(entries))
    path = tmp_path_factory.getbasetemp() / "round.toml"
    path.write_bytes(written(catalog).encode("utf-8"))
    found = read(path)
    assert found.findings == ()
    assert without_lines(found.catalog) == catalog
    text = path.read_bytes().decode("utf-8").split("\n")
    assert all(text[entry.line - 1].startswith("[[") for entry in found.catalog.entries)


def test_half_a_pair_of_surrogates_is_replaced() -> None:
    entry = AlternativeEntry(id="fig", language="en", alt="x\ud800y")
    assert 'alt = "x\ufffdy"' in written(Catalog(article="a.xml", languages=("en",), entries=(entry,)))


def test_lines_pass_over_texts_and_comments() -> None:
    """What looks like a table or a key inside a text, a comment or a list is none."""
    text = 'a = """\n[[alternative]]\nalt = 1\n""" # [[x]]\nb = [\n  "[[y]]",\n  [1],\n]\n\n'
    text += '[[alternative]]\nid = \'"\'\nalt = "\\""\n'
    found = lines(text)
    assert found.top == {"a": 1, "b": 5}
    assert found.tables == {"alternative": [{"": 10, "id": 11, "alt": 12}]}


START = 'article = "a.xml"\nlanguages = ["en"]\n\n[[alternative]]\nid = "fig-1"\nlanguage = "en"\n'
FAULTS = {
    "unknown key": ('altt = "x"', 7, "'altt' is no key of [[alternative]]"),
    "not text": ("alt = 1", 7, "alt must be text in quotes"),
    "not true or false": ('decorative = "yes"', 7, "decorative must be true or false"),
    "source": ('source = "my model"', 7, "must be one of author, editor, machine"),
    "day": ('reviewed = "yesterday"', 7, "must be a day such as 2026-11-24"),
    "language": ('[[language]]\nid = "p-1"\nlanguage = "en"\ntag = "klingonese"', 10, "which is no language tag"),
    "rows": ('[[headers]]\nid = "t"\nlanguage = "en"\nheader_rows = -1', 10, "must be from 0 to 50"),
    "unknown table": ('[[pictures]]\nid = "x"', 7, "'pictures' is no part of a catalog"),
    "an id of spaces": ('[[alternative]]\nid = " "\nlanguage = "en"', 7, "lacks 'id'"),
    "a language of spaces": ('[[alternative]]\nid = "a"\nlanguage = " \\t"', 7, "lacks 'language'"),
    "no id": ('[[alternative]]\nlanguage = "en"', 7, "lacks 'id'"),
    "list": ('mentions = "one"', 7, "mentions must be a list of texts"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_named_with_its_line(tmp_path: Path, case: str) -> None:
    """The entry that has it is left out, the others are read."""
    more, line, message = FAULTS[case]
    path = tmp_path / "a.toml"
    path.write_text(f'{START}{more}\n[[alternative]]\nid = "fig-2"\nlanguage = "en"\n', "utf-8")
    found = read(path)
    assert [(item.where.line, item.rule) for item in found.findings] == [(line, "catalog.malformed")]
    assert message in found.findings[0].message
    assert found.catalog.entries[-1].id == "fig-2"


NOT_TOML = {
    "quote": (b'alt = "x\n', ":1: not TOML"),
    "cut": (b'article = "a"\nalt = """x', ":2: not TOML"),
    "latin": (b'article = "a"\nalt = "\xe9"', ":2: not UTF-8"),
    "xml": (b"<article/>", ":1: not TOML"),
    "deep": (b"y = 1\nx = " + b"[" * 9000, ":2: brackets are nested"),
    "digits": (b"y = 1\nx = " + b"9" * 9000, ":2: a number or a key"),
    "key twice": (b'article = "a"\narticle = "b"', ":2: not TOML: a key stands twice"),
    "once": (b"[[language]]\n[language]\n", ":2: not TOML"),
}


@pytest.mark.parametrize("case", NOT_TOML)
def test_what_is_not_toml(tmp_path: Path, case: str) -> None:
    content, message = NOT_TOML[case]
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=message):
        read(path)


def test_a_day_may_be_written_as_toml_has_days(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(START + "reviewed = 2026-11-24\n", "utf-8")
    (entry,) = read(path).catalog.entries
    assert isinstance(entry, AlternativeEntry)
    assert entry.reviewed == "2026-11-24"


ODD = {
    "digits": ("header_rows = " + "9" * 5000, "a number or a key has more than"),
    "hexadecimal": ("[[headers]]\nid = 't'\nlanguage = 'en'\nheader_rows = 0x" + "f" * 900, "must be from 0 to 50"),
    "hexadecimal, as text": ("alt = 0x" + "f" * 900, "alt must be text"),
    "hexadecimal, as an id": ("[[alternative]]\nlanguage = 'en'\nid = 0x" + "f" * 900, "id must be text"),
    "deep list": ("mentions = " + "[" * 3000, "brackets are nested more than"),
    "deep list that ends": ("mentions = " + "[" * 40 + "]" * 40, "brackets are nested more than"),
    "deep table": ("alt = " + "{a = " * 3000, "brackets are nested more than"),
    "dotted key": (".".join("a" * 200_000) + " = 1", "or a key has more parts"),
    "dotted key in quotes": (" . ".join(["'a'"] * 200_000) + " = 1", "or a key has more parts"),
    "dotted keys": ("".join(f"a{number}.b = 1\n" for number in range(20_000)), "only the first are told"),
    "long key": (f'"{"k" * 100_000}" = 1', "'kkk"),
    "keys": ("".join(f"k{number} = 1\n" for number in range(5000)), "only the first are told"),
    "tables": ("".join(f"[[t{number}]]\n" for number in range(5000)), "only the first are told"),
    "entries": ("[[alternative]]\n" * 20_001, "more than 20,000 entries"),
    "list": (f"[x]\ny = 1\n[[z]]\nw = [{'1,' * 30_000}]", "'x' is no part"),
    "long text": (f'alt = "{"a" * 50_000}"', "alt is longer than 20,000 characters"),
    "long text of a list": (f'mentions = ["{"a" * 50_000}"]', "mentions is longer than 20,000 characters"),
    "control character of a key": ('"a\\u0001\\nb" = 1', "'a??b' is no key"),
    "control character of a table": ('[["a\\u001b\\nb"]]', "'a??b' is no part"),
    "control character of a language": ('[[language]]\nid = "x"\nlanguage = "a\\u0001"', "no language tag"),
    "megabytes": ("#\n" * 5_000_000, "larger than 8 MB"),
    "string that does not end": ('alt = """' + '\\"""' * 200_000, "not TOML"),
}


@pytest.mark.parametrize("case", ODD)
def test_odd_values_are_told_in_lines(tmp_path: Path, case: str) -> None:
    """A fault of an entry, or the file refused: each in a line that a terminal can show, and not more of them than are read."""
    more, message = ODD[case]
    path = tmp_path / "a.toml"
    path.write_text(START + more, "utf-8")
    try:
        lines = [str(finding) for finding in read(path).findings]
    except UsageError as error:
        lines = [str(error)]
    assert 1 <= len(lines) <= 101
    assert any(message in line for line in lines)
    assert all(line.isprintable() and len(line) < 1000 for line in lines)


@pytest.mark.parametrize("name", ["/dev/zero", ".", "pipe", "a\0b", "a" * 5000, "none.toml"])
def test_what_is_not_a_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match=r"cannot be read: .*\. `editions describe` makes a catalog\.|not a plain file"):
        read(tmp_path / name)
