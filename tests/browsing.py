"""A real browser at the console. Where there is none, its tests are skipped, and say so."""

import contextlib
import os
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_AXE = Path(sys.prefix) / "npm" / "node_modules" / "axe-core" / "axe.min.js"
_PATIENCE = 180_000  # milliseconds: the gate looks at all content, and the machine may be busy with other things


def lacking(what: str) -> None:
    """Skip a test for what this machine lacks, or fail it where all has to be there."""
    message = f"{what} (pages are not looked at in a browser)"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@dataclass
class Browser:
    """A browser. `complaints` is what its pages' consoles have said: errors, and whatever the policy has blocked."""

    chromium: Any
    complaints: list[str] = field(default_factory=list)

    @contextlib.asynccontextmanager
    async def opens(self, address: str, **options: Any) -> AsyncIterator[Any]:
        """A tab of a new profile, at an address."""
        context = await self.chromium.new_context(**{"locale": "en-GB"} | options)
        context.set_default_timeout(_PATIENCE)
        tab = await context.new_page()
        tab.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        tab.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        await tab.goto(address)
        yield tab
        await context.close()


@contextlib.asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """A browser, which has to have nothing to complain of in the end."""
    program = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        lacking("There is no Chromium: apt-get install chromium")
    playwright = pytest.importorskip("playwright.async_api", reason="There is no Playwright: make setup")
    async with playwright.async_playwright() as driver:
        chromium = await driver.chromium.launch(executable_path=program, args=_FLAGS)
        there = Browser(chromium)
        yield there
        await chromium.close()
    assert there.complaints == []


def axe() -> str:
    """The program that looks for what keeps people with disabilities out of a page."""
    if not _AXE.is_file():
        lacking("axe-core is not installed: that takes npm, then make setup")
    return _AXE.read_text(encoding="utf-8")


_GRAVE = """rules => axe.run(document, {resultTypes: ["violations"], ...(rules.length ? {runOnly: rules} : {})}).then(
    ({violations}) => violations.filter(({impact}) => ["serious", "critical"].includes(impact)).flatMap(
        ({id, nodes}) => nodes.map(({html}) => [id, html.slice(0, 200)])))"""


async def barriers(tab: Any, program: str, *rules: str) -> list[tuple[str, str]]:
    """What axe-core finds serious or critical in a page: the rule, and where it is broken. All rules, or just these."""
    if await tab.evaluate("typeof axe") == "undefined":
        await tab.evaluate(program)
    return [(rule, where) for rule, where in await tab.evaluate(_GRAVE, rules)]
