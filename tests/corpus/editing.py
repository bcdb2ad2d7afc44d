"""Edits of every article below a folder, measured: ``./dev edits FOLDER [--dtd FILE]…``.

Each article gets an alternative for every picture, formula and film, a language on twenty elements and some words, headers for
every table of the HTML model, and accessibility metadata. Then: undoing gives the file back byte for byte; a DTD that held
before holds after; reading gives each text back. Exits with 1 where one of these fails.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from editions.article.model import (
    Alternative,
    Article,
    Formula,
    LongDescription,
    Origin,
    Paragraph,
    Passage,
    Picture,
    Provenance,
    plain,
    walk,
)
from editions.findings import SourceError
from editions.jats import read
from editions.jats.editing import apply
from editions.jats.editing.document import Document, kind
from editions.jats.editing.edits import (
    Edit,
    EditError,
    SetAlternative,
    SetDescription,
    SetHeaders,
    SetLanguage,
    SetMetadata,
    SetWordsLanguage,
)
from editions.jats.editing.vocabulary import Vocabulary, vocabulary
from editions.jats.source import name, texts

_BY = Provenance(origin=Origin.EDITOR, reviewed_by="Zoë & Co.", reviewed_on="2026-11-24")
_MEDIA = frozenset({"media", "supplementary-material", "inline-supplementary-material"})
_LANGUAGES = 20
_VERSIONS = {"3.0": "NLM_3", "1.0": "JATS_1_0", "1.1": "JATS_1_1"}


def main() -> int:
    """Edit every article, print what came of it, return the exit code."""
    parser = argparse.ArgumentParser(prog="./dev edits", description="measure edits of a folder of articles")
    parser.add_argument("folder", type=Path, help="a folder of folders, each with an article.xml")
    parser.add_argument("--dtd", type=Path, action="append", default=[], help="a DTD that articles may be valid against")
    options = parser.parse_args()
    dtds = {f"{path.parent.name}/{path.name}": etree.DTD(str(path)) for path in options.dtd}
    results = [_measured(path, dtds) for path in sorted(options.folder.resolve().glob("*/article.xml"))]
    return 1 if not all(results) else 0


def _measured(path: Path, dtds: dict[str, etree.DTD]) -> bool:
    """Edit one article, print what came of it, and return whether all held."""
    data = path.read_bytes()
    try:
        article = read(path)
    except SourceError:
        print(f"{path.parent.name}: cannot be read")
        return True
    edits, refused = _possible(data, [*_texts(article), *_others(Document.of(data))])
    edited = apply(data, edits)
    said = set(_said(read(path, edited.data)))
    lost = sum(isinstance(edit, SetAlternative | SetDescription) and edit.text not in said for edit in edits)
    kept = {key: _is_valid(dtd, edited.data) for key, dtd in dtds.items() if _holds(dtd, data)}
    opened = sum(bool(change.removed) for change in edited.changes)
    fine = edited.undone() == data and not lost and all(kept.values())
    print(f"{path.parent.name}: {'fine' if fine else 'FAILED'}: {len(edits)} edits, {len(edited.changes)} changes", end=", ")
    print(f"{opened} empty tags opened, {lost} texts lost, {len(refused)} edits refused; valid: {kept or 'no DTD held before'}")
    for message, times in Counter(re.sub(r" \(line \d+\)", "", str(error).partition(": ")[2]) for error in refused).items():
        print(f"    {times} refused: {message}")
    return fine


def _said(article: Article) -> Iterator[str]:
    """Yield each alternative and long description, wherever the model has it."""
    for node in (node for edition in article.editions() for node in walk(edition)):
        match node:
            case Alternative():
                yield node.text
            case LongDescription():
                yield "\n\n".join(plain(part.content) for part in node.content if isinstance(part, Paragraph))
            case Paragraph(role="alternative") | Passage(role="alternative"):
                yield plain(node.content)


def _texts(article: Article) -> Iterator[Edit]:
    """Yield an alternative for each picture and formula, each in words of its own, and a description for each third."""
    for edition in article.editions():
        for number, node in enumerate(walk(edition)):
            silent = isinstance(node, Picture | Formula) and node.alternative is None
            if silent and not (isinstance(node, Formula) and node.picture) and not getattr(node, "decorative", False):
                place = edition.places[node.id]
                yield SetAlternative(place=place, text=f"Shown: “{node.id}” <{number}> & é ж {edition.lang}", provenance=_BY)
                if isinstance(node, Picture) and node.description is None and number % 3 == 0:
                    yield SetDescription(place=place, text=f"At length: {node.id} {number} {edition.lang}\n\nAnd more.")


def _others(document: Document) -> Iterator[Edit]:
    """Yield languages at random (always the same), headers and metadata."""
    chosen = random.Random(document.nodes[-1].sourceline or 1)
    worded = [number for number, node in enumerate(document.nodes) if kind(node) and texts(node) and number]
    for place in chosen.sample(worded, min(_LANGUAGES, len(worded))):
        yield SetLanguage(place=place, tag="la")
    for place in chosen.sample(worded, min(_LANGUAGES, len(worded))):
        words = texts(document.nodes[place]).split()
        yield SetWordsLanguage(place=place, words=" ".join(words[len(words) // 3 : len(words) // 3 + 3]), tag="grc")
    for place, node in enumerate(document.nodes):
        if kind(node) == "table":
            yield SetHeaders(place=place, rows=1, columns=1)
        elif name(node) in _MEDIA:
            yield SetAlternative(place=place, text=f"A film: {place}", provenance=_BY)
    yield SetMetadata(features=("alternativeText", "longDescription"), hazards=("none",), summary="Pictures are described.")


def _possible(data: bytes, edits: list[Edit]) -> tuple[list[Edit], list[EditError]]:
    """Return the edits that can be made together, and why the others cannot."""
    refused: list[EditError] = []
    while True:
        try:
            apply(data, edits)
        except EditError as error:
            refused.append(error)
            edits = [edit for edit in edits if edit is not error.edit]
        else:
            return edits, refused


def _holds(dtd: etree.DTD, data: bytes) -> bool:
    """Whether an article is valid against a DTD of its own version or a later one."""
    article = next(item for item in dtd.iterelements() if item.name == "article")
    fixed = next(item.default_value for item in article.iterattributes() if item.name == "dtd-version")
    own = vocabulary(Document.of(data))
    return (fixed is None or Vocabulary[_VERSIONS[fixed]] >= own) and _is_valid(dtd, data)


def _is_valid(dtd: etree.DTD, data: bytes) -> bool:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(data, parser)
    article = root if name(root) == "article" else next(item for item in root.iter(etree.Element) if name(item) == "article")
    return bool(dtd.validate(article))


if __name__ == "__main__":
    sys.exit(main())
