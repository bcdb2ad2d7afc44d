"""A new article, from a template: valid JATS 1.3 with comments, in several languages, that builds at once.

``KIND.xml`` is the template of a kind: an article in one language, with ``$name`` where its words go; ``words/LANG.toml`` has
the words. A translation is made from the same template: what of it is said in words, without the comments.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Template
from textwrap import indent
from typing import Final
from xml.sax.saxutils import escape

from editions.article.model import Date
from editions.findings import UsageError
from editions.languages.phrases import language_name, written_date

KINDS: Final = ("press-release", "article", "editorial")
"""The kinds of article that have a template."""

ARTICLE: Final = "article.xml"
CONFIGURATION: Final = "editions.toml"
"""The files of a new article."""

_FOLDER: Final = Path(__file__).parent
_FRONT: Final = ("article-categories", "title-group", "contrib-group", "permissions", "abstract", "kwd-group")
"""What of ``article-meta`` a translation says in its own words, in the order of the DTD; it shares the rest."""


def languages() -> tuple[str, ...]:
    """Return the languages that have words for the templates, by their primary subtags."""
    return tuple(sorted(path.stem for path in (_FOLDER / "words").glob("*.toml")))


def new(kind: str, tags: Sequence[str], today: datetime.date) -> dict[str, str]:
    """Return the files of a new article by their names.

    ``kind`` is one of ``KINDS``; ``tags`` are canonical language tags, the original's first; ``today`` is the date that the
    article bears. Raises ``UsageError`` for a language that has no words.
    """
    template = _text(f"{kind}.xml")
    original, *others = (_words(tag, today) for tag in dict.fromkeys(tags))
    translations = "".join(_translation(template, words) for words in others)
    article = Template(template).substitute(original, suffix="", translations=translations)
    return {ARTICLE: article, CONFIGURATION: _text(CONFIGURATION)}


def _words(tag: str, today: datetime.date) -> Mapping[str, str]:
    """Return what the names of a template stand for in a language."""
    lang = tag.partition("-")[0]
    if lang not in languages():
        known = ", ".join(languages())
        raise UsageError(f"There are no templates in {tag}. Use one of: {known}; then change the text and each xml:lang.")
    said = tomllib.loads(_text(f"words/{lang}.toml"))
    date = Date(kind="", year=today.year, month=today.month, day=today.day)
    dates = {"date": written_date(date, tag), "iso_date": today.isoformat()}
    parts = {key: str(getattr(today, key)) for key in ("day", "month", "year")}
    return {key: escape(value) for key, value in (said | dates | parts | {"lang": tag}).items()}


def _translation(template: str, words: Mapping[str, str]) -> str:
    """Return the ``sub-article`` of a translation: the parts of the template that are said in words."""
    lang = words["lang"]
    front = "".join(_parts(template, _FRONT))
    rest = "".join(_parts(template, ("body", "back")))
    lines = (
        f"  <!-- The translation into {language_name(lang)}: the same parts, in the same order. -->",
        f'  <sub-article article-type="translation" id="translation-{lang}" xml:lang="{lang}">',
        f"    <front-stub>\n{front}    </front-stub>",
        f"{indent(rest, '  ')}  </sub-article>\n",
    )
    return Template("\n".join(lines)).substitute(words, suffix=f"-{lang}")


def _parts(template: str, names: Sequence[str]) -> Iterator[str]:
    """Yield the elements of these names, without comments; a template has each at most once."""
    lines = _without_comments(template).splitlines(keepends=True)
    for name in names:
        first = next((number for number, line in enumerate(lines) if _begins(line, name)), None)
        if first is not None:
            last = next(number for number in range(first, len(lines)) if lines[number].endswith(f"</{name}>\n"))
            yield "".join(lines[first : last + 1])


def _begins(line: str, name: str) -> bool:
    return line.lstrip(" ").startswith((f"<{name}>", f"<{name} "))


def _without_comments(text: str) -> str:
    """Return a template without its comments, each of which ends a line."""
    kept = []
    while text:
        before, found, rest = text.partition("<!--")
        kept.append(before.rstrip(" ") if found else before)
        text = rest.partition("-->\n")[2]
    return "".join(kept)


def _text(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")
