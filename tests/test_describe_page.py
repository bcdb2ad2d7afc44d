"""The page of ``describe --html``, in Chromium, by keyboard alone; and what axe says of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from catalogs import ARTICLE, article, described, filled, save
from editions.catalog.describing import Described
from editions.catalog.entries import AlternativeEntry, AnyEntry, Catalog, LanguageEntry
from editions.catalog.page import page as page_of
from editions.catalog.reading import read as read_catalog
from editions.catalog.writing import written
from editions.checks.validators import chromium

pytestmark = pytest.mark.slow

AXE = Path(__file__).parents[1] / ".dev/node/node_modules/axe-core/axe.min.js"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
HOSTILE = "\"quoted\" \\ back\\slash </script><b>&amp; 'x' \u2028 \U0001f327 \x7f"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, path: Path, **options: Any) -> Iterator[Page]:
    """Open a page; anything that its console complains of, or that it asks of the network, is an error."""
    context = browser.new_context(**options)
    problems: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else problems.append(request.url)
    )
    page.goto(path.as_uri())
    yield page
    assert problems == []
    context.close()


def written_page(folder: Path, catalog: Catalog | None = None) -> tuple[Path, Catalog]:
    """Write the page of the test's article, with a catalog's answers in it."""
    made = described(article(folder), catalog)
    path = folder / "rain.html"
    path.write_text(page_of(made, 'Rain on <the> "coast"', "en", "rain.toml"), "utf-8")
    return path, made.catalog


def tab_to(page: Page, element_id: str, key: str = "Tab") -> None:
    for _ in range(200):
        if page.evaluate("document.activeElement.id") == element_id:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{element_id} cannot be reached by {key}")


def saved(page: Page, folder: Path) -> Path:
    """Press Save by keyboard, and return the file that the browser keeps."""
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "rain.toml"
    path = folder / "saved.toml"
    download.value.save_as(path)
    return path


def to_save(page: Page) -> None:
    """Move on to the last button."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('footer .save')"):
            return
    raise AssertionError("the last button cannot be reached")


def test_filled_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    """Tab, type, Space, Enter: what is saved is what was typed, as the library itself would write it."""
    path, _ = written_page(tmp_path)
    with opened(browser, path) as page:
        tab_to(page, "e0-alt")
        page.keyboard.type(HOSTILE.replace("\x7f", ""))
        page.keyboard.press("Tab")
        page.keyboard.type('First line.\n\nSecond, with "quotes".')
        tab_to(page, "e0-reviewer")
        page.keyboard.type("Ana R.")
        page.keyboard.press("Tab")
        page.keyboard.type("11242026")
        tab_to(page, "e1-decorative")
        page.keyboard.press("Space")
        tab_to(page, "e3-header_rows")
        page.keyboard.press("ArrowUp")
        tab_to(page, "e3-confirmed")
        page.keyboard.press("Space")
        assert page.inner_text("#progress") == "3 of 5 filled"
        to_save(page)
        file = saved(page, tmp_path)
        assert page.inner_text("#status") == "Saved as rain.toml. 3 of 5 filled."
    found = read_catalog(file)
    assert found.findings == ()
    first, second, _, table, _ = found.catalog.entries
    assert isinstance(first, AlternativeEntry)
    assert first.alt == HOSTILE.replace("\x7f", "").strip()
    assert first.long == 'First line.\n\nSecond, with "quotes".'
    assert (first.reviewer, first.reviewed, first.source, first.filled) == ("Ana R.", "2026-11-24", "editor", True)
    assert second.filled
    assert table.filled
    assert file.read_text("utf-8") == written(found.catalog)


def hostile(entry: AnyEntry) -> AnyEntry:
    if isinstance(entry, AlternativeEntry):
        return replace(
            entry, alt=HOSTILE, long=f"one\n\n{HOSTILE}\n\ttwo", reviewer=HOSTILE.replace("\u2028", ""), reviewed="2026-01-31"
        )
    return entry


def test_what_was_filled_is_loaded_and_saved_again(browser: Browser, tmp_path: Path) -> None:
    """Saved untouched, the file is byte for byte the one that the library writes, whatever its texts hold."""
    catalog = filled(described(article(tmp_path)).catalog, hostile)
    words = LanguageEntry(id="p-9", language="en", words="savoir", starts="It is savoir …", tagged="en", tag="fr", gone=True)
    path, shown = written_page(tmp_path, replace(catalog, entries=(*catalog.entries, words)))
    with opened(browser, path) as page:
        to_save(page)
        file = saved(page, tmp_path)
    assert file.read_bytes() == written(shown).encode("utf-8")


def draft(entry: AnyEntry) -> AnyEntry:
    return (
        replace(entry, alt="A machine's words", source="machine", draft=True) if isinstance(entry, AlternativeEntry) else entry
    )


