"""``editions.toml``: read as one's own, and beside a stranger's article."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from random import Random

from editions.building.config import load
from fuzz.mutations import BYTES, found, of_text, put
from fuzz.neighbours import lay_out
from fuzz.seeds import seed_files
from fuzz.target import Target
from fuzz.targets.articles import attempt, built
from fuzz.toml import TEXTS, TOML, quoted
from fuzz.watch import watched

_PEOPLE = re.compile(r'(?<=publisher = )"[^"\n]*"|(?<=evaluator = )"[^"\n]*"|(?<=contact = )"[^"\n]*"')


def _people(text: str, random: Random) -> str:
    """Give the publisher, the evaluator or the contact another text, which is accepted and printed."""
    return put(text, found(_PEOPLE, text, random), quoted(random.choice(TEXTS)))


_MUTATIONS = of_text(TOML | {"people": _people}) | BYTES
_GENTLE = ("people", "people", "people", "value", "value", "line")


_ARTICLE = (
    '<article xml:lang="en"><front><article-meta><title-group><article-title>T'
    "</article-title></title-group></article-meta></front><body><p>Text.</p></body></article><!-- rule.png -->"
)


def _lay_out(file: Path) -> Path:
    article = file.with_name("hostile.xml")
    article.write_text(_ARTICLE, "utf-8")
    lay_out(article)
    file.with_name("house.css").write_text("p { color: black }", "utf-8")
    return article


def _read(file: Path) -> bool:
    """Load a configuration that is asked for, and build an EPUB and a report with it."""
    article = _lay_out(file)
    for bait in file.parents[1].glob("bait.*"):
        bait.unlink()  # one's own configuration may name it
    with watched(file.parents[1], CONFIGURATIONS.seconds, trusted=True):
        return attempt(lambda: load(file)) and attempt(lambda: built(article, file.parents[1] / "out", "epub", config=file))


def _ignore(file: Path) -> bool:
    """Build a PDF and an EPUB of a stranger's article, which a configuration lies beside."""
    import weasyprint  # noqa: F401  which asks the system for its libraries

    article = _lay_out(file)
    file.rename(file.with_name("editions.toml"))
    with watched(file.parents[1], STRANGE.seconds):
        return attempt(lambda: built(article, file.parents[1] / "out", "pdf", "epub"))


CONFIGURATIONS = Target(
    name="configurations",
    says="editions.toml, asked for, and an EPUB built with it",
    seeds=partial(seed_files, "configurations"),
    mutations=_MUTATIONS,
    gentle=_GENTLE,
    run=_read,
    weight=6,
    seconds=60,
)
STRANGE = Target(
    name="strange-configurations",
    says="editions.toml beside a stranger's article, which is built as PDF and EPUB",
    seeds=partial(seed_files, "configurations"),
    mutations=_MUTATIONS,
    gentle=_GENTLE,
    run=_ignore,
    weight=5,
    seconds=60,
)
TARGETS = (CONFIGURATIONS, STRANGE)
