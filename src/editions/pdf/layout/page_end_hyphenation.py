"""Keeps words from being divided by the end of a page or of a column: whoever reads or extracts one gets whole words.

CSS says it by ``hyphenate-limit-last: always``, which WeasyPrint does not know. Where the last line ends with a hyphen of ours,
the beginning of the word moves over to the next page or column, which is not made yet: nothing is laid out twice. The boxes
and the place where a page resumes are private parts of WeasyPrint (``engine.py``).
"""

from __future__ import annotations

from typing import Any, TypeAlias

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import split_first_line

from editions.pdf.drawing.glyphs import SOFT_HYPHEN_MARK

RawBox: TypeAlias = Any
Resume: TypeAlias = "dict[int, Resume] | None"


def keep_word_whole(area: RawBox, resume: Resume, root: RawBox) -> None:
    """Move the beginning of a word that the end of an area, the text of a page or a column, divides to the next one.

    ``root`` is the box of all that the areas hold, ``resume`` the way in it to where the next one begins; it is changed in
    place. A word stays divided where its line has no other, or where the line is set to a fixed width.
    """
    line = next((box for box in reversed(list(area.descendants())) if isinstance(box, boxes.LineBox)), None)
    if line is None or not resume:
        return
    path = _to_the_end(line)
    text, before = path[-1], _text_before(line, path)
    if not isinstance(text, boxes.TextBox) or not text.text.endswith(SOFT_HYPHEN_MARK) or text.justification_spacing:
        return
    kept, space, begun = text.text.removesuffix(SOFT_HYPHEN_MARK).rpartition(" ")
    if not kept.strip() and not (before.endswith(" ") or (before and space)):
        return  # a line that holds but this beginning of a word, or an earlier part of it
    if _resume_earlier(resume, root, begun.encode()):
        _shorten(path, kept.rstrip(" "))


def _text_before(line: RawBox, path: list[RawBox]) -> str:
    """Return what stands on a line before the box that ends it."""
    return "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox) and box is not path[-1])


def _to_the_end(box: RawBox) -> list[RawBox]:
    """Return the boxes that end a line, the innermost last."""
    path = []
    while getattr(box, "children", ()):
        box = box.children[-1]
        path.append(box)
    return path or [box]


def _resume_earlier(resume: dict[int, Resume], root: RawBox, begun: bytes) -> bool:
    """Let the next area begin with what this one had begun; say whether it does."""
    box, deeper = root, resume
    while isinstance(box, boxes.ParentBox):
        ((at, following),) = deeper.items()
        box = box.children[at]
        if not following:
            return False  # it begins with a whole box
        deeper = following
    ((at, _),) = deeper.items()
    if not isinstance(box, boxes.TextBox) or not box.text.encode()[:at].endswith(begun):
        return False
    deeper[at - len(begun)] = deeper.pop(at)
    return True


def _shorten(path: list[RawBox], kept: str) -> None:
    """Let the text that ends a line be shorter, and what it stands in narrower."""
    text, width = path[-1], 0.0
    spared = text.width
    if kept:
        layout, _, _, width, *_ = split_first_line(kept, text.style, None, None, 0)
        text.text, text.pango_layout = layout.text, layout
    else:
        text.text = ""
    for box in path:
        box.width -= spared - width
