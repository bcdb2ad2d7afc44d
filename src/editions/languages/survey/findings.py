"""What a person should know of the languages that were worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from editions.article.model import UNDETERMINED, Alternative, Article, Node, Paragraph, Passage, Styled, Title, plain, walk
from editions.findings import Finding
from editions.languages.survey.survey import TITLE, Guess
from editions.rules import languages as rules
from editions.rules.finding import finding

NAMES: Final = {
    "Passage": "The passage",
    "Styled": "The passage",
    TITLE: "The title in the reference",
    "Keywords": "The group of keywords",
    "Notes": "The list of notes",
    "Row": "The row of a table",
    "Cell": "The cell of a table",
}
"""How a message calls a kind of node; by its own name in lower case where none is said."""

SHOWN: Final = 5
"""Passages that a message names."""

START: Final = 40
"""Characters of a passage by which a message names it."""


def findings(article: Article, guesses: Iterable[Guess]) -> Iterator[Finding]:
    """Yield what is to be said of the guesses about one edition: titles of references in one note, doubts in another."""
    nodes = {node.id: node for node in walk(article)}
    front = _front(article)
    titles: list[Guess] = []
    doubts: list[Guess] = []
    for guess in guesses:
        if guess.kind == "Article":
            yield _whole(article, guess)
        elif guess.kind == "Alternative" and guess.sure:
            message = f"The alternative is in {guess.lang!r}, its passage in {guess.declared!r}."
            hint = "Write it in the language of its readers."
            yield finding(rules.FOREIGN_ALTERNATIVE, article, nodes[guess.id], message, hint)
        elif guess.sure and (guess.explicit or guess.id in front):
            yield _contradicted(article, nodes[guess.id], guess)
        elif not guess.applied:
            doubts.append(guess)
        elif guess.kind == TITLE:
            titles.append(guess)
        else:
            hint = f'Add xml:lang="{guess.lang}" if that is right.'
            message = f"{_name(guess)} {start(nodes[guess.id])} was found to be in {guess.lang!r} and is tagged so."
            yield finding(rules.DETECTED, article, nodes[guess.id], message, hint)
    if titles:
        yield _titles(article, nodes[titles[0].id], titles)
    if doubts:
        yield _doubts(article, [(nodes[guess.id], guess) for guess in doubts])


def _front(article: Article) -> set[str]:
    """Return the ids of what every index of articles takes over: title, abstracts, keywords."""
    matter = article.front
    heads = (*((matter.title,) if matter.title else ()), *matter.subtitles)
    return {node.id for node in (*heads, *matter.abstracts, *matter.keywords)}


def _whole(article: Article, guess: Guess) -> Finding:
    if guess.declared == UNDETERMINED:
        message = f"The article does not say its language; by its words it is in {guess.lang!r}."
        return finding(rules.ASSUMED, article, article, message, f'Add xml:lang="{guess.lang}" to <article>.')
    message = f"The article says that it is in {guess.declared!r}, but its words are in {guess.lang!r}."
    if not guess.applied:
        return finding(rules.UNDECIDED, article, article, message, "Look at its xml:lang; nothing was tagged.")
    hint = f'It is made as {guess.lang!r}. Change its xml:lang to "{guess.lang}" if that is right; until then nothing conforms.'
    return finding(rules.WRONG_LANGUAGE, article, article, message, hint)


def _contradicted(article: Article, node: Node, guess: Guess) -> Finding:
    name = "The abstract" if node in article.front.abstracts else _name(guess)
    message = f"{name} is tagged {guess.declared!r}, but its words are in {guess.lang!r}."
    done = f"It is tagged {guess.lang!r}" if guess.applied else "It stays as it is"
    return finding(rules.CONTRADICTED, article, node, message, f'{done}; change xml:lang to "{guess.lang}" if that is right.')


def _titles(article: Article, node: Node, guesses: list[Guess]) -> Finding:
    counted = ", ".join(f"{number} in {lang!r}" for lang, number in sorted(Counter(guess.lang for guess in guesses).items()))
    message = f"Titles of references were found to be in another language and are tagged so: {counted}."
    return finding(rules.DETECTED, article, node, message, "Add xml:lang to them; the report lists each of them.")


def _doubts(article: Article, doubts: list[tuple[Node, Guess]]) -> Finding:
    shown = [f"{start(node)} ({guess.lang!r}?, line {guess.line})" for node, guess in doubts[:SHOWN]]
    more = f" and {len(doubts) - SHOWN} more" if len(doubts) > SHOWN else ""
    message = f"May be in another language than their tag, too doubtful to change it: {', '.join(shown)}{more}."
    return finding(rules.UNDECIDED, article, doubts[0][0], message, "Look at them, and add xml:lang where it is missing.")


def start(node: Node) -> str:
    """Return the first words of a node, in quotes; of a row of cells, those of the longest."""
    text = max(map(_words, walk(node)), key=len)
    return f"“{text if len(text) <= START else text[:START].rsplit(' ', 1)[0] + ' …'}”"


def _words(node: Node) -> str:
    match node:
        case Alternative():
            return node.text
        case Paragraph() | Title() | Passage() | Styled():
            return plain(node.content)
        case _:
            return ""


def _name(guess: Guess) -> str:
    return NAMES.get(guess.kind, f"The {guess.kind.lower()}")
