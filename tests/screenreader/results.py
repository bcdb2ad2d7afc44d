"""The table of readings: a row an edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from screenreader.judging import Heard, Judgement

_HEAD = """# What Orca says of our PDFs

Made by `./dev readers`: Orca over Firefox's own viewer, on a desktop without a screen. *Given* is what the viewer's
accessibility tree holds, *said* what Orca spoke; both are held word for word against the article as printed. *Moved* are words
of figures and tables that stand on the next page: a viewer reads page by page. *In drawings* are
letters of a vector drawing, which the viewer gives besides the drawing's alternative; *link names* are words that it says of a
link besides its text (the text again, or its address). The other columns: how often a thing was announced as what it is, of
how many there are (a heading and a link are announced on each of their lines).

"""
_COLUMNS = (
    "Edition|Words|Given: lost, stray|Moved|Said: lost, stray|In drawings|Headings|Tables|Links|Pictures|Formulas|Link names"
    "|Languages lost"
)
_KINDS = ("heading", "table", "link", "image", "math")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One edition's reading: how many of each kind of thing there are, and how it went."""

    name: str
    wanted: Mapping[str, int]
    judgement: Judgement

    @property
    def is_good(self) -> bool:
        """Whether the reader was given every word once, in order and in its language."""
        return not (self.judgement.given.missing or self.judgement.given.stray or self.judgement.lost_languages)


def table(made: Iterable[Result]) -> str:
    """Return the page of results."""
    columns = _COLUMNS.split("|")
    head = f"| {' | '.join(columns)} |\n|---|{'---:|' * (len(columns) - 1)}\n"
    return _HEAD + head + "".join(_row(item) for item in made)


def complaint(item: Result) -> str:
    """Return one line that says what was wrong."""
    given = item.judgement.given
    parts = {"lost": given.missing, "stray": given.stray, "languages lost": item.judgement.lost_languages}
    return f"{item.name}: " + "; ".join(f"{name}: {' '.join(words[:12])}" for name, words in parts.items() if words)


def _row(item: Result) -> str:
    made = item.judgement
    named = [f"{made.named.get(kind, 0)} of {item.wanted[kind]}" for kind in _KINDS]
    cells = [
        item.name,
        str(made.words),
        _heard(made.given),
        str(made.given.moved),
        _heard(made.said),
        str(max(made.said.pictured, made.given.pictured)),
    ]
    return f"| {' | '.join([*cells, *named, str(made.said.link_names), str(len(made.lost_languages))])} |\n"


def _heard(heard: Heard) -> str:
    return f"{len(heard.missing)}, {len(heard.stray)}"
