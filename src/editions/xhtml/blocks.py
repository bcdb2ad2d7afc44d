"""Blocks -> XHTML."""

from __future__ import annotations

import re
from typing import assert_never

from editions.article import grid
from editions.article.model import (
    Block,
    Box,
    Cell,
    Code,
    DefinitionList,
    DisplayFormula,
    Figure,
    List,
    ListItem,
    LongDescription,
    Note,
    Notes,
    Paragraph,
    Picture,
    Quotation,
    Reference,
    References,
    Row,
    Section,
    Table,
    Title,
    plain,
)
from editions.languages.phrases import language_of, phrase
from editions.xhtml.inlines import Page, formula, inlines, picture, sentence_spans
from editions.xhtml.markup import Element, add, add_text, tag_language

LIST_TYPES = {
    "order": "1",
    "ordered": "1",
    "arabic": "1",
    "number": "1",
    "alpha-lower": "a",
    "alpha-upper": "A",
    "roman-lower": "i",
    "roman-upper": "I",
}
"""JATS's ``list-type`` -> HTML's ``type`` of an ``ol``; any other list is a ``ul``."""

BESIDE_DIGITS = frozenset(".,:;/×^()[]<>=≤≥~≈±+-\u2012\u2013\u2014\u2015\u2212$€£¥%‰°*†‡§#")
"""Signs that stand in the numbers of tables: their sign, unit, uncertainty, a share in brackets, the stars of significance."""

MOST_NUMBERS = 0.75
"""The share of numbers from which a column is one of numbers."""

NOT_THERE = re.compile(r"[\s.*\u2012-\u2015\u2212-]*\Z|n/?[ads]\.?\Z|n\. ?[ads]\.\Z", re.IGNORECASE)
"""What stands in a column of numbers where there is none."""


def blocks(page: Page, parent: Element, content: tuple[Block, ...], lang: str) -> None:
    """Add blocks to an element whose language is ``lang``."""
    for item in content:
        block(page, parent, item, lang)


def block(page: Page, parent: Element, item: Block, lang: str) -> None:
    """Add one block."""
    match item:
        case Paragraph():
            paragraph(page, parent, item, lang)
        case Section():
            section(page, parent, item, lang)
        case List():
            _list(page, parent, item, lang)
        case DefinitionList():
            _definitions(page, parent, item, lang)
        case Quotation():
            blocks(page, _holder(parent, "blockquote", item, lang), item.content, item.lang)
        case Box():
            _box(page, parent, item, lang)
        case Figure():
            _figure(page, parent, item, lang)
        case Picture():
            _picture(page, parent, item, lang)
        case Table():
            _table(page, parent, item, lang)
        case DisplayFormula():
            _formula(page, parent, item, lang)
        case Code():
            made = _holder(parent, "pre", item, lang)
            inlines(
                page, add(made, "code", class_=f"language-{item.language}" if item.language else ""), item.content, item.lang
            )
        case Notes():
            _notes(page, parent, item, lang)
        case References():
            _references(page, parent, item, lang)
        case _:
            assert_never(item)


def _holder(
    parent: Element, tag: str, item: Block | Cell | ListItem | Note | Reference | Row, lang: str, kind: str = ""
) -> Element:
    made = add(parent, tag, class_=kind, id=item.id)
    tag_language(made, item.lang, lang)
    return made


def paragraph(page: Page, parent: Element, item: Paragraph, lang: str, tag: str = "p") -> Element:
    """Add a paragraph, its sentences marked."""
    made = add(parent, tag, class_=item.role, id=item.id)
    tag_language(made, item.lang, lang)
    sentence_spans(page, made, item.id, item.content, item.lang)
    return made


