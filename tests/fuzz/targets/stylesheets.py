"""Style sheets of a house: random properties with odd values, nested and cut off, on a small article."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from fuzz.mutations import BYTES, of_text, put
from fuzz.neighbours import lay_out
from fuzz.seeds import seed_files
from fuzz.target import Target
from fuzz.targets.articles import ROOT, attempt, built
from fuzz.watch import watched

_PROPERTIES = """
    display position float clear width height min-width max-width min-height max-height margin margin-top
    padding border border-width border-style border-collapse border-spacing border-radius border-image outline
    color background background-image background-size background-position font font-size font-family font-weight
    font-style font-variant font-stretch font-feature-settings line-height letter-spacing word-spacing
    text-align text-align-all text-align-last text-indent text-decoration text-transform text-overflow
    white-space word-break overflow-wrap hyphens hyphenate-limit-chars lang direction unicode-bidi
    vertical-align content quotes counter-reset counter-increment counter-set list-style list-style-type
    list-style-image page break-before break-after break-inside orphans widows size marks bleed columns
    column-count column-width column-gap column-fill column-span column-rule flex flex-basis flex-direction
    flex-flow flex-grow flex-wrap order align-content align-items align-self justify-content justify-items
    justify-self place-content gap row-gap grid grid-area grid-template grid-template-columns grid-template-rows
    grid-template-areas grid-auto-flow grid-auto-columns grid-column grid-row transform transform-origin
    overflow clip clip-path opacity visibility z-index top left right bottom inset table-layout caption-side
    empty-cells box-sizing box-decoration-break object-fit object-position image-orientation image-resolution
    image-rendering tab-size string-set bookmark-label bookmark-level bookmark-state footnote-display
    footnote-policy float-offset anchor link max-lines block-ellipsis continue appearance all --x mix-blend-mode
    filter mask shape-outside writing-mode text-orientation fill stroke marker-end stroke-dasharray
    unknown-property
