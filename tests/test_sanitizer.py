"""The whitelist: what it takes out of documents, style sheets and PDFs, what it lets pass, and that words stay."""

from __future__ import annotations

import pydyf
import pytest
from lxml import etree

import active
from editions.article import styles
from editions.pdf import actions
from editions.safety.sanitizer import Policy, clean, css, mathml, svg
from editions.safety.sanitizer.addresses import is_fragment, is_link

XHTML = "http://www.w3.org/1999/xhtml"
BOOK = Policy(
    output="EPUB", elements=frozenset({"link"}), files=frozenset({"article.xhtml", "images/01-a.png", "styles/a.css"})
)


def page(body: str, head: str = "") -> etree._Element:
    return etree.fromstring(
        f'<html xmlns="{XHTML}" xmlns:epub="http://www.idpf.org/2007/ops" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<head><title>x</title>{head}</head><body>{body}</body></html>"
    )


def passed(body: str, head: str = "") -> tuple[etree._Element, list[str]]:
    root = page(body, head)
    return root, [item.what for item in clean(root, BOOK)]


@pytest.mark.parametrize(
    "body",
    [
        '<p id="a" class="b" lang="es" xml:lang="es" dir="ltr" epub:type="footnote" aria-label="c">w</p>',
        '<p><a href="https://example.org/a?b=c#d">w</a> <a href="mailto:a@b.c">w</a> <a href="tel:+34">w</a></p>',
        '<p><a href="#a">w</a> <a href="article.xhtml#a">w</a> <img src="images/01-a.png" alt="w"/></p>',
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block" alttext="a: b"><mi mathvariant="bold">w</mi></math>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" style="width:1em;vertical-align:-1em"><path d="M 0"/></svg>',
        '<table><tbody><tr><th scope="col" colspan="2">w</th><td rowspan="2">w</td></tr></tbody></table>',
    ],
)
def test_an_article_passes_untouched(body: str) -> None:
    before = etree.tostring(page(body))
    root, removed = passed(body)
    assert removed == []
    assert etree.tostring(root) == before


@pytest.mark.parametrize("name", sorted(active._ACTIVE - {"from", "to"}))
@pytest.mark.parametrize("space", [XHTML, "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML", "urn:other", ""])
def test_an_active_element_goes_and_words_stay(name: str, space: str) -> None:
    around = {"http://www.w3.org/2000/svg": "svg", "http://www.w3.org/1998/Math/MathML": "math"}.get(space)
    inner = f'<e:{name} xmlns:e="{space}" src="x">words</e:{name}>' if space else f'<{name} xmlns="" src="x">words</{name}>'
    root, removed = passed(
        f'<p>before<{around} xmlns="{space}">{inner}</{around}>after</p>' if around else f"<p>before{inner}after</p>"
    )
    assert removed[0] == f"the element {name}"
    assert list(active.of_xml(etree.tostring(root))) == []
    text = "".join(str(part) for part in root.itertext())
    assert text.startswith("xbefore")
    assert text.endswith("after")
    assert ("words" in text) is (name not in ("script", "template", "noscript"))


@pytest.mark.parametrize(
    "attribute",
    [
        'onclick="x"',
        'ONCLICK="x"',
        'onanything="x"',
        'e:event="x" xmlns:e="http://www.w3.org/2001/xml-events"',
        'xml:base="http://bait.invalid/"',
        'xlink:href="http://bait.invalid/"',
        'xlink:actuate="onLoad"',
        'style="background:url(http://bait.invalid/)"',
        r'style="background:\75rl(http://bait.invalid/)"',
        'style="behavior:url(x)"',
        'style="width:expression(alert(1))"',
        *(
            f'{name}="x"'
            for name in ("ping", "srcset", "srcdoc", "formaction", "action", "poster", "background", "cite", "href")
        ),
    ],
)
@pytest.mark.parametrize("element", ["p", "img", "a"])
def test_an_active_attribute_goes_alone(element: str, attribute: str) -> None:
    root, removed = passed(f'<p>a<{element} id="i" {attribute}/>b</p>')
    assert len(removed) == 1
    assert list(active.of_xml(etree.tostring(root))) == []
    assert root.find(f".//{{{XHTML}}}{element}[@id='i']") is not None


@pytest.mark.parametrize("address", [address.replace("\x01", "&#x85;") for address in active.ADDRESSES])
@pytest.mark.parametrize(("element", "name"), [("a", "href"), ("img", "src"), ("link", "href")])
def test_an_active_address_goes(element: str, name: str, address: str) -> None:
    node = etree.SubElement(page("")[1], f"{{{XHTML}}}{element}")
    node.set(name, address)
    assert [item.what.partition(" (")[0] for item in clean(node.getroottree().getroot(), BOOK)] == [
        f"the attribute {name} of {element}"
    ]
    assert not node.attrib


@pytest.mark.parametrize(
    "head",
    [
        '<base href="http://bait.invalid/"/>',
        '<meta http-equiv="refresh" content="0;url=http://bait.invalid/"/>',
        '<meta http-equiv="Content-Security-Policy" content="script-src *"/>',
        '<link rel="stylesheet" href="http://bait.invalid/c.css"/>',
        '<link rel="preload" href="styles/a.css"/>',
        '<link rel="import" href="article.xhtml"/>',
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        "<!-- x -->",
        '<?xml-stylesheet href="http://bait.invalid/c.css"?>',
    ],
)
def test_a_head_reaches_nowhere(head: str) -> None:
    root, removed = passed("<p>w</p>", head)
    assert len(removed) == 1
    assert list(active.of_xml(etree.tostring(root))) == []


def test_only_our_own_script_passes() -> None:
    ours = Policy(output="page", elements=frozenset({"script", "style"}), own=frozenset({"ours()", "p { margin: 0 }"}))
    root = page("<script>ours()</script><script>ours();alert(1)</script><script>ours()<script>x</script></script>")
    assert [item.what for item in clean(root, ours)] == ["the element script", "the element script"]
    assert [node.text for node in root.iter(f"{{{XHTML}}}script")] == ["ours()", "ours()"]
    root = page('<script src="x">ours()</script><style>p { margin: 0 }</style>')
    assert [item.what for item in clean(root, ours)] == ["the attribute src of script (x)"]


def test_html_stands_in_no_formula_and_in_no_picture() -> None:
    root, removed = passed(
        '<p><math xmlns="http://www.w3.org/1998/Math/MathML"><mtext><span xmlns="http://www.w3.org/1999/xhtml">a</span></mtext></math>'
        '<svg xmlns="http://www.w3.org/2000/svg"><desc><p xmlns="http://www.w3.org/1999/xhtml">b</p></desc></svg><mi'
        ' xmlns="http://www.w3.org/1998/Math/MathML">c</mi></p>'
    )
    assert removed == ["the element span", "the element p", "the element mi"]
    assert "".join(str(part) for part in root.itertext()) == "xabc"


def test_what_is_removed_names_its_place() -> None:
    removed = clean(page('<section id="s"><p>a<b onclick="x">c</b></p></section>'), BOOK)
    assert [(item.what, item.id) for item in removed] == [("the attribute onclick of b", "s")]
    assert removed[0].message("EPUB") == "The EPUB may not hold the attribute onclick of b: it is left out."


# ------------------------------------------------------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "address", ["http://a.b/", "HTTPS://a.b/c d".replace(" ", "%20"), "mailto:a@b.c", "tel:1", "https://é.b/"]
)
def test_a_link_out(address: str) -> None:
    assert is_link(address)


@pytest.mark.parametrize("address", active.ADDRESSES)
def test_no_link_out(address: str) -> None:
    assert not is_link(address)
    assert not is_fragment(address)


# ------------------------------------------------------------------------------------------------------------------- CSS


@pytest.mark.parametrize("name", sorted(path.name for path in styles.folder().glob("*.css") if path.name != "print.css"))
def test_our_own_sheets_keep_their_bytes(name: str) -> None:
    content = styles.sheet(name).read_bytes()
    assert css.cleaned(content) == (content, ())


@pytest.mark.parametrize(
    "text",
    [
        "p { margin: 0 auto !important; color: rgb(1 2 3 / 50%) }",
        "@charset \"utf-8\"; @namespace epub 'http://www.idpf.org/2007/ops'; [epub|type~='footnote'] { display: none }",
        "@media (min-width: 30em) { @supports (display: grid) { p { display: grid } } }",
        "@page { margin: 1cm; @top-left { content: counter(page) } }",
        "p { &:hover { color: red } } :is(a, b):not(.c)::before { content: '\\201C' attr(title) }",
        "p { -webkit-hyphens: auto; -epub-hyphens: auto; --house: 1em; padding: calc(var(--house) * 2) }",
        "/* url(http://bait.invalid/) */ p { color: red; } <!-- -->",
        "\ufeffp { color: red }",
        "",
    ],
)
def test_a_sheet_that_only_looks_keeps_its_bytes(text: str) -> None:
    assert css.cleaned(text.encode()) == (text.encode(), ())


