"""Pictures from strangers: found, inspected, made harmless, converted."""

from __future__ import annotations

import io
import random
import re
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import etree
from PIL import Image, ImageDraw, ImageFile

from articles import write
from editions import images
from editions.article.model import Article, Picture, walk
from editions.images import Unusable, raster, svg
from editions.jats import read
from editions.pdf.fetch import Fetcher, Refused
from editions.xhtml import render
from growth import STEP, growth, quiet

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"'


def saved(kind: str, mode: str = "RGB", size: tuple[int, int] = (4, 3), **options: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size).save(made, kind, **options)
    return made.getvalue()


def article(folder: Path, href: str) -> Article:
    return read(
        write(
            folder,
            body=f'<body><fig id="f"><label>Figure 1</label><caption><p>Its caption.</p></caption><graphic xlink:href="{href}">'
            "<alt-text>What it shows</alt-text></graphic></fig></body>",
        )
    )


def shown(found: Article) -> list[str]:
    return [path.name for node in walk(found) if isinstance(node, Picture) for path in node.files]


def report(found: Article) -> list[tuple[str, int]]:
    return [(finding.rule, finding.where.line) for finding in found.findings]


# ---------------------------------------------------------------------------------------------------------------- finding


@pytest.mark.parametrize(
    ("href", "name"),
    [
        ("fig1.png", "fig1.png"),
        ("fig1", "fig1.png"),
        ("FIG1.PNG", "fig1.png"),
        ("fig1.tif", "fig1.png"),
        ("fig1.eps", "fig1.png"),
        ("images/2020/fig1.png", "fig1.png"),
        ("./fig1", "fig1.png"),
        ("images\\fig1.png", "fig1.png"),
        ("a%20b.png", "a b.png"),
        ("a b", "a b.png"),
        ("caf%C3%A9.png", "café.png"),
        ("cafe\u0301.png", "café.png"),
        ("100%.png", "100%.png"),
        ("info:doi/10.1371/journal.pone.0012345.g001", "journal.pone.0012345.g001.png"),
        ("info:doi/10.1371/journal.pone.0012345.g001.tif", "journal.pone.0012345.g001.png"),
        ("info:doi/10.1371/journal.pone.0012345.g002", "pone.0012345.g002.PNG"),
        ("10.1371/journal.pone.0012345.g001", "journal.pone.0012345.g001.png"),
        ("sub/fig2", "fig2.png"),
        ("Sub/Fig2.png", "fig2.png"),
    ],
)
def test_a_name_finds_its_file(tmp_path: Path, href: str, name: str) -> None:
    (tmp_path / "sub").mkdir()
    for file in (
        "fig1.png",
        "a b.png",
        "café.png",
        "100%.png",
        "journal.pone.0012345.g001.png",
        "pone.0012345.g002.PNG",
        "sub/fig2.png",
    ):
        (tmp_path / file).write_bytes(saved("PNG"))
    found = article(tmp_path, href)
    assert shown(found) == [name]
    assert report(found) == []


def test_the_best_of_a_name_is_shown(tmp_path: Path) -> None:
    (tmp_path / "a.eps").write_text("%!PS")
    for kind, name in (
        ("TIFF", "a.tif"),
        ("BMP", "a.bmp"),
        ("GIF", "a.gif"),
        ("JPEG", "a.jpg"),
        ("WEBP", "a.webp"),
        ("PNG", "a.png"),
    ):
        (tmp_path / name).write_bytes(saved(kind))
    (tmp_path / "a.svg").write_text(f'<svg {NS} viewBox="0 0 1 1"/>')
    for best in ("a.svg", "a.png", "a.webp", "a.jpg", "a.gif", "a.tif", "a.bmp"):
        assert shown(article(tmp_path, "a")) == [best]
        (tmp_path / best).unlink()
    found = article(tmp_path, "a")
    assert shown(found) == []
    assert "'a.eps', which nothing here can show" in found.findings[0].message


def test_a_name_that_is_there_is_taken_as_it_is(tmp_path: Path) -> None:
    for name in ("a.tif", "a.png"):
        (tmp_path / name).write_bytes(saved("TIFF" if name == "a.tif" else "PNG"))
    assert shown(article(tmp_path, "a.tif")) == ["a.tif"]


