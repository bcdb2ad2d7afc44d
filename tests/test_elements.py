"""Every element that the reader knows is listed in docs/canonical.md, with its fate."""

from __future__ import annotations

import re
from pathlib import Path

from editions.jats import READERS, front, inline

PAGE = (Path(__file__).parents[1] / "docs" / "canonical.md").read_text("utf-8").partition("## Which elements are read")[2]
LISTED = set(re.findall(r"`([\w-]+)`", PAGE))


def test_what_is_read_is_listed() -> None:
    """The tables of the reader and the page agree."""
    known = {*READERS, *inline.READERS, *(str(style) for style in inline.STYLES), *inline.NAMED, *front.READ}
    assert known - LISTED == set()


def test_what_is_dropped_is_listed_with_its_reason() -> None:
    """Nothing is left out in silence."""
    reasons = PAGE.partition("**Not shown, on purpose.**")[2]
    dropped = (inline.DROPPED - {"alt-text", "long-desc", "contrib-id"}) | front.SILENT
    assert {name for name in dropped if f"`{name}`" not in reasons} == set()
