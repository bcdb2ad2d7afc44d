"""The audit: what is missing in an article for a reader who cannot see it, or reads another language.

Each finding says what, where and the next step; ``editions.rules`` says what must hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from editions.findings import Finding, Where
from editions.model import UNDETERMINED, Article, Figure, Formula, Node, Picture, Section, Table, plain, walk
from editions.rules import ALT_MISSING, FORMULA_SILENT, NO_HEADERS, NO_LANGUAGE, NO_TITLE, SKIPPED_LEVEL, Rule


def audit(article: Article) -> tuple[Finding, ...]:
    """Return what is missing in one article, in the order of the source; its translations are audited one by one."""
    return tuple(_article(article))


def _article(article: Article) -> Iterator[Finding]:
    file = str(article.source)
    if article.lang == UNDETERMINED:
        yield _finding(NO_LANGUAGE, file, article, "The article does not say its language.", "Add xml:lang to <article>.")
    if not article.title:
        hint = "Add <article-title> to its <title-group>."
        yield _finding(NO_TITLE, file, article, "The article has no title.", hint)
    names = _names(article)
    for node in walk(article):
        yield from _node(node, file, names)
    yield from _levels(article, file)


def _node(node: Node, file: str, names: dict[str, str]) -> Iterator[Finding]:
    match node:
        case Picture() if not node.decorative and node.alternative is None:
            name = names.get(node.id) or f"The picture {node.href!r}"
            hint = "Add <alt-text>, or <alt-text>null</alt-text> where the picture only decorates."
            yield _finding(ALT_MISSING, file, node, f"{name} has no alternative text.", hint)
        case Formula() if node.alternative is None and node.picture is None:
            yield _finding(
                FORMULA_SILENT, file, node, "The formula has no spoken form.", "Add <alt-text> that says it in words."
            )
        case Table() if _is_headless(node):
            name = _name(node, "The table")
            yield _finding(NO_HEADERS, file, node, f"{name} has no header cells.", "Mark them as <th>, with scope.")


def _finding(rule: Rule, file: str, node: Node, message: str, hint: str) -> Finding:
    where = Where(file=file, line=node.line, id=node.id)
    return Finding(rule=rule.id, severity=rule.severity, where=where, message=message, hint=hint)


def _is_headless(table: Table) -> bool:
    rows = [row for group in (table.head, *table.bodies, table.foot_rows) for row in group]
    return bool(rows) and not any(cell.is_header for row in rows for cell in row.cells)


def _name(node: Figure | Table, default: str) -> str:
    return node.title.label if node.title and node.title.label else default


def _names(article: Article) -> dict[str, str]:
    """Return how a reader would call each picture that stands in a figure: by the figure's label."""
    figures = [node for node in walk(article) if isinstance(node, Figure)]
    return {part.id: _name(figure, "") for figure in figures for part in figure.content if isinstance(part, Picture)}


def _levels(article: Article, file: str) -> Iterator[Finding]:
    """Yield a finding for each section without a heading that holds sections with one."""
    for node in walk(article):
        if isinstance(node, Section) and node.title is None:
            inner = next((part for part in node.content if isinstance(part, Section) and part.title), None)
            if inner and inner.title:
                message = f"The section {plain(inner.title.content)!r} stands in a section without a heading."
                hint = "Give the outer section a <title>; until then the inner one takes its rank."
                yield _finding(SKIPPED_LEVEL, file, inner, message, hint)
