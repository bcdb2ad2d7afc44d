"""Bodies of articles that are long in one way each, made for a number of characters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

PICTURE = '<fig><label>F</label><caption><p>c</p></caption><graphic xlink:href="none.png"/></fig>'
FORMULA = "<inline-formula><math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x</mi></math></inline-formula> a. "


def _paragraph(unit: str) -> Callable[[int], str]:
    return lambda size: f"<body><p>{unit * (size // len(unit))}</p></body>"


def _blocks(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda size: f"<body>{before}{unit * (size // len(unit))}{after}</body>"


def _numbered(unit: str, before: str, after: str) -> Callable[[int], str]:
    return lambda size: before + "".join(unit.format(number=number) for number in range(size // len(unit))) + after


def _table(size: int, *, columns: bool) -> str:
    head, data = "<th>a</th>" * (size // 20), "<td>1</td>" * (size // 20)
    rows = f"<tr>{head}</tr><tr>{data}</tr>" if columns else "<tr><td>1</td></tr>" * (size // 20)
    return f"<body><table-wrap><table>{rows}</table></table-wrap></body>"


BODIES: Mapping[str, Callable[[int], str]] = {
    "one word": _paragraph("a"),
    "marks": _paragraph("\u0301"),
    "joined emoji": _paragraph("\U0001f469\u200d\U0001f52c"),
    "entities": _paragraph("&#233;"),
    "no end": _paragraph("word and other "),
    "sentences": _paragraph("This is one of them. "),
    "brackets": _paragraph("("),
    "digits": _paragraph("1"),
    "Han": _paragraph("漢字。"),
    "initials": _paragraph("A. "),
    "capitals": _paragraph("AAA Aa "),
    "italics": _paragraph("<italic>ab c. </italic>De "),
    "italics without an end": _paragraph("<italic>ab</italic> c "),
    "cross-references": _paragraph('<xref ref-type="fig" rid="f">1</xref> '),
    "links": _paragraph('<ext-link xlink:href="http://a.example/">here</ext-link> '),
    "formulas": _paragraph(FORMULA),
    "notes": _numbered('a<fn id="n{number}"><p>b</p></fn> ', "<body><p>", "</p></body>"),
    "notes without an id": _paragraph("a<fn><p>b</p></fn> "),
    "short forms": _numbered("<abbrev>AB{number}</abbrev> ", "<body><p>", "</p></body>"),
    "one id": _blocks('<p id="p">ab</p>'),
    "sections": _blocks("<sec><title>T</title><p>a</p></sec>"),
    "a list": _blocks("<list-item><p>a</p></list-item>", '<list list-type="roman-lower">', "</list>"),
    "terms": _blocks("<def-item><term>AB</term><def><p>a</p></def></def-item>", "<def-list>", "</def-list>"),
    "keywords": _blocks("<kwd>a b</kwd>", "<kwd-group>", "</kwd-group>"),
    "references": _numbered(
        '<ref id="r{number}"><label>{number}</label><mixed-citation>A. <italic>A title</italic>.</mixed-citation></ref>',
        "<body><p>a</p></body><back><ref-list>",
        "</ref-list></back>",
    ),
    "figures": _blocks(PICTURE),
    "columns": lambda size: _table(size, columns=True),
    "rows": lambda size: _table(size, columns=False),
}
