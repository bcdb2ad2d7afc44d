r"""TeX: random formulas by a grammar, with macros, unknown commands, markup inside text; read, and drawn in a PDF."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from editions.jats import read
from fuzz.mutations import BYTES, of_text, put
from fuzz.seeds import seed_files
from fuzz.target import Target
from fuzz.targets.articles import attempt, built, check
from fuzz.watch import watched

_ATOMS = r"""
    x y z 1 42 3.14 + - = < > & # % ~ ^ _ ' | / * ! , ; : ( ) [ ] \alpha \Gamma \infty \sum \int \prod \lim
    \partial \nabla \cdot \times \le \ne \to \mapsto \in \forall \exists \ldots \quad \, \; \! \\ \{ \} \| \& \#
    \% \$ \_ \prime \hbar \ell \sin \log \max \dots \not \limits \nolimits \displaystyle \scriptstyle \hline
    \notag \nonumber \middle| \cr \relax \par \bf \rm \it \tt \Huge ä ∑ ∫ 𝑥 漢 א \u202e \unknowncommand \Foo@bar
    \1 \@ \ $ $$ \( \) \[ \] { } \end \begin \left \right \over \atop \choose \char
""".split()
_UNARY = r"""
    \sqrt \hat \vec \bar \tilde \dot \overline \underline \overbrace \underbrace \widehat \mathbb \mathcal
    \mathbf \mathrm \mathfrak \mathit \mathsf \boldsymbol \boxed \cancel \phantom \hphantom \smash \pmb
    \mathring \mathop \mathrel \substack \text \textbf \textit \textrm \texttt \mbox \hbox \operatorname
    \operatorname* \tag \label \ref \eqref \pmod \bmod \bigl \unicode \url \require \includegraphics \verb
    \usepackage \documentclass \input \hspace \vspace \mkern \kern \hskip \raise \sideset \ce \SI \intertext
""".split()
_BINARY = r"""
    \frac \dfrac \tfrac \cfrac \binom \dbinom \overset \underset \stackrel \color \textcolor \colorbox \href
    \style \class \cssId \genfrac \root \bbox \fcolorbox \rule \xleftarrow \DeclareMathOperator \setlength
    \raisebox \resizebox
""".split()
_ENVIRONMENTS = """
    matrix pmatrix bmatrix vmatrix smallmatrix cases align align* aligned gather split array eqnarray equation
    document tabular alignat subarray multline nosuch itemize verbatim
