"""Small articles for tests, written to a folder."""

from __future__ import annotations

from pathlib import Path

import editions

REPORT = ("openacr.yaml", "report.html", "report.json")
"""The files of a build's report."""
START = '<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en"><front><article-meta><title-group>'
TITLE = "<article-title>A small article</article-title></title-group></article-meta></front>"
BODY = "<body><p>One sentence. And another.</p></body>"
SPANISH = (
    '<sub-article article-type="translation" xml:lang="es" id="es"><front-stub><title-group><article-title>Un artículo'
    "</article-title></title-group></front-stub><body><p>Una frase.</p></body></sub-article>"
)


def write(folder: Path, name: str = "small.xml", *, body: str = BODY, more: str = "") -> Path:
    """Write a small English article, with more elements after its body."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"{START}{TITLE}\n{body}\n{more}</article>", "utf-8")
    return path


def certified(source: Path, by: str = "An office") -> Path:
    """Certify every edition of an article as it is; return the article."""
    article = editions.read(source)
    for item in article.editions():
        editions.certify(article, item.lang, by=by, on="2026-11-28")
    return source


def silent_picture(folder: Path) -> Path:
    """Write an article whose picture has no alternative."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"/>')
    return write(folder, "silent.xml", body='<body><p>Text.</p>\n<graphic xlink:href="dot.svg"/></body>')


def files(folder: Path) -> list[str]:
    """Return the paths of all files below a folder, relative to it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
