"""Take the pictures of the README: `make pictures`, or `python -m docs.pictures`.

Each is a screenshot of a page (see `pages`), taken by a browser installed on this machine. It carries the SHA-256 of
that page, so that a test can tell without a browser whether the bot still says what the picture shows.
"""

import hashlib
import importlib.util
import io
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from bot.content import load
from bot.publishing import learned
from bot.settings import read_settings
from docs.pages import pages
from docs.talking import UnexpectedError

FOLDER = Path(__file__).with_name("pictures")
STAMP = "Page-SHA-256"

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_NO_BROWSER = (
    "There is no Chromium to take the pictures with: apt-get install chromium fonts-noto-core fonts-noto-color-emoji"
)
_NO_PLAYWRIGHT = "There is nothing to drive the browser with: pip install -e '.[pictures]'"
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_WIDTH, _SCALE = 420, 2  # of a phone, in CSS pixels and dots per pixel
_COLOURS = 128  # with the palette below: 94 kB on average, no colour off by more than 11 of 255 (256: 103 kB)


def main() -> None:
    """Take every picture, and print what was written."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        _stop(_NO_BROWSER, 2)
    if not all(map(importlib.util.find_spec, ("playwright", "PIL"))):
        _stop(_NO_PLAYWRIGHT, 2)
    try:
        shown = _pages_of_today()
    except UnexpectedError as fault:
        _stop(str(fault), 1)
    FOLDER.mkdir(exist_ok=True)
    for name, photograph in _photographs(shown, browser):
        file = FOLDER / f"{name}.png"
        file.write_bytes(_small(photograph, stamp_for(shown[name])))
        print(f"{file} {file.stat().st_size // 1000} kB")


def _stop(line: str, code: int) -> NoReturn:
    print(line, file=sys.stderr)
    sys.exit(code)


def _pages_of_today() -> dict[str, str]:
    """The pages that the current content and wording give."""
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    trained = learned.learn(library, learned.state_folder(settings) / "learned")
    return pages(learned.conversation_for(library, trained, settings))


def _photographs(shown: Mapping[str, str], browser: str) -> Iterator[tuple[str, bytes]]:
    """Each page as a PNG, with its name. All are as high as the highest, so that they stand side by side."""
    from playwright.sync_api import sync_playwright  # needed only to take pictures

    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=browser, args=_FLAGS) as chromium:
        tab = chromium.new_page(viewport={"width": _WIDTH, "height": 100}, device_scale_factor=_SCALE)
        height = 0
        for html in shown.values():
            tab.set_content(html)
            height = max(height, int(tab.evaluate("document.documentElement.scrollHeight")))
        tab.set_viewport_size({"width": _WIDTH, "height": height})
        for name, html in shown.items():
            tab.set_content(html)
            yield name, tab.screenshot()


def _small(photograph: bytes, stamp: str) -> bytes:
    """The same picture with fewer colours, and with its stamp."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    said = PngInfo()
    said.add_text(STAMP, stamp)
    written = io.BytesIO()
    with Image.open(io.BytesIO(photograph)) as image:
        few = image.convert("RGB").quantize(
            _COLOURS,
            Image.Quantize.MAXCOVERAGE,  # a palette by area would leave out the small green and yellow
            kmeans=1,
            dither=Image.Dither.NONE,
        )
        few.save(written, "PNG", optimize=True, pnginfo=said)
    return written.getvalue()


def stamp_for(page: str) -> str:
    """The stamp for the picture of a page."""
    return hashlib.sha256(page.encode()).hexdigest()


def stamp_in(png: bytes) -> str | None:
    """The stamp in a picture; `None` if it has none."""
    at = 8  # chunks follow the eight bytes that begin every PNG: length, kind, content, checksum
    while at < len(png):
        length, kind = int.from_bytes(png[at : at + 4], "big"), png[at + 4 : at + 8]
        key, _, value = png[at + 8 : at + 8 + length].partition(b"\0")
        if kind == b"tEXt" and key == STAMP.encode():
            return value.decode()
        at += length + 12
    return None


if __name__ == "__main__":
    main()
