"""Lexicons of pronunciation: how an article's own names and acronyms are said.

A file of W3C PLS (Pronunciation Lexicon Specification 1.0): each ``lexeme`` holds what is written (``grapheme``) and what is
said for it, in words (``alias``) or in sounds (``phoneme``). An alias is used; sounds are kept, for an engine that takes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lxml import etree

from editions.article.model import Article
from editions.findings import Finding, Severity, UsageError, Where
from editions.languages.tags import canonical, primary
from editions.narration.spoken_forms.forms import Form
from editions.safety.file_names import short_line
from editions.safety.toml import text
from editions.safety.xml import XML_LANG, local, parse

PLS: Final = "http://www.w3.org/2005/01/pronunciation-lexicon"

MAX_BYTES: Final = 1024 * 1024
"""Bytes of the largest lexicon."""

MAX_LEXEMES: Final = 10_000
"""Entries of the largest lexicon."""

MAX_CHARS: Final = 200
"""Characters of the longest grapheme, alias or phoneme."""

MAX_WORDS: Final = 8
"""Words of the longest grapheme."""

FILE_NAME: Final = re.compile(r"\Alexicon\.([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4})\.pls\Z")
"""``lexicon.es.pls``: the lexicon of a language."""

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexeme:
    """What is written (``graphemes``), and what is said: words (``alias``) or sounds (``phoneme``), ``""`` where not given.

    ``alphabet`` is that of the sounds; ``where`` is its place in a file, and makes no two unequal.
    """

    graphemes: tuple[str, ...]
    alias: str = ""
    phoneme: str = ""
    alphabet: str = "ipa"
    where: Where = field(default=Where(file=""), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The lexemes of one language. Of two for one grapheme the later counts."""

    lang: str = ""
    lexemes: tuple[Lexeme, ...] = ()
    aliases: Mapping[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        said = {grapheme: lexeme.alias for lexeme in self.lexemes for grapheme in lexeme.graphemes if lexeme.alias}
        object.__setattr__(self, "aliases", said)

    @property
    def graphemes(self) -> frozenset[str]:
        """Everything that the lexicon knows how to say."""
        return frozenset(grapheme for lexeme in self.lexemes for grapheme in lexeme.graphemes)

    def joined(self, other: Lexicon) -> Lexicon:
        """Return this lexicon with the lexemes of another, which count more."""
        return Lexicon(lang=self.lang or other.lang, lexemes=(*self.lexemes, *other.lexemes))

    def forms(self, written: str) -> Iterator[Form]:
        """Yield the aliases of what stands in a text as whole words, capitals told apart; the longest from each word on."""
        if not self.aliases:
            return
        found = list(_WORD.finditer(written))
        after = 0
        for number, word in enumerate(found):
            if word.start() < after:
                continue
            for last in reversed(found[number : number + MAX_WORDS]):
                alias = self.aliases.get(written[word.start() : last.end()])
                if alias is not None:
                    after = last.end()
                    yield Form(begin=word.start(), end=after, said=alias)
                    break


NO_LEXICON: Final = Lexicon()


def read_lexicon(path: Path, *, follow: bool = True) -> Lexicon:
    """Read a lexicon; ``follow`` says whether the file may be a link.

    Raises ``UsageError`` where it is none, is not a plain file, or is beyond the limits.
    """
    content = text(path, MAX_BYTES, "lexicon", follow=follow, hint="Give the path of a PLS file.")
    try:
        root = parse(content.encode(), elements_only=True)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UsageError(f"{path}: the lexicon is not well-formed XML ({short_line(error)}).") from error
    return _lexicon(root, path)


def lexicons_beside(folder: Path) -> dict[str, Lexicon]:
    """Return the lexicons of a folder by language (primary subtag): its files ``lexicon.LANG.pls``. Raises ``UsageError``."""
    found: dict[str, Lexicon] = {}
    for path in sorted(folder.glob("lexicon.*.pls")):
        if name := FILE_NAME.match(path.name):
            lang = primary(name[1])
            found[lang] = found.get(lang, NO_LEXICON).joined(read_lexicon(path, follow=False))
    return found


def lexicons_of(article: Article, files: Iterable[Path] = ()) -> dict[str, Lexicon]:
    """Return the lexicons that count for an article: those beside it, then the files given, which count more.

    Raises ``UsageError``.
    """
    found = lexicons_beside(article.source.parent) if article.source.is_file() else {}
    for path in files:
        lexicon = read_lexicon(path)
        lang = primary(lexicon.lang)
        found[lang] = found.get(lang, NO_LEXICON).joined(lexicon)
    return found


def unsaid(lexicons: Mapping[str, Lexicon]) -> Iterator[Finding]:
    """Yield a warning (``lexicon.no-alias``) for each entry that gives sounds alone, which no engine of ours takes."""
    for lexeme in (lexeme for lang in sorted(lexicons) for lexeme in lexicons[lang].lexemes if not lexeme.alias):
        yield Finding(
            rule="lexicon.no-alias",
            severity=Severity.WARNING,
            where=lexeme.where,
            message=f"{lexeme.graphemes[0]!r} has sounds alone: the voice reads it as it is written.",
            hint="Add an <alias>: how it would be spelt in words of the language.",
        )


def _lexicon(root: etree._Element, path: Path) -> Lexicon:
    if root.tag != f"{{{PLS}}}lexicon":
        raise UsageError(f"{path}:{root.sourceline}: the root is not <lexicon> of PLS 1.0 (namespace {PLS}).")
    lang = canonical(root.get(XML_LANG, ""))
    if lang is None:
        raise UsageError(f'{path}:{root.sourceline}: <lexicon> does not say its language. Add xml:lang, such as xml:lang="es".')
    elements = [child for child in root if local(child) == "lexeme"]
    if len(elements) > MAX_LEXEMES:
        raise UsageError(f"{path}: the lexicon has more than {MAX_LEXEMES:,} lexemes.")
    alphabet = root.get("alphabet", "ipa")
    return Lexicon(lang=lang, lexemes=tuple(_lexeme(element, alphabet, path) for element in elements))


def _lexeme(element: etree._Element, alphabet: str, path: Path) -> Lexeme:
    """Return a lexeme; of several aliases or phonemes the preferred one, else the first (PLS 1.0, 4.9)."""
    where = f"{path}:{element.sourceline}"
    graphemes = tuple(_text(child, where) for child in element if local(child) == "grapheme")
    if not all(graphemes) or not graphemes:
        raise UsageError(f"{where}: a lexeme without a <grapheme> says nothing. Add what is written.")
    alias, phoneme = _chosen(element, "alias"), _chosen(element, "phoneme")
    if alias is None and phoneme is None:
        raise UsageError(f"{where}: {graphemes[0]!r} has neither <alias> nor <phoneme>. Add what is said.")
    return Lexeme(
        graphemes=graphemes,
        alias=_text(alias, where) if alias is not None else "",
        phoneme=_text(phoneme, where) if phoneme is not None else "",
        alphabet=phoneme.get("alphabet", alphabet) if phoneme is not None else alphabet,
        where=Where(file=str(path), line=element.sourceline or 0),
    )


def _chosen(element: etree._Element, name: str) -> etree._Element | None:
    found = [child for child in element if local(child) == name]
    preferred = [child for child in found if child.get("prefer") == "true"]
    return next(iter(preferred or found), None)


def _text(element: etree._Element, where: str) -> str:
    words = " ".join("".join(element.itertext()).split())
    if len(words) > MAX_CHARS:
        raise UsageError(f"{where}: <{local(element)}> has more than {MAX_CHARS} characters.")
    return words
