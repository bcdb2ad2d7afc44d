"""Two hundred random corruptions of catalogs and of the tags of articles: a clear message with its line, never a traceback."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogs import ARTICLE, article, described, filled
from editions.catalog.writing import written
from editions.cli import main

SEEDS = range(100)
STARTS = (0, *(pytest.param(start, marks=pytest.mark.slow) for start in range(10, 100, 10)))
"""The first seed of each test; a tenth of them is quick."""
CLEAR = re.compile(
    r"(editions: )?\S+(\.toml:[1-9]\d*|\.xml(:[1-9]\d*){0,2}): |\S+\.(toml|xml): \d+ (error|warning|note)|"
    r"\S+\.(toml|xml)(:[1-9]\d*){1,2}\Z|  (error|warning|note) \[|More about a rule: |By rule: |\Z"
)
"""A place and what is wrong there; or a line of a list of findings: its head, a finding, its end."""

Corruption = Callable[[str, random.Random], str | bytes]


def cut(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text))]


def without_some(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + text[at + chance.randint(1, 12) :]


def with_a_sign(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return (
        text[:at]
        + chance.choice(["\x00", '"', "'", "\\", "[", "]]", "{", "=", "#", "\n", "é", "<", "&", "\ufffe", "\x1b"])
        + text[at:]
    )


def with_bytes(text: str, chance: random.Random) -> bytes:
    data, at = text.encode("utf-8"), chance.randrange(len(text))
    return data[:at] + bytes([chance.randrange(128, 256)]) + data[at:]


def lines_shuffled(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def line_twice(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return "".join([*lines[:at], lines[at], *lines[at:]])


def value_changed(text: str, chance: random.Random) -> str:
    """Give a key another kind of value."""
    found = chance.choice(list(re.finditer(r'(?<= = )("[^"\n]*"|true|false|\d+)$', text, re.MULTILINE)))
    other = chance.choice(
        [
            "true",
            "-1",
            "1e400",
            '"null"',
            '"xx-bad-tag-"',
            "[1]",
            "{}",
            "2026-02-30",
            "nan",
            '"""\nx"""',
            "9" * 5000,
            '"\\u0000"',
        ]
    )
    return text[: found.start()] + other + text[found.end() :]


def key_changed(text: str, chance: random.Random) -> str:
    found = chance.choice(list(re.finditer(r"^(\[\[)?\w+", text, re.MULTILINE)))
    return (
        text[: found.start()] + chance.choice(["alt", "x", "[[y]]\nid", '"a b"', "[alternative", "line"]) + text[found.end() :]
    )


def attribute_changed(text: str, chance: random.Random) -> str:
    """Give an attribute of the article another value: an id, a language, a file."""
    found = chance.choice(list(re.finditer(r'(?<=(?:id|ng|ef|pe)=")[^"]*(?=")', text)))
    other = chance.choice(["", "english", "x-", "fig-rain", "../../etc/passwd", "q" * 3000, "a b", "zz", "#", "é\u0301"])
    return text[: found.start()] + other + text[found.end() :]


def element_gone(text: str, chance: random.Random) -> str:
    found = chance.choice(list(re.finditer(r"<(\w+)[^<>]*/>|<(label|p|title|caption|td|fig|body)\b.*?</\2>", text, re.DOTALL)))
    return text[: found.start()] + text[found.end() :]


def element_put_in(text: str, chance: random.Random) -> str:
    at = chance.choice([match.end() for match in re.finditer(r">", text)][2:-1])
    more = ["<alt-text/>", "<alt-text>null</alt-text>", "<graphic/>", "<fig><graphic/></fig>", "<table/>", "<inline-formula/>"]
    return (
        text[:at] + chance.choice([*more, "<long-desc>x</long-desc>", "<!-- -->", "<?x y?>", "<media/>", "&nbsp;"]) + text[at:]
    )


ANY: list[Corruption] = [cut, without_some, with_a_sign, with_bytes, lines_shuffled]
OF_CATALOGS: list[Corruption] = [*ANY, line_twice, value_changed, value_changed, key_changed]
OF_ARTICLES: list[Corruption] = [*ANY, attribute_changed, attribute_changed, element_gone, element_put_in]


def corrupted(text: str, seed: int, ways: list[Corruption]) -> bytes:
    chance = random.Random(seed)
    made = chance.choice(ways)(text, chance)
    return made if isinstance(made, bytes) else made.encode("utf-8")


def said(capsys: pytest.CaptureFixture[str], *call: str | Path) -> None:
    """Run a command: whatever it complains of names a file, and what it names in a catalog has a line."""
    code = main([str(part) for part in call])
    errors = capsys.readouterr().err.splitlines()
    assert code in (0, 1, 2, 3)
    assert bool(errors) or code == 0, "a failure says why"
    for line in errors:
        assert CLEAR.match(line), line


@pytest.mark.parametrize("start", STARTS)
def test_corrupted_catalogs(tmp_path: Path, capsys: pytest.CaptureFixture[str], start: int) -> None:
    source = article(tmp_path)
    text = written(filled(described(source).catalog))
    for seed in SEEDS[start : start + 10]:
        file = tmp_path / "rain.toml"
        file.write_bytes(corrupted(text, seed, OF_CATALOGS))
        said(capsys, "apply", source, file, "-o", tmp_path / "better.xml")
        said(capsys, "describe", source, "-o", file, "--no-detect")


@pytest.mark.parametrize("start", STARTS)
def test_corrupted_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str], start: int) -> None:
    source = article(tmp_path)
    file, other = tmp_path / "rain.toml", tmp_path / "other.toml"
    file.write_text(written(filled(described(source).catalog)), "utf-8")
    for seed in SEEDS[start : start + 10]:
        source.write_bytes(corrupted(ARTICLE, seed, OF_ARTICLES))
        other.write_bytes(file.read_bytes())
        said(capsys, "describe", source, "-o", other, "--describer", "data", "--no-detect")
        said(capsys, "apply", source, file, "-o", tmp_path / "better.xml")
