"""Which structure type each element of a page has (ISO 32000-1, 14.8.4; ISO 32000-2, 14.8.4 for PDF 2.0)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ROLES = {
    **{heading: heading.upper() for heading in _HEADINGS},
    "section": "Sect",
    "aside": "Sect",
    "footer": "Sect",
    "nav": "Sect",
    "blockquote": "BlockQuote",
    "figure": "Div",
    "div": "Div",
    "p": "P",
    "pre": "P",
    "address": "P",
    "caption": "Caption",
    "figcaption": "Caption",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "code": "Code",
    "q": "Quote",
    "ruby": "Ruby",
    "rb": "RB",
    "rt": "RT",
    "rp": "RP",
}
# What PDF 2.0 has besides: a figure with its caption stands aside of the text, and stress is told from looks.
_ROLES_2 = {"figure": "Aside", "em": "Em", "i": "Em", "strong": "Strong", "b": "Strong"}
BLOCKS = frozenset(_ROLES) - {"code", "q", "ruby", "rb", "rt", "rp"} | {
    "li",
    "dt",
    "dd",
    "header",
    "article",
    "main",
    "body",
    "html",
    "hr",
    "figure",
}
_NUMBERINGS = {"1": "Decimal", "a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}


def role_of(element: Element, version: str) -> str:
    """Return the type of an element in a version of PDF, ``""`` where it has no meaning of its own.

    A group that holds text and no blocks is a paragraph: content stands in paragraphs.
    """
    tag = element.tag
    kinds = element.get("class", "").split()
    if tag == "div" and "caption" in kinds:
        return "Caption"
    if "table-wrap" in kinds and element.find("div[@class='caption']") is not None:
        tag = "figure"  # a table that is a picture
    role = _ROLES_2.get(tag, "") if version == "2.0" else ""
    role = role or _ROLES.get(tag, "")
    if role == "Aside" and element.find("figure") is not None:
        return "Sect"  # of figures, each with its caption: none of them may be within another (ISO 32005, table 5)
    if tag == "div" and len(element) + len((element.text or "").strip()):
        return role if any(child.tag in BLOCKS for child in element) else "P"
    return role


def is_heading(role: str) -> bool:
    """Whether a type is that of a heading."""
    return role[:1] == "H" and role[1:].isdecimal()


def numbering_of(element: Element) -> str:
    """Return the ListNumbering of a list as PDF 2.0 names it (ISO 32000-2, table 382), ``""`` for anything else."""
    if element.tag == "dl":
        return "Description"
    if element.tag not in ("ul", "ol"):
        return ""
    labels = ["".join(label.itertext()).strip("[(.) ]") for label in element.iterfind("li/span[@class='label']")]
    if labels:
        return _numbering_by(labels[0])
    if {"simple", "references", "notes"} & set(element.get("class", "").split()):
        return "None"
    return _NUMBERINGS.get(element.get("type", "1"), "Decimal") if element.tag == "ol" else "Disc"


def _numbering_by(label: str) -> str:
    if label[:1].isdecimal():
        return "Decimal"
    if not label[:1].isalpha():
        return "Unordered"
    return "LowerAlpha" if label.islower() else "UpperAlpha"