def _compact(page: Page, parent: Element, content: tuple[Block, ...], lang: str) -> None:
    """Add the content of a list item: a first paragraph runs on without a ``p`` where only lists follow it."""
    first = content[0] if content else None
    if isinstance(first, Paragraph) and all(isinstance(item, List) for item in content[1:]):
        holder = parent
        if first.lang != lang or first.id in page.targets:
            holder = add(parent, "span", id=first.id if first.id in page.targets else "")
            tag_language(holder, first.lang, lang)
        sentence_spans(page, holder, first.id, first.content, first.lang)
        content = content[1:]
    blocks(page, parent, content, lang)


def heading(page: Page, parent: Element, item: Title, level: int, lang: str) -> Element:
    """Add a heading of rank 1 to 6."""
    made = add(parent, f"h{min(level, 6)}", id=item.id)
    tag_language(made, item.lang, lang)
    labelled(page, made, item)
    return made


def labelled(page: Page, parent: Element, item: Title) -> None:
    """Add the words of a title, its label first."""
    if item.label:
        add(parent, "span", item.label, class_="label")
        if item.content:
            add_text(parent, " ")
    inlines(page, parent, item.content, item.lang)


def section(page: Page, parent: Element, item: Section, lang: str, role: str = "") -> Element:
    """Add a section with its heading."""
    made = add(parent, "section", class_=item.kind or "section", id=item.id, role=role or SECTION_ROLES.get(item.kind, ""))
    tag_language(made, item.lang, lang)
    if item.title:
        heading(page, made, item.title, item.level, item.lang)
        if role or item.kind in SECTION_ROLES:
            made.set("aria-labelledby", item.title.id)
    blocks(page, made, item.content, item.lang)
    return made


SECTION_ROLES = {
    "ack": "doc-acknowledgments",
    "app": "doc-appendix",
    "glossary": "doc-glossary",
    "intro": "doc-introduction",
    "conclusions": "doc-conclusion",
}
"""Kinds of sections that have a role of their own (DPUB-ARIA 1.1)."""


def _list(page: Page, parent: Element, item: List, lang: str) -> None:
    if item.title:
        _title(page, parent, item.title, "list-title", lang)
    kind = LIST_TYPES.get(item.kind)
    plain_kind = "simple" if item.kind in ("simple", "none") or any(entry.label for entry in item.items) else ""
    made = _holder(parent, "ol" if kind and not plain_kind else "ul", item, lang, plain_kind)
    if kind and not plain_kind:
        made.set("type", kind)
        if item.start != 1:
            made.set("start", str(item.start))
    for entry in item.items:
        holder = _holder(made, "li", entry, item.lang)
        if entry.label:
            add(holder, "span", entry.label, class_="label")
            add_text(holder, " ")
        _compact(page, holder, entry.content, entry.lang)


def _title(page: Page, parent: Element, item: Title, kind: str, lang: str) -> Element:
    made = add(parent, "p", class_=kind, id=item.id)
    tag_language(made, item.lang, lang)
    labelled(page, made, item)
    return made


def _definitions(page: Page, parent: Element, item: DefinitionList, lang: str) -> None:
    if item.title:
        _title(page, parent, item.title, "list-title", lang)
    made = _holder(parent, "dl", item, lang)
    for entry in item.items:
        for term in entry.terms:
            paragraph(page, made, term, item.lang, "dt")
        holder = add(made, "dd", id=entry.id)
        tag_language(holder, entry.lang, item.lang)
        _compact(page, holder, entry.content, entry.lang)


def _box(page: Page, parent: Element, item: Box, lang: str) -> None:
    made = _holder(parent, "aside" if item.kind == "boxed-text" else "div", item, lang, item.kind)
    if item.title:
        _title(page, made, item.title, "box-title", item.lang)
    blocks(page, made, item.content, item.lang)


# -------------------------------------------------------------------------------------------------------------- figures


def _figure(page: Page, parent: Element, item: Figure, lang: str) -> None:
    """Add a figure, its caption after its picture; the caption of a group of figures comes first."""
    made = _holder(parent, "figure", item, lang)
    is_group = not any(isinstance(part, Picture) for part in item.content)
    if is_group:
        _figcaption(page, made, item)
    for part in item.content:
        if isinstance(part, Picture):
            picture(page, made, part, item.lang)
        else:
            block(page, made, part, item.lang)
    if not is_group:
        _figcaption(page, made, item)
    name = item.title.label if item.title and item.title.label else phrase("figure", item.lang)
    for described in _described(item):  # outside: a figure's caption is its first or its last child
        _description(page, parent, described, (item.id, name), lang)


