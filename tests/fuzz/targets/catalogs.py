"""Catalogs: what ``describe`` made, filled, changed by a stranger, and put into the article."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import catalogs
import editions
from editions.catalog.applying import apply, with_catalog
from editions.catalog.describing import describe
from editions.catalog.page import page
from editions.catalog.reading import read, read_whole
from editions.catalog.writing import written
from editions.findings import EditionsError
from fuzz.mutations import BYTES, of_text
from fuzz.outputs import check_findings, check_page
from fuzz.target import Broken, Target
from fuzz.targets.articles import attempt, check
from fuzz.toml import TOML
from fuzz.watch import watched


@cache
def _seeds() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        empty = catalogs.described(catalogs.article(Path(folder)), detect=True).catalog
    return {"filled.toml": written(catalogs.filled(empty)).encode(), "empty.toml": written(empty).encode()}


def _apply(file: Path) -> bool:
    """Put a catalog into its article, read what comes of it; describe the article again with the catalog."""
    source = catalogs.article(file.parent)
    with watched(file.parents[1], CATALOGS.seconds):
        return attempt(lambda: _applied(source, file)) | attempt(lambda: _described(source, file))


def _applied(source: Path, file: Path) -> None:
    article = editions.read(source)
    applied = apply(article, read(file))
    check_findings(applied.findings)
    check(with_catalog(article, file))
    better = file.parents[1] / "out" / "better.xml"
    better.parent.mkdir()
    better.write_bytes(applied.edited.data)
    try:
        editions.read(better)
    except EditionsError as error:
        raise Broken(f"the edited article cannot be read: {error}") from error


def _described(source: Path, file: Path) -> None:
    made = describe(editions.read(source), read_whole(file), detect=False)
    check_findings(made.findings)
    again = file.parents[1] / "out" / "again.toml"
    again.write_text(written(made.catalog), "utf-8")
    try:
        read_whole(again)
    except EditionsError as error:
        raise Broken(f"the catalog that describe writes cannot be read: {error}") from error
    _check_form(page(made, "T", "en", "again.toml"))


def _check_form(text: str) -> None:
    """Check the page of ``describe``: two scripts, both its own, and nothing else that runs."""
    from lxml import etree, html

    root = html.document_fromstring(text.encode("utf-8"), html.HTMLParser(encoding="utf-8"))
    scripts = list(root.iter("script"))
    if len(scripts) != 2:
        raise Broken(f"the page of describe holds {len(scripts)} scripts")
    for node in (*scripts, *root.iter("form", "style")):
        node.drop_tree()
    check_page(etree.tostring(root, encoding="utf-8"))


CATALOGS = Target(
    name="catalogs",
    says="catalogs, read and put into their article; the article described again",
    seeds=_seeds,
    mutations=of_text(TOML) | BYTES,
    gentle=("value", "value", "value", "line", "shuffle", "key"),
    run=_apply,
    weight=6,
)
TARGETS = (CATALOGS,)
