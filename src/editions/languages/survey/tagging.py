"""``Article`` -> ``Article``: what was worked out of its languages goes into the frozen tree. No word changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from editions.article.model import UNDETERMINED, Article, Node, rebuilt
from editions.languages.survey.survey import Guess

_Node = TypeVar("_Node", bound=Node)


def tagged(article: Article, guesses: Iterable[Guess]) -> Article:
    """Return one edition with the guesses that are good enough as its tags; whatever is outside them keeps its language.

    A guess holds for its node, and for all inside it that had its language from the node.
    """
    applied = {guess.id: guess for guess in guesses if guess.applied}
    return _tagged(article, applied, None) if applied else article


@dataclass(frozen=True, slots=True)
class _Change:
    """What becomes of a language, as long as it is inherited."""

    old: str
    lang: str
    voice: str


def _tagged(node: _Node, applied: Mapping[str, Guess], around: _Change | None) -> _Node:
    change = around if around and around.old == node.lang else None
    if guess := applied.get(node.id):
        change = _Change(node.lang, guess.lang, _voice(guess, (change.voice or change.lang) if change else node.spoken))
    made = rebuilt(node, lambda child: child if isinstance(child, Article) else _tagged(child, applied, change))
    return replace(made, lang=change.lang, voice=change.voice) if change else made


def _voice(guess: Guess, before: str) -> str:
    """Return the language of the voice where it is another: the one before, unless the guess is sure, or there was none."""
    return "" if guess.voice or before in (UNDETERMINED, guess.lang) else before


def relabelled(node: _Node, old: str, lang: str) -> _Node:
    """Return a tree in which whatever was in one language is in another."""
    made = rebuilt(node, lambda child: child if isinstance(child, Article) else relabelled(child, old, lang))
    return replace(made, lang=lang) if node.lang == old else made
