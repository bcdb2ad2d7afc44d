"""Other programs that make a PDF, on one article: whole commands, each in processes of its own."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypandoc

from editions.checks import validators
from editions.jats import read
from editions.xhtml import render, serialize

COMPILED = """
import pathlib, re, sys, typst
source = pathlib.Path(sys.argv[1])
text = source.read_text("utf-8")
for name in set(re.findall(r"#link\\(<([^>]+)>\\)", text)):
    if not re.search(rf"(?<!#link\\()<{re.escape(name)}>", text):
        text = text.replace(f"#link(<{name}>)", "#text()")
source.write_text(text, "utf-8")
typst.compile(str(source), output=sys.argv[2])
"""
"""Typst refuses a file with links to nowhere, and pandoc writes some: they become text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """What one program needed: processor seconds, kilobytes at its most, pages; and whether veraPDF passes its file."""

    name: str
    seconds: float
    kilobytes: int
    pages: int
    passes: bool


def compare(article: Path, place: Path) -> list[Peer]:
    """Measure ourselves, then the others; ``place`` is a folder to write to."""
    page = place / "page.html"
    page.write_bytes(serialize(render(read(article))))
    for picture in (*article.parent.glob("*.svg"), *article.parent.glob("*.png")):
        (place / picture.name).write_bytes(picture.read_bytes())
    pandoc, python = pypandoc.get_pandoc_path(), sys.executable
    jats = [pandoc, "-f", "jats", str(article), "--resource-path", str(article.parent)]
    ours = place / "showcase" / "en" / "showcase.en.pdf"
    weasy, printed, typeset = place / "weasyprint.pdf", place / "chromium.pdf", place / "typst.pdf"
    source = str(place / "page.typ")
    edition = [str(Path(python).with_name("editions")), "build", str(article), "-o", str(place), "--formats", "pdf", "--quiet"]
    html = str(place / "pandoc.html")
    return [
        _measured("editions: tagged, our own structure tree", [edition], ours),
        _measured(
            "pandoc to HTML, WeasyPrint `pdf/ua-1`",
            [
                [*jats, "-t", "html5", "-s", "--mathml", "-o", html],
                [python, "-m", "weasyprint", "--pdf-variant", "pdf/ua-1", "--base-url", f"{article.parent}/", html, str(weasy)],
            ],
            weasy,
        ),
        _measured(
            "Chromium, print to PDF, of our XHTML",
            [
                [
                    validators.chromium(),
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    f"--print-to-pdf={printed}",
                    page.as_uri(),
                ]
            ],
            printed,
        ),
        _measured(
            "pandoc to Typst, Typst",
            [[*jats, "--citeproc", "-t", "typst", "-s", "-o", source], [python, "-c", COMPILED, source, str(typeset)]],
            typeset,
        ),
    ]


def _measured(name: str, commands: list[list[str]], target: Path) -> Peer:
    seconds, kilobytes = 0.0, 0
    for command in commands:
        used = _run(command, target.parent)
        seconds, kilobytes = seconds + used[0], max(kilobytes, used[1])
    with pikepdf.open(target) as made:
        pages = len(made.pages)
    passes = validators.verapdf(target).passed
    return Peer(name=name, seconds=seconds, kilobytes=kilobytes, pages=pages, passes=passes)


def _run(command: list[str], folder: Path) -> tuple[float, int]:
    """Run a command; return its processor seconds and its largest memory in kilobytes, those of its children included."""
    folder.mkdir(parents=True, exist_ok=True)
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, number) for number in (0, 1, 2)]
    begin = time.monotonic()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    os.close(null)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{command[0]} failed after {time.monotonic() - begin:.0f} s: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss
