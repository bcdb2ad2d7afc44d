"""What makes the PDF quick changes nothing that is drawn, and leaves Python as it was."""

import gc
from collections.abc import Callable
from contextlib import nullcontext
from io import BytesIO

import pydyf
import pytest

from editions.pdf.finishing import _write_out
from editions.pdf.layout.cpython_workarounds import gc_paused
from editions.pdf.page import formulas
from editions.safety.patching import place

FRACTIONS = "<mfrac><mrow><mi>a</mi><mo>+</mo>{}</mrow><mi>b</mi></mfrac>"
FENCED = "<mrow><mo>(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>)</mo></mrow>"


def test_collector_is_put_back() -> None:
    """Whatever happens, the collector of reference cycles is on again."""
    collector = gc_paused()
    collector.__enter__()
    assert not gc.isenabled()
    collector.__exit__(ValueError, ValueError(), None)
    assert gc.isenabled()


def test_each_object_is_written_out_once() -> None:
    """A stream is compressed once, for the file and its identifier, and the file is the same."""

    class Counted(pydyf.Stream):  # type: ignore[misc]
        times = 0

        @property
        def data(self) -> bytes:
            Counted.times += 1
            return bytes(super().data)

    assert file_of(Counted, _write_out) == file_of(pydyf.Stream, lambda _: None)
    assert Counted.times == 1


def file_of(stream: type, before: Callable[[pydyf.PDF], None]) -> bytes:
    pdf, target = pydyf.PDF(), BytesIO()
    pdf.add_object(stream([b"q", b"Q"], compress=True))
    pdf.add_object(pydyf.Dictionary({"Type": "/Metadata", "Name": pydyf.String("plain")}))
    before(pdf)
    pdf.write(target, identifier=True, compress=True)
    return target.getvalue()


@pytest.mark.parametrize("formula", [FRACTIONS.format("<mi>c</mi>"), FENCED, FRACTIONS.format(FENCED)])
def test_formulas_look_the_same(formula: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ziamath is spared changes no drawing."""
    spared = drawn(formula)
    assert spared
    monkeypatch.setattr(*place("ziamath.config:config.svg2"), False)
    monkeypatch.setattr(formulas, "spared", nullcontext)
    assert drawn(formula) == spared


def test_ziamath_is_as_it_was_afterwards() -> None:
    """To everyone else in the process it draws as ever, also after a formula that breaks it."""
    row, name = place("ziamath.nodes.mrow:Mrow._get_height_nostretch")
    original = getattr(row, name)
    for formula in (FENCED, "<mfrac/>"):
        drawn(formula)
        assert getattr(row, name) is original
        assert getattr(*place("ziamath.config:config.svg2"))


def test_rows_within_rows_are_set_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each level of a formula without growing signs adds as many nodes as it has, not as many as all before it."""
    row, _ = place("ziamath.nodes.mrow:Mrow.__init__")
    made, original = 0, row.__init__

    def counted(self: object, *given: object, **named: object) -> None:
        nonlocal made
        made += 1
        original(self, *given, **named)

    monkeypatch.setattr(row, "__init__", counted)
    formula = "<mi>c</mi>"
    for _ in range(8):
        formula = FRACTIONS.format(formula)
    drawn(formula)
    assert made < 20


def drawn(formula: str) -> str | None:
    return formulas._drawn.__wrapped__(f'<math xmlns="http://www.w3.org/1998/Math/MathML">{formula}</math>'.encode())
