"""A written site as a test reads it: its pages, where their links lead, and what a validator says of them."""

import os
import posixpath
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from browsing import lacking

from bot.content import Library
from bot.conversation.about_bot import NO_FIGURES, PublicFigures
from bot.site import SiteOptions, pages_of

URL = "https://answers.example.org/draft/"
AFTER = date(2026, 4, 1)
"""A day on which what the articles announce is over."""
_VALIDATOR = Path(sys.prefix) / "npm" / "node_modules" / ".bin" / "html-validate"
# A question that is longer than 70 letters is a good title all the same.
_RULES = '{"extends": ["html-validate:recommended"], "root": true, "rules": {"long-title": "off"}}'


@dataclass
class SitePage(HTMLParser):
    """One page: where it leads to, what it loads, its anchors, and the languages of its parts."""

    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    spoken: list[tuple[str, str]] = field(default_factory=list)
    """The tags that name a language, with the language."""
    heads: list[dict[str, str]] = field(default_factory=list)
    """The attributes of each `link` and `meta`."""
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of a tag."""
        has = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(has["href"])
        if tag in ("script", "img") and "src" in has:
            self.loaded.append(has["src"])
        if tag in ("link", "meta"):
            self.heads.append(has)
            if has.get("rel") in ("stylesheet", "icon"):
                self.loaded.append(has["href"])
        if "id" in has:
            self.anchors.add(has["id"])
        if "lang" in has:
            self.spoken.append((tag, has["lang"]))

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        self.words += data


def made(
    library: Library, url: str = URL, bot: str = "", today: date = AFTER, figures: PublicFigures = NO_FIGURES
) -> dict[str, str]:
    """Every file of a site over a library, by its address. Cards, which take longer, are left empty."""
    files = pages_of(library, SiteOptions(today, url, bot, figures=figures))
    assert len({file.address for file in files}) == len(files)
    return {file.address: "" if file.address.endswith((".png", ".jpg")) else file.make().decode() for file in files}


def read(html: str) -> SitePage:
    """Read a page."""
    page = SitePage()
    page.feed(html)
    return page


def broken_links(files: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each link within the site that leads nowhere, with the page that has it."""
    pages = {address: read(text) for address, text in files.items() if address.endswith(".html")}
    for address, page in pages.items():
        folder = posixpath.dirname(address)
        for link in page.links + page.loaded:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else address
            anchor = parts.fragment.partition(":~:")[0]
            if target not in files or (anchor and anchor not in pages[target].anchors):
                yield address, link


def faults_in(folder: Path) -> str:
    """What html-validate says of all pages in a folder; empty if they are valid."""
    if not _VALIDATOR.exists() or not shutil.which("node"):
        lacking("html-validate is not installed: that takes npm, then make setup")
    rules = folder / "rules.json"
    rules.write_text(_RULES)
    done = subprocess.run(
        [str(_VALIDATOR), "--config", str(rules), "--formatter", "text", f"{folder}/**/*.html"],
        capture_output=True,
        text=True,
        env=os.environ | {"NO_COLOR": "1"},
        check=False,
    )
    return done.stdout + done.stderr if done.returncode else ""


def written(files: dict[str, str], folder: Path) -> Path:
    """Lay files out in a folder."""
    for address, text in files.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