@pytest.mark.parametrize("href", ["https://bait.invalid/store/a.png?x=1", "http://bait.invalid/A.PNG#x"])
def test_a_web_address_means_the_file_of_its_name(tmp_path: Path, href: str) -> None:
    """Nothing is fetched: what was downloaded beside the article is taken."""
    (tmp_path / "a.png").write_bytes(saved("PNG"))
    found = article(tmp_path, href)
    assert (shown(found), report(found)) == (["a.png"], [])


@pytest.mark.parametrize("name", ["fig1", "10.1371_journal.g001"])
def test_a_file_whose_name_says_nothing_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    """Archives keep pictures without a suffix; what is none is refused."""
    (tmp_path / name).write_bytes(saved("JPEG"))
    found = article(tmp_path, name)
    assert (shown(found), report(found)) == ([name], [])
    (tmp_path / name).write_text("no picture")
    assert report(article(tmp_path, name)) == [("picture.broken", 2)]


def test_a_missing_picture_keeps_its_words(tmp_path: Path) -> None:
    found = article(tmp_path, "nowhere.png")
    assert report(found) == [("picture.missing", 2)]
    assert found.findings[0].hint
    page = etree.tostring(render(found), encoding="unicode")
    assert 'alt="What it shows"' in page
    assert "Its caption." in page
    assert "src=" not in page


@pytest.mark.parametrize(
    "href",
    [
        "http://bait.invalid/b.png",
        "https://bait.invalid/..%2fb.png",
        "https://bait.invalid/",
        "//bait.invalid/a.png",
        "file:///etc/a.png",
        "data:image/png;base64,x",
        "../a.png",
        "sub/../../a.png",
        "%2e%2e/a.png",
        "..\\a.png",
        "/etc/a.png",
        "C:\\a.png",
        "~/a.png",
        "a%00.png",
        "x" * 1001,
    ],
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, href: str) -> None:
    for place in (tmp_path, tmp_path / "in"):
        place.mkdir(exist_ok=True)
        (place / "a.png").write_bytes(saved("PNG"))
    found = article(tmp_path / "in", href)
    assert shown(found) == []
    assert report(found) == [("picture.refused", 2)]
    assert found.findings[0].hint


@pytest.mark.parametrize("target", ["../secret.png", "chain.png", "folder/secret.png"])
def test_a_link_that_leads_out_is_not_followed(tmp_path: Path, target: str) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.png").write_bytes(saved("PNG"))
    (inside / "chain.png").symlink_to("../secret.png")
    (inside / "folder").symlink_to("..")
    (inside / "a.png").symlink_to(target)
    assert shown(article(inside, "a.png")) == []
    assert shown(article(inside, "folder/secret.png")) == []


def test_a_link_that_stays_inside_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.png").write_bytes(saved("PNG"))
    (tmp_path / "a.png").symlink_to("real.png")
    assert shown(article(tmp_path, "a.png")) == ["a.png"]


def test_links_in_a_ring_are_missing(tmp_path: Path) -> None:
    (tmp_path / "a.png").symlink_to("b.png")
    (tmp_path / "b.png").symlink_to("a.png")
    assert shown(article(tmp_path, "a.png")) == []


def test_three_hundred_pictures_are_found_in_time(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"Fig-{number}.PNG").write_bytes(saved("PNG"))
    body = "".join(f'<graphic xlink:href="x/fig-{number}.tif"/>' for number in range(300))
    assert len(shown(read(write(tmp_path, body=f"<body>{body}</body>")))) == 300


# ------------------------------------------------------------------------------------------------------------------ bombs


def png_of(width: int, height: int) -> bytes:
    """A PNG whose head claims a size."""
    plain = saved("PNG")
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + plain[24:29]
    return plain[:12] + head + zlib.crc32(head).to_bytes(4, "big") + plain[33:]


def gif_of(frames: int) -> bytes:
    frame = b"," + bytes(4) + b"\1\0\1\0\0\2\2\x44\1\0"
    return b"GIF89a\1\0\1\0\x80\0\0" + bytes(6) + frame * frames + b";"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (png_of(60_000, 60_000), "pixels"),
        (png_of(9_000, 9_000), "more than 80 million"),
        (png_of(0, 5), "picture|pixels"),
        (gif_of(1001), "plays more than 1000"),
        (b"GIF89a\xff\xff\xff\xff\x80\0\0", "pixels|picture"),
        (b"not a picture", "cannot be read as a picture"),
        (b"", "cannot be read as a picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "cannot be read as a picture"),
        (b"<html><script>alert(1)</script></html>", "cannot be read as a picture"),
    ],
)
def test_a_bomb_is_refused_by_its_head(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "a.png").write_bytes(content)
    found = article(tmp_path, "a.png")
    assert shown(found) == []
    assert report(found) == [("picture.broken" if "picture" in why else "picture.refused", 2)]
    assert re.search(why, found.findings[0].message)


