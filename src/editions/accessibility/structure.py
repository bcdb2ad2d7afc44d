"""What holds an article together: its title and language, its headings, its tables."""

from __future__ import annotations

from collections.abc import Iterator

from editions.accessibility.non_text import NonTextKind, non_text_content
from editions.article.model import UNDETERMINED, Article, Paragraph, Section, Table, plain, walk
from editions.findings import Finding
from editions.rules import alternatives, languages
from editions.rules import structure as rules
from editions.rules.finding import finding

UNTITLED = frozenset({"ack", "app", "bio", "glossary", "notes", "response"})
"""Kinds of a section that JATS gives a name of its own: they need no heading to be known."""


def identity(article: Article) -> Iterator[Finding]:
    """Yield a finding where an article lacks its language or its title."""
    if article.lang == UNDETERMINED and not _is_mistagged(article):
        message = "The article does not say its language."
        yield finding(languages.NO_LANGUAGE, article, article, message, "Add xml:lang to <article>.")
    if not article.title:
        message = "The article has no title."
        yield finding(rules.NO_TITLE, article, article, message, "Add <article-title> to its <title-group>.")


def _is_mistagged(article: Article) -> bool:
    """Whether reading has found that the article's language tag is not one, which says it all."""
    place = article.where(article.id, article.line)
    return any(
        each.rule == "language.invalid" and (each.where.line, each.where.column) == (place.line, place.column)
        for each in article.findings
    )


def headings(article: Article) -> Iterator[Finding]:
    """Yield a finding for each section of the text without a heading; worse, where sections within it have one."""
    abstracts = {item.id for item in article.front.abstracts}
    for node in walk(article):
        if not isinstance(node, Section) or node.title is not None or node.id in abstracts:
            continue
        inner = next((part for part in node.content if isinstance(part, Section) and part.title), None)
        if inner and inner.title:
            message = f"The section {plain(inner.title.content)!r} stands in a section without a heading."
            hint = "Give the outer section a <title>; until then the inner one takes its rank."
            yield finding(rules.SKIPPED_LEVEL, article, inner, message, hint)
        elif node.kind not in UNTITLED:
            yield finding(rules.NO_HEADING, article, node, "A section has no heading.", "Give it a <title>.")


def tables(article: Article) -> Iterator[Finding]:
    """Yield a finding for each table without header cells, and for each without a caption."""
    for table in headless(article):
        message = f"{_name(table)} has no header cells."
        yield finding(rules.NO_HEADERS, article, table, message, "Mark them as <th>, with scope.")
    for node in walk(article):
        if isinstance(node, Table) and not _caption(node):
            hint = "Give it a <caption> whose <title> says what it holds."
            yield finding(rules.NO_CAPTION, article, node, f"{_name(node)} has no caption.", hint)


def headless(article: Article) -> tuple[Table, ...]:
    """Return, in reading order, the tables of one edition that have cells, and no header among them."""
    return tuple(node for node in walk(article) if isinstance(node, Table) and _is_headless(node))


def _is_headless(table: Table) -> bool:
    rows = [row for group in (table.head, *table.bodies, table.foot_rows) for row in group]
    return bool(rows) and not any(cell.is_header for row in rows for cell in row.cells)


def _name(table: Table) -> str:
    return table.title.label.rstrip(" .:") if table.title and table.title.label else "The table"


def _caption(table: Table) -> str:
    title = plain(table.title.content) if table.title else ""
    texts = (plain(node.content) for part in table.caption for node in walk(part) if isinstance(node, Paragraph))
    return title or " ".join(texts).strip()


def drawn(article: Article) -> Iterator[Finding]:
    """Yield a finding for each table and each formula that comes as a picture alone."""
    for item in non_text_content(article):
        if item.kind is NonTextKind.TABLE:
            message = f"{item.label or 'The table'} is a picture of a table."
            hint = "Write it as a <table>; until then its long description has to say all of it."
            yield finding(alternatives.TABLE_PICTURE, article, item.node, message, hint)
        elif item.kind is NonTextKind.FORMULA and item.picture:
            message = f"A formula is a picture ({item.picture.href})."
            yield finding(alternatives.FORMULA_PICTURE, article, item.node, message, "Write it as MathML.")