@pytest.mark.parametrize(
    "rule",
    [
        "@import url(http://bait.invalid/);",
        "@import 'http://bait.invalid/';",
        r"@\69mport 'http://bait.invalid/';",
        "@font-face { font-family: x; src: url(http://bait.invalid/x.woff) }",
        "@font-face { font-family: x; src: url('x.woff') format('woff') }",
        "@document url(http://bait.invalid/) { p { color: red } }",
        "@namespace url(http://bait.invalid/);",
        "@keyframes a { from { color: red } }",
        "p { background: url(http://bait.invalid/) }",
        "p { background: URL( 'http://bait.invalid/' ) }",
        r"p { background: \75rl(http://bait.invalid/) }",
        r"p { background: u\72l('http://bait.invalid/') }",
        "p { background: url(data:image/svg+xml,x) }",
        "p { background: image-set('http://bait.invalid/' 1x) }",
        "p { background: -webkit-image-set(url(x) 1x) }",
        "p { background: cross-fade(url(x), red) } ",
        "p { background: src('x') }",
        "p { --x: url(http://bait.invalid/) }",
        "p { content: url(x) } ",
        "p { cursor: url(x), auto }",
        "p { width: expression(alert(1)) }",
        "p { behavior: url(x.htc) }",
        "p { -ms-behavior: url(x.htc) }",
        "p { -moz-binding: url(x.xml#a) }",
        "p { filter: progid:DXImageTransform.Microsoft.AlphaImageLoader(src='x') }",
        "p { content: 'java\\script:alert(1)' }",
        "p { background: url(x y) }",
        "p { link: 'javascript:x' }",
        "@supports (background: url(http://bait.invalid/)) { p { color: red } }",
        "a[href=url(http://bait.invalid/)] { color: red }",
        "p { color: red } }",
    ],
)
def test_css_that_reaches_out_goes_alone(rule: str) -> None:
    content, removed = css.cleaned(f"p.first {{ color: red }}\n{rule}\n".encode())
    assert len(removed) == 1
    assert list(active.of_css(content.decode())) == []
    assert content.startswith(b"p.first { color: red ;}")


@pytest.mark.parametrize("prelude", ["<a href='http://x.invalid/'>*", "a ! b", "a $ b", "a 'x' b"])
def test_what_is_not_a_selector_goes(prelude: str) -> None:
    kept = f"p {{color: red}}\n{prelude} {{color: blue}}\na > b ~ c + d, e|f::before:is(g, h)[i=j] {{color: green}}"
    content, removed = css.cleaned(kept.encode())
    assert [colour in content for colour in (b"red", b"green", b"blue")] == [True, True, False]
    assert len(removed) == 1


@pytest.mark.parametrize(
    "deep", ["p{" * 3000, "@media x{" * 3000, "p{color:" + "(" * 3000, "p" + ":not(" * 3000 + "{}", "{" * 3000]
)
def test_css_of_any_depth_is_read(deep: str) -> None:
    content, removed = css.cleaned(deep.encode())
    assert removed
    assert len(content) < 1000


def test_a_sheet_of_another_encoding_becomes_utf_8() -> None:
    assert css.cleaned('@charset "iso-8859-1"; p::before { content: "é" }'.encode("latin-1")) == (
        ' p::before { content: "é" }'.encode(),
        (),
    )


def test_a_deep_sheet_of_another_encoding_is_read() -> None:
    content, removed = css.cleaned(b"p{color:red}" + b"@layer{" * 2000 + b"\xe9")
    assert content.startswith(b"p{color:red;}@layer{")
    assert content.count(b"@layer") <= css.MAX_DEPTH
    assert [item.what for item in removed] == ["@layer of CSS"]


def test_a_sheet_has_a_largest_size() -> None:
    content, removed = css.cleaned(b"p { color: red }\n" * (css.MAX_BYTES // 10))
    assert content == b""
    assert [item.what for item in removed] == ["a style sheet of more than 1024 kB"]


# -------------------------------------------------------------------------------------------------------- SVG and MathML


@pytest.mark.parametrize(
    ("element", "attribute", "value"),
    [
        ("rect", "fill", "url(#shade)"),
        ("rect", "style", "fill:url('#shade');-inkscape-stroke:none"),
        ("use", "{http://www.w3.org/1999/xlink}href", "#a"),
        ("image", "href", "data:image/png;base64,AAAA"),
        ("g", "transform", "translate(1 2)"),
        ("svg", "data-name", "Layer 1"),
    ],
)
def test_an_attribute_that_draws_stays(element: str, attribute: str, value: str) -> None:
    assert svg.is_kept(element, attribute, value)


@pytest.mark.parametrize(
    ("element", "attribute", "value"),
    [
        ("rect", "fill", "url(http://bait.invalid/#a)"),
        ("rect", "fill", r"\75rl(http://bait.invalid/#a)"),
        ("rect", "style", "fill:url(data:image/svg+xml,x)"),
        ("rect", "onload", "x"),
        ("use", "href", "http://bait.invalid/u.svg#a"),
        ("a", "href", "#a"),
        ("image", "href", "data:image/svg+xml;base64,AAAA"),
        ("image", "href", "//bait.invalid/x.png"),
        ("svg", "{http://www.w3.org/XML/1998/namespace}base", "x"),
    ],
)
def test_an_attribute_that_reaches_out_goes(element: str, attribute: str, value: str) -> None:
    assert not svg.is_kept(element, attribute, value)


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("href", "x"),
        ("id", "x"),
        ("class", "x"),
        ("style", "color:red"),
        ("actiontype", "toggle"),
        ("altimg", "x.png"),
        ("definitionURL", "x"),
        ("mathbackground", "URL(x)"),
        ("mathcolor", "javascript:x"),
        ("encoding", "text/HTML"),
        ("{http://www.w3.org/1999/xlink}href", "x"),
        ("unheard-of", "x"),
    ],
)
def test_an_attribute_of_a_formula_goes(attribute: str, value: str) -> None:
    assert not mathml.is_kept(attribute, value)


