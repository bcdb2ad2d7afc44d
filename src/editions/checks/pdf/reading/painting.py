"""Reads what a page draws: which text, where, in which colours and under which mark (ISO 32000-1, 8 and 9).

Deliberately not here: what text is clipped away, patterns, the appearances of annotations, writing from top to bottom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import hypot
from typing import Any, Final

import pikepdf

from editions.accessibility.contrast import mixed
from editions.checks.pdf.reading.budget import DRAWN, FORMS, LETTERS, OPERATORS
from editions.checks.pdf.reading.fonts import Font, Fonts, Glyph
from editions.checks.pdf.reading.graphics import Graphics, matrix_of
from editions.checks.pdf.reading.state import IDENTITY, Matrix, placed, shared, times
from editions.checks.pdf.reading.values import dictionary, get, identity, items, name, number, numbers
from editions.checks.pdf.view import PdfPage
from editions.checks.pdf.view.tree import ShownRun

_FORMS = 12  # forms within forms
_WORD_GAP = -180  # thousandths of the size: a shift in a string that stands for a space
_ASCENT, _DESCENT = 0.75, -0.2  # of the size of the type, where fonts do not agree what theirs are
_HIDDEN = 3  # the rendering modes 3 and 7 draw nothing


class Painter(Graphics):
    """Draws one page into its view, within the budget of the file."""

    def __init__(self, page: PdfPage, fonts: Fonts) -> None:
        super().__init__(page, fonts.streams.budget)
        self.fonts = fonts
        self.named: dict[str, Font] = {}
        self.owner = 0
        self.text: Matrix = IDENTITY
        self.line: Matrix = IDENTITY
        self.forms: list[tuple[int, int]] = []

    def draw(self, drawing: Any, parts: Iterable[pikepdf.Stream], resources: Any) -> None:
        """Read a drawing, that of a page or a form, whose streams are ``parts``.

        Raises ``TooMuch`` beyond the budget, ``PdfError`` where it is broken.
        """
        self.fonts.streams.weigh(parts)
        instructions = pikepdf.parse_content_stream(drawing)
        self.budget.spend(OPERATORS, len(instructions))
        outer, self.resources, self.named = (self.resources, self.named), resources, {}
        for instruction in instructions:
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._picture()
                continue
            operator = str(instruction.operator)
            if operator in _OPERATORS:
                _OPERATORS[operator](self, list(instruction.operands))
            elif operator in _PATHS:
                self.path.add(operator, [number(each) for each in instruction.operands], self.state.matrix)
        self.resources, self.named = outer

    # Text.

    def begin_text(self, _: Sequence[Any]) -> None:
        """BT: begin anew at the origin."""
        self.text = self.line = IDENTITY

    def font(self, operands: Sequence[Any]) -> None:
        """Tf: a font and its size."""
        if len(operands) == 2:
            key = str(operands[0])
            if key not in self.named:
                self.named[key] = self.fonts.font(self.resources, key)
            self.state.font = self.named[key]
            self.state.size = number(operands[1])

    def move(self, operands: Sequence[Any]) -> None:
        """Td: to another line."""
        if len(operands) == 2:
            self.line = times((1, 0, 0, 1, number(operands[0]), number(operands[1])), self.line)
            self.text = self.line

    def move_leading(self, operands: Sequence[Any]) -> None:
        """TD: to another line, and as far again."""
        if len(operands) == 2:
            self.state.leading = -number(operands[1])
        self.move(operands)

    def text_matrix(self, operands: Sequence[Any]) -> None:
        """Tm: to another place."""
        if (matrix := matrix_of(operands)) is not None:
            self.text = self.line = matrix

    def next_line(self, _: Sequence[Any]) -> None:
        """T*: to the next line."""
        self.move((0, -self.state.leading))

    def show(self, operands: Sequence[Any]) -> None:
        """Tj: a string."""
        self._show([operands[-1]] if operands else [])

    def show_next_line(self, operands: Sequence[Any]) -> None:
        """A string on the next line."""
        self.next_line(())
        self.show(operands)

    def show_spaced(self, operands: Sequence[Any]) -> None:
        """A string on the next line, with spacing."""
        if len(operands) == 3:
            self.state.word_space, self.state.character_space = number(operands[0]), number(operands[1])
        self.show_next_line(operands)

    def show_all(self, operands: Sequence[Any]) -> None:
        """TJ: strings and shifts between them."""
        self._show(items(operands[0], self.budget) if operands else [])

    def _show(self, parts: list[Any]) -> None:
        state, font = self.state, self.state.font
        if font is None:
            return
        self.budget.spend(OPERATORS, len(parts))
        shown: list[Glyph] = []
        text: list[str] = []
        advance = 0.0
        for part in parts:
            if isinstance(part, pikepdf.String):
                glyphs = font.glyphs(bytes(part))
                shown += glyphs
                text += [glyph.text or "" for glyph in glyphs]
                advance += sum(glyph.width for glyph in glyphs) * state.size + len(glyphs) * state.character_space
                advance += state.word_space * sum(1 for glyph in glyphs if glyph.text == " ")
            else:
                shift = number(part)
                advance -= shift / 1000 * state.size
                if shift < _WORD_GAP and text and not text[-1].endswith(" "):
                    text.append(" ")
        advance *= state.scale
        if shown:
            self._put("".join(text), advance, shown)
        self.text = times((1, 0, 0, 1, advance, 0), self.text)

    def _put(self, text: str, advance: float, glyphs: list[Glyph]) -> None:
        self.budget.spend(DRAWN)
        self.budget.spend(LETTERS, len(text))
        state, marks, font = self.state, self.marks, self.state.font
        matrix = times(self.text, state.matrix)
        size = abs(state.size) * hypot(matrix[2], matrix[3])
        low, high = sorted((state.rise + _DESCENT * state.size, state.rise + _ASCENT * state.size))
        box = placed(matrix, min(0, advance), low, max(0, advance), high)
        behind = self.ground.under(placed(matrix, min(0, advance), state.rise, max(0, advance), state.rise + state.size / 2))
        known = state.colour is not None and state.plain and state.mode == 0
        run = ShownRun(
            text=text,
            box=box,
            size=size,
            font=font.name if font else "",
            bold=font.bold if font else False,
            colour=mixed(state.colour, behind, state.alpha) if known and state.colour else None,
            background=behind,
            missing=sum(1 for glyph in glyphs if glyph.missing),
            unknown=sum(1 for glyph in glyphs if glyph.text is None),
            hidden=state.mode % 4 == _HIDDEN,
            lang=marks.lang,
            replacement=marks.replacement,
        )
        marks.content.runs.append(run)

    # Marks and objects.

    def mark(self, operands: Sequence[Any]) -> None:
        """BMC, BDC: open a mark."""
        properties = operands[1] if len(operands) > 1 else None
        self.marks.open(name(operands[0]) if operands else "", properties, self.resources, self.owner)

    def end_mark(self, _: Sequence[Any]) -> None:
        """EMC: close a mark."""
        self.marks.close()

    def draw_object(self, operands: Sequence[Any]) -> None:
        """Do: a picture or a form."""
        found = get(dictionary(self.resources, "/XObject"), str(operands[0])) if operands else None
        if name(get(found, "/Subtype")) == "Image":
            self._picture()
        elif name(get(found, "/Subtype")) == "Form":
            self._form(found)

    def _picture(self) -> None:
        seen = shared(placed(self.state.matrix, 0, 0, 1, 1), self.state.clip)
        self.ground.paint(seen, None)
        self.picture(seen)

    def _form(self, form: Any) -> None:
        number_ = identity(form)
        if number_ in self.forms or len(self.forms) >= _FORMS:
            return
        self.budget.spend(FORMS)
        outer, outer_text, saved, owner, depth = (
            self.state.copy(),
            (self.text, self.line),
            self.saved,
            self.owner,
            self.marks.depth,
        )
        self.forms.append(number_)
        self.saved, self.owner = [], number_[0]
        self.transform(numbers(get(form, "/Matrix"), self.budget))
        self.draw(form, (form,), get(form, "/Resources") or self.resources)
        self.marks.close_to(depth)
        self.forms.pop()
        self.state, (self.text, self.line), self.saved, self.owner = outer, outer_text, saved, owner


def _setter(field: str, factor: float = 1.0) -> Callable[[Painter, Sequence[Any]], None]:
    def set_field(painter: Painter, operands: Sequence[Any]) -> None:
        if operands:
            setattr(painter.state, field, type(getattr(painter.state, field))(number(operands[0]) * factor))

    return set_field


_PATHS: Final = frozenset(("m", "l", "c", "v", "y", "re"))
_OPERATORS: Final[dict[str, Callable[[Painter, Sequence[Any]], None]]] = {
    "q": Painter.save,
    "Q": Painter.restore,
    "cm": Painter.transform,
    "gs": Painter.use_state,
    "g": Painter.device_colour,
    "rg": Painter.device_colour,
    "k": Painter.device_colour,
    "cs": Painter.space,
    "sc": Painter.space_colour,
    "scn": Painter.space_colour,
    "W": Painter.clip,
    "W*": Painter.clip,
    "n": Painter.end_path,
    "S": Painter.stroke,
    "s": Painter.stroke,
    **dict.fromkeys(("f", "F", "f*", "B", "B*", "b", "b*"), Painter.fill),
    "sh": Painter.shade,
    "BT": Painter.begin_text,
    "Tf": Painter.font,
    "Td": Painter.move,
    "TD": Painter.move_leading,
    "Tm": Painter.text_matrix,
    "T*": Painter.next_line,
    "Tj": Painter.show,
    "'": Painter.show_next_line,
    '"': Painter.show_spaced,
    "TJ": Painter.show_all,
    "Tc": _setter("character_space"),
    "Tw": _setter("word_space"),
    "Tz": _setter("scale", 0.01),
    "TL": _setter("leading"),
    "Ts": _setter("rise"),
    "Tr": _setter("mode"),
    "BMC": Painter.mark,
    "BDC": Painter.mark,
    "EMC": Painter.end_mark,
    "Do": Painter.draw_object,
}
