"""TeX: what latex2mathml does not know is turned into what it knows, and nothing of it runs, reaches out or grows."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from lxml import etree

from editions.jats.macros import expanded
from editions.jats.tex import bare, to_mathml
from editions.safety.sanitizer import mathml
from editions.safety.xml import MATHML


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
        r"\begin{aligned}[t] a &= b \end{aligned}",
        r"\left\{ \begin{aligned} a &= \begin{dcases} 1 & x \\ 0 & y \end{dcases} \end{aligned} \right.",
        r"\begin{alignedat}{2} a &= b & c &= d \end{alignedat}",
        r"\begin{flalign} a &= b \end{flalign}",
        r"\begin{eqnarray} a &=& b \end{eqnarray}",
        r"a = b \nonumber \label{eq:1}",
        r"a \eqno{(1)}",
        r"\raisebox{1pt}{x} \hfill \ensuremath{y}",
        r"10\textsuperscript{th}, x\textsubscript{i}, \textsc{x}",
        r"5\,\AA, 3\,\textmu\textrm{m}, 20\textdegree, \dag, \nicefrac{1}{2}",
    ],
)
def test_tex_becomes_mathml(tex: str) -> None:
    assert to_mathml(tex).startswith("<math")


def test_nothing_of_a_row_is_left_out() -> None:
    assert to_mathml(r"\begin{aligned} a \nonumber \\ b \end{aligned}").count("<mtr>") == 2


def test_tex_with_an_unknown_command_is_not_converted() -> None:
    assert to_mathml(r"\frac{1}{2} \unheardof{x}") == ""


# ---------------------------------------------------------------------------------------------------------------- macros


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"\newcommand{\R}{\mathbb{R}} x\in\R*y", r"x\in\mathbb{R}*y"),
        (r"\newcommand{\pair}[2]{(#1,#2)}\pair{a}{b}", r"(a,b)"),
        (r"\newcommand*\half{\frac{1}{2}}\half", r"\frac{1}{2}"),
        (r"\newcommand{\v}[2][a]{\vec{#1}_{#2}}\v{1}+\v[b]{2}", r"\vec{a}_{1}+\vec{b}_{2}"),
        (r"\renewcommand\phi{\varphi}\phi", r"\varphi"),
        (r"\def\norm#1{\|#1\|}\norm{x}", r"\|x\|"),
        (r"\def\outer{\inner x}\def\inner{\alpha}\outer", r"\alpha x"),
        (r"\let\eps=\varepsilon \eps b", r"\varepsilon b"),
        (r"\let\eps\varepsilon\eps", r"\varepsilon"),
        (r"\DeclareMathOperator{\sgn}{sgn}\sgn x", r"\operatorname{sgn} x"),
        (r"\def\a{\alpha}\a b", r"\alpha b"),
    ],
)
def test_a_macro_is_expanded(tex: str, plain: str) -> None:
    """A formula that defines a macro is the formula that is written out."""
    assert to_mathml(tex) == to_mathml(plain) != ""


@pytest.mark.parametrize(
    "tex",
    [
        r"\newcommand{\x}[1]{\x{#1#1}}\x{a}",
        r"\renewcommand\x[1]{\x{#1#1}}\x{a}",
        r"\providecommand*{\x}{\x\x}\x",
        r"\def\x#1{\x{#1#1}}\x{a}",
        r"\gdef\x{\x\x}\x",
        r"\edef\x{x\x}\x",
        r"\def\x{\x}\x",
        r"\def\a{\b}\def\b{\a\a}\a",
        r"\let\x\x\x",
        r"\let\x=\y\let\y=\x\x",
        r"\DeclareMathOperator{\x}{\x}\x",
        "".join(rf"\def\{one}{{{chr(92)}{two}{chr(92)}{two}}}" for one, two in pairwise("abcdefghijklmnopqrstu")) + r"\a",
        rf"\newcommand{{\x}}[1]{{{'#1' * 2000}}}\x{{\x{{\x{{\x{{a}}}}}}}}",
        r"\newenvironment{x}{\begin{x}}{\end{x}}\begin{x}a\end{x}",
        r"\newcommand{\x}[1]{#2}\x{a}",
        r"\newcommand{\x}[99999999999999999999]{a}\x",
        r"\def\x#1,#2{#1}\x a,b",
        r"\def",
        r"\def\x",
        r"\def\x{",
        r"\newcommand{\x",
        r"\let\x",
        r"\futurelet\x\y z",
        r"\expandafter\def\csname x\endcsname{y}",
    ],
)
def test_a_macro_without_end_or_sense_is_not_expanded(tex: str) -> None:
    assert to_mathml(tex) == ""


@pytest.mark.parametrize(
    "text",
    ["undefined", r"\text{a definition}", r"\alpha\beta", r"\'e\\x", "a\\", r"\% \# \{\}", r"\tag*{1}"],
)
def test_tex_without_a_macro_stays_as_it_is(text: str) -> None:
    assert expanded(text) == text


# ----------------------------------------------------------------------------------------------------------------- frames


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (r"\documentclass{minimal}\begin{document}$$x$$\end{document}", "x"),
        ("\n $ x $ \n", "x"),
        (r"\[ x \]", "x"),
        (r"\( x \)", "x"),
        ("$$x$", "x"),
        ("$", "$"),
        ("$$", ""),
        (r"\begin{document}x", r"\begin{document}x"),
        ("a $x$ b", "a $x$ b"),
    ],
)
def test_the_frame_of_a_formula_is_taken_away(text: str, formula: str) -> None:
    assert bare(text) == formula


# ------------------------------------------------------------------------------------------------------------ active content


@pytest.mark.parametrize("command", ["tag", "tag*", "text", "mbox", "hbox", "textrm", "fbox", "textbf", "emph", "verb", "llap"])
@pytest.mark.parametrize(
    "words",
    [
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        '<mtext onclick="alert(1)">x</mtext>',
        '</mtext><iframe xmlns="http://www.w3.org/1999/xhtml" src="http://bait.invalid/"/><mtext>',
        "<mi href='javascript:alert(1)'>x</mi>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<![CDATA[ <!-- ]]>",
    ],
)
def test_text_in_tex_is_never_markup(command: str, words: str) -> None:
    r"""What ``\text`` and its like hold is text of the formula, or the formula stays TeX."""
    made = to_mathml(rf"\verb|{words}|" if command == "verb" else rf"\{command}{{{words}}}x")
    root = etree.fromstring(made or "<none/>")
    assert {etree.QName(node).localname for node in root.iter()} <= mathml.ELEMENTS | {"none"}
    assert not [name for node in root.iter() for name in node.attrib if name in ("onclick", "href", "src")]


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\href{https://example.org/}{x}",
        r"\style{background:url(http://bait.invalid/)}{x}",
        r"\class{evil}{x}",
        r"\colorbox{url(http://bait.invalid/)}{x}",
        r"\color{javascript:alert(1)}x",
        r"\cssId{evil}{x}",
        r"\url{http://bait.invalid/}",
        r"\unicode{x0}",
    ],
)
def test_tex_that_reaches_out_stays_tex(tex: str) -> None:
    assert to_mathml(tex) == ""


@pytest.mark.parametrize("tex", [r"\text{a < b}", r"\text{AT&T}", r"\text{p &lt; q}", r"\tag{a<b>c}"])
def test_signs_of_markup_are_characters_of_a_formula(tex: str) -> None:
    """They are shown, where once they kept the whole formula from being converted."""
    assert "<mtext>" in to_mathml(tex)


def test_what_the_converter_invents_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a later version of it makes: an element or an attribute that draws nothing keeps the formula TeX."""
    for markup in ("<math><script/></math>", "<math><mi style='x'>x</mi></math>", "<p/>", "<math><mi id='x'>x</mi></math>"):
        made = ElementTree.fromstring(markup.replace("<math>", f'<math xmlns="{MATHML}">'))
        monkeypatch.setattr("latex2mathml.converter.convert_to_element", lambda _, made=made: made)
        assert to_mathml(f"x{markup}") == ""
