"""The link of a source: it opens the publisher's page at the passage, or the bot's own page of the article there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from browsing import browser
from console_house import setting_in
from markup import parse
from small_library import DATED, KAZAKH_QUOTE, LAST_DAY, LATER, LIBRARY, NAMELESS, RUSSIAN_QUOTE, small_conversation

from bot.content import LANGUAGES, Article, Library, Quote
from bot.content.text_fragments import fragment, linked_to
from bot.conversation import Citation, Extract, Message, Person, Wording
from bot.conversation.catalogue import page_with, pages
from bot.conversation.message import PassagePlace, place_named
from bot.conversation.wording import citation
from bot.telegram.html import html_of

BOT = "loopback_bot"
READER = Person(LAST_DAY, "en")


def plain(text: str) -> str:
    """A text as a browser compares it."""
    return " ".join(text.split()).lower()


def highlighted(page: str, link: str) -> str:
    """What a browser finds on a page by the text fragment of a link: the first place that has the words."""
    pieces = [plain(unquote(piece)) for piece in link.partition(":~:text=")[2].split(",")]
    found = re.search(r"(?<!\w)" + r"(?!\w).*?(?<!\w)".join(map(re.escape, pieces)) + r"(?!\w)", plain(page))
    return found.group() if found else ""


def bare(text: str) -> str:
    """A passage without the signs around it."""
    return re.sub(r"^\W+|\W+$", "", plain(text))


def quotes_of(library: Library) -> Iterator[Quote]:
    for entry in library.entries.values():
        yield from entry.quotes


def test_every_quote_of_the_project_is_found_on_a_page_with_its_article(library: Library) -> None:
    astray = [
        quote.text
        for quote in quotes_of(library)
        if highlighted(quote.article.text, fragment(quote.article.text, quote.text)) != bare(quote.text)
    ]

    assert astray == []


@pytest.mark.parametrize(
    ("article", "passage", "expected"),
    [
        ("It is so. It ends.", "It is so.", "#:~:text=It%20is%20so"),
        ("«Да», — сказал он.", "«Да»", "#:~:text=%D0%94%D0%B0"),
        ("One, two-three & four.", "One, two-three & four.", "#:~:text=One%2C%20two%2Dthree%20%26%20four"),
        ("a b c d e f g h i j k l", "a b c d e f g h i j k l", "#:~:text=a%20b%20c%20d,i%20j%20k%20l"),
        # What begins like something before it is named by more words; so is what ends like something within it.
        ("a b c d X. a b c d e f g h i j", "a b c d e f g h i j", "#:~:text=a%20b%20c%20d%20e,g%20h%20i%20j"),
        ("a b c d e w x y z f w x y z", "a b c d e w x y z f w x y z", "#:~:text=a%20b%20c%20d,f%20w%20x%20y%20z"),
        # No piece goes over the end of a line, which may be that of a paragraph.
        ("Short line.\nAnother line of it here.", "Short line.\nAnother line of it here.",
         "#:~:text=Short%20line,line%20of%20it%20here"),
        ("…", "…", "#"),
    ],
)  # fmt: skip
def test_a_passage_is_named_by_its_first_and_last_words(article: str, passage: str, expected: str) -> None:
    assert linked_to("https://a.kz/x", article, passage) == f"https://a.kz/x{expected}"


def test_an_address_keeps_the_anchor_that_it_has() -> None:
    assert linked_to("https://a.kz/x#top", "It is so.", "It is so.") == "https://a.kz/x#top:~:text=It%20is%20so"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slot", ["answer", "more", "context", "card", "simple"])
def test_wherever_a_passage_is_shown_its_source_leads_to_the_articles_own_words(slot: str, language: Any) -> None:
    speaker, entry = small_conversation().voice.speaker, LIBRARY.entries["vote"]
    say = {
        "answer": lambda: speaker.answer(entry, language, READER, "1f"),
        "more": lambda: speaker.more(entry, language, READER),
        "context": lambda: speaker.context(entry, language),
        "card": lambda: speaker.card(entry, language).message,
        "simple": lambda: speaker.more(entry, language, replace(READER, simple=True)),
    }
    russian, *kazakh = (block for block in say[slot]().blocks if isinstance(block, Citation))

    assert russian.url == linked_to(str(DATED.url), DATED.text, RUSSIAN_QUOTE.text) and russian.place is None
    assert highlighted(DATED.text, str(russian.url)) == bare(RUSSIAN_QUOTE.text)
    start = NAMELESS.text.index(KAZAKH_QUOTE.text)
    place = PassagePlace("nameless", start, start + len(KAZAKH_QUOTE.text))
    assert [(block.url, block.place) for block in kazakh] == [(None, place)] * len(kazakh)
    assert kazakh or slot in ("answer", "card")


def test_a_list_of_articles_leads_to_the_whole_article(library: Library) -> None:
    for article in library.articles.values():
        cited = citation(Wording(), article, "en")
        assert (cited.url, cited.place) == (article.url, None)


def test_where_no_address_is_known_telegram_leads_to_the_passage_in_the_chat_with_the_bot() -> None:
    cited = citation(Wording(), NAMELESS, "en", KAZAKH_QUOTE.text)

    shown = parse(html_of(Message((cited,)), BOT), "HTML")
    [link] = [entity["url"] for entity in shown.entities if entity["type"] == "text_link"]
    start = link.removeprefix(f"https://t.me/{BOT}?start=")
    assert re.fullmatch("[A-Za-z0-9_-]{1,64}", start)
    assert parse(html_of(Message((cited,))), "HTML").entities == ()  # no bot, no link

    [message] = small_conversation().command("start", start, READER, "1f").messages
    [extract] = [block for block in message.blocks if isinstance(block, Extract)]
    assert extract.quoted == KAZAKH_QUOTE.text
    assert extract.before + extract.quoted + extract.after == pages(NAMELESS.text)[0]


@pytest.mark.parametrize("paragraph", range(1, 6))
def test_the_page_that_a_passage_begins_on_is_opened_with_the_passage_marked(paragraph: int) -> None:
    passage = f"Paragraph {paragraph}."
    start = LATER.text.index(passage)
    number, shown = page_with(LATER.text, start, start + len(passage))

    assert shown.quoted == passage
    assert shown.before + shown.quoted + shown.after == pages(LATER.text)[number]


def test_a_passage_over_two_pages_is_marked_as_far_as_the_first_has_it() -> None:
    number, shown = page_with(LATER.text, 0, len(LATER.text))

    assert (number, shown) == (0, Extract("", pages(LATER.text)[0], ""))


def test_the_longest_name_of_a_place_fits_a_link_and_others_are_not_taken_for_one() -> None:
    longest = PassagePlace("a" * 40, 999_999, 1_000_000)

    assert len(str(longest)) <= 64 and place_named(str(longest)) == longest
    for other in ("parliament-size", "inline", "", "later_1", "later_1_2_3", "later_a_b", "Later_1_2", "later_१_२"):
        assert place_named(other) is None


@pytest.mark.parametrize("start", ["gone_1_2", "later_0_0", "later_9999999_9999999", "later_20_10"])
def test_a_link_to_a_place_that_is_not_there_opens_what_comes_nearest(start: str) -> None:
    [message] = small_conversation().command("start", start, READER, "1f").messages

    title = Wording()("en", "sources-title") if start.startswith("gone") else "House"
    assert message.blocks[0].text == title  # type: ignore[union-attr]
    assert not any(block.quoted for block in message.blocks if isinstance(block, Extract))


async def test_the_console_leads_to_its_own_page_of_the_article(tmp_path: Path) -> None:
    async with setting_in(tmp_path) as there:
        curator = await there.curator()
        await curator.posts("/try", text="what is it called")
        [link] = re.findall(r'href="(/content/articles/[^"]+)"', await curator.sees("/try"))

        assert link == linked_to("/content/articles/nameless", NAMELESS.text, KAZAKH_QUOTE.text)
        assert highlighted(unescape(await curator.sees(link)), link) == bare(KAZAKH_QUOTE.text)


def last_quotes(library: Library) -> list[Quote]:
    """A quote of each article: the last one, so that a browser has to go down the page."""
    last = {quote.article.id: quote for quote in sorted(quotes_of(library), key=lambda one: _place(one.article, one))}
    return list(last.values())


def _place(article: Article, quote: Quote) -> int:
    return article.text.find(quote.text)


_SEEN = """start => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
    for (let node; node = walk.nextNode();) {
        const at = node.data.indexOf(start);
        if (at >= 0) {
            range.setStart(node, at); range.setEnd(node, at + start.length);
            const {top, bottom} = range.getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight;
        }
    }
}"""


_TYPEWRITTEN = str.maketrans("“”‘’", "\"\"''")


def published(text: str) -> str:
    """A page with an article in letters so large that a browser has to go down it to show its end."""
    lines = "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines())
    return f'<!doctype html><meta charset="utf-8"><style>p {{ font-size: 60px }}</style>{lines}'


@pytest.mark.parametrize("marks", ["as they are", "typewritten"])
async def test_a_real_browser_goes_to_the_sentence(library: Library, marks: str) -> None:
    """A publisher's page may have other quotation marks than the text that we were given."""
    written = (lambda text: text.translate(_TYPEWRITTEN)) if marks == "typewritten" else str
    async with browser() as chromium, chromium.opens("about:blank") as tab:
        pages = {quote.article.id: published(written(quote.article.text)) for quote in last_quotes(library)}

        async def serve(route: Any) -> None:
            name = urlsplit(route.request.url).path.strip("/")
            await route.fulfill(body=pages[name], content_type="text/html; charset=utf-8")

        await tab.route("https://publisher.kz/**", serve)
        for quote in last_quotes(library):
            await tab.goto(linked_to(f"https://publisher.kz/{quote.article.id}", quote.article.text, quote.text))
            await tab.wait_for_function("scrollY > 0")
            words = " ".join(re.sub(r"^\W+", "", quote.text).split()[:3])
            assert await tab.evaluate(_SEEN, written(words)), quote.text
