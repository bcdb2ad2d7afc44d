"""Play an EPUB's narration in foliate-js, in headless Chromium, and see what it highlights."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, Route, sync_playwright

from editions.checks.validators import chromium

HERE = Path(__file__).parent
FOLIATE = HERE.parents[1] / ".dev/node/node_modules/foliate-js"
ORIGIN = "http://localhost/"
TYPES = {".html": "text/html", ".js": "text/javascript", ".epub": "application/epub+zip"}
# foliate-js 1.0.1 assigns where it means to compare, and so never highlights in the first document of a spine.
MENDED = ("x => x.index = resolved.index", "x => x.index === resolved.index")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
]


@dataclass(frozen=True)
class Highlight:
    """An element that the reader marked as the one being read, and the second of its audio file at which it did."""

    document: str
    id: str
    text: str
    time: float


class ReaderError(AssertionError):
    """The reader could not play the book to its end; says where it stopped."""


def play(epub: Path, *, timeout: float = 180) -> list[Highlight]:
    """Every highlight, in order, from the first content document to the end of the book."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            return [Highlight(**found) for found in _play(browser.new_page(), epub, timeout)]
        finally:
            browser.close()


def _play(page: Page, epub: Path, timeout: float) -> list[dict[str, Any]]:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.route("**/*", lambda route: _serve(route, epub))
    page.goto(ORIGIN + "foliate.html")
    page.wait_for_function("typeof globalThis.play == 'function'")
    page.evaluate("globalThis.play().then(() => { globalThis.ended = true }, error => { globalThis.failed = String(error) })")
    try:
        page.wait_for_function("globalThis.ended || globalThis.failed", timeout=timeout * 1000)
    except Error as error:
        problems.append(f"not at the end after {timeout:g} seconds ({error.message.splitlines()[0]})")
    highlights: list[dict[str, Any]] = page.evaluate("globalThis.highlights")
    if failed := page.evaluate("globalThis.failed ?? ''"):
        problems.append(failed)
    if problems:
        last = highlights[-1] if highlights else "nothing"
        raise ReaderError(f"{epub.name}: {'; '.join(problems)}. Last highlighted: {last}")
    return highlights


def _serve(route: Route, epub: Path) -> None:
    """Answer from files alone: the page, foliate-js and the book. Nothing else is reached."""
    path = route.request.url.removeprefix(ORIGIN)
    file = epub if path == "book.epub" else HERE / path
    if path.startswith("foliate-js/"):
        file = FOLIATE.parent / path
    if not route.request.url.startswith(ORIGIN) or not file.is_file():
        route.abort()
    elif file == FOLIATE / "view.js":
        route.fulfill(body=file.read_text("utf-8").replace(*MENDED), content_type=TYPES[".js"])
    else:
        route.fulfill(path=file, content_type=TYPES.get(file.suffix, "application/octet-stream"))
