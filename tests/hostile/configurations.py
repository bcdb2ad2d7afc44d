"""Configurations, their style sheets, and catalogs: at the limit of what is read, and beyond."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import articles
import catalogs
from hostile import EPUB, Budget

PDF = ("build", "{file}", "-o", "{out}", "--formats", "pdf")
APPLY = ("apply", "{file}.xml", "{file}", "-o", "{out}")
SHEET = '[stylesheets]\npdf = ["house.css"]\nepub = ["house.css"]\n'
ENTRY = '[[{table}]]\nid = "q{number}"\nlanguage = "en"\n{answer}\n'


def repeated(text: str, size: int) -> str:
    """Return a text so often that it has at most so many characters."""
    return text * (size // len(text))


def beside(text: Callable[[int], str], folder: Path, size: int) -> Path:
    """Write a configuration beside an article; return the article."""
    (folder / "editions.toml").write_text(text(size), "utf-8")
    return articles.write(folder)


def styled(rule: str, most: int, folder: Path, size: int) -> Path:
    """Write an article whose folder has a style sheet of many rules."""
    (folder / "house.css").write_text(repeated(rule, most * size), "utf-8")
    (folder / "editions.toml").write_text(SHEET, "utf-8")
    return articles.write(folder, body="<body>" + "<p>One sentence.</p>" * 20 + "</body>")


def imported(folder: Path, size: int) -> Path:
    """Write style sheets that each import all of them."""
    names = [f"s{number}.css" for number in range(10 * size)]
    for name in ("house.css", *names):
        (folder / name).write_text("".join(f'@import "{other}";' for other in names) + "p { color: black }", "utf-8")
    (folder / "editions.toml").write_text(SHEET, "utf-8")
    return articles.write(folder)


def catalog(text: Callable[[int], str], folder: Path, size: int) -> Path:
    """Write a catalog, and its article beside it; return the catalog."""
    source = catalogs.article(folder)
    path = folder / "rain.toml"
    source.rename(folder / "rain.toml.xml")
    path.write_text(text(size), "utf-8")
    return path


def entries(table: str, answer: str, most: int, size: int) -> str:
    return "".join(ENTRY.format(table=table, number=number, answer=answer) for number in range(most * size))


def _config(name: str, limit: str, text: Callable[[int], str], command: tuple[str, ...] = EPUB) -> Budget:
    return Budget(
        name=name, limit=limit, make=partial(beside, text), command=command, seconds=20, megabytes=1024, tested=(1, 4)
    )


def _catalog(name: str, limit: str, text: Callable[[int], str]) -> Budget:
    return Budget(name=name, limit=limit, make=partial(catalog, text), command=APPLY, seconds=60, megabytes=1024, tested=(1, 4))


KB, MB = 2**10, 2**20

BUDGETS = (
    _config("a configuration of one key", "64 kB", lambda size: f'publisher = "{"a" * 64_000 * size}"'),
    _config("a configuration of many keys", "64 kB", lambda size: "".join(f"a.b{n} = 1\n" for n in range(5000 * size))),
    _config("a configuration of brackets", "20 deep", lambda size: f"publisher = {'[' * 20 * size}{']' * 20 * size}"),
    _config("a configuration of a dotted key", "20 parts", lambda size: f"{'.'.join('a' * 20 * size)} = 1"),
    _config("a configuration of digits", "1,000 characters", lambda size: f"rate = {'9' * 1000 * size}"),
    _config(
        "a configuration of voices",
        "64 kB",
        lambda size: "[voices]\n" + "".join(f'"en-x-{n}" = "a"\n' for n in range(3500 * size)),
    ),
    Budget(
        name="a style sheet of many rules",
        limit="512 kB in all",
        make=partial(styled, "p{color:red}", MB // 2),
        command=PDF,
    ),
    Budget(
        name="a style sheet of many addresses",
        limit="512 kB in all",
        make=partial(styled, "p{background:url(a.png)}", MB // 2),
        command=PDF,
    ),
    Budget(
        name="a style sheet that imports itself",
        limit="50 @import rules",
        make=partial(styled, '@import "house.css";', KB),
        command=PDF,
    ),
    Budget(name="style sheets that import one another", limit="50 @import rules", make=imported, command=PDF),
    _catalog("a catalog of one text", "8 MB", lambda size: f'article = "{"a" * (8 * MB - 100) * size}"'),
    _catalog("a catalog of escapes", "8 MB", lambda size: 'article = "' + r"\n" * (4 * MB - 100) * size + '"'),
    _catalog(
        "a catalog of numbers", "1.5 million words and signs", lambda size: f"languages = [{'1,' * (4 * MB - 100) * size}]"
    ),
    _catalog("a catalog of tables", "20,000 entries", lambda size: "".join(f"[[t{n}]]\n" for n in range(20_000 * size))),
    _catalog("a catalog of entries", "20,000 entries", partial(entries, "alternative", 'alt = "x"', 20_000)),
    _catalog("a catalog of passages", "20,000 entries", partial(entries, "language", 'tag = "es"\nconfirmed = true', 20_000)),
    _catalog("a catalog of dotted keys", "20 parts", lambda size: f"{'.'.join('a' * 20 * size)} = 1"),
    _catalog("a catalog of many keys", "100 faults told", lambda size: "".join(f"k{n} = 1\n" for n in range(100_000 * size))),
)