def test_frames_are_counted() -> None:
    assert [raster.gif_frames(gif_of(number)) for number in (0, 1, 7, 1000, 5000)] == [0, 1, 7, 1000, 1001]
    assert raster.gif_frames(b"GIF89a\1\0\1\0\0\0\0!\xfe\x02ab\0," + bytes(9) + b"\2\0;") == 1


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(images.MAX_BYTES + 1)
    with pytest.raises(Unusable, match="128 MB"):
        images.inspect(tmp_path / "a.png")


# -------------------------------------------------------------------------------------------------------------------- SVG


def cleaned(inner: str, attributes: str = 'viewBox="0 0 9 9"', before: str = "") -> str:
    return svg.safe(f"{before}<svg {NS} {attributes}>{inner}</svg>".encode()).content.decode()


@pytest.mark.parametrize(
    "inner",
    [
        "<script>bait</script>",
        '<script href="http://bait/"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">bait</p></foreignObject>',
        '<rect onclick="bait"/>',
        '<rect ONLOAD="bait"/>',
        '<a href="javascript:bait"/>',
        '<a l:href="https://bait/"/>',
        '<use href="http://bait/x.svg#a"/>',
        '<use l:href="bait.svg#a"/>',
        '<image href="http://bait/a.png"/>',
        '<image href="../bait.png"/>',
        '<image href="file:///bait"/>',
        '<image href="data:image/svg+xml;base64,bait"/>',
        '<image href="data:image/png;base64,bait"/>',
        '<feImage href="bait"/>',
        '<style>@import "bait";</style>',
        "<style>@import url(bait);</style>",
        "<style>@im\\port url(bait); a{fill:\\75 rl(http://bait)}</style>",
        "<style>/*<![CDATA[*/ @font-face{src:url(bait)} /*]]>*/</style>",
        "<style>a{fill:url(bait)}</style>",
        '<style>a{background:image-set("bait" 1x)}</style>',
        "<style>a{x:expression(1);y:javascript:bait}</style>",
        '<rect style="fill:url(http://bait/)"/>',
        '<rect fill="url(bait.svg#a)"/>',
        '<rect fill="URL( &quot;bait&quot; )"/>',
        '<rect filter="url(//bait/)"/>',
        '<g xml:base="http://bait/"><use href="#a"/></g>',
        '<animate attributeName="href" values="javascript:bait"/>',
        '<set attributeName="href" to="bait"/>',
        '<handler xmlns="http://www.w3.org/2001/xml-events">bait</handler>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="bait"/>',
        "<metadata>bait</metadata>",
        "<?xml-stylesheet href='bait'?><!-- bait -->",
    ],
)
def test_what_runs_or_reaches_out_goes(inner: str) -> None:
    made = cleaned(f'{inner}<rect id="a" width="5" height="5" fill="red"/>')
    assert not re.search(r"bait|script|expression|@import|on\w+=", made, re.IGNORECASE)
    assert 'fill="red"' in made


def test_what_draws_stays() -> None:
    inner = (
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient><clipPath id="c"><rect/></clipPath></defs>'
        '<style>.a{fill:url(#g)} .b, #d{clip-path:url("#c")} *{stroke-linejoin:round}</style><use l:href="#d"/>'
        '<rect id="e" fill="url(#g)" style="clip-path:url(#c);opacity:.5" class="a"/>'
        '<text x="1">Words<tspan>more</tspan></text>'
    )
    made = cleaned(inner)
    for piece in ("url(#g)", 'url("#c")', "stroke-linejoin:round", "#d", "opacity:.5", "Words", "more", 'offset="0"'):
        assert piece in made


def test_the_first_of_an_id_keeps_it() -> None:
    made = cleaned('<rect id="a" width="5"/><rect id="a" width="6"/><use href="#a"/>')
    assert re.findall(r'id="a" width="\d"', made) == ['id="a" width="5"']