""".split()
_LENGTHS = (
    "0",
    "1px",
    "-1px",
    "1e30pt",
    "-1e30pt",
    "1e-30em",
    "99999999999999999999px",
    "50%",
    "1e9%",
    "100vw",
    "3fr",
    "1cap",
    "1e999px",
    "infinity",
    "calc(1px + 1%)",
    "calc(" * 40 + "1px",
    "min(1px,2%)",
    "calc(1px / 0)",
    "NaNpx",
    "1px 2px 3px 4px 5px",
)
_VALUES = (
    *_LENGTHS,
    *"""
        none auto inherit initial unset revert block inline inline-block inline-flex flex grid inline-grid table
        table-row table-cell table-caption table-column list-item flow-root contents run-in ruby absolute relative
        fixed sticky running(x) footnote left right both center justify start end hidden scroll collapse separate
        always page avoid recto verso left-page normal bold 1000 0.5 -1 red #fff #12 currentColor transparent
        rgb(300,-1,1e9) color-mix(in srgb,red,blue) attr(id) attr(title url) counter(x) counters(x,'.') element(x)
        string(x) leader(dotted) target-counter(attr(href),page) target-text(attr(href)) content() open-quote
        repeat(9,1fr) span 3 subgrid masonry minmax(0,1fr) repeat(auto-fill,1px) repeat(9999,1px) rotate(90deg)
        scale(0) scale(1e9) matrix(0,0,0,0,0,0) skew(90deg) var(--x) var(--y,var(--z)) env(x) A4 A0 landscape 1px
        1e5px row column dense pre pre-wrap nowrap break-all anywhere manual rtl bidi-override vertical-rl cross
        crop serif monospace Nonesuch 'Source' inside outside disc lower-roman upper-alpha symbols('*') georgian
        important! !important 9999999 -9999999 0.00001
    """.split(),
    "url(../bait.svg)",
    "url(http://bait.invalid/x.png)",
    "url('file:///etc/passwd')",
    "url(javascript:alert(1))",
    "url(data:image/svg+xml,<svg onload='x'/>)",
    "url(evil.svg)",
    "url(link.png)",
    "url(bomb.png)",
    "image-set('../bait.png' 1x)",
    "linear-gradient(red,blue)",
    "linear-gradient(1e9deg,red 1e9%,blue -1e9%)",
    "radial-gradient(0 at 1e9px,red,red)",
    "repeating-linear-gradient(red 0,blue 0)",
    "conic-gradient(red)",
    "'" + "x" * 2000 + "'",
    "'\\0 \\d800 \\110000 \\a '",
    "'</style><script>alert(1)</script>'",
    "expression(alert(1))",
    "\\6a avascript:x",
)
_SELECTORS = (
    *"""
        * p h1 h2 li ul ol table td th tr thead tbody caption figure figcaption img section article aside a span
        math dl dt dd div body html :root .s .label .front #title #article p:first-child li:nth-child(2n+1)
        p:not(.x) :is(p,li) p:has(a) a[href] [lang|=en] p::before p::after li::marker ::first-line p::first-letter
        a::after section>p h1+p h1~p @page ::footnote-call ::footnote-marker p:hover p:nth-child(9999999999999n-1)
        ::-webkit-x
    """.split(),
    "p" + " p" * 60,
    "p" + ">*" * 30,
    ",".join(["p"] * 300),
    "a:not(:not(:not(:not(p))))",
    "[x='" + "y" * 900 + "']",
)
_AT_RULES = (
    "@import '../bait.css';",
    "@import url(http://bait.invalid/x.css);",
    "@import 'house.css';",
    "@charset 'utf-7';",
    "@namespace x url(http://www.w3.org/1999/xhtml);",
    "@font-face{font-family:X;src:url(../bait.svg),local(Nonesuch),url(broken.gif)}",
    "@page{size:1e9mm;margin:-1cm}",
    "@page{size:0 0}",
    "@page:first{margin:1000cm;@top-left{content:counter(page) string(x) element(y)}}",
    "@page:nth(2n of x){@bottom-center{content:url(evil.svg);width:1e30px}}",
    "@page x:blank{marks:crop cross;bleed:1e9px}",
    "@media print and (min-width:1e30px){p{color:red}}",
    "@supports (display:grid) and (not (x:y)){p{display:grid}}",
    "@counter-style x{system:cyclic;symbols:x;suffix:'}'}",
    "@counter-style y{system:extends y}li{list-style:y}",
    "@counter-style z{system:additive;additive-symbols:0 a}li{list-style:z;counter-reset:list-item 99999999}",
    "@layer a{p{color:red}}",
    "@container x{p{color:red}}",
    "@color-profile device-cmyk{src:url(../bait.svg)}",
    "@unknown x{y{z}}",
    "@font-palette-values --x{}",
    "@keyframes x{from{top:0}to{top:1px}}",
)
_OPENINGS = (
    "@media print{",
    "p{",
    "& p{",
    "@supports (x:y){",
    "@layer{",
    "(",
    "[",
    "{",
    "p{a:calc(",
    ":not(",
    "/*",
    "'",
    "@page{",
    "url(",
    "<!--",
    "\\",
)


def declarations(random: Random) -> str:
    """Return a few declarations: any property with any value."""
    return ";".join(
        f"{random.choice(_PROPERTIES)}:{' '.join(random.choice(_VALUES) for _ in range(random.choice((1, 1, 1, 2, 4))))}"
        for _ in range(random.randint(1, 4))
    )


def _place(text: str, random: Random) -> tuple[int, int]:
    """Return a place between two rules, or any."""
    ends = [at + 1 for at, sign in enumerate(text) if sign == "}"] if random.random() < 0.9 else list(range(len(text)))
    at = random.choice(ends or [0])
    return at, at


def _rule(text: str, random: Random) -> str:
    return put(text, _place(text, random), f"{random.choice(_SELECTORS)}{{{declarations(random)}}}")


def _at_rule(text: str, random: Random) -> str:
    at = (0, 0) if random.random() < 0.5 else _place(text, random)
    return put(text, at, random.choice(_AT_RULES))


def _within(text: str, random: Random) -> str:
    inner = f"{random.choice(_SELECTORS)}{{{declarations(random)}}}"
    return put(text, _place(text, random), f"{random.choice(_SELECTORS)}{{{declarations(random)};{inner}}}")


def _deep(text: str, random: Random) -> str:
    opening, many = random.choice(_OPENINGS), random.choice((3, 60, 900, 4000))
    closing = {"{": "}", "(": ")", "[": "]"}.get(opening[-1], "") * random.choice((0, many))
    return put(text, _place(text, random), opening * many + closing)


_MUTATIONS = of_text({"rule": _rule, "at-rule": _at_rule, "within": _within, "deep": _deep}) | {
    name: BYTES[name] for name in ("flip", "cut", "encode", "drop", "repeat")
}


@cache
def _seeds() -> dict[str, bytes]:
    ours = {f"styles/{name}": (ROOT / "styles" / name).read_bytes() for name in ("compact.css", "epub.css")}
    return {name: data for name, data in seed_files("stylesheets").items() if name.endswith(".css")} | ours


def _styled(file: Path) -> Path:
    """Write the article that has everything which a style sheet may set."""
    article = file.with_name("styled.xml")
    article.write_bytes(seed_files("stylesheets")["styled.xml"])
    lay_out(article)
    return article


def _print(file: Path) -> bool:
    import weasyprint  # noqa: F401  which asks the system for its libraries

    article = _styled(file)
    with watched(file.parents[1], STYLESHEETS.seconds):
        return attempt(lambda: built(article, file.parents[1] / "out", "pdf", css=(file,)))


def _bind(file: Path) -> bool:
    article, config = _styled(file), file.with_name("editions.toml")
    config.write_text(f'[stylesheets]\nepub = ["{file.name}"]\n', "utf-8")
    with watched(file.parents[1], STYLESHEETS.seconds):
        return attempt(lambda: built(article, file.parents[1] / "out", "epub", config=config))


STYLESHEETS = Target(
    name="stylesheets",
    says="style sheets of a house, printed",
    seeds=_seeds,
    mutations=_MUTATIONS,
    gentle=("rule", "rule", "rule", "at-rule", "within", "deep"),
    run=_print,
    weight=10,
    seconds=60,
    longest=40_000,
)
BOUND = Target(
    name="book-stylesheets",
    says="style sheets of a house, in an EPUB",
    seeds=_seeds,
    mutations=_MUTATIONS,
    gentle=("rule", "rule", "at-rule", "within", "deep"),
    run=_bind,
    weight=2,
    seconds=60,
    longest=40_000,
)
TARGETS = (STYLESHEETS, BOUND)
