"""What a hostile hand does to bytes, to text and to XML; each mutation has a name, so that a case can be written down."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from fuzz.target import Mutation

TextMutation = Callable[[str, Random], str]

HOSTILE = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>".replace("<", "&lt;"),
    "vbscript:x",
    "file:///etc/passwd",
    "http://bait.invalid/x.png",
    "//bait.invalid/x.png",
    "../bait.png",
    "../../bait.svg",
    "/etc/passwd",
    "link.png",
    "evil.svg",
    "bomb.png",
    "%2e%2e/bait.png",
    "info:doi/10.1371/journal.pone.0012345.g001",
    "x&quot; onload=&quot;alert(1)",
    "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "url(http://bait.invalid/)",
    "expression(alert(1))",
    "}body{background:url(http://bait.invalid/)}",
    "&lol;",
    "&eacute;",
    "&#0;",
    "&#x1F600;",
    "&#x202E;",
    "\ufffe",
    "",
    " ",
    "-1",
    "0",
    "99999999999999999999",
    "1e999",
    "NaN",
    "en",
    "x-private",
    "../../en",
    "ar-Hebr-XX-" + "a" * 300,
    "A" * 5000,
    "p-1",
    "article",
    "a b c",
    "null",
    "translation",
    "..",
    "\u0660\u0661",
)
"""Values for attributes and texts."""

FRAGMENTS = (
    "<script>alert(1)</script>",
    '<html:script xmlns:html="http://www.w3.org/1999/xhtml">alert(1)</html:script>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
    '<graphic xlink:href="evil.svg" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
    '<graphic xlink:href="link.png" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
    '<graphic xlink:href="bomb.png" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
    '<inline-graphic xlink:href="broken.gif" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="../bait.txt" parse="text"/>',
    '<?xml-stylesheet href="http://bait.invalid/x.css"?>',
    '<ext-link xlink:href="javascript:alert(1)" xmlns:xlink="http://www.w3.org/1999/xlink">x</ext-link>',
    '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi onclick="x">x</m:mi><m:script>y</m:script><m:mglyph src="http://b/"/></m:math>',
    '<inline-formula><math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac/><msup/><mtable><mtr/></mtable></math></inline-formula>',
    "<inline-formula><tex-math>\\def\\x{\\x\\x}\\x</tex-math></inline-formula>",
    "<table-wrap><table><tr><td colspan='1000' rowspan='1000'>x</td><th rowspan='0'/></tr></table></table-wrap>",
    "<table><thead><tr/></thead><tbody/><tfoot><tr><td/></tr></tfoot></table>",
    "<table-wrap><table><col span='1000'/></table></table-wrap>",
    "<fn id='n1'><p>a<xref rid='n1'>1</xref></p></fn><xref rid='n1'>1</xref>",
    "<sec><title/><sec><title><graphic/></title></sec></sec>",
    "<fig><label/><caption/><alternatives/></fig>",
    "<list list-type='order'/><def-list/><disp-quote/><boxed-text/><ref-list/><fn-group/>",
    "<sub-article article-type='translation' xml:lang='..'><body/></sub-article>",
    "<sub-article article-type='translation' xml:lang='es'><front-stub/><body><p>x</p></body></sub-article>",
    "<response><body><p>x</p></body></response>",
    "<abbrev>A<def><p>b</p></def></abbrev>",
    "&nbsp;&eacute;&lol;",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!-- <script> -->",
    "\u202e\u0300\u200d\ufeff\U0001f469\u200d\U0001f52c",
    "<break/><x> </x><sup/><sub><sub/></sub>",
)
"""Pieces for anywhere in an article."""

PROLOGS = (
    '<!DOCTYPE article [<!ENTITY lol "ha"><!ENTITY lol2 "&lol;&lol;&lol;">]>',
    '<!DOCTYPE article [<!ENTITY lol SYSTEM "../bait.txt">]>',
    '<!DOCTYPE article [<!ENTITY % lol SYSTEM "file:///etc/passwd"> %lol;]>',
    '<!DOCTYPE article SYSTEM "http://bait.invalid/x.dtd">',
    '<?xml-stylesheet href="javascript:alert(1)"?>',
    "\ufeff",
    " ",
)

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ATTRIBUTE = re.compile(r'[\w:-]+="([^"<]*)"')
_ELEMENT = re.compile(r"<([\w:-]+)(?:\s[^<>]*)?>[^<>]*</\1>")
_NAME = re.compile(r"(?<=</)[\w:-]+|(?<=<)[\w:-]+")


def of_text(made: Mapping[str, TextMutation]) -> dict[str, Mutation]:
    """Return mutations of bytes from those of text; bytes that are not UTF-8 stay as they are."""

    def lifted(mutation: TextMutation) -> Mutation:
        def mutate(data: bytes, random: Random) -> bytes:
            return mutation(data.decode("utf-8", "surrogateescape"), random).encode("utf-8", "surrogateescape")

        return mutate

    return {name: lifted(mutation) for name, mutation in made.items()}


def found(pattern: re.Pattern[str], text: str, random: Random) -> tuple[int, int]:
    """Return the range of one match of a pattern, an empty one where there is none."""
    start = random.randrange(len(text) + 1)
    match = pattern.search(text, start) or pattern.search(text)
    return match.span(match.lastindex or 0) if match and pattern is _ATTRIBUTE else match.span() if match else (start, start)


def put(text: str, at: tuple[int, int], new: str) -> str:
    return text[: at[0]] + new + text[at[1] :]


def _value(text: str, random: Random) -> str:
    return put(text, found(_ATTRIBUTE, text, random), random.choice(HOSTILE))


def _swap_values(text: str, random: Random) -> str:
    other = slice(*found(_ATTRIBUTE, text, random))
    return put(text, found(_ATTRIBUTE, text, random), text[other])


def _fragment(text: str, random: Random) -> str:
    _, end = found(_TAG, text, random)
    return put(text, (end, end), random.choice(FRAGMENTS))


def _delete(text: str, random: Random) -> str:
    return put(text, found(random.choice((_TAG, _ELEMENT)), text, random), "")


def _duplicate(text: str, random: Random) -> str:
    start, end = found(_ELEMENT, text, random)
    return put(text, (end, end), text[start:end] * random.choice((1, 2, 30)))


def _move(text: str, random: Random) -> str:
    start, end = found(_ELEMENT, text, random)
    piece, text = text[start:end], put(text, (start, end), "")
    _, at = found(_TAG, text, random)
    return put(text, (at, at), piece)


def _nest(text: str, random: Random) -> str:
    start, end = found(_ELEMENT, text, random)
    names = _NAME.findall(text)
    name, depth = random.choice(names) if names else "sec", random.choice((1, 3, 30, 90, 300))
    return put(text, (start, end), f"<{name}>" * depth + text[start:end] + f"</{name}>" * depth)


def _rename(text: str, random: Random) -> str:
    """Give one kind of element the name of another, wherever it stands."""
    names = sorted(set(_NAME.findall(text)))
    if len(names) < 2:
        return text
    old, new = random.sample(names, 2)
    return re.sub(rf"(</?){re.escape(old)}(?=[\s/>])", rf"\g<1>{new}", text)


def _tag(text: str, random: Random) -> str:
    """Put one tag in the place of another: the file is seldom well formed after it."""
    other = slice(*found(_TAG, text, random))
    return put(text, found(_TAG, text, random), text[other])


def _text(text: str, random: Random) -> str:
    _, end = found(_TAG, text, random)
    return put(text, (end, end), random.choice(HOSTILE))


def _prolog(text: str, random: Random) -> str:
    plain = re.sub(r"\A\ufeff?\s*(<\?xml.*?\?>)?", "", text, flags=re.DOTALL)
    return random.choice(PROLOGS) + plain


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 10)) if changed else 0):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _encode(data: bytes, random: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(random.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "utf-7", "utf-8-sig")), "replace")


def _repeat(data: bytes, random: Random) -> bytes:
    """Repeat a piece of a file, some of it very often."""
    if not data:
        return data
    start = random.randrange(len(data))
    piece = data[start : start + random.choice((1, 4, 30, 500))]
    return data[:start] + piece * random.choice((2, 20, 2000)) + data[start:]


def _drop(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice((1, 8, 100)) :]


def _insert(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    odd = (
        b"\0",
        b"\0" * 9,
        b"\xff" * 4,
        b"\x7f\xff\xff\xff",
        b"\x80\0\0\0",
        b"\r",
        b"%",
        b"<!--",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
    )
    return data[:start] + random.choice(odd) + data[start:]


def _overwrite(data: bytes, random: Random) -> bytes:
    """Put an odd number in the place of one, two or four bytes."""
    start = random.randrange(len(data) + 1)
    odd = (
        b"\0",
        b"\xff",
        b"\0\0",
        b"\xff\xff",
        b"\0\0\0\0",
        b"\xff\xff\xff\xff",
        b"\x7f\xff\xff\xff",
        b"\xff\xff\xff\x7f",
        b"\0\1\0\0",
    )
    new = random.choice(odd)
    return data[:start] + new + data[start + len(new) :]


XML: dict[str, Mutation] = of_text(
    {
        "value": _value,
        "swap": _swap_values,
        "fragment": _fragment,
        "delete": _delete,
        "duplicate": _duplicate,
        "move": _move,
        "nest": _nest,
        "rename": _rename,
        "tag": _tag,
        "text": _text,
        "prolog": _prolog,
    }
)
BYTES: dict[str, Mutation] = {
    "flip": _flip,
    "cut": _cut,
    "encode": _encode,
    "repeat": _repeat,
    "drop": _drop,
    "insert": _insert,
    "overwrite": _overwrite,
}

WELL_FORMED = ("value", "swap", "fragment", "duplicate", "move", "nest", "rename", "text", "prolog")
"""Mutations of XML that mostly leave a file well formed, so that they reach the reader."""