def test_a_picture_inside_stays(tmp_path: Path) -> None:
    import base64

    data = base64.b64encode(saved("PNG")).decode()
    assert data in cleaned(f'<image href="data:image/png;base64,{data}"/>')
    bomb = base64.b64encode(png_of(60_000, 60_000)).decode()
    assert bomb not in cleaned(f'<image href="data:image/png;base64,{bomb}"/>')


def nested(depth: int, reference: str) -> str:
    """Parts that draw the next one ten times each."""
    parts = [f'<g id="x{n}">{reference.format(n + 1) * 10}</g>' for n in range(depth)]
    return f'<defs>{"".join(parts)}<rect id="x{depth}"/></defs>' + reference.format(0)


@pytest.mark.parametrize(
    ("inner", "attributes", "why"),
    [
        (nested(9, '<use href="#x{}"/>'), 'viewBox="0 0 9 9"', "draws more than"),
        (nested(9, '<rect fill="url(#x{})"/>'), 'viewBox="0 0 9 9"', "draws more than"),
        (nested(9, '<rect style="mask:url(#x{})"/>'), 'viewBox="0 0 9 9"', "draws more than"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', 'viewBox="0 0 9 9"', "within itself"),
        ("<g>" * 70 + "</g>" * 70, 'viewBox="0 0 9 9"', "levels deep"),
        ("<g/>" * 200_001, 'viewBox="0 0 9 9"', "more than 200000"),
        ("", 'width="1000000" height="5"', "pixels wide"),
        ("", 'width="1e300" height="1e999"', "pixels wide"),
        ("", 'width="900in" height="5"', "pixels wide"),
        ("", 'viewBox="0 0 0 0"', "viewBox"),
        ("", 'viewBox="0 0 NaN 5"', "viewBox"),
        ("", 'viewBox="0 0 1e99 5"', "viewBox"),
        ("", 'viewBox="a b"', "viewBox"),
        ("<g", 'viewBox="0 0 9 9"', "well-formed"),
    ],
)
def test_what_grows_without_bound_is_refused(inner: str, attributes: str, why: str) -> None:
    with pytest.raises(Unusable, match=why):
        cleaned(inner, attributes)


def test_parts_named_by_a_style_sheet_are_counted() -> None:
    sheet = "".join(f".x{n}{{fill:url(#x{n + 1})}}" for n in range(9))
    parts = "".join(f'<pattern id="x{n}">' + f'<rect class="x{n}"/>' * 10 + "</pattern>" for n in range(1, 9))
    with pytest.raises(Unusable, match="draws more than"):
        cleaned(f'<style>{sheet}</style>{parts}<pattern id="x9"/><rect class="x0"/>')
    assert "url(" not in cleaned("<style>rect{fill:url(#x)}</style>")


def test_entities_of_a_picture_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("bait")
    before = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{tmp_path}/secret"><!ENTITY y "words">]>'
    made = cleaned("<text>&x;&y;</text>", before=before)
    assert "bait" not in made
    assert "ENTITY" not in made


@pytest.mark.parametrize("name", ["a.svg", "a.png"])
def test_the_content_decides_what_a_file_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(f'<svg {NS} viewBox="0 0 9 9"><script/></svg>')
    loaded = images.load(tmp_path / name)
    assert loaded.media_type == "image/svg+xml"
    assert b"script" not in loaded.content


# ------------------------------------------------------------------------------------------------------------- converting


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("WEBP", "webp")])
def test_what_books_show_stays_as_it_is(tmp_path: Path, kind: str, suffix: str) -> None:
    content = saved(kind)
    (tmp_path / "a.bin").write_bytes(content)
    assert images.load(tmp_path / "a.bin") == images.Loaded(content=content, media_type=raster.KEPT[kind][1], suffix=suffix)


def pattern(mode: str) -> Image.Image:
    """A picture in which each part differs."""
    image = Image.new("RGB", (40, 30), (250, 240, 10))
    draw = ImageDraw.Draw(image)
    draw.rectangle((5, 5, 20, 20), fill=(10, 60, 200))
    draw.line((0, 29, 39, 0), fill=(0, 0, 0))
    return image.convert(mode)


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "PPM", "PCX", "TGA"])
def test_a_conversion_loses_nothing(tmp_path: Path, kind: str) -> None:
    pattern("RGB").save(tmp_path / "a.x", kind)
    loaded = images.load(tmp_path / "a.x")
    assert loaded.media_type == "image/png"
    assert Image.open(io.BytesIO(loaded.content)).tobytes() == pattern("RGB").tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "CMYK", "I;16", "F"])
