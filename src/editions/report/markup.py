"""Elements of the report's page: made as a tree, so that no text of an article can become markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from lxml import html

from editions.safety.file_names import printable

Element: TypeAlias = html.HtmlElement
Child: TypeAlias = "str | Element"


def e(tag: str, *children: Child, **attributes: str) -> Element:
    """Return an element; an attribute's name may end in ``_`` (``class_``), and ``_`` within stands for ``-``."""
    made = html.Element(tag)
    for name, value in attributes.items():
        if value:
            made.set(name.rstrip("_").replace("_", "-"), printable(value))
    for child in children:
        if isinstance(child, str):
            _add_text(made, printable(child))
        else:
            made.append(child)
    return made


def _add_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def table(own: str, heading: str, heads: Sequence[str], rows: Iterable[Sequence[Child]]) -> Element:
    """Return a table with a caption, a row of column heads, and a head in front of each row.

    ``heading`` stands above the table already: the caption has its words for those who come to the table without it.

    It stands in a region of its own, which takes the focus, so that the keyboard can scroll it where it is wider than the page.
    """
    head = e("tr", *(e("th", text, scope="col") for text in heads))
    body = [e("tr", e("th", row[0], scope="row"), *(e("td", cell) for cell in row[1:])) for row in rows]
    made = e(
        "table", e("caption", e("span", heading, class_="again"), id=f"{own}-caption"), e("thead", head), e("tbody", *body)
    )
    return e("div", made, class_="table", role="region", tabindex="0", aria_labelledby=f"{own}-caption")
