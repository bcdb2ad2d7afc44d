"""Safe parsing: a file from a stranger -> its XML tree and what was set aside, or one clear error.

No DTD is fetched, no external entity is read, nothing but the file itself is opened. What a file may hold is bounded: its
bytes, its markup, its depth, and (by libxml2) the length of a text and what its own entities add up to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from lxml import etree

from editions.findings import Finding, Severity, SourceError, Where
from editions.jats import entities
from editions.jats import xml_errors as malformed
from editions.jats.start_tags import STYLESHEET, Position, StartTags
from editions.safety.file_names import short_line
from editions.safety.xml import MATHML as MATHML
from editions.safety.xml import XLINK_HREF as XLINK_HREF
from editions.safety.xml import XML_LANG as XML_LANG

MAX_BYTES = 64 * 1024 * 1024
"""Bytes of the largest article that is read; the longest of the published ones have about 20 MB."""

MAX_MARKUP = 1_000_000
"""Tags, comments and the like in one article (counted as its ``<``), so that few bytes cannot fill the memory."""

MAX_DEPTH = 100
"""Levels of elements within each other; published articles have about 30."""

_XINCLUDE = "{http://www.w3.org/2001/XInclude}include"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A parsed file: its ``article`` element, where its start tags are, and what the file holds beside its text."""

    root: etree._Element
    start_tags: StartTags
    findings: tuple[Finding, ...] = ()


def parse(path: Path, data: bytes | None = None) -> Source:
    """Return the ``article`` element of a JATS file, wherever the file wraps it (``pmc-articleset``, OAI).

    ``data`` is read in the place of what the file holds. Raises ``SourceError`` for a file that is missing, too large or too
    deep, not well-formed XML, or not JATS.
    """
    tree, declared = _tree(path, data)
    root = next((node for node in tree.iter(etree.Element) if name(node) == "article"), None)
    if root is None:
        raise SourceError(f"{path}: not a JATS article: its root is <{name(tree)}>. editions reads JATS XML (<article>).")
    tags = StartTags(declared)
    return Source(root=root, start_tags=tags, findings=(*_named(path, declared), *_ignored(path, tree, tags)))


def document(path: Path, data: bytes | None = None) -> etree._Element:
    """Return the root of a file, whatever it is. Raises ``SourceError`` for a file that ``parse`` would refuse as XML."""
    return _tree(path, data)[0]


def positioned(path: Path, data: bytes | None = None) -> tuple[etree._Element, StartTags]:
    """Return the root of a file, and where its start tags are. Raises ``SourceError`` as ``document`` does."""
    root, declared = _tree(path, data)
    return root, StartTags(declared)


def _tree(path: Path, data: bytes | None = None) -> tuple[etree._Element, entities.Declared]:
    """Return a file's root, its named characters in it as text, and what had to be declared for that."""
    declared = entities.declare(_bounded(path, _bytes(path) if data is None else data))
    if encoding := malformed.mislabelled(declared.data):
        raise SourceError(
            f"{path}:1: not well-formed XML: {encoding} is expected, as it declares; save it as UTF-8 and say so."
        )
    try:
        root = etree.fromstring(declared.data, _parser())
    except etree.XMLSyntaxError as error:
        line, column = declared.original(error.position[0] or 1, error.position[1] or 1)
        said = malformed.explain(error.msg or "", declared.data)
        raise SourceError(f"{path}:{line}:{column}: {said}") from None
    except ValueError as error:  # what lxml says of some broken encodings
        raise SourceError(f"{path}:1: not well-formed XML: {short_line(error)}.") from None
    _measure(path, root)
    entities.resolve(root)
    _mend_controls(declared.data, root)
    return root, declared


def _mend_controls(data: bytes, root: etree._Element) -> None:
    """Write what Windows-1252 means by the control characters of Latin-1 (U+0080 to U+009F), as HTML reads them (13.2.5.80)."""
    if not _CONTROLS.search(data):
        return
    for node in root.iter(etree.Element):
        node.text = node.text and node.text.translate(_WINDOWS)
        node.tail = node.tail and node.tail.translate(_WINDOWS)


