"""TeX that latex2mathml does not know is turned into what it knows."""

from __future__ import annotations

import pytest

from editions.jats.tex import to_mathml


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
