"""What is seen in an article and says nothing, counted by XPath alone: what the audit is measured against.

Shares nothing with the package but the rules' ids. A picture in several formats counts once; an alternative counts wherever
JATS allows it: on the picture, or on the figure, table or formula around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

RULES = frozenset({"picture.no-alternative", "formula.no-alternative", "media.no-alternative", "translation.no-alternative"})

_SHOWN = "not(ancestor::*[local-name()='private-char' or local-name()='processing-meta' or local-name()='custom-meta'])"
_IS_FORMULA = "local-name()='disp-formula' or local-name()='inline-formula'"
_IS_PICTURE = "local-name()='graphic' or local-name()='inline-graphic'"
_IS_TEXT = "local-name()='table' or local-name()='math' or local-name()='tex-math' or local-name()='textual-form'"
_DECORATES = "contains(concat(@content-type, @specific-use), 'decorative')"
_SAYS = f"*[local-name()='alt-text'][normalize-space() or {_DECORATES}] or {_DECORATES}"
_IS_HOLDER = (
    "local-name()='fig' or local-name()='fig-group' or local-name()='table-wrap' or local-name()='chem-struct-wrap' or "
    "local-name()='boxed-text'"
)

PICTURES = f"""//*[{_IS_PICTURE}][{_SHOWN}][not(ancestor::*[{_IS_FORMULA}])]
    [not(parent::*[local-name()='alternatives'][*[{_IS_TEXT}]])]
    [not(parent::*[local-name()='alternatives'] and preceding-sibling::*[{_IS_PICTURE}])]
    [not({_SAYS} or parent::*[local-name()='alternatives']/*[{_SAYS}] or
         (parent::* | parent::*[local-name()='alternatives']/parent::*)[{_IS_HOLDER}][{_SAYS}])]"""
FORMULAS = f"""//*[{_IS_FORMULA}][{_SHOWN}]
    [.//*[{_IS_PICTURE} or local-name()='math' or local-name()='tex-math']]
    [not(.//*[local-name()='alt-text' or local-name()='textual-form'][normalize-space()] or .//@alttext[normalize-space()])]"""
MEDIA = f"//*[local-name()='media' or local-name()='inline-media'][{_SHOWN}][not({_SAYS})]"
DRAWN = "[not(.//*[local-name()='math' or local-name()='tex-math'])]"

KINDS = {"pictures": PICTURES, "formulas as pictures": FORMULAS + DRAWN, "formulas": FORMULAS, "films and files": MEDIA}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What XPath counts, by kind (formulas as pictures are formulas too), and the lines of what the audit missed of it."""

    silent: dict[str, int]
    missed: tuple[str, ...]


def count(path: Path, found: Iterable[tuple[str, int]]) -> Count:
    """Hold findings (rule and line) of an article against its XML: each silent thing needs a finding on its line."""
    parser = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=True, recover=True, huge_tree=True)
    tree = etree.parse(str(path), parser)
    nodes = {kind: _nodes(tree, xpath) for kind, xpath in KINDS.items()}
    given = Counter(line for rule, line in found if rule in RULES)
    wanted = Counter(int(node.sourceline or 0) for kind in ("pictures", "formulas", "films and files") for node in nodes[kind])
    silent = {kind: len(items) for kind, items in nodes.items()}
    return Count(silent=silent, missed=tuple(_missed(wanted, given)))


def _nodes(tree: etree._ElementTree, xpath: str) -> list[etree._Element]:
    found = tree.xpath(xpath)
    return [node for node in found if isinstance(node, etree._Element)] if isinstance(found, list) else []


def _missed(wanted: Counter[int], given: Counter[int]) -> Iterator[str]:
    for line, number in sorted((wanted - given).items()):
        yield f"line {line}: {number}"
