"""What an edition shows and its narration passes over, found by holding the article against what is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editions.article.model import (
    Article,
    Code,
    Node,
    Paragraph,
    Reference,
    Row,
    Table,
    children,
)
from editions.languages import contributor_lines as lines
from editions.languages.sentences import sentences
from editions.narration import matter, references, spoken
from editions.narration.choices import Choices
from editions.narration.timeline import PassedOver, Utterance


def passed_over(article: Article, said: Iterable[Utterance], choices: Choices) -> tuple[PassedOver, ...]:
    """Return what is in the text and is not said, in the order of the page; the rows of tables are not looked at."""
    heard = {item.id for item in said}
    found = (*_front(article, heard), *_body(article, heard, choices), *_end(article, heard))
    return tuple(dict.fromkeys(PassedOver(kind=kind, id=id) for kind, id in found))


def _front(article: Article, heard: set[str]) -> Iterator[tuple[str, str]]:
    front, own = article.front, article.id
    if front.printed_in:
        yield "issues", f"{own}-masthead"
    yield from (("subjects", item.id) for item in front.subjects if item.id not in heard)
    yield from (("titles", item.id) for item in front.subtitles if item.id not in heard)
    named = {one.id for one in matter.named(article)}
    for one in front.authors:
        yield from () if one.id in named else (("authors", one.id),)
    for one in lines.everybody(front.contributors):
        yield from (("identifiers", one.id),) if one.orcid else ()
        yield from (("contacts", one.id),) if one.contacts else ()
        yield from (("roles", one.id),) if one.contributions else ()
        yield from (("members", one.id),) if one.members else ()
    yield from (("affiliations", item.id) for item in front.affiliations)
    yield from (("contacts", item.id) for item in front.author_notes if matter.is_contact(item))
    if front.doi:
        yield "identifiers", f"{own}-doi"
    yield from (("abstracts", item.id) for item in front.abstracts if item not in matter.abstracts(article))


def _body(article: Article, heard: set[str], choices: Choices) -> Iterator[tuple[str, str]]:
    holders = (*matter.abstracts(article), *article.body, *article.back)
    notes = (*article.front.author_notes, *article.front.contributor_notes, *article.front.funding, *article.front.other)
    for holder in (*holders, *notes):
        for node in _without_rows(holder):
            yield from _node(node, heard, choices)


def _without_rows(node: Node) -> Iterator[Node]:
    """Yield a node and what is inside it, but not the rows of tables, which are said as a whole, or summed up."""
    yield node
    for child in children(node):
        if not (isinstance(node, Table) and isinstance(child, Row)):
            yield from _without_rows(child)


def _node(node: Node, heard: set[str], choices: Choices) -> Iterator[tuple[str, str]]:
    match node:
        case Reference() if node.id not in heard:
            yield "references", node.id
        case Reference() if not references.is_whole(node):
            yield "identifiers", node.id
        case Code():
            yield "code", node.id
        case Paragraph(role=role) if role in matter.PASSED_OVER:
            yield matter.PASSED_OVER[role], node.id
        case Paragraph():
            yield from _sentences(node, heard, choices)


def _sentences(item: Paragraph, heard: set[str], choices: Choices) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a paragraph that are not said, and the citations that are left out of those that are."""
    kind = "contacts" if item.role in ("author-note", "contributor-note") and matter.is_contact(item) else "sentences"
    for sentence in sentences(item.id, item.content, item.lang):
        if sentence.id in heard:
            left_out = spoken.unsaid_citations(sentence.content, item.spoken, choices.citations)
            yield from (("citations", id) for id in left_out)
        elif spoken.stripped(spoken.runs(sentence.content, item.spoken)):
            yield kind, sentence.id


def _end(article: Article, heard: set[str]) -> Iterator[tuple[str, str]]:
    front = article.front
    yield from (("keywords", item.id) for item in front.keywords if item.id not in heard)
    yield from (("subjects", item.id) for item in front.topics if item.id not in heard)
    if matter.licence(article):
        yield from (("rights", item.id) for item in front.permissions)