def test_every_kind_of_pixel_is_converted(tmp_path: Path, mode: str) -> None:
    image = pattern("L").convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else pattern(mode)
    image.save(tmp_path / "a.tif", compression="tiff_lzw" if mode in ("1", "L", "RGBA", "CMYK") else None)
    made = Image.open(io.BytesIO(images.load(tmp_path / "a.tif").content))
    assert made.mode in ("1", "L", "RGB", "RGBA", "P")
    expected, found = (
        pattern("L" if mode in ("1", "L", "LA", "I;16", "F") else "RGB"),
        made.convert("L" if mode in ("1", "L", "LA", "I;16", "F") else "RGB"),
    )
    if mode not in ("1", "P"):
        worst = max(abs(a - b) for a, b in zip(expected.tobytes(), found.tobytes(), strict=True))
        assert worst <= 2


def test_transparency_stays(tmp_path: Path) -> None:
    Image.new("RGBA", (4, 4), (255, 0, 0, 100)).save(tmp_path / "a.tif")
    assert Image.open(io.BytesIO(images.load(tmp_path / "a.tif").content)).getpixel((0, 0)) == (255, 0, 0, 100)


def test_a_picture_beyond_print_is_made_smaller(tmp_path: Path) -> None:
    Image.new("L", (9000, 100), 200).save(tmp_path / "a.tif", compression="tiff_lzw")
    made = Image.open(io.BytesIO(images.load(tmp_path / "a.tif").content))
    assert made.size == (4000, 44)
    assert made.getpixel((10, 10)) == 200


def test_a_heavy_photograph_becomes_jpeg(tmp_path: Path) -> None:
    noise = Image.effect_noise((1400, 1400), 40)
    Image.merge("RGB", (noise, noise.rotate(90), noise.rotate(180))).save(tmp_path / "a.tif")
    loaded = images.load(tmp_path / "a.tif")
    assert loaded.media_type in ("image/jpeg", "image/png")
    assert len(loaded.content) < (tmp_path / "a.tif").stat().st_size


def test_a_picture_held_sideways_is_turned(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (8, 4)).save(tmp_path / "a.tif", exif=exif)
    assert Image.open(io.BytesIO(images.load(tmp_path / "a.tif").content)).size == (4, 8)


def test_the_first_of_several_is_shown_and_said(tmp_path: Path) -> None:
    first, second = Image.new("L", (4, 4), 10), Image.new("L", (4, 4), 200)
    first.save(tmp_path / "a.tif", save_all=True, append_images=[second])
    found = article(tmp_path, "a.tif")
    assert report(found) == [("picture.frames", 2)]
    assert shown(found) == ["a.tif"]
    assert Image.open(io.BytesIO(images.load(tmp_path / "a.tif").content)).getpixel((0, 0)) == 10


def test_a_broken_conversion_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "a.tif").write_bytes(saved("TIFF", size=(2000, 2000), compression="tiff_lzw")[:3000])
    with pytest.raises(Unusable):
        images.load(tmp_path / "a.tif")


def test_print_gets_the_same(tmp_path: Path) -> None:
    """WeasyPrint is given harmless bytes, a conversion once, and nothing outside."""
    pattern("RGB").save(tmp_path / "a b.tif")
    (tmp_path / "a.svg").write_text(f'<svg {NS} viewBox="0 0 9 9"><script/></svg>')
    (tmp_path / "bad.png").write_bytes(b"no picture")
    fetcher = Fetcher((tmp_path,))
    base = tmp_path.resolve().as_uri()
    converted = fetcher.fetch(f"{base}/{quote('a b.tif')}")
    assert converted.content_type == "image/png"
    assert fetcher.fetch(f"{base}/{quote('a b.tif')}").read() == converted.read()
    assert b"script" not in fetcher.fetch(f"{base}/a.svg").read()
    with pytest.raises(Refused):
        fetcher.fetch(f"{base}/bad.png")
    for address in ("http://bait.invalid/a.png", "file:///etc/passwd", f"{base}/../x.png", "data:image/png;base64,x"):
        with pytest.raises(Refused):
            fetcher.fetch(address)


# ---------------------------------------------------------------------------------------------------------- what is drawn


