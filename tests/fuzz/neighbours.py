"""What lies around a hostile article: hostile pictures and good ones beside it, the bait outside of its folder."""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

from fuzz.outputs import BAIT

_ROOT = Path(__file__).parents[2]
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e3660000000049454e44"
    "ae426082"
)
_HEAD = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + _PIXEL[24:29]
_BOMB = _PIXEL[:12] + _HEAD + zlib.crc32(_HEAD).to_bytes(4, "big") + _PIXEL[33:]
EVIL = (
    '<!DOCTYPE svg [<!ENTITY x SYSTEM "../bait.txt">]><svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 9 9" onload="alert(1)"><script>alert(1)</script><image l:href="../bait.png"/><use href="http://bait.invalid/#x"/>'
    '<a l:href="javascript:alert(1)"><text>&x;</text></a><style>@import "http://bait.invalid/x.css";*{fill:url(../bait.svg)}</style>'
    "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='http://bait.invalid/'/></foreignObject></svg>"
)
"""A picture that tries everything."""


def lay_out(file: Path) -> None:
    """Put hostile pictures, and those good ones that a file names, into its folder; the bait into the folder above."""
    inside, above = file.parent, file.parents[1]
    (above / "bait.txt").write_text(BAIT)
    (above / "bait.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{BAIT}</text></svg>')
    (above / "bait.png").write_bytes(_PIXEL)
    (above / "bait.css").write_text(f"/* {BAIT} */")
    (inside / "link.png").symlink_to("../bait.png")
    (inside / "evil.svg").write_text(EVIL)
    (inside / "bomb.png").write_bytes(_BOMB)
    (inside / "broken.gif").write_bytes(b"GIF89a\x01\x00\x01\x00\x80")
    content = file.read_bytes()
    for name, picture in _good().items():
        if name.encode() in content:
            (inside / name).write_bytes(picture)


@cache
def _good() -> dict[str, bytes]:
    """Return the pictures of the good articles, by their names."""
    found = [path for place in ("tests/cases", "content") for path in sorted((_ROOT / place).glob("*/*"))]
    return {path.name: path.read_bytes() for path in found if path.suffix in (".png", ".svg")}
