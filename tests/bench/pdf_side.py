"""One measurement of ``pdf.py``: ``ours`` or ``bare`` on one article; prints seconds, kilobytes and pages as JSON."""

from __future__ import annotations

import json
import logging
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
from lxml import etree
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from editions import pdf
from editions.jats import read
from editions.pdf import edition
from editions.pdf.page.print_html import adapt
from editions.xhtml import render


def main(side: str, source: Path) -> None:
    """Measure one side; what comes before the step (reading the article, its XHTML) is not counted."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "article.pdf"
        step = {"ours": ours, "bare": bare}[side](source, target)
        begin = time.process_time()
        step()
        seconds = time.process_time() - begin
        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pikepdf.open(target) as made:
            print(json.dumps({"seconds": seconds, "kilobytes": kilobytes, "pages": len(made.pages)}))


def ours(source: Path, target: Path) -> Callable[[], object]:
    """The whole PDF step: from the shared XHTML to the file, with tags, checks and metadata."""
    article = read(source)
    page = render(article)
    return lambda: pdf.write(article, page, target, options=pdf.PdfOptions())


def bare(source: Path, target: Path) -> Callable[[], object]:
    """WeasyPrint alone: the same pages (formulas drawn, tables fitted), fonts and style sheets, without tags."""
    article, options = read(source), pdf.PdfOptions()
    root = adapt(article, render(article), edition_href=options.edition_href).root
    text = etree.tostring(root, encoding="unicode")
    fetcher, sheets = edition._fetcher(article, options), edition._sheets(article, options)

    def step() -> None:
        fonts = FontConfiguration()
        sources = [{"filename": sheet} if isinstance(sheet, Path) else {"string": sheet} for sheet in sheets]
        parsed = [CSS(**source, font_config=fonts, url_fetcher=fetcher) for source in sources]
        HTML(string=text, url_fetcher=fetcher).write_pdf(target, stylesheets=parsed, font_config=fonts)

    return step


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
