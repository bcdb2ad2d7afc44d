"""The gate of the printed page, right before it is laid out: the page itself, and the formulas that the file carries along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from editions.pdf.fetch import ARTICLE
from editions.safety.sanitizer import Policy, Removed, clean
from editions.safety.xml import parse

OUTPUT = "PDF"
_FORMULA = "data-mathml"


def cleaned(root: etree._Element, files: Iterable[str]) -> tuple[Removed, ...]:
    """Take out of a page, in place, what no PDF may hold; return what that was.

    ``files`` are the addresses of what may stand beside the article's pictures: a logo, the other editions.
    """
    policy = Policy(output=OUTPUT, elements=frozenset({"meta"}), files=frozenset(files), pictures=(ARTICLE,))
    return (*clean(root, policy), *_formulas(root, policy))


def _formulas(root: etree._Element, policy: Policy) -> Iterator[Removed]:
    for holder in root.iter(etree.Element):
        markup = holder.get(_FORMULA)
        if markup:
            yield from _formula(holder, markup, policy)


def _formula(holder: etree._Element, markup: str, policy: Policy) -> Iterator[Removed]:
    try:
        math = parse(markup)
    except etree.XMLSyntaxError:
        del holder.attrib[_FORMULA]
        yield Removed(what="a formula whose markup cannot be read", id=holder.get("id", ""))
        return
    removed = clean(math, policy)
    if removed:
        holder.set(_FORMULA, etree.tostring(math, encoding="unicode"))
    yield from removed