def _described(item: Figure) -> list[LongDescription]:
    return [part.description for part in item.content if isinstance(part, Picture) and part.description]


def _figcaption(page: Page, parent: Element, item: Figure) -> None:
    described = _described(item)
    if item.title or item.caption or described:
        caption = add(parent, "figcaption", id=f"{item.id}-caption")
        if item.title:
            _title(page, caption, item.title, "title", item.lang)
        blocks(page, caption, item.caption, item.lang)
        for description in described:
            _to_description(caption, description, item.lang)


def _to_description(parent: Element, item: LongDescription, lang: str) -> None:
    add(add(parent, "p", class_="to-description"), "a", phrase("description", lang), href=f"#{item.id}")


def _description(page: Page, parent: Element, item: LongDescription, owner: tuple[str, str], lang: str) -> None:
    """Add a long description as a block that all can see; its name links back to its owner, given by id and name."""
    target, name = owner
    made = add(parent, "div", class_="long-description", id=item.id, role="group")
    made.set("aria-labelledby", f"{item.id}-label")
    tag_language(made, item.lang, lang)
    label = add(made, "p", class_="description-label", id=f"{item.id}-label")
    add(label, "a", f"{phrase('description', item.lang)}: {name}", href=f"#{target}")
    blocks(page, made, item.content, item.lang)


def _picture(page: Page, parent: Element, item: Picture, lang: str) -> None:
    holder = add(parent, "p", class_="picture")
    picture(page, holder, item, lang)
    if item.description:
        _to_description(parent, item.description, lang)
        _description(page, parent, item.description, (item.id, phrase("picture", lang)), lang)


def _formula(page: Page, parent: Element, item: DisplayFormula, lang: str) -> None:
    made = _holder(parent, "div", item, lang, "formula")
    formula(page, made, item.formula, item.lang, display=True)
    if item.label:
        add_text(made, " ")
        add(made, "span", item.label, class_="label")


# --------------------------------------------------------------------------------------------------------------- tables


def _table(page: Page, parent: Element, item: Table, lang: str) -> None:
    made = _holder(parent, "div", item, lang, "table-wrap")
    if item.head or item.bodies or item.foot_rows:
        _grid(page, made, item)
    else:
        _caption(page, made, item, "div")
        for shot in item.pictures:
            picture(page, made, shot, item.lang)
    if item.foot:
        blocks(page, add(made, "div", class_="table-foot"), item.foot, item.lang)
    if item.description:
        name = item.title.label if item.title and item.title.label else phrase("table", item.lang)
        _description(page, made, item.description, (item.id, name), item.lang)


def _grid(page: Page, parent: Element, item: Table) -> None:
    made = add(parent, "table", id=f"{item.id}-table")
    _caption(page, made, item, "caption")
    numbers = _numbers(item)
    for tag, rows in (("thead", item.head), *(("tbody", body) for body in item.bodies), ("tfoot", item.foot_rows)):
        if rows:
            part = add(made, tag)
            for row in rows:
                _row(page, part, row, item.lang, numbers)


def _caption(page: Page, parent: Element, item: Table, tag: str) -> None:
    if item.title or item.caption or item.description:
        caption = add(parent, tag, id=f"{item.id}-caption", class_="caption" if tag == "div" else "")
        if item.title:
            _title(page, caption, item.title, "title", item.lang)
        blocks(page, caption, item.caption, item.lang)
        if item.description:
            _to_description(caption, item.description, item.lang)


def _row(page: Page, parent: Element, row: Row, lang: str, numbers: frozenset[str]) -> None:
    made = _holder(parent, "tr", row, lang)
    for cell in row.cells:
        _cell(page, made, cell, row.lang, cell.id in numbers)


