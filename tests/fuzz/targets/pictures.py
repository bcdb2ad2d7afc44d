"""Pictures: SVG and pixels, looked at and loaded; some drawn in a PDF."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from random import Random

from lxml import etree

from editions.images import Unusable, inspect, load
from fuzz.mutations import BYTES, WELL_FORMED, XML, found, of_text, put
from fuzz.neighbours import EVIL, lay_out
from fuzz.outputs import check_error, check_tree
from fuzz.seeds import seed_files
from fuzz.target import Broken, Target
from fuzz.targets.articles import ROOT, attempt, built
from fuzz.targets.stylesheets import declarations
from fuzz.watch import watched

_NUMBERS = (
    "0",
    "-1",
    "1e9",
    "1e39",
    "1e999",
    "NaN",
    "99999999999999999999",
    "50%",
    "1e-30",
    "",
    "9" * 400,
    "0.0000001",
    "١",
    "calc(1px)",
    "1,,2",
    "-0",
)
_REFERENCES = (
    "fill",
    "stroke",
    "marker-start",
    "marker-mid",
    "marker-end",
    "clip-path",
    "mask",
    "filter",
    "style",
    "class",
    "transform",
)
_LONG = (
    "@font-face ",
    "@font-face{",
    "@import ",
    "url(#",
    "url(",
    "/*",
    "*/",
    "{",
    "}",
    "a{",
    "\\",
    "'",
    '"',
    "(",
    ",",
    ";",
    "x",
    " ",
    "#a,",
    ".a ",
    "javascript:",
    "data:image/png;base64,",
    "M0 0",
    "L1 1 ",
    "0,0 ",
    "var(--a",
    "&#65;",
    "<g/>",
    "<b>x</b>tail",
    "<use href='#c'/>",
)
_NUMBER = re.compile(r'(?<=[="\s,(])-?[0-9.]+(?=[\s"%,)a-z])')
_ID = re.compile(r'\bid="([^"<>]*)"')
_START = re.compile(r"<[a-z][A-Za-z]*(?=[\s/>])")


def _number(text: str, random: Random) -> str:
    return put(text, found(_NUMBER, text, random), random.choice(_NUMBERS))


def _refer(text: str, random: Random) -> str:
    """Let one element use another, or itself."""
    ids = _ID.findall(text) or ["x"]
    _, at = found(_START, text, random)
    key, target = random.choice((*_REFERENCES, "href", "xlink:href", "id")), random.choice(ids)
    value = {
        "href": f"#{target}",
        "xlink:href": f"#{target}",
        "id": target,
        "style": f"fill:url(#{target})",
        "class": "w",
        "transform": "scale(1e9)",
    }
    return put(text, (at, at), f' {key}="{value.get(key, f"url(#{target})")}"')


def _style(text: str, random: Random) -> str:
    _, at = found(re.compile(r"<style>|(?<=>)"), text, random)
    css = declarations(random)
    return put(
        text,
        (at, at),
        random.choice((css, f"<style>{css}</style>", f"<style>.w{{{css}}}</style>", f"<style>@media x{{#c{{{css}}}")),
    )


def _many(text: str, random: Random) -> str:
    """Repeat a piece within an attribute, a style sheet or an element."""
    where = random.choice((re.compile(r"(?<=<style>)"), re.compile(r'(?<==")'), re.compile(r"(?<=>)")))
    _, at = found(where, text, random)
    return put(text, (at, at), random.choice(_LONG) * random.choice((3, 200, 3000)))


def _evil(text: str, random: Random) -> str:
    _, at = found(re.compile(r"(?<=>)"), text, random)
    pieces = re.findall(r"<[^>]+>[^<]*", EVIL)
    return put(text, (at, at), random.choice((EVIL[EVIL.index("<svg") :], *pieces)))


_SVG = of_text({"number": _number, "refer": _refer, "style": _style, "many": _many, "evil": _evil})
_GENTLE = (
    "number",
    "number",
    "refer",
    "refer",
    "style",
    "many",
    *(name for name in WELL_FORMED if name not in ("fragment", "prolog")),
)


def _chunk(data: bytes, random: Random) -> bytes:
    """Give one chunk of a PNG another length, type or content, with the checksum that fits."""
    import zlib

    starts = [match.start() for match in re.finditer(rb"IHDR|PLTE|IDAT|IEND|tRNS|iCCP|acTL|fcTL|zTXt|eXIf", data)]
    if not starts:
        return BYTES["overwrite"](data, random)
    at = random.choice(starts)
    length = int.from_bytes(data[at - 4 : at], "big")
    body = BYTES[random.choice(("flip", "overwrite", "cut", "repeat"))](data[at + 4 : at + 4 + length], random)
    kind = random.choice((data[at : at + 4], data[at : at + 4], b"iCCP", b"zTXt", b"acTL", b"eXIf"))
    return (
        data[: at - 4]
        + len(body).to_bytes(4, "big")
        + kind
        + body
        + zlib.crc32(kind + body).to_bytes(4, "big")
        + data[at + 8 + length :]
    )


@cache
def _seeds() -> dict[str, bytes]:
    paths = [
        *(ROOT / "tests/cases").glob("*/*.svg"),
        *(ROOT / "content").glob("*/*.en.svg"),
        *(ROOT / "content/showcase").glob("*.svg"),
    ]
    drawn = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(paths)}
    return seed_files("pictures") | {"evil.svg": EVIL.encode()} | drawn | _pixels()


@cache
def _drawings() -> dict[str, bytes]:
    return {name: data for name, data in _seeds().items() if name.endswith(".svg")}


def _pixels() -> dict[str, bytes]:
    """Return small pictures of each kind that is known."""
    from PIL import Image

    made: dict[str, bytes] = {}

    def save(name: str, image: Image.Image, kind: str, **options: object) -> None:
        target = io.BytesIO()
        image.save(target, kind, **options)
        made[name] = target.getvalue()

    image = Image.linear_gradient("L").resize((24, 16)).convert("RGB")
    frames = [Image.new("P", (9, 9), number) for number in range(3)]
    for suffix, kind in (
        ("png", "PNG"),
        ("jpg", "JPEG"),
        ("gif", "GIF"),
        ("webp", "WEBP"),
        ("bmp", "BMP"),
        ("ppm", "PPM"),
        ("tga", "TGA"),
        ("pcx", "PCX"),
        ("ico", "ICO"),
        ("jp2", "JPEG2000"),
    ):
        save(f"gradient.{suffix}", image, kind)
    save("palette.png", image.convert("P"), "PNG", transparency=3)
    save("deep.png", image.convert("I;16"), "PNG")
    save("cmyk.jpg", image.convert("CMYK"), "JPEG", progressive=True)
    save("moving.gif", frames[0], "GIF", save_all=True, append_images=frames[1:])
    save("moving.webp", image, "WEBP", save_all=True, append_images=[image.rotate(90)])
    for compression in ("raw", "tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits"):
        save(f"{compression}.tif", image, "TIFF", compression=compression, save_all=True, append_images=[image])
    save("group4.tif", image.convert("1"), "TIFF", compression="group4")
    return made


def _load(file: Path) -> bool:
    with watched(file.parents[1], PICTURES.seconds):
        try:
            facts, loaded = inspect(file), load(file)
        except Unusable as error:
            check_error(str(error))
            return False
        if min(facts.size) < 0 or facts.frames < 1:
            raise Broken(f"these are no facts of a picture: {facts}")
        if loaded.suffix == "svg":
            check_tree(etree.fromstring(loaded.content))
        return True


def _draw(file: Path) -> bool:
    import weasyprint  # noqa: F401  which asks the system for its libraries

    lay_out(file)
    article = file.with_name("drawn.xml")
    article.write_text(_ARTICLE.format(name=file.name), "utf-8")
    with watched(file.parents[1], DRAWINGS.seconds):
        return attempt(lambda: built(article, file.parents[1] / "out", "pdf", "epub"))


_ARTICLE = (
    '<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><front><article-meta><title-group><article-title>T'
    '</article-title></title-group></article-meta></front><body><fig id="f"><caption><title>A</title></caption>'
    '<alt-text>A</alt-text><graphic xlink:href="{name}"/></fig></body></article>'
)

_MUTATIONS = XML | _SVG | BYTES | {"chunk": _chunk}
PICTURES = Target(
    name="pictures",
    says="SVG, PNG, JPEG, GIF, WebP, TIFF and others, inspected and loaded",
    seeds=_seeds,
    mutations=_MUTATIONS,
    run=_load,
    weight=15,
)
DRAWINGS = Target(
    name="drawings",
    says="SVG, drawn in a PDF and an EPUB",
    seeds=_drawings,
    mutations=_MUTATIONS,
    gentle=_GENTLE,
    run=_draw,
    weight=6,
    seconds=60,
    longest=40_000,
)
TARGETS = (PICTURES, DRAWINGS)
