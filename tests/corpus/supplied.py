"""An article with every alternative that it lacks, so that the file format can be tested without the source's faults.

The texts say what they are. Nothing else is changed but a missing language, which is then English.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from editions.article.model import UNDETERMINED, Alternative, Article, Formula, Node, Picture

PICTURE = "Picture without a description; placeholder for a test of the file format"
FORMULA = "Formula without a spoken form; placeholder for a test of the file format"
_N = TypeVar("_N")


def supplied(article: Article) -> Article:
    """Return an article in which every picture and every formula has an alternative, and every word a language."""
    return _filled(article)


def _filled(value: _N) -> _N:
    """Return a value of the model, and all that is in it, filled in."""
    made: Any = value
    if isinstance(value, tuple):
        return type(value)(_filled(item) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {field.name: _filled(getattr(value, field.name)) for field in fields(value)}
    made = replace(made, **{name: new for name, new in changed.items() if new is not getattr(value, name)})
    if isinstance(made, Node) and made.lang == UNDETERMINED:
        made = replace(made, lang="en")
    if isinstance(made, Picture) and not made.decorative and not _said(made.alternative):
        made = replace(made, alternative=_alternative(made, PICTURE))
    if isinstance(made, Formula) and not _said(made.alternative):
        made = replace(made, alternative=_alternative(made, FORMULA))
    filled: _N = made
    return filled


def _said(alternative: Alternative | None) -> bool:
    return alternative is not None and bool(alternative.text.strip())


def _alternative(node: Node, text: str) -> Alternative:
    return Alternative(id=f"{node.id}-supplied", lang="en", line=node.line, text=text)
