"""What an edition shows and its narration passes over, found by holding the article against what is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from editions.article.model import (
    Article,
    Code,
    Contributor,
    DisplayFormula,
    Figure,
    ListItem,
    Node,
    Paragraph,
    Picture,
    Reference,
    References,
    Row,
    Section,
    Table,
    Title,
    children,
    plain,
    walk,
)
from editions.languages import contributor_lines as lines
from editions.languages.how_to_cite import is_how_to_cite
from editions.languages.sentences import sentences
from editions.narration import formulas, matter, references, spoken
from editions.narration.choices import Choices
from editions.narration.matter import holds_references_alone
from editions.narration.tables import Telling
from editions.narration.tables import passed_over as rows_passed_over
from editions.narration.timeline import PassedOver, Role, Utterance


def _has_details(one: Contributor) -> bool:
    """Whether words stand beside a name, such as a degree, and not marks alone."""
    return any(sign.isalnum() for run in spoken.runs(one.details, one.spoken) for sign in run.text)


_CLOSING: Final = {"roles": "roles", "contact": "contacts"}
"""The lines at the end of an article, by the end of their ids -> what the timeline calls them."""


def passed_over(
    article: Article, said: Sequence[Utterance], choices: Choices, told: Mapping[str, Telling]
) -> tuple[PassedOver, ...]:
    """Return what is in the text and is not said, in the order of the page; the rows of tables are not looked at."""
    heard = {item.id for item in said} | {item.group for item in said}
    figures = "\n".join(item.text.casefold() for item in said if item.role is Role.FIGURE)
    text = _body(article, heard, choices, _summed_up(article, told))
    found = (*_front(article, heard), *text, *_end(article, heard))
    again = _said_again(article, figures)
    own = (PassedOver(kind=kind, id=id) for kind, id in found if not (kind == "sentences" and id in again))
    return tuple(dict.fromkeys((*own, *rows_passed_over(told), *formulas.passed_over(article))))


def _said_again(article: Article, figures: str) -> frozenset[str]:
    """Return the ids of the sentences of captions that an alternative has said."""
    captions = (part for node in walk(article) if isinstance(node, Figure) for item in node.caption for part in walk(item))
    cut = (one for part in captions if isinstance(part, Paragraph) for one in sentences(part.id, part.content, part.lang))
    return frozenset(one.id for one in cut if plain(one.content).casefold() in figures)


def _summed_up(article: Article, told: Mapping[str, Telling]) -> frozenset[str]:
    """Return the ids of all that is in tables whose rows are not said."""
    tables = (node for node in walk(article) if told.get(node.id, Telling.ROWS) is not Telling.ROWS)
    return frozenset(part.id for table in tables for part in walk(table))


def _front(article: Article, heard: set[str]) -> Iterator[tuple[str, str]]:
    front, own = article.front, article.id
    if front.printed_in:
        yield "issues", f"{own}-masthead"
    yield from (("subjects", item.id) for item in front.subjects if item.id not in heard)
    yield from (("titles", item.id) for item in front.subtitles if item.id not in heard)
    named = {one.id for one in matter.named(article)}
    yield from (("authors", one.id) for one in front.authors if one.id not in named or _has_details(one))
    for one in lines.everybody(front.contributors):
        yield from (("identifiers", one.id),) if one.orcid else ()
    yield from (("affiliations", item.id) for item in front.affiliations)
    yield from (("contacts", item.id) for item in front.author_notes if matter.is_contact(item))
    if front.doi:
        yield "identifiers", f"{own}-doi"
    yield from (("abstracts", item.id) for item in front.abstracts if item not in matter.abstracts(article))


def _body(article: Article, heard: set[str], choices: Choices, summed: frozenset[str]) -> Iterator[tuple[str, str]]:
    back = (item for item in article.back if not is_how_to_cite(item))
    holders = (*matter.abstracts(article), *article.body, *back)
    rights = () if matter.licence(article) else article.front.permissions
    named = (note for note, _ in matter.author_notes(article.front, article.id, article.lang))
    notes = (*named, *article.front.contributor_notes, *article.front.funding, *article.front.other)
    for holder in (*holders, *notes, *rights):
        for node in _without_rows(holder):
            rule = "table-notes" if node.id in summed else ""
            yield from (
                (rule if rule and kind == "sentences" else kind, id) for kind, id in _node(node, heard, choices, article.lang)
            )
    yield from (("how-to-cite", item.id) for item in article.back if is_how_to_cite(item))


def _without_rows(node: Node) -> Iterator[Node]:
    """Yield a node and the blocks inside it; of rows, which are said as a whole or summed up, only what is never said."""
    yield node
    for child in () if isinstance(node, Paragraph | DisplayFormula) else children(node):
        if isinstance(node, Table) and isinstance(child, Row):
            yield from _in_row(child)
        else:
            yield from _without_rows(child)


def _in_row(row: Row) -> Iterator[Node]:
    """Yield what is not said of a row that is said: its code, its references and the titles of their lists."""
    for node in walk(row):
        if isinstance(node, Code | Reference):
            yield node
        elif isinstance(node, Section | References) and node.title and holds_references_alone(node):
            yield node.title


def _node(node: Node, heard: set[str], choices: Choices, lang: str) -> Iterator[tuple[str, str]]:
    match node:
        case Reference() if node.id not in heard:
            yield "references", node.id
        case Reference() if not references.is_whole(node):
            yield "identifiers", node.id
        case Code():
            yield "code", node.id
        case Table() if node.id not in heard:
            yield "tables", node.id
        case ListItem() if node.label and heard.isdisjoint(_ids(node)):
            yield "items", node.id
        case Picture(decorative=False) if node.id not in heard:
            yield "pictures", node.id
        case DisplayFormula() if node.id not in heard:
            yield "formula", node.id
        case Title() if node.id not in heard and (node.content or node.label):
            yield "headings", node.id
        case Paragraph() if rule := matter.rule_of(node, lang):
            yield rule, node.id
        case Paragraph():
            yield from _sentences(node, heard, choices)


def _ids(item: ListItem) -> Iterator[str]:
    """Yield the ids of an item and of the sentences in it."""
    yield item.id
    for node in walk(item):
        yield from (part.id for part in sentences(node.id, node.content, node.lang)) if isinstance(node, Paragraph) else ()


def _sentences(item: Paragraph, heard: set[str], choices: Choices) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a paragraph that are not said, and the citations that are left out of those that are."""
    for sentence in sentences(item.id, item.content, item.lang):
        if sentence.id in heard:
            left_out = spoken.unsaid_citations(sentence.content, item.spoken, choices.citations)
            yield from (("citations", id) for id in left_out)
        elif spoken.stripped(spoken.runs(sentence.content, item.spoken)):
            yield "sentences", sentence.id


def _end(article: Article, heard: set[str]) -> Iterator[tuple[str, str]]:
    front = article.front
    for line in lines.closing(front, article.id, article.lang):
        if line.id not in heard:
            yield _CLOSING.get(line.id.removeprefix(f"{article.id}-"), "members"), line.id
    yield from (("keywords", item.id) for item in front.keywords if item.id not in heard)
    yield from (("subjects", item.id) for item in front.topics if item.id not in heard)
    if matter.licence(article):
        yield from (("rights", item.id) for item in front.permissions)
