"""The report in a browser: axe finds nothing, and the keyboard alone reaches everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import editions
import report_samples
from editions.checks.validators import chromium

pytestmark = pytest.mark.slow

AXE = Path(__file__).parents[1] / ".dev/node/node_modules/axe-core/axe.min.js"
REACHABLE = """[...document.querySelectorAll('a[href], [tabindex="0"]')]
  .map(node => node.getAttribute('href') ?? node.getAttribute('aria-labelledby'))"""
FOCUSED = """() => { const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  return { tag: at.tagName, href: at.getAttribute('href'), label: at.getAttribute('aria-labelledby'),
    outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth } }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield made
        made.close()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A report in each language, with an open error in the Spanish one."""
    made = {}
    for lang in ("en", "es", "pt-BR"):
        folder = tmp_path_factory.mktemp(lang)
        source = report_samples.full(folder, lang, alternative="" if lang == "es" else "A black square")
        made[lang] = editions.build(source, folder / "out", formats=("epub",), narration=False).folder / "report.html"
    return made


def opened(browser: Browser, report: Path, *, scheme: str = "light", width: int = 1100, axe: bool = False) -> Page:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 800}, bypass_csp=axe
    )
    page = context.new_page()
    page.goto(report.as_uri())
    return page


@pytest.mark.parametrize(
    ("lang", "scheme", "width"), [("en", "light", 1100), ("es", "dark", 1100), ("pt-BR", "light", 320), ("en", "dark", 320)]
)
def test_axe_finds_nothing(browser: Browser, reports: dict[str, Path], lang: str, scheme: str, width: int) -> None:
    page = opened(browser, reports[lang], scheme=scheme, width=width, axe=True)
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate("axe.run()")
    assert [(found["id"], found["nodes"][0]["html"]) for found in result["violations"]] == []
    assert len(result["passes"]) > 20
    page.context.close()


def test_the_page_is_never_wider_than_the_screen(browser: Browser, reports: dict[str, Path]) -> None:
    """WCAG 2.2 1.4.10: at 320 pixels only tables scroll."""
    page = opened(browser, reports["en"], width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


def test_the_policy_is_kept(browser: Browser, reports: dict[str, Path]) -> None:
    """The style sheet is admitted, and nothing is refused."""
    problems: list[str] = []
    page = opened(browser, reports["en"])
    page.on("console", lambda message: problems.append(message.text))
    page.reload()
    assert problems == []
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    page.context.close()


def test_the_keyboard_reaches_everything(browser: Browser, reports: dict[str, Path]) -> None:
    """Tab goes to each link and each table, forwards and back, in their order, visibly; nothing holds it."""
    page = opened(browser, reports["es"])
    expected = page.evaluate(REACHABLE)
    forwards = [_pressed(page, "Tab") for _ in expected]
    assert forwards == expected
    backwards = [_pressed(page, "Shift+Tab") for _ in expected[1:]]
    assert backwards == expected[-2::-1]
    page.context.close()


def _pressed(page: Page, key: str) -> str:
    page.keyboard.press(key)
    at = page.evaluate(FOCUSED)
    assert at["outline"], at
    assert at["seen"], at
    return str(at["href"] or at["label"])


def test_the_first_link_skips_to_the_report(browser: Browser, reports: dict[str, Path]) -> None:
    page = opened(browser, reports["en"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "report"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.context.close()


def test_links_of_the_contents_lead_to_sections(browser: Browser, reports: dict[str, Path]) -> None:
    page = opened(browser, reports["en"])
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    target = page.evaluate("location.hash.slice(1)")
    assert page.evaluate(f"document.getElementById({target!r}).getBoundingClientRect().top < 100")
    page.context.close()


def test_a_wide_table_scrolls_by_keyboard(browser: Browser, reports: dict[str, Path]) -> None:
    page = opened(browser, reports["en"], width=500)
    region = page.locator("#standard .table")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert region.evaluate("node => node.scrollLeft > 0")
    page.context.close()
