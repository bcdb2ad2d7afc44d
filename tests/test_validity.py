"""What a DTD does not allow is said in plain words, with the place of the element: not the content model."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions.jats.validity import invalid

DTD = """
<!ELEMENT article (front, body?)>
<!ELEMENT front (id+, (title | label)?, (issn | isbn)+, note*)>
<!ELEMENT id (#PCDATA)> <!ELEMENT title (#PCDATA)> <!ELEMENT label (#PCDATA)> <!ELEMENT issn (#PCDATA)>
<!ELEMENT isbn (#PCDATA)> <!ELEMENT note EMPTY>
<!ELEMENT body (p | list)*>
<!ELEMENT p (#PCDATA | b)*> <!ELEMENT b (#PCDATA)>
<!ELEMENT list (title?, p+)>
<!ATTLIST p id ID #IMPLIED rid IDREF #IMPLIED kind (a | b) #IMPLIED>
<!ATTLIST list type CDATA #REQUIRED>
"""
FRONT = "<front><id>1</id><issn>2</issn></front>"

FAULTS = {
    "first": ("<front><issn>2</issn></front>", "<front", "<front> lacks <id> before <issn>. Add it."),
    "middle": ("<front><id>1</id><note/></front>", "<front", "<front> lacks <issn> or <isbn> before <note>. Add it."),
    "last": ("<front><id>1</id></front>", "<front", "<front> lacks <issn> or <isbn>. Add it."),
    "place": (
        "<front><id>1</id><issn>2</issn><title>T</title></front>",
        "<title",
        "<front> has <title> in a place where it is not allowed. Move it, or take it out.",
    ),
    "other": (
        f"{FRONT}<body><issn>2</issn></body>",
        "<issn>2</issn></body",
        "<body> has <issn>, which is not allowed in it. Move",
    ),
    "mixed": (
        f"{FRONT}<body><p>x<list type='a'><p/></list></p></body>",
        "<list",
        "<p> has <list>, which is not allowed",
    ),
    "text": (f"{FRONT}<body>Text</body>", "<body", "<body> has text of its own, which is not allowed in it. Put it into"),
    "unknown": (f"{FRONT}<body><p><foo/></p></body>", "<foo", "<foo> is not an element of this DTD. Correct its name, or"),
    "attribute": (f"{FRONT}<body><p x='1'/></body>", "<p", "<p> has the attribute x, which is not allowed on it. Correct"),
    "required": (f"{FRONT}<body><list><p/></list></body>", "<list", "<list> lacks the attribute type. Add it."),
    "value": (
        f"{FRONT}<body><p kind='c'/></body>",
        "<p",
        "<p> has kind='c', which is not one of the values that the DTD lists.",
    ),
    "id": (f"{FRONT}<body><p id='1 2'/></body>", "<p", "<p> has a value of id that is not a name. Use letters, digits"),
    "twice": (f"{FRONT}<body><p id='a'/><p  id='a'/></body>", "<p  ", "The id 'a' stands twice. Give each element an id"),
    "target": (f"{FRONT}<body><p rid='zz'/></body>", "<p", "rid points at 'zz', which is the id of no element. Give the"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_said_once_and_plainly(tmp_path: Path, fault: str) -> None:
    content, place, said = FAULTS[fault]
    dtd, source, text = tmp_path / "small.dtd", tmp_path / "small.xml", f"<article>{content}</article>"
    dtd.write_text(DTD)
    source.write_text(text)
    (finding,) = invalid(source, dtd)
    assert (finding.where.line, finding.where.column) == (1, text.index(place) + 1)
    assert f"{finding.message} {finding.hint}".startswith(said)


def test_what_is_valid_has_no_finding(tmp_path: Path) -> None:
    dtd, source = tmp_path / "small.dtd", tmp_path / "small.xml"
    dtd.write_text(DTD)
    source.write_text(f"<article>{FRONT}<body><p id='a'>x<b/></p><list type='a'><title/><p rid='a'/></list></body></article>")
    assert invalid(source, dtd) == ()