_BLANK_LINES = re.compile(r"\n\s*\n")
_CONTROLS = re.compile(rb"\xc2[\x80-\x9f]|&#(?:x0*[89][0-9a-f]|0*1[2-5]\d);", re.IGNORECASE)
_WINDOWS = {code: sign for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", "ignore"))}


def _parser() -> etree.XMLParser[etree._Element]:
    return etree.XMLParser(
        load_dtd=False, no_network=True, resolve_entities=False, attribute_defaults=False, huge_tree=False, remove_comments=True
    )


def _bytes(path: Path) -> bytes:
    """Return a file's bytes, no more of them read than an article may have."""
    try:
        if path.exists() and not path.is_file():
            raise SourceError(f"{path}: not a file. Give the path of an article.")
        with path.open("rb") as file:
            data = file.read(min(path.stat().st_size, MAX_BYTES) + 1)  # a buffer of that size is made at once
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        reason = getattr(error, "strerror", None) or error
        raise SourceError(f"{path}: cannot be read: {reason}. Check the path.") from None
    return data


def _bounded(path: Path, data: bytes) -> bytes:
    """Return bytes that are no more, and hold no more markup, than an article may. Raises ``SourceError``."""
    if len(data) > MAX_BYTES:
        raise SourceError(f"{path}: larger than {MAX_BYTES // 2**20} MB. Split the article, or take out embedded data.")
    if data.count(b"<") > MAX_MARKUP:
        raise SourceError(f"{path}: more than {MAX_MARKUP} tags. Split the article.")
    return data


def _measure(path: Path, root: etree._Element) -> None:
    """Refuse a tree that is deeper than what reads it can follow. Raises ``SourceError``."""
    depth = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise SourceError(
                f"{path}:{node.sourceline or 1}: <{name(node)}> stands {MAX_DEPTH + 1} levels deep, more than the {MAX_DEPTH} "
                "that are read. Take out elements that only hold one other."
            )


# ------------------------------------------------------------------------------------------------------- what is set aside


def _named(path: Path, declared: entities.Declared) -> Iterator[Finding]:
    names = declared.names
    if names:
        shown = ", ".join(f"&{item};" for item in names[:5]) + (" …" if len(names) > 5 else "")
        yield Finding(
            rule="entity.named",
            severity=Severity.NOTE,
            where=Where(file=str(path), line=declared.first, column=declared.first_column),
            message=f"Named characters of HTML, which no DTD at hand declares, are read as what they mean: {shown}.",
            hint="Write the characters themselves.",
        )


def _ignored(path: Path, tree: etree._Element, tags: StartTags) -> Iterator[Finding]:
    """Yield a finding for each kind of thing that would reach out of the file, at its first place."""
    found = list(_reaching_out(tree, tags))
    times = Counter(what for what, _ in found)
    for what, (line, column) in dict(reversed(found)).items():
        again = f" ({times[what]} times)" if times[what] > 1 else ""
        yield Finding(
            rule="untrusted.ignored",
            severity=Severity.WARNING,
            where=Where(file=str(path), line=line, column=column),
            message=f"{what} is ignored{again}: an article is read from its own file alone.",
            hint="Put into the file what belongs to the article, and take out the rest.",
        )


def _reaching_out(tree: etree._Element, tags: StartTags) -> Iterator[tuple[str, Position]]:
    instructions = (*tree.itersiblings(preceding=True), *tree.iter(etree.ProcessingInstruction), *tree.itersiblings())
    if any(isinstance(node, etree._ProcessingInstruction) and node.target == STYLESHEET for node in instructions):
        yield from (("The style sheet of <?xml-stylesheet?>", position) for position in tags.style_sheets)
    for number, node in enumerate(tree.iter(etree.Element)):
        if node.tag == _XINCLUDE:
            yield (
                "The file named by an XInclude element",
                tags[number] if number < len(tags) else (int(node.sourceline or 1), 0),
            )
    for entity in entities.external(tree):
        yield f"The file behind the entity {entity!r}", (1, 0)


# ------------------------------------------------------------------------------------------------------------------- steps


def name(node: etree._Element) -> str:
    """Return an element's name without its namespace; ``""`` for a processing instruction or an entity."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def texts(node: etree._Element) -> str:
    """Return all text below a node, entities resolved, spaces collapsed."""
    return " ".join(written(node).split())


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of plain text, which blank lines divide; no empty ones."""
    return [part for part in _BLANK_LINES.split(text) if part.strip()]


def written(node: etree._Element) -> str:
    """Return all text below a node, entities resolved, spaces and line ends as they are."""
    return "".join(_texts(node))


def _texts(node: etree._Element) -> Iterator[str]:
    if is_entity(node):
        yield entity_text(node) or ""
    elif name(node):
        yield node.text or ""
        for child in node:
            yield from _texts(child)
            yield child.tail or ""


def is_entity(node: etree._Element) -> TypeGuard[etree._Entity]:
    """Whether a node is an entity reference that is left as it is: one that nothing safe declares."""
    return isinstance(node, etree._Entity)


def entity_text(node: etree._Entity) -> str | None:
    """Return the character of a named HTML entity (``&eacute;``), None for any other entity."""
    return entities.character(node.name)


def child(node: etree._Element, *names: str) -> etree._Element | None:
    """Return the first child of one of the names, None where there is none."""
    return next((item for item in node if name(item) in names), None)


def find_all(node: etree._Element, *path: str) -> list[etree._Element]:
    """Return the descendants reached by a path of names, in the source's order, whatever their namespace."""
    found = [node]
    for step in path:
        found = [item for parent in found for item in parent if name(item) == step]
    return found


def find(node: etree._Element, *path: str) -> etree._Element | None:
    """Return the first descendant reached by a path of names, None where there is none."""
    return next(iter(find_all(node, *path)), None)


def within(node: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements below an article (or any node) that are its own: those of its translations are left out."""
    for item in node:
        if name(item) and not is_translation(item):
            yield item
            yield from within(item)


def is_translation(node: etree._Element) -> bool:
    """Whether an element is a whole translation of its article, which becomes an edition of its own."""
    return name(node) == "sub-article" and node.get("article-type") == "translation"