@pytest.mark.parametrize(("attribute", "value"), [("separators", ":"), ("alttext", "x: y"), ("encoding", "application/x-tex")])
def test_an_attribute_of_a_formula_stays(attribute: str, value: str) -> None:
    assert mathml.is_kept(attribute, value)


# ------------------------------------------------------------------------------------------------------------------- PDF


def link(**action: object) -> pydyf.Dictionary:
    made = pydyf.Dictionary({"Type": "/Action", **action})
    return pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Link", "Rect": pydyf.Array([0, 0, 1, 1]), "A": made})


def emptied(*objects: pydyf.Object, catalog: dict[str, object] | None = None) -> tuple[pydyf.PDF, list[str]]:
    """Put objects into a PDF; return it after the gate, and what the gate took out."""
    made = pydyf.PDF()
    for each in objects:
        made.add_object(each)
    made.catalog.update(catalog or {})
    return made, [item.what for item in actions.removed(made, {"../es/a.es.pdf"})]


@pytest.mark.parametrize("address", ["https://a.b/", "mailto:a@b.c", "tel:1", "../es/a.es.pdf"])
def test_a_link_of_a_pdf_stays(address: str) -> None:
    annotation = link(S="/URI", URI=pydyf.String(address))
    assert emptied(annotation)[1] == []
    assert "A" in annotation


@pytest.mark.parametrize("address", [*active.ADDRESSES, "../pt/a.pt.pdf", ""])
def test_any_other_address_of_a_pdf_goes(address: str) -> None:
    annotation = link(S="/URI", URI=pydyf.String(address))
    assert len(emptied(annotation)[1]) == 1
    assert "A" not in annotation


@pytest.mark.parametrize(
    "kind", ["JavaScript", "Launch", "SubmitForm", "GoToR", "GoToE", "Named", "RichMediaExecute", "ImportData"]
)
def test_any_other_action_of_a_pdf_goes(kind: str) -> None:
    annotation, action = link(S="/GoTo", D=pydyf.Array([0])), pydyf.Dictionary({"S": f"/{kind}"})
    annotation["A"]["Next"] = action
    loose = link(S=f"/{kind}", JS=pydyf.String("x"))
    removed = emptied(annotation, loose)[1]
    assert removed.count(f"an action /{kind}") == 2
    assert "Next" not in annotation["A"]
    assert "A" not in loose


def test_an_action_that_stands_elsewhere_goes_too() -> None:
    action = pydyf.Dictionary({"Type": "/Action", "S": "/JavaScript", "JS": pydyf.String("x")})
    made = pydyf.PDF()
    made.add_object(action)
    annotation = pydyf.Dictionary({"Type": "/Annot", "Subtype": "/Link", "A": action.reference})
    made.add_object(annotation)
    assert "an action /JavaScript" in [item.what for item in actions.removed(made, ())]
    assert "A" not in annotation
    assert "JS" not in action


@pytest.mark.parametrize("key", ["AA", "OpenAction", "AcroForm", "Collection"])
def test_nothing_of_a_pdf_acts_by_itself(key: str) -> None:
    made, removed = emptied(catalog={key: pydyf.Dictionary({"S": "/JavaScript"})})
    assert removed == [f"the entry {key}"]
    assert key not in made.catalog


@pytest.mark.parametrize("kind", ["/FileAttachment", "/RichMedia", "/Screen", "/Widget", "/Movie", "/Sound", "/3D"])
def test_an_annotation_of_another_kind_is_silenced(kind: str) -> None:
    annotation = pydyf.Dictionary({"Type": "/Annot", "Subtype": kind, "FS": b"1 0 R"})
    assert emptied(annotation)[1] == [f"an annotation {kind}"]
    assert annotation["Subtype"] == "/Link"
    assert "FS" not in annotation


def test_a_pdf_names_places_and_files_alone() -> None:
    names = pydyf.Dictionary({"Dests": pydyf.Dictionary(), "JavaScript": pydyf.Dictionary(), "Renditions": pydyf.Dictionary()})
    emptied(catalog={"Names": names})
    assert list(names) == ["Dests"]