def line(corners: int) -> str:
    return "M0 0" + "h1v1" * (corners // 2)


MARKER = '<marker id="m">' + "<rect/>" * 100 + "</marker>"
BUSY = '<mask id="a">' + "<rect/>" * 999 + "</mask>"


@pytest.mark.parametrize(
    "inside",
    [
        MARKER + f'<path d="{line(4000)}" marker-mid="url(#m)"/>',
        MARKER + "<g style=\"marker-mid: url('#m')\">" + f'<path d="{line(40)}"/>' * 100 + "</g>",
        MARKER + '<style>.m{marker:url("#m")}</style><polyline class="m" points="' + "1,1 " * 9000 + '"/>',
        MARKER + f'<path id="p" d="{line(4000)}"/><use href="#p" marker-mid="url(#m)"/>',
        '<pattern id="p">' + "<rect/>" * 500 + '</pattern><g fill="url(#p)">' + "<rect/>" * 500 + "</g>",
        '<linearGradient id="p">' + "<stop/>" * 500 + '</linearGradient><g stroke="url(#p)">' + "<rect/>" * 500 + "</g>",
        '<filter id="p">' + "<feOffset/>" * 50 + "</filter>" + '<rect filter="url(#p)"/>' * 50,
        BUSY + "<g mask='url(#a)'/>" * 300,
        '<g id="a">' + "<rect/>" * 999 + "</g>" + "<use href='#%61'/>" * 300,
        '<path d="M0 0h1000000" stroke-dasharray="0.01"/>',
        '<style>path{stroke-dasharray:1e-9}</style><path d="M0 0h9"/>',
        '<g style="stroke-dasharray: .0001, .0001"><circle r="9000"/></g>',
        '<path id="p" d="M0 0h1000000"/><use href="#p" stroke-dasharray="0.01"/>',
        '<filter><feGaussianBlur stdDeviation="9999"/></filter>',
        '<filter><feMorphology radius="1 9999"/></filter>',
        '<filter width="99999%"><feOffset/></filter>',
        '<filter filterUnits="userSpaceOnUse" height="999999"><feOffset/></filter>',
        '<filter><feConvolveMatrix order="100"/></filter>',
        '<path d="' + "1" * 9_000_000 + '"/><path d="' + "1" * 7_000_000 + '"/>',
        "<text>" + "a" * 300_000 + "</text>",
        "<style>" + "a" * 300_000 + "{fill:url(#a)}</style>",
        "<style>a{fill:url(#a);b:" + "(" * 500 + "}</style>",
    ],
    ids=range(22),
)
def test_what_is_drawn_too_often_is_refused(inside: str) -> None:
    """What counts is what is drawn: a marker at every corner, a dash all along a line, a filter over every pixel."""
    with pytest.raises(Unusable):
        svg.safe(f'<svg {NS} viewBox="0 0 9 9">{inside}</svg>'.encode())


@pytest.mark.parametrize(
    "inside",
    [
        '<marker id="m"><path d="M0 0L9 9z"/></marker>' + f'<path d="{line(10)}" marker-end="url(#m)"/>' * 200,
        '<g stroke-dasharray="3.7,1.6">' + f'<path d="{line(600)}"/>' * 50 + "</g>",
        f'<path d="{line(400_000)}"/>',
        '<linearGradient id="p">' + "<stop/>" * 9 + "</linearGradient>" + '<rect fill="url(#p)"/>' * 900,
        '<filter id="f"><feGaussianBlur stdDeviation="3"/><feOffset/></filter>' + '<g filter="url(#f)"/>' * 50,
        "<text>" + "word " * 2000 + "</text>",
        '<style>*{stroke-linejoin:round}.a{fill:url(#p)}</style><pattern id="p"/><rect class="a"/>',
    ],
    ids=["arrows", "dashes", "outline", "gradient", "shadows", "words", "style"],
)
def test_what_charts_and_maps_draw_is_kept(inside: str) -> None:
    made = svg.safe(f'<svg {NS} viewBox="0 0 9 9">{inside}</svg>'.encode())
    assert (b"<svg" in made.content, made.changed) == (True, ())


@pytest.mark.parametrize(
    ("gradient", "kept"),
    [
        ('<linearGradient spreadMethod="repeat" x1="0" y1="0" x2="0.000000001" y2="0"/>', False),
        ('<linearGradient spreadMethod="reflect" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="1" y2="0"/>', False),
        ('<linearGradient spreadMethod="repeat" x2="1" gradientTransform="scale(1e-9)"/>', False),
        ('<radialGradient spreadMethod="repeat" r="1e-9"/>', False),
        ('<g spreadMethod="repeat"><linearGradient x2="1e-9"/></g>', False),
        ('<linearGradient spreadMethod="repeat" x1="0" y1="0" x2="10%" y2="0"/>', True),
        ('<radialGradient spreadMethod="repeat" r="0.2"/>', True),
    ],
)
def test_a_gradient_that_repeats_without_end_is_drawn_once(gradient: str, kept: bool) -> None:
    made = svg.safe(f'<svg {NS} viewBox="0 0 9 9">{gradient}</svg>'.encode())
    assert (b"spreadMethod" in made.content) is kept
    assert any("drawn once" in change for change in made.changed) is not kept


@pytest.mark.parametrize(
    ("inside", "changed"),
    [
        ('<linearGradient spreadMethod="pad" gradientTransform="scale(2)"/>', []),
        (
            "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Two  words</p></foreignObject>",
            ["its words “Two words” are HTML and are left out"],
        ),
        ("<switch><foreignObject>Box</foreignObject><text>Box</text></switch>", []),
        ("<switch><foreignObject>Box</foreignObject></switch>", ["its words “Box” are HTML and are left out"]),
        ("<foreignObject> </foreignObject><script>run()</script><metadata>M</metadata>", []),
        (
            '<image href="https://pictures.example/a.png"/><image href="b.png"/>',
            ["a picture that it takes from elsewhere is left out"],
        ),
        ('<use href="parts.svg#a"/>', ["a picture that it takes from elsewhere is left out"]),
        ('<g id="a"/><use href="#a"/><a href="https://site.example"><text>Words</text></a>', []),
    ],
)
def test_what_a_picture_loses_is_said(inside: str, changed: list[str]) -> None:
    assert list(svg.safe(f'<svg {NS} viewBox="0 0 9 9">{inside}</svg>'.encode()).changed) == changed


def refused(content: bytes) -> bool:
    try:
        svg.safe(content)
    except Unusable:
        return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "unit", "after"),
    [
        ("<style>", "a ", "</style>"),
        ("<style>", "@font-face ", "</style>"),
        ("<style>", "@import ", "{</style>"),
        ("<style>", "url(#", "</style>"),
        ("<style>", ".a{fill:url(#p)}", "</style>"),
        ('<g fill="', "url(#", '"/>'),
        ('<g style="', "a:b;", '"/>'),
        ("<g>", "<script/>tail", "</g>"),
        ("<g>", "<!--a-->tail", "</g>"),
        ("<g>", '<rect style="fill:url(#p)"/>', "</g>"),
        ('<path stroke-dasharray="9" d="M0 0', "l1 1", '"/>'),
    ],
)
def test_a_picture_takes_time_in_proportion(before: str, unit: str, after: str) -> None:
    def cleaning(size: int) -> Callable[[], object]:
        content = f'<svg {NS} viewBox="0 0 9 9">{before}{unit * (size // len(unit))}{after}</svg>'.encode()
        return lambda: refused(content)

    with quiet():
        assert growth(cleaning, 40_000) <= STEP


