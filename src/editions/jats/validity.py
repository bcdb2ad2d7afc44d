"""Validity: an article against a DTD that the caller has (the project carries none)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

from editions.findings import Finding, Severity, UsageError, Where
from editions.jats.content_models import fault
from editions.jats.source import name, positioned
from editions.jats.start_tags import StartTags

MAX_PLACES: Final = 1_000
"""Errors whose elements are looked up in the file: all others have the line that libxml2 gives."""
MAX_CHARS: Final = 300
"""Characters of what libxml2 says, where there are no plainer words for it."""

_HINT: Final = "Correct the markup, or give the DTD of the version that the article is written in."
_NOT_A_CHILD: Final = re.compile(r"Element (\S+) is not declared in (\S+) list")
_PLAINLY: Final = tuple(
    (re.compile(said), meant, step)
    for said, meant, step in (
        (_NOT_A_CHILD, r"<\2> has <\1>, which is not allowed in it.", "Move it, or take it out."),
        (r"No declaration for element (\S+)", r"<\1> is not an element of this DTD.", "Correct its name, or take it out."),
        (
            r"No declaration for attribute (\S+) of element (\S+)",
            r"<\2> has the attribute \1, which is not allowed on it.",
            "Correct its name, or take it out.",
        ),
        (r"Element (\S+) does not carry attribute (\S+)", r"<\1> lacks the attribute \2.", "Add it."),
        (
            r"Value \"([^\"]{0,500})\" for attribute (\S+) of (\S+) is not among the enumerated set",
            r"<\3> has \2='\1', which is not one of the values that the DTD lists.",
            "Write one of these.",
        ),
        (
            r"Value for attribute (\S+) of (\S+) (?:must be|is different from default) \"(.*)\"",
            r"<\2> has another \1 than the one value that the DTD allows, '\3'.",
            "Write that value, or take the attribute out.",
        ),
        (
            r"Syntax of value for attribute (\S+) of (\S+) is not valid",
            r"<\2> has a value of \1 that is not a name.",
            "Use letters, digits, - and _, and begin with a letter.",
        ),
        (r"ID (\S{1,500}) already defined", r"The id '\1' stands twice.", "Give each element an id of its own."),
        (
            r"IDREFS? attribute (\S+) references an unknown ID \"(.*)\"",
            r"\1 points at '\2', which is the id of no element.",
            "Give the target this id, or correct the reference.",
        ),
        (r"Element (\S+) was declared EMPTY this one has content", r"<\1> has content, and must be empty.", "Take it out."),
    )
)
"""What libxml2 says, the same in plain words, and the next step."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What is wrong, the next step, and the element that it is about."""

    message: str
    hint: str
    node: etree._Element | None


def invalid(source: Path, dtd: Path, data: bytes | None = None) -> tuple[Finding, ...]:
    """Return a finding for each place where a JATS file is not valid against a DTD, in the order of the source.

    ``data`` is looked at in the place of what the file holds.

    The DTD's own modules are read from beside it; nothing is fetched. Raises ``UsageError`` for a DTD that cannot be read.
    """
    if not dtd.is_file():
        raise UsageError(f"{dtd}: no such DTD. Give the path of your copy, such as JATS-journalpublishing1-3.dtd.")
    try:
        rules = etree.DTD(str(dtd))
    except etree.DTDParseError as error:
        raise UsageError(f"{dtd}: cannot be used as a DTD: {error}.") from None
    root, start_tags = positioned(source, data)
    if rules.validate(root):
        return ()
    explaining = _Explaining(source, root, start_tags, _declared(rules))
    return tuple(explaining.findings(list(rules.error_log.filter_from_errors())))


@dataclass(frozen=True, slots=True)
class _Explaining:
    """Says in plain words what is not valid in one file, and where."""

    source: Path
    root: etree._Element
    start_tags: StartTags
    declared: Mapping[str, Any]

    def findings(self, errors: Sequence[etree._LogEntry]) -> Iterator[Finding]:
        """Yield a finding for each error; that an element is unknown is said of it, and not of the one around it too."""
        said = [self._said(error, self._node(error) if number < MAX_PLACES else None) for number, error in enumerate(errors)]
        about = {each.node for each in said if each and each.node is not None}
        numbers = {node: number for number, node in enumerate(self.root.iter(etree.Element)) if node in about}
        for error, each in zip(errors, said, strict=True):
            if each:
                yield self._finding(error, each, numbers)

    def _finding(self, error: etree._LogEntry, said: _Said, numbers: Mapping[etree._Element, int]) -> Finding:
        number = numbers.get(said.node, len(self.start_tags)) if said.node is not None else len(self.start_tags)
        line, column = self.start_tags[number] if number < len(self.start_tags) else (error.line, 0)
        id = said.node.get("id", "") if said.node is not None else ""
        where = Where(file=str(self.source), line=line, column=column, id=id)
        return Finding(rule="jats.invalid", severity=Severity.ERROR, where=where, message=said.message, hint=said.hint)

    def _node(self, error: etree._LogEntry) -> etree._Element | None:
        """Return the element that an error is about, None where its path cannot be followed."""
        prefixes = {prefix: address for prefix, address in self.root.nsmap.items() if prefix}
        try:
            found = self.root.getroottree().xpath(error.path or "", namespaces=prefixes)
        except etree.XPathError:
            return None
        return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None

    def _said(self, error: etree._LogEntry, node: etree._Element | None) -> _Said | None:
        message = error.message.strip()
        if error.type_name == "DTD_CONTENT_MODEL" and node is not None and (said := self._by_model(node)):
            return said
        for pattern, plainly, step in _PLAINLY:
            if match := pattern.match(message):
                child = match[1] if pattern is _NOT_A_CHILD else ""
                if child and child not in self.declared:
                    return None
                return _Said(match.expand(plainly), step, _first(node, child))
        return _Said(f"Not valid: {_short(message)}.", _HINT, node)

    def _by_model(self, node: etree._Element) -> _Said | None:
        """Return what is wrong with the children of an element, by its content model."""
        own, children = _qualified(node), list(node.iterchildren(etree.Element))
        if own not in self.declared:
            return None
        wrong, number = fault(self.declared[own].content, [name(child) for child in children])
        if not wrong:
            return _Said(f"<{own}> has text of its own, which is not allowed in it.", "Put it into an element.", node)
        step = "Add it." if wrong.startswith("lacks") else "Move it, or take it out."
        return _Said(f"<{own}> {wrong}.", step, node if number is None else children[number])


def _declared(rules: etree.DTD) -> dict[str, Any]:
    """Return the declarations of elements, by their names as the DTD has them."""
    declared: Iterable[Any] = rules.iterelements()
    return {f"{item.prefix}:{item.name}" if item.prefix else item.name: item for item in declared}


def _qualified(node: etree._Element) -> str:
    """Return an element's name as a DTD has it, which knows no namespaces: with its prefix."""
    return f"{node.prefix}:{name(node)}" if node.prefix else name(node)


def _first(node: etree._Element | None, child: str) -> etree._Element | None:
    """Return the first child of a name, the element itself where there is none."""
    if node is None or not child:
        return node
    return next((each for each in node.iterchildren(etree.Element) if _qualified(each) == child), node)


def _short(text: str) -> str:
    return text if len(text) <= MAX_CHARS else f"{text[:MAX_CHARS]}…"