""".split()
_WORDS = (
    "<script>alert(1)</script>",
    '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
    '<iframe src="http://bait.invalid/"></iframe>',
    "<img src=x onerror=alert(1)>",
    "]]>",
    "&lt;b&gt;",
    "&amp;",
    "<!-- ",
    "javascript:alert(1)",
    "http://bait.invalid/",
    "background:url(http://bait.invalid/)",
    "../bait.txt",
    "/etc/passwd",
    "red",
    "#ff0000",
    "1e999em",
    "-99999999pt",
    "if $x$ then",
    "a b  c",
    "",
    "x" * 3000,
    "\ufffe",
    "é\u0301\u202e",
)
_MACROS = (
    r"\newcommand{\x}[1]{\x{#1#1}}\x{a}",
    r"\newcommand{\x}{\y\y}\newcommand{\y}{\z\z}\newcommand{\z}{zzzz}\x",
    r"\renewcommand\frac[2]{#2/#1}\frac12",
    r"\def\x{\x\x}\x",
    r"\def\x#1{\x{#1#1}}\x a",
    r"\let\x\y\let\y\x\x",
    r"\newcommand{\x}[9]{#9#8#7#6#5#4#3#2#1}\x123456789",
    r"\newcommand{\x}[1][d]{#1#2}\x[\x]",
    r"\newcommand{\x",
    r"\def\x",
    r"\newenvironment{e}{\begin{e}}{\end{e}}\begin{e}\end{e}",
    r"\DeclareMathOperator{\x}{\x}\x",
    r"\edef\x{\x a}\x",
    r"\gdef\x#1#2{#2#1}\x{\x}{\x}",
    r"\catcode`\@=0 @frac12",
    r"\loop\iftrue\repeat",
    r"\expandafter\x\csname x\endcsname",
    r"\csname\csname\csname",
)


def _atom(random: Random, depth: int) -> str:
    return random.choice(_ATOMS) + random.choice(("", " "))


def _script(random: Random, depth: int) -> str:
    return _formula(random, depth) + random.choice("^_'") + "{" + _formula(random, depth) + "}"


def _command(random: Random, depth: int) -> str:
    optional = "[" + _formula(random, depth) + "]" if random.random() < 0.2 else ""
    return random.choice(_UNARY) + optional + _argument(random, depth)


def _two(random: Random, depth: int) -> str:
    return random.choice(_BINARY) + _argument(random, depth) + _argument(random, depth)


def _argument(random: Random, depth: int) -> str:
    chance = random.random()
    return "" if chance < 0.04 else "{" + (random.choice(_WORDS) if chance < 0.3 else _formula(random, depth)) + "}"


def _environment(random: Random, depth: int) -> str:
    name = random.choice(_ENVIRONMENTS)
    columns = random.choice(("", "", "{lcr}", "{c|c}", "{*{9999}{c}}", "{@{}l@{}}", "[t]", "{x}"))
    rows = r" \\ ".join(
        " & ".join(_formula(random, depth) for _ in range(random.randint(0, 4))) for _ in range(random.randint(0, 4))
    )
    return rf"\begin{{{name}}}{columns}{rows}\end{{{name if random.random() < 0.95 else 'matrix'}}}"


def _fence(random: Random, depth: int) -> str:
    opening, closing = random.choice(_FENCES)
    return rf"\left{opening} {_formula(random, depth)} \right{closing} "


_FENCES = (
    ("(", ")"),
    ("[", "]"),
    (".", "."),
    ("|", "|"),
    ("<", ">"),
    ("x", ""),
    (r"\{", r"\}"),
    (r"\langle", r"\rangle"),
    ("", ""),
)


def _deep(random: Random, depth: int) -> str:
    opening, closing = random.choice(
        (("{", "}"), (r"\sqrt{", "}"), ("^{", "}"), (r"\frac{1}{", "}"), (r"\left(", r"\right)"), (r"\text{", "}"), ("$", "$"))
    )
    many = random.choice((2, 30, 400, 3000))
    return opening * many + "x" + closing * many


def _long(random: Random, depth: int) -> str:
    return random.choice(("x+", "x ", r"\alpha ", "x_1", r"\frac12", "9", "'", r"\\", "& ", "{}", "%\n")) * random.choice(
        (50, 600, 3000)
    )


def _macro(random: Random, depth: int) -> str:
    return random.choice(_MACROS)


_RULES = (_atom,) * 6 + (_script, _command, _command, _command, _two, _two, _environment, _fence, _macro)


def _formula(random: Random, depth: int) -> str:
    """Return a random piece of TeX."""
    if depth <= 0:
        return _atom(random, 0)
    return "".join(random.choice(_RULES)(random, depth - 1) for _ in range(random.choice((1, 1, 2, 3))))


def _grow(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return put(text, (at, at), _formula(random, 3))


def _around(text: str, random: Random) -> str:
    before, after = random.choice(
        (
            ("$", "$"),
            ("$$", "$$"),
            (r"\[", r"\]"),
            (r"\(", r"\)"),
            (r"\begin{document}", r"\end{document}"),
            ("{", "}"),
            (r"\frac{", "}"),
        )
    )
    return before + text + after


def _extreme(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return put(text, (at, at), random.choice((_deep, _long, _macro))(random, 0))


def _without(text: str, random: Random) -> str:
    """Take a brace or a command out."""
    marks = [mark.span() for mark in re.finditer(r"[{}]|\\[A-Za-z]+", text)]
    return put(text, random.choice(marks), "") if marks else text


_MUTATIONS = of_text({"grow": _grow, "around": _around, "extreme": _extreme, "without": _without}) | {
    name: BYTES[name] for name in ("flip", "cut", "repeat", "drop")
}

_ARTICLE = (
    '<article xml:lang="en"><front><article-meta><title-group><article-title>T</article-title></title-group></article-meta>'
    "</front><body><p>Let <inline-formula><tex-math>{tex}</tex-math></inline-formula>.</p>"
    '<disp-formula id="eq"><label>(1)</label><tex-math>{tex}</tex-math></disp-formula></body></article>'
)
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _article(file: Path) -> Path:
    tex = escape(_UNPRINTABLE.sub("?", file.read_bytes().decode("utf-8", "replace")))
    path = file.with_name("hostile.xml")
    path.write_text(_ARTICLE.format(tex=tex), "utf-8")
    return path


def _read(file: Path) -> bool:
    article = _article(file)
    with watched(file.parents[1], TEX.seconds):
        return attempt(lambda: check(read(article)))


def _draw(file: Path) -> bool:
    import weasyprint  # noqa: F401  which asks the system for its libraries

    article = _article(file)
    with watched(file.parents[1], FORMULAS.seconds):
        return attempt(lambda: built(article, file.parents[1] / "out", "pdf", "epub"))


TEX = Target(
    name="tex",
    says="TeX, read as a formula of an article, rendered and said",
    seeds=partial(seed_files, "tex"),
    mutations=_MUTATIONS,
    gentle=("grow", "grow", "around", "extreme"),
    run=_read,
    weight=12,
    longest=40_000,
)
FORMULAS = Target(
    name="formulas",
    says="TeX, drawn in a PDF and an EPUB",
    seeds=partial(seed_files, "tex"),
    mutations=_MUTATIONS,
    gentle=("grow", "grow", "around"),
    run=_draw,
    weight=5,
    seconds=60,
    longest=2_000,
)
TARGETS = (TEX, FORMULAS)
