"""Edits of a JATS file, byte by byte: what is missing goes where it belongs, all else stays as it was.

``apply`` makes them. ``edits`` has what can be asked; ``document`` the source with the places of its tags, ``addresses`` the
names of its elements; ``vocabulary`` what the article's DTD allows. ``alternatives``, ``languages``, ``headers`` and
``metadata`` each turn one kind of edit into ``patches``; ``changes`` has what was done, and the way back.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import assert_never

from editions.findings import SourceError
from editions.jats.editing.alternatives import set_text
from editions.jats.editing.changes import Edited
from editions.jats.editing.document import Document
from editions.jats.editing.edits import (
    Edit,
    EditError,
    SetAlternative,
    SetDecorative,
    SetDescription,
    SetHeaders,
    SetLanguage,
    SetMetadata,
    SetWordsLanguage,
)
from editions.jats.editing.headers import set_headers
from editions.jats.editing.languages import set_language, set_words_language
from editions.jats.editing.metadata import set_metadata
from editions.jats.editing.patches import Patches
from editions.jats.editing.vocabulary import Vocabulary, vocabulary
from editions.jats.source import document


def apply(data: bytes, edits: Sequence[Edit], file: str = "article.xml") -> Edited:
    """Return a JATS file with edits made in it, and the way back. ``file`` is its name in messages.

    What is put in holds no line break, so every line keeps its number, and stands where the DTD that the article declares
    allows it (``vocabulary``). Raises ``EditError`` for the first edit that cannot be made, ``SourceError`` for a file that
    cannot be read; then nothing is made.
    """
    source = Document.of(data, file)
    patches, version = Patches(source), vocabulary(source)
    for edit in edits:
        patches.begin()
        try:
            _make(patches, version, edit)
        except EditError as error:
            raise EditError(f"{file}: {error}", edit) from None
    edited = patches.made()
    if edited.undone() != data or not _is_readable(edited.data, file):
        raise EditError(
            f"{file}: the edits cannot be made byte by byte. Save the file as UTF-8, without declarations of its own."
        )
    return edited


def _make(patches: Patches, version: Vocabulary, edit: Edit) -> None:
    if not isinstance(edit, SetMetadata) and not 0 <= edit.place < len(patches.document.nodes):
        raise EditError(f"There is no element number {edit.place}.")
    match edit:
        case SetAlternative() | SetDecorative() | SetDescription():
            set_text(patches, version, edit)
        case SetLanguage():
            set_language(patches, version, edit)
        case SetWordsLanguage():
            set_words_language(patches, version, edit)
        case SetHeaders():
            set_headers(patches, edit)
        case SetMetadata():
            set_metadata(patches, version, edit)
        case _:
            assert_never(edit)


def _is_readable(data: bytes, file: str) -> bool:
    try:
        document(Path(file), data)
    except SourceError:
        return False
    return True
