"""What is wrong with a file that is not XML, in words: what was expected, and where."""

from __future__ import annotations

import re

from editions.safety.file_names import short_line

_REFUSED = {
    "Excessive depth": "elements are nested more than 256 levels deep. Take out elements that only hold one other",
    "amplification": "its entities expand to far more than the file itself. Write their text where it belongs",
    "reference loop": "an entity refers to itself. Write its text where it belongs",
    "too long": "a text or a value is longer than 10 million characters. Split it, or take out embedded data",
    "Buffer size limit": "a text or a value is longer than 10 million characters. Split it, or take out embedded data",
}
"""What libxml2 says where a limit is reached, and what it means."""

_EXPECTED = tuple(
    (re.compile(rf"\A(?:{said})"), meant)
    for said, meant in (
        (
            r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)",
            r"</\1> is expected (line \2 opens it), </\3> is found",
        ),
        (r"Premature end of data in tag (\S+) line (\d+)", r"</\1> is expected (line \2 opens it), the file ends"),
        (r"Couldn't find end of Start Tag (\S+).*", r"> is expected at the end of the tag <\1"),
        (r"xmlParseEntityRef: no name", r"a name and ; are expected after &: write &amp; for the sign itself"),
        (r"EntityRef: expecting ';'", r"; is expected after the name of an entity: write &amp; for the sign & itself"),
        (r"StartTag: invalid element name", r"a name is expected after <: write &lt; for the sign itself"),
        (r"Entity '(\S+)' not defined", r"the entity &\1; is not declared: write the character itself"),
        (r"Unescaped '<' not allowed.*", r"a value ends in a quotation mark, < is found: write &lt; for the sign itself"),
        (r"Attribute (\S+) redefined", r"each attribute is expected once, \1 stands twice"),
        (r"Namespace prefix (\S+) .*not defined", r'xmlns:\1="…" is expected on this element or around it'),
        (r"Extra content at the end.*", r"the end of the file is expected after the root's end tag"),
        (r"Document is empty.*", r"an element is expected, the file is empty"),
        (r"Start tag expected.*", r"an element is expected at its start"),
        (
            r"(?:Invalid bytes in character|Input is not proper).*",
            r"text in the declared encoding is expected (UTF-8 where none is declared): save the file as UTF-8",
        ),
        (
            r"(?:Invalid character: Char|PCDATA invalid Char value) (\S+).*",
            r"a character of XML is expected, number \1 is found",
        ),
        (r"Unsupported encoding:? (.*)", r"an encoding that is known is expected, \1 is declared: save the file as UTF-8"),
        (r"XML declaration allowed only.*", r"the XML declaration is expected at the very start of the file"),
    )
)
"""What libxml2 says, and the same as what was expected."""


_ENCODING = re.compile(r"Invalid bytes in character|Input is not proper")
_LABEL = re.compile(
    rb"\A<\?xml[^>]{0,100}?encoding\s*+=\s*+[\"']((?:UTF|UCS|ISO-10646-UCS)-?(?:16|32|2|4)[A-Z]*)[\"']", re.IGNORECASE
)


def mislabelled(data: bytes) -> str:
    """Return the encoding of two or four bytes a character that a file of single bytes declares, ``""`` where it is right."""
    match = _LABEL.match(data.removeprefix(b"\xef\xbb\xbf"))
    return match[1].decode("ascii") if match else ""


def explain(said: str, data: bytes = b"") -> str:
    """Return what is wrong, for after a file's name, line and column: what libxml2 said, in words.

    ``data`` is the file, of which the first byte that is not UTF-8 is named.
    """
    said = short_line(said or "Document is empty").split(", line ")[0].rstrip(".")
    for sign, meaning in _REFUSED.items():
        if sign in said:
            return f"refused: {meaning}."
    if _ENCODING.match(said) and (byte := _stray(data)):
        meaning = f"UTF-8 is expected, the byte {byte} is found, as other encodings (Latin-1) have it: save the file as UTF-8"
        return f"not well-formed XML: {meaning}."
    return f"not well-formed XML: {_expected(said)}."


def _stray(data: bytes) -> str:
    """Return the first byte that is not UTF-8, ``""`` where all are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"0x{data[error.start]:02X}"
    return ""


def _expected(said: str) -> str:
    for pattern, words in _EXPECTED:
        if match := pattern.match(said):
            return match.expand(words)
    return said
