"""Pictures that are small files and much to draw."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import articles
from hostile import Budget

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'


def drawing(inside: Callable[[int], str], folder: Path, size: int) -> Path:
    """Write an article with an SVG whose content is made for a size."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.svg").write_text(f"{HEAD}{inside(size)}</svg>", "utf-8")
    return _shown(folder, "a.svg")


def pixels(more: Callable[[int], bytes], folder: Path, size: int) -> Path:
    """Write an article with a PNG that has more chunks."""
    folder.mkdir(parents=True, exist_ok=True)
    head = _chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]))
    end = _chunk(b"IDAT", zlib.compress(b"\0\0")) + _chunk(b"IEND", b"")
    (folder / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + head + more(size) + end)
    return _shown(folder, "a.png")


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def _shown(folder: Path, name: str) -> Path:
    return articles.write(folder, body=f'<body><fig><label>1</label><graphic xlink:href="{name}"/></fig></body>')


def _markers(size: int) -> str:
    return '<marker id="m">' + "<rect/>" * 9 + '</marker><path marker-mid="url(#m)" d="M0 0' + "h1v1" * 500 * size + '"/>'


def _dashes(size: int) -> str:
    return f'<path stroke="#000" stroke-dasharray="0.1" d="M0 0h{900_000 * size}"/>'


def _stops(size: int) -> str:
    stops = '<stop offset="0.5"/>' * 150 * size
    return f'<linearGradient id="p">{stops}</linearGradient>' + '<rect width="9" height="9" fill="url(#p)"/>' * 300


def _bomb(size: int) -> bytes:
    return _chunk(b"zTXt", b"a\0\0" + zlib.compress(b"a" * 15_000_000 * size))


BUDGETS = (
    Budget(name="markers at each corner", limit="200,000 elements drawn", make=partial(drawing, _markers)),
    Budget(name="dashes of a line", limit="10,000,000 dashes", make=partial(drawing, _dashes)),
    Budget(name="stops of gradients", limit="200,000 elements drawn", make=partial(drawing, _stops)),
    Budget(
        name="a path of megabytes",
        limit="12,000,000 characters",
        make=partial(drawing, lambda size: '<path d="M0 0' + "l1 1" * 125_000 * size + '"/>'),
    ),
    Budget(
        name="letters in a picture",
        limit="200,000 letters",
        make=partial(drawing, lambda size: "<text>" + "word " * 700 * size + "</text>"),
    ),
    Budget(
        name="style sheets of a picture",
        limit="200,000 characters",
        make=partial(drawing, lambda size: "<style>" + ".a{fill:red}" * 16_000 * size + "</style>"),
        command=("check", "{file}"),
    ),
    Budget(
        name="chunks of a PNG",
        limit="100,000 chunks",
        make=partial(pixels, lambda size: _chunk(b"abCd", b"") * 99_000 * size),
        command=("check", "{file}"),
    ),
    Budget(name="packed texts of a PNG", limit="16 MB", make=partial(pixels, _bomb), command=("check", "{file}")),
)
