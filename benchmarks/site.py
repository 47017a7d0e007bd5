"""How long the site takes to write, how large its pages are, and what its search finds. `python -m benchmarks.site`

The search is asked in Chromium, where there is one, in the words of `questions.jsonl`.
"""

import itertools
import json
import os
import random
import shutil
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import typer

from bot.cli.site import made
from bot.content import LANGUAGES, Library, load
from bot.settings import PROJECT
from bot.site import SiteFile, SiteOptions, pages_of, replace_folder

_OPTIONS = SiteOptions(date(2026, 11, 29), "https://answers.example.org/", "example_bot")
_SHARED = ("site.css", "site.js", "icon.svg")
_QUESTIONS = Path(__file__).with_name("questions.jsonl")
_ASKED = "all => all.map(text => find(text).map(page => page.place))"
_FIRST = 3
_LONG = 6  # letters of a word in which a slip is made


def main(entries: int = 1000) -> None:
    """Print seconds, bytes and shares. `entries`: how many the larger site has."""
    library = load(PROJECT / "faq", PROJECT / "corpus")
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "site"
        _report(f"{len(library.everything)} answers", pages_of(library, _OPTIONS), out)
        _report_pages(out)
        _report_search(out)
        _report(f"{entries} entries", pages_of(_with(library, entries), _OPTIONS), Path(name) / "large")


def _with(library: Library, count: int) -> Library:
    """A library of that many entries: its own, again and again."""
    copies = (replace(one, id=f"{one.id}-{turn}") for turn in itertools.count() for one in library.entries.values())
    return replace(library, entries={one.id: one for one in itertools.islice(copies, count)})


def _report(what: str, files: list[SiteFile], out: Path) -> None:
    start, spent = time.perf_counter(), _processor()
    written = replace_folder(out, made(files))
    whole, spent = time.perf_counter() - start, _processor() - spent
    print(f"{what}: {len(files)} files, {written / 1e6:.1f} MB, {spent:.1f} s of processor time, {whole:.0f} s passed")


def _processor() -> float:
    """Seconds of processor time, of this process and of those that it has started and that have ended."""
    return sum(os.times()[:4])


def _report_pages(out: Path) -> None:
    shared = sum((out / name).stat().st_size for name in _SHARED)
    sizes = sorted(file.stat().st_size + shared for file in out.rglob("*.html"))
    cards, photos = (max(file.stat().st_size for file in out.rglob(name)) / 1e3 for name in ("*.png", "*.jpg"))
    indexes = max(file.stat().st_size for file in out.rglob("search.js"))
    print(f"A page with all it loads: median {sizes[len(sizes) // 2] / 1e3:.0f} kB, largest {sizes[-1] / 1e3:.0f} kB")
    print(f"Loaded only where wanted: a card, at most {cards:.0f} kB, as a photo {photos:.0f} kB")
    print(f"The search's index: {indexes / 1e3:.0f} kB")


def _report_search(out: Path) -> None:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        print("There is no Chromium: the search is not asked.")
        return
    from playwright.sync_api import sync_playwright  # needed only here

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        lines = [json.loads(line) for line in _QUESTIONS.read_text(encoding="utf-8").splitlines()]
        for language in LANGUAGES:
            asked = [line for line in lines if line["lang"] == language and line.get("accept")]
            tab.goto(f"file://{out}/{language}/index.html?q=a")
            tab.wait_for_function("pages !== null")
            places = tab.evaluate(_ASKED, [q["text"] for q in asked])
            print(f"Search, {language}: {_shares(asked, places)} of {len(asked)} questions")
            slips = random.Random(language)
            places = tab.evaluate(_ASKED, [_slipped(q["text"], slips) for q in asked])
            print(f"  with a slip in every word of six letters or more: {_shares(asked, places)}")
        browser.close()


def _slipped(text: str, slips: random.Random) -> str:
    """A text with a letter left out, doubled, swapped or replaced in each of its longer words."""
    return " ".join(_slip(word, slips) if len(word) >= _LONG else word for word in text.split())


def _slip(word: str, slips: random.Random) -> str:
    place = slips.randrange(1, len(word) - 2)
    start, letter, after, rest = word[:place], word[place], word[place + 1], word[place + 2 :]
    other = slips.choice("аеиоaeio")
    return start + slips.choice([after, letter + letter + after, after + letter, other + after]) + rest


def _shares(asked: list[dict[str, Any]], places: list[list[str]]) -> str:
    """How often the right answer is first, and among the first few."""
    ranks = [
        next((rank for rank, place in enumerate(found) if place.split("/")[1] in line["accept"]), len(found) + _FIRST)
        for line, found in zip(asked, places, strict=True)
    ]
    first, few = (sum(rank < most for rank in ranks) / len(ranks) for most in (1, _FIRST))
    return f"right first for {first:.0%}, among the first three for {few:.0%}"


if __name__ == "__main__":
    typer.run(main)