# --------------------------------------------------------------------------------------------------------- parts of files


def chunk(name: bytes, data: bytes = b"") -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def inserted(kind: str, at: int, more: bytes) -> bytes:
    content = saved(kind)
    return content[:at] + more + content[at:]


@cache
def bomb() -> bytes:
    """A few kilobytes of zlib that become 90 MB."""
    return zlib.compress(b"a" * 90_000_000)


@pytest.mark.parametrize(
    "content",
    [
        inserted("PNG", 33, chunk(b"abCd") * 150_000),
        inserted("PNG", 33, chunk(b"tEXt", b"a\0b") * 150_000),
        lambda: inserted("PNG", 33, chunk(b"zTXt", b"a\0\0" + bomb())),
        lambda: inserted("PNG", 33, chunk(b"iCCP", b"a\0\0" + bomb())),
        lambda: inserted("PNG", 33, chunk(b"iTXt", b"a\0\1\0\0\0" + bomb())),
        inserted("PNG", 33, chunk(b"acTL", (2**30).to_bytes(4, "big") + bytes(4))),
        inserted("JPEG", 2, b"\xff\xe5\0\2" * 150_000),
        saved("JPEG") + b"\xff\xda\0\2" * 600,
        saved("GIF")[:-1] + b"!\xfe\0" * 150_000,
        saved("JPEG2000")[:12] + b"\0\0\0\x08free" * 150_000 + saved("JPEG2000")[12:],
        b"II*\0\x08\0\0\0\1\0\x11\1\4\0\xff\xff\xff\x0f\0\0\0\0\0\0\0\0",
    ],
    ids=["chunks", "texts", "zTXt", "iCCP", "iTXt", "frames", "segments", "scans", "comments", "boxes", "strips"],
)
def test_a_file_of_too_many_parts_is_refused(content: bytes | Callable[[], bytes]) -> None:
    with pytest.raises(Unusable):
        raster.facts(content() if callable(content) else content)


