"""Rules and fixtures for the whole suite."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings

from editions.images import cover

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


# No test may be skipped: a validator that did not run is a failure, never a pass. (xfail stays what it is.)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _sendable(_fail_if_skipped((yield)))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _fail_if_skipped((yield))


def _fail_if_skipped(report: Report) -> Report:
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason} (no test may be skipped: ./dev test sets up what is missing)"
    return report


def _sendable(report: pytest.TestReport) -> pytest.TestReport:
    """Return a report that pytest-xdist can send: what libraries log of a hostile file may hold lone surrogates."""
    report.sections = [(name, text.encode("utf-8", "backslashreplace").decode()) for name, text in report.sections]
    return report


def pytest_collection_finish() -> None:
    """Keep what was collected out of the collector's way: it would be gone through again and again."""
    if "editions.pdf" in sys.modules:
        import_module("editions.pdf.edition")  # what it loads on its first call: WeasyPrint, fontTools
    _freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """Keep what a file of tests leaves behind, in caches and reports, out of its way too."""
    yield
    if nextitem is None or nextitem.path != item.path:
        _freeze()


def _freeze() -> None:
    gc.collect()
    gc.freeze()


DIVIDED = frozenset(
    f"test_{name}.py"
    for name in "budgets edge epub_validators growth house_css packages pdf_flow pdf_styles untrusted_fuzz validators".split()
)
"""Files of many long tests that share nothing."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests of a file on one processor, but for those of ``DIVIDED``: they fill the end of the run, where one is free.

    Files are run from that of the most tests on, single tests last.
    """
    from xdist.scheduler import LoadScopeScheduling

    class FilesFirst(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return nodeid if Path(file).name in DIVIDED else file

    return FilesFirst(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer random examples where the slow tests are left out; keep no sound from one build to the next."""
    os.environ["EDITIONS_CACHE"] = ""
    settings.register_profile("quick", max_examples=12)
    settings.register_profile("whole", max_examples=150)
    settings.load_profile("quick" if config.getoption("markexpr") == "not slow" else "whole")


# Fixtures that several test files share go below this line.


@pytest.fixture(autouse=True)
def _small_covers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw covers small in quick builds, which spend half their time on packing them.

    ``test_cover`` draws them large; ``test_killed`` compares with builds of other processes.
    """
    if request.node.get_closest_marker("slow") is None and request.path.name not in ("test_cover.py", "test_killed.py"):
        for draw in (cover.draw, cover.draw_square):
            monkeypatch.setitem(draw.__kwdefaults__ or {}, "size", (100, 160))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the expectations of tests/cases anew, for review")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden cases are written anew instead of compared."""
    return bool(request.config.getoption("--accept"))
