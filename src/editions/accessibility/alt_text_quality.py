"""What is wrong with the words of an alternative: that they say nothing, or that they may say it better."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from editions.accessibility.non_text import NonText, NonTextKind
from editions.accessibility.vocabulary import words
from editions.article.model import Alternative, Origin, Provenance
from editions.findings import Severity
from editions.rules import Rule
from editions.rules import alternatives as rules

MAX_ALT_CHARS = 120
"""Characters of the longest alternative (SciELO SPS 1.10): what is longer is a long description."""

SUFFIXES = frozenset(
    "png jpg jpeg gif tif tiff svg webp bmp eps pdf mp3 mp4 m4a m4v mov avi wmv wav ogg webm zip doc docx xls xlsx".split()
)
"""What the names of files end in."""
NUMBER = re.compile(r"(?<!\d)\d++[a-z]?\Z")
TEX = re.compile(r"\\[A-Za-z]{2,}|\$\$|[_^]\{")
EDGES = " .,:;!?()[]\"'“”«»"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFault:
    """What is wrong with one alternative: the rule that it breaks, in words, and the next step."""

    rule: Rule
    message: str
    hint: str
    severity: Severity | None = None


def sentence(text: str) -> str:
    """Return words with a capital at their beginning."""
    return text[:1].upper() + text[1:]


def doubts(item: NonText, alternative: Alternative) -> Iterator[TextFault]:
    """Yield what is wrong with an alternative that is there: one fault that makes it none, or else each doubt."""
    text = alternative.text
    if empty := next((rule for rule, breaks in EMPTY if breaks(item, alternative)), None):
        yield TextFault(rule=empty, message=f"The alternative of {item.name} is {text!r}: {SAYS[empty.id]}.", hint=SAY)
        return
    for rule, breaks, message, hint in DOUBTS:
        if breaks(item, alternative):
            yield TextFault(rule=rule, message=message.format(name=item.name, length=len(text)), hint=hint)


def _bare(text: str) -> str:
    return " ".join(text.lower().split()).strip(EDGES)


def _is_file_name(item: NonText, said: Alternative) -> bool:
    name, _, suffix = said.text.strip().lower().rpartition(".")
    if suffix in SUFFIXES and len(name.split()) == 1:
        return True
    href = item.picture.href if item.picture else ""
    return item.kind is not NonTextKind.FORMULA and bool(href) and _bare(said.text) in _names(href)


def _names(href: str) -> set[str]:
    path = PurePosixPath(href.lower())
    return {path.name, path.stem, path.stem.replace("-", " ").replace("_", " ")}


def _is_placeholder(item: NonText, said: Alternative) -> bool:
    """Whether a text only names a kind of thing, perhaps with a number: ``image``, ``Figura 3``."""
    bare = NUMBER.sub("", _bare(said.text)).strip(EDGES)
    if item.kind is NonTextKind.FORMULA and not bare:
        return False
    return not bare or any(bare in known.placeholders for known in words(said.lang))


def _is_label(item: NonText, said: Alternative) -> bool:
    return item.kind is not NonTextKind.FORMULA and bool(item.label) and _bare(said.text) == _bare(item.label)


def _is_caption(item: NonText, said: Alternative) -> bool:
    read = [part for part in (item.title, item.caption) if part]
    return _bare(said.text) in {_bare(part) for one in read for part in (one, f"{item.label} {one}", f"{item.label}. {one}")}


def _is_long(item: NonText, said: Alternative) -> bool:
    return item.kind is not NonTextKind.FORMULA and len(said.text) > MAX_ALT_CHARS


def _has_opening(item: NonText, said: Alternative) -> bool:
    return any(_bare(said.text).startswith(f"{opening} ") for known in words(said.lang) for opening in known.openings)


def _is_draft(item: NonText, said: Alternative) -> bool:
    return any(part is not None and _is_unreviewed(part.provenance) for part in (said, item.description))


def _is_unreviewed(provenance: Provenance | None) -> bool:
    return provenance is not None and provenance.origin is Origin.MACHINE and not provenance.reviewed_by


def _is_tex(item: NonText, said: Alternative) -> bool:
    return item.kind is NonTextKind.FORMULA and TEX.search(said.text) is not None


EMPTY = (
    (rules.ALT_FILE_NAME, _is_file_name),
    (rules.ALT_LABEL, _is_label),
    (rules.ALT_PLACEHOLDER, _is_placeholder),
)
"""What makes an alternative none, the first that holds."""

SAYS = {
    rules.ALT_FILE_NAME.id: "the name of a file",
    rules.ALT_LABEL.id: "its label, which is read anyway",
    rules.ALT_PLACEHOLDER.id: "a word for the kind of thing",
}
SAY = "Say what it shows."

DOUBTS = (
    (rules.ALT_CAPTION, _is_caption, "The alternative of {name} says its caption again.", SAY),
    (
        rules.ALT_LONG,
        _is_long,
        f"The alternative of {{name}} has {{length}} characters, more than {MAX_ALT_CHARS}.",
        "Say in one breath what it shows, and move the rest into a <long-desc>.",
    ),
    (rules.ALT_OPENING, _has_opening, "The alternative of {name} says that it is a picture.", "Begin with what it shows."),
    (rules.ALT_DRAFT, _is_draft, "The alternative of {name} was drafted by a machine.", "Read it, and take out the mark."),
    (rules.ALT_TEX, _is_tex, "The spoken form of {name} is TeX.", "Write what a person would say."),
)
"""What makes an alternative doubtful: each that holds, in words."""