# ----------------------------------------------------------------------------------------------------------------- broken


def noise(kind: str, mode: str = "RGB", **options: object) -> bytes:
    """A picture whose pixels fill its file."""
    made, size = io.BytesIO(), (64, 48)
    pixels = random.Random(1).randbytes(size[0] * size[1] * len(Image.new(mode, (1, 1)).getbands()))
    Image.frombytes(mode, size, pixels).save(made, kind, **options)
    return made.getvalue()


def infinite_tiff() -> bytes:
    made, picture = io.BytesIO(), Image.new("F", (4, 3))
    picture.putpixel((1, 1), float("inf"))
    picture.save(made, "TIFF")
    return made.getvalue()


def playing(kind: str) -> bytes:
    frames, made = [Image.effect_noise((32, 32), sigma).convert("RGB") for sigma in (20, 50, 90)], io.BytesIO()
    frames[0].save(made, kind, save_all=True, append_images=frames[1:])
    return made.getvalue()


def cut(content: bytes, share: float = 0.6) -> bytes:
    return content[: int(len(content) * share)]


BROKEN = {
    "png": cut(noise("PNG")),
    "jpg": cut(noise("JPEG")),
    "progressive.jpg": cut(noise("JPEG", progressive=True)),
    "gif": cut(noise("GIF", "L")),
    "played.gif": cut(playing("GIF")),
    "played.png": cut(playing("PNG")),
    "played.webp": cut(playing("WEBP")),
    "webp": cut(noise("WEBP", lossless=True)),
    "tif": cut(noise("TIFF")),
    "infinite.tif": infinite_tiff(),
    "deflated.tif": cut(noise("TIFF", compression="tiff_deflate")),
    "bmp": cut(noise("BMP")),
    "jp2": cut(noise("JPEG2000")),
    "ppm": cut(noise("PPM")),
    "tga": cut(noise("TGA", compression="tga_rle")),
    "svg": f"<svg {NS}><g></svg>".encode(),
    "cut.svg": f'<svg {NS} viewBox="0 0 9 9"><path d="M0 0h9"/>'.encode(),
    "none.png": b"not a picture",
}


@pytest.mark.parametrize("tolerant", [False, True], ids=["as Pillow is", "as WeasyPrint sets it"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_is_found_before_any_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, tolerant: bool
) -> None:
    """One error, with its line, and no edition shows half a picture."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", tolerant)
    (tmp_path / f"a.{name}").write_bytes(BROKEN[name])
    found = article(tmp_path, f"a.{name}")
    assert (shown(found), report(found)) == ([], [("picture.broken", 2)])
    assert ImageFile.LOAD_TRUNCATED_IMAGES is tolerant


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP", "JPEG2000", "PPM", "TGA"])
def test_a_whole_picture_is_not_broken(tmp_path: Path, kind: str) -> None:
    suffix = {"TIFF": "tif", "JPEG2000": "jp2"}.get(kind, kind.lower())
    (tmp_path / f"a.{suffix}").write_bytes(noise(kind, "L" if kind == "GIF" else "RGB"))
    found = article(tmp_path, f"a.{suffix}")
    assert (shown(found), report(found)) == ([f"a.{suffix}"], [])


def test_the_pixels_of_an_article_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editions.jats.asset_lookup.MAX_DECODED", 20)
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(saved("PNG"))
    found = read(write(tmp_path, body='<body><graphic xlink:href="a.png"/>\n<graphic xlink:href="b.png"/></body>'))
    assert shown(found) == ["a.png"]
    assert report(found) == [("picture.refused", 3)]
