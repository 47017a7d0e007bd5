"""The picture of an answer: it says what it should, within its edges, and its code leads to the answer."""

import io
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
import zxingcpp
from PIL import Image
from site_reading import URL
from small_library import LIBRARY

from bot.content import LANGUAGES, Language, Library
from bot.site import SiteOptions, pages_of
from bot.site.share_card import HEIGHT, WIDTH, CardText, card

SHORT = CardText("Site", "Why?", "So.", (("", "Paper, 2026"),), "https://a.kz/ru/answers/why/")
TWO = CardText("Site", "Why?", "So.", (("Thus it is. " * 9, "Paper"), ("Or so. " * 12, "Other")), "https://a.kz/why/")
LONG = CardText(
    "Site",
    "Why is that so? " * 6,
    "Because it is. " * 12,
    (("Thus it is written. " * 14, "Paper " * 20),),
    f"{URL}{'x' * 120}",
)


def opened(png: bytes) -> Image.Image:
    """The picture, as it is seen."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def cards(library: Library, language: Language, kind: str = ".png") -> dict[str, bytes]:
    """The cards of a library in a language, by the address of their answer."""
    files = pages_of(library, SiteOptions(date(2026, 4, 1), URL))
    found = {file.address: file for file in files if file.address.startswith(f"{language}/") and kind in file.address}
    return {URL + address.removesuffix(f"card{kind}"): file.make() for address, file in found.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_card_is_small_and_its_code_leads_to_the_answer(library: Library, language: Language) -> None:
    found = cards(library, language)

    assert len(found) == len(library.everything)
    for address, png in [*found.items()][:: 8 if language == "kk" else 16]:
        assert len(png) <= 60_000
        image = opened(png)
        assert image.size == (WIDTH, HEIGHT) == (1200, 630)
        assert [code.text for code in zxingcpp.read_barcodes(image)] == [address]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_card_is_a_photo_too_that_telegram_takes(library: Library, language: Language) -> None:
    found = cards(library, language, ".jpg")

    assert len(found) == len(library.everything)
    for address, jpeg in [*found.items()][::16]:
        assert len(jpeg) <= 200_000
        assert Image.open(io.BytesIO(jpeg)).format == "JPEG"
        image = opened(jpeg)
        assert image.size == (WIDTH, HEIGHT)
        assert [code.text for code in zxingcpp.read_barcodes(image)] == [address]


def test_what_answers_differ_in_is_seen(library: Library) -> None:
    found = cards(LIBRARY, "ru")

    assert len(set(found.values())) == len(found) == 3


@pytest.mark.parametrize("text", [SHORT, LONG, TWO], ids=["short", "long", "two"])
def test_nothing_runs_over_the_edge_or_into_the_code(text: CardText) -> None:
    image = opened(card(text))
    paper = image.getpixel((0, 0))

    def blank(left: int, top: int, right: int, bottom: int) -> bool:
        return image.crop((left, top, right, bottom)).getcolors() == [((right - left) * (bottom - top), paper)]

    assert blank(0, 0, WIDTH, 60)
    assert blank(0, HEIGHT - 56, WIDTH, HEIGHT)
    assert blank(0, 0, 62, HEIGHT)
    assert blank(WIDTH - 60, 0, WIDTH, HEIGHT)
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [text.address]


def test_a_quote_that_does_not_fit_is_left_out_whole() -> None:
    endless = CardText("Site", "Why?", "So.", (("Thus it is written. " * 80, "Paper"),), "https://a.kz/")

    assert card(endless) == card(CardText("Site", "Why?", "So.", (("", "Paper"),), "https://a.kz/"))


def test_where_sources_differ_each_stands_on_the_card_with_its_passage(library: Library) -> None:
    entry = library.entries["proposals-count"]
    assert len(entry.carrying) == 2
    files = {file.address: file.make for file in pages_of(library, SiteOptions(date(2026, 4, 1), URL))}

    for language in LANGUAGES:
        making = files[f"{language}/answers/proposals-count/card.png"]
        assert isinstance(making, partial)
        [text] = making.args
        assert [quote for quote, _ in text.passages] == [quote[language] for quote in entry.carrying]
        without = replace(text, passages=tuple(("", source) for _, source in text.passages))
        assert card(text) != card(without)