def test_a_draft_is_confirmed(browser: Browser, tmp_path: Path) -> None:
    """A draft counts once its box is ticked and a reviewer is named."""
    path, _ = written_page(tmp_path, filled(described(article(tmp_path)).catalog, draft))
    with opened(browser, path) as page:
        assert page.inner_text("#progress") == "0 of 5 filled"
        tab_to(page, "e0-reviewer")
        page.keyboard.type("Ana R.")
        assert page.inner_text("#progress") == "0 of 5 filled"
        tab_to(page, "e0-confirm")
        page.keyboard.press("Space")
        assert page.inner_text("#progress") == "1 of 5 filled"
        to_save(page)
        first, second, *_ = read_catalog(saved(page, tmp_path)).catalog.entries
    assert (first.filled, second.filled, second.answered) == (True, False, True)


def test_one_reviewer_for_many(browser: Browser, tmp_path: Path) -> None:
    path, _ = written_page(
        tmp_path,
        filled(
            described(article(tmp_path)).catalog,
            lambda entry: replace(entry, alt="Rain") if isinstance(entry, AlternativeEntry) else entry,
        ),
    )
    with opened(browser, path) as page:
        tab_to(page, "all-reviewer")
        page.keyboard.type("Ana R.")
        tab_to(page, "all-apply")
        page.keyboard.press("Enter")
        assert page.inner_text("#status") == "Put into 4 entries."
        assert page.input_value("#e4-reviewer") == "Ana R."


def test_all_languages_at_once(browser: Browser, tmp_path: Path) -> None:
    """Those that have a tag are confirmed; the others wait."""
    words = [
        LanguageEntry(id=f"p-{number}", language="en", starts="Savoir …", tagged="en", tag=tag, gone=True)
        for number, tag in enumerate(("fr", "", "de"))
    ]
    path, _ = written_page(tmp_path, Catalog(article="rain.xml", languages=("en",), entries=tuple(words)))
    with opened(browser, path) as page:
        tab_to(page, "all-languages")
        page.keyboard.press("Enter")
        assert page.inner_text("#status") == "Put into 2 entries."
        to_save(page)
        entries = read_catalog(saved(page, tmp_path)).catalog.entries
    assert [entry.filled for entry in entries if isinstance(entry, LanguageEntry)] == [True, False, True]


def test_focus_goes_everywhere_and_is_seen(browser: Browser, tmp_path: Path) -> None:
    """Every control is reached by Tab, in the order of the page, shows that it has the focus, and lets it go."""
    path, _ = written_page(tmp_path)
    with opened(browser, path) as page:
        controls = page.evaluate("[...document.querySelectorAll('a, button, input, select, textarea')].length")
        page.evaluate("document.querySelectorAll('a, button, input, select, textarea').forEach((it, at) => it.dataset.at = at)")
        met: list[int] = []
        for _ in range(controls * 4):
            page.keyboard.press("Tab")
            at = page.evaluate("document.activeElement.dataset.at ?? ''")
            if at == "":
                break
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            if int(at) not in met:
                met.append(int(at))
        assert met == list(range(controls))


SIZES: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "zoomed": {"viewport": {"width": 320, "height": 480}},
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", ["empty", "drafts", "nothing"])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, size: str, state: str) -> None:
    """No violation of any of axe's rules, at any size; nothing is wider than the window."""
    catalog = described(article(tmp_path)).catalog
    path, _ = written_page(tmp_path, filled(catalog, draft) if state == "drafts" else None)
    if state == "nothing":
        path.write_text(page_of(Described(catalog=replace(catalog, entries=())), "Rain", "es", "rain.toml"), "utf-8")
    with opened(browser, path, **SIZES[size]) as page:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def violations(page: Page) -> list[str]:
    """What axe finds; it is brought in by the debugger, since the page's policy lets no other script in."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    found: list[str] = page.evaluate(
        "axe.run({resultTypes: ['violations']}).then(all => all.violations.map(it => `${it.id}: ${it.nodes[0].html}`))"
    )
    return found


def test_the_policy_lets_no_other_script_run(browser: Browser, tmp_path: Path) -> None:
    """What comes from an article is text; and were it markup, the page's policy would not run it."""
    text = page_of(
        Described(catalog=Catalog(article="a.xml", languages=("en",))), "<img src=x onerror=alert(1)>", "en", "a.toml"
    )
    assert "<img" not in text
    path = tmp_path / "page.html"
    path.write_text(text.replace("<body>", "<body><script>document.title = 'run'</script>"), "utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.title() != "run"
    context.close()


def test_it_is_written_in_the_articles_language(browser: Browser, tmp_path: Path) -> None:
    source = article(tmp_path, ARTICLE.replace('xml:lang="en"', 'xml:lang="pt"', 1))
    made = described(source)
    path = tmp_path / "chuva.html"
    path.write_text(page_of(made, "Chuva", "pt", "chuva.toml"), "utf-8")
    save(made.catalog, tmp_path / "chuva.toml")
    with opened(browser, path) as page:
        assert page.get_attribute("html", "lang") == "pt"
        assert page.inner_text("footer .save") == "Salvar o catálogo"
        assert page.inner_text("#progress") == "0 de 5 preenchidas"
        assert "Toda imagem que diz algo tem um texto alternativo." in page.inner_text("main")
        assert "has no alternative text" not in page.inner_text("main")
