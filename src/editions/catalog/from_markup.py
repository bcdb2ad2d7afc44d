"""The describer ``data``, which needs no model: it says what the article itself carries of a picture or a formula.

That is a table among a figure's alternatives, the words of a drawing, the MathML of a simple formula; nothing is guessed, and
where none of these is there it says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from editions import images
from editions.catalog.describers import DescriptionRequest
from editions.catalog.entries import MAX_ALT_CHARS
from editions.catalog.spoken import spoken
from editions.jats.source import MATHML, name, texts
from editions.languages.tags import primary

PHRASES = {
    "en": {
        "alt": "{what} by {by}, from {first} to {last}.",
        "columns": "The data have {rows} rows, from {first} to {last}, and these columns: {columns}.",
        "range": "{column}: lowest {low} ({low_at}), highest {high} ({high_at}).",
        "words": "The drawing has these words: {words}.",
    },
    "es": {
        "alt": "{what} por {by}, de {first} a {last}.",
        "columns": "Los datos tienen {rows} filas, de {first} a {last}, y estas columnas: {columns}.",
        "range": "{column}: mínimo {low} ({low_at}), máximo {high} ({high_at}).",
        "words": "El dibujo tiene estas palabras: {words}.",
    },
    "pt": {
        "alt": "{what} por {by}, de {first} a {last}.",
        "columns": "Os dados têm {rows} linhas, de {first} a {last}, e estas colunas: {columns}.",
        "range": "{column}: mínimo {low} ({low_at}), máximo {high} ({high_at}).",
        "words": "O desenho tem estas palavras: {words}.",
    },
}

MAX_ROWS = 5000
"""Rows of the largest table that is summed up."""


class MarkupDescriber:
    """Says what the article carries; only in languages that it has phrases for."""

    def describe(self, request: DescriptionRequest) -> str | None:
        """Return a draft, None where the article carries no data of the picture."""
        phrases = PHRASES.get(primary(request.language))
        if phrases is None:
            return None
        if request.kind == "formula":
            return _formula(request)
        return _of_table(request, phrases) or _of_drawing(request, phrases)


def _formula(request: DescriptionRequest) -> str | None:
    if request.element is None or request.form == "long":
        return None
    math = next(request.element.iter(f"{{{MATHML}}}math", "math"), None)
    return spoken(math, primary(request.language)) if math is not None else None


# ----------------------------------------------------------------------------------------------------------------- tables


def _of_table(request: DescriptionRequest, phrases: dict[str, str]) -> str | None:
    rows = _rows(request.element) if request.element is not None else []
    if len(rows) < 3 or len(rows) > MAX_ROWS or len(rows[0]) < 2 or any(len(row) != len(rows[0]) for row in rows):
        return None  # no head with two rows of data below it, or cells that span others
    head, data = rows[0], rows[1:]
    ends = {"first": data[0][0], "last": data[-1][0]}
    if request.form == "alt":
        said = phrases["alt"].format(what=", ".join(head[1:]), by=head[0], **ends)
        return said if all(head) and len(said) <= MAX_ALT_CHARS else None
    columns = phrases["columns"].format(rows=len(data), columns=", ".join(head), **ends)
    return " ".join([columns, *_ranges(head, data, phrases["range"])])


def _rows(element: etree._Element) -> list[list[str]]:
    table = next((item for item in element.iter(etree.Element) if name(item) == "table"), None)
    found = [] if table is None else [item for item in table.iter(etree.Element) if name(item) == "tr"]
    return [[texts(cell) for cell in row if name(cell) in ("th", "td")] for row in found]


def _ranges(head: Sequence[str], data: Sequence[Sequence[str]], phrase: str) -> list[str]:
    said = []
    for column, title in enumerate(head[1:], 1):
        known = [(value, row[0], row[column]) for row in data if (value := _number(row[column])) is not None]
        if len(known) == len(data):
            low, high = min(known), max(known)
            said.append(phrase.format(column=title, low=low[2], low_at=low[1], high=high[2], high_at=high[1]))
    return said


def _number(text: str) -> float | None:
    """Return a number as a table writes it, None for anything that could be read in two ways (``1,234``)."""
    plain = text.replace("−", "-").replace("\u00a0", "").removesuffix("%").strip()
    try:
        return float(plain) if plain.lstrip("+-").replace(".", "", 1).isdecimal() else None
    except ValueError:
        return None


# --------------------------------------------------------------------------------------------------------------- drawings


def _of_drawing(request: DescriptionRequest, phrases: dict[str, str]) -> str | None:
    drawing = _drawing(request)
    if drawing is None:
        return None
    said = {
        kind: [text for item in drawing.iter(etree.Element) if name(item) == kind and (text := texts(item))] for kind in SAID
    }
    if request.form == "alt":
        title = next(iter(said["title"]), "")
        return title if title and len(title) <= MAX_ALT_CHARS else None
    words = phrases["words"].format(words="; ".join(said["text"])) if said["text"] else ""
    return " ".join(filter(None, [*said["desc"][:1], words])) or None


SAID = ("title", "desc", "text")
"""What SVG says in words (SVG 2, 5.8 and 11.2)."""


def _drawing(request: DescriptionRequest) -> etree._Element | None:
    if request.file is None or request.file.suffix.lower() != ".svg":
        return None
    try:
        return etree.fromstring(images.load(request.file).content)
    except (images.Unusable, OSError):
        return None