def _cell(page: Page, parent: Element, cell: Cell, lang: str, is_number: bool) -> None:
    made = _holder(parent, "th" if cell.is_header else "td", cell, lang, _align(cell, is_number))
    for key, value in (("scope", cell.scope), ("colspan", _span(cell.colspan)), ("rowspan", _span(cell.rowspan))):
        if value:
            made.set(key, value)
    if len(cell.content) == 1 and isinstance(cell.content[0], Paragraph) and cell.content[0].lang == cell.lang:
        inlines(page, made, cell.content[0].content, cell.lang)
    else:
        blocks(page, made, cell.content, cell.lang)


def _span(number: int) -> str:
    return str(number) if number > 1 else ""


def _align(cell: Cell, is_number: bool) -> str:
    if cell.align in ("right", "char") or (is_number and not cell.align):
        return "number"
    return "centre" if cell.align == "center" else ""


def _numbers(table: Table) -> frozenset[str]:
    """Return the ids of the data cells in columns of numbers: the cells of one column are set alike."""
    columns: dict[int, list[Cell]] = {}
    for _, places in grid.rows(table):
        for place in places:
            if not place.cell.is_header and place.cell.colspan == 1:
                columns.setdefault(place.column, []).append(place.cell)
    return frozenset(cell.id for cells in columns.values() if _are_numbers(cells) for cell in cells if cell.content)


def _are_numbers(cells: list[Cell]) -> bool:
    """Whether most cells of a column hold numbers; those that say that there is none do not count."""
    words = [text for text in map(_words, cells) if not NOT_THERE.match(text)]
    numbers = sum(_is_number(text) for text in words)
    return numbers > 0 and numbers >= MOST_NUMBERS * len(words)


def _is_number(text: str) -> bool:
    known = all(sign.isdecimal() or sign.isspace() or sign in BESIDE_DIGITS for sign in text)
    return known and any(map(str.isdecimal, text))


def _words(cell: Cell) -> str:
    """Return the words of a cell; what holds more than paragraphs holds no number."""
    return " ".join(plain(part.content) if isinstance(part, Paragraph) else "…" for part in cell.content)


# ---------------------------------------------------------------------------------------------------- notes, references


def _notes(page: Page, parent: Element, item: Notes, lang: str) -> None:
    made = _holder(parent, "section", item, lang, "notes")
    made.set("role", "doc-endnotes")
    if item.title:
        _title(page, made, item.title, "notes-title", item.lang)
    made.set("aria-label", phrase("notes", item.lang))
    group = add(made, "ol", class_="notes")
    for entry in item.items:
        _note(page, group, entry, item.lang)


def _note(page: Page, parent: Element, item: Note, lang: str) -> None:
    made = _holder(parent, "li", item, lang, "note")
    made.set("role", "doc-footnote")
    if item.label:
        add(made, "span", item.label, class_="label")
        add_text(made, " ")
    _compact(page, made, item.content, item.lang)
    if call := page.calls.get(item.id):
        add_text(made, " ")
        back = add(made, "a", "↩", class_="backlink", role="doc-backlink", href=f"#{call}")
        back.set("aria-label", phrase("back", item.lang))
        tag_language(back, language_of(item.lang), item.lang.partition("-")[0])


def _references(page: Page, parent: Element, item: References, lang: str) -> None:
    made = _holder(parent, "section", item, lang, "references")
    made.set("role", "doc-bibliography")
    if item.title:
        heading(page, made, item.title, item.level, item.lang)
        made.set("aria-labelledby", item.title.id)
    else:
        made.set("aria-label", phrase("references", item.lang))
    if not item.items:
        return
    group = add(made, "ol", class_="references")
    for entry in item.items:
        holder = _holder(group, "li", entry, item.lang)
        if entry.label:
            add(holder, "span", entry.label, class_="label")
            add_text(holder, " ")
        inlines(page, holder, entry.content, entry.lang)
