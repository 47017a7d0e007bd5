"""The site: what its pages say, where they lead, and what programs find in it."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from site_reading import URL, broken_links, faults_in, made, read, written
from small_library import CORRECTED, LATER, LIBRARY, NAME, SEATS, said

from bot.content import LANGUAGES, Library, OfficialAddress, Quote, Sentence, Signpost
from bot.content.entries import Figure, Mention, no_wordings

MOST = 60_000  # bytes of a page with all that it loads before somebody searches
ATOM = "{http://www.w3.org/2005/Atom}"

MINISTER = Figure(
    "minister",
    "person",
    said("the minister"),
    no_wordings(),
    said("office"),
    (Mention("dated", "сказал министр"),),
    ("seats",),
)
POOL = Signpost(
    "pool", "pool", said("question of pool"), said("pool"), said("lead *of* pool"), said("answer to pool"),
    ("seats",), ("ministry",), no_wordings(), no_wordings(),
)  # fmt: skip
SENTENCES = (
    Sentence("О реформе.", {"kk": "Реформа туралы.", "en": "On the reform."}),
    Sentence(
        "В новом Парламенте будет «145 депутатов», сказал министр.",
        {"kk": "Жаңа Парламентте «145 депутат» болады, деді министр.", "en": "The new Parliament will have 145."},
        said_by="minister",
        said_at=date(2026, 3, 2),
    ),
    Sentence("Больше он не сказал.", {"kk": "Басқа ештеңе айтпады.", "en": "He said no more."}),
)


def furnished() -> Library:
    """The small library, with an article whose sentences are known, somebody who speaks in it, and a signpost."""
    article = replace(LIBRARY.articles["dated"], sentences=SENTENCES)
    whole = "\n\n".join(sentence.text for sentence in SENTENCES[1:])
    quotes = (
        Quote(article, "«145 депутатов»", {"kk": "145 депутат", "en": "145 deputies"}, "minister", date(2026, 3, 2)),
        Quote(article, whole, {"kk": "бәрі", "en": "all of it"}),
    )
    seats = replace(SEATS, quotes=quotes, lead=said("*145* & more"), related=("name",))
    return replace(
        LIBRARY,
        articles={**LIBRARY.articles, "dated": article},
        entries={**LIBRARY.entries, "seats": seats},
        figures={"minister": MINISTER},
        signposts={"pool": POOL},
        official={"ministry": OfficialAddress("ministry", said("ministry"), said("help"), "https://m.kz", "+7 1 2")},
    )


@pytest.fixture(scope="module")
def small() -> dict[str, str]:
    return made(furnished(), bot="draft_bot")


@pytest.fixture(scope="module")
def whole(library: Library) -> dict[str, str]:
    return made(library, bot="draft_bot")


def test_an_answer_has_its_question_fact_passage_original_speaker_source_and_day(small: dict[str, str]) -> None:
    page = read(small["en/answers/seats/index.html"])

    for words in (
        "question of seats, en", "145 & more, en", "answer to seats, en", "145 deputies", "«145 депутатов»",
        "the minister, en", "office, en", "2 March 2026", "Дом", "Газета", "As of March 2026",
        "title of parliament, en",
    ):  # fmt: skip
        assert words in page.words
    assert ("q", "ru") in page.spoken
    assert "<strong>145</strong> &amp; more, en" in small["en/answers/seats/index.html"]
    assert "https://t.me/draft_bot?start=seats" in page.links


def test_a_quote_leads_to_its_sentence_in_the_article_and_the_sentence_back(small: dict[str, str]) -> None:
    answer, article = read(small["kk/answers/seats/index.html"]), read(small["kk/articles/dated/index.html"])

    assert "../../articles/dated/index.html#s2" in answer.links
    [several] = [link for link in answer.links if ":~:text=" in link and link.startswith("..")]
    assert several.startswith("../../articles/dated/index.html#s2:~:text=")
    assert {"s1", "s2", "s3"} <= article.anchors
    assert "../../answers/seats/index.html" in article.links
    assert "Басқа ештеңе айтпады." in article.words


def test_an_article_stands_on_its_page_word_for_word(whole: dict[str, str], library: Library) -> None:
    for article in library.articles.values():
        shown = " ".join(read(whole[f"ru/articles/{article.id}/index.html"]).words.split())
        for line in filter(str.strip, article.text.splitlines()):
            assert " ".join(line.split()) in shown


def test_an_answer_is_marked_as_corrected_and_tells_what_was_wrong() -> None:
    files = made(CORRECTED)

    assert "correction of seats, ru" in read(files["ru/answers/seats/index.html"]).words
    assert "correction of seats, ru" in read(files["ru/about/index.html"]).words
    assert "correction" not in read(files["ru/answers/name/index.html"]).words


@pytest.mark.parametrize(("today", "shown"), [(date(2026, 3, 15), False), (date(2026, 3, 16), True)])
def test_an_answer_says_that_its_time_is_over_once_it_is(today: date, shown: bool) -> None:
    page = read(made(LIBRARY, today=today)["en/answers/name/index.html"])

    assert ("note of name, en" in page.words) is shown
    assert NAME.valid_until == date(2026, 3, 15)


def test_what_the_articles_do_not_say_leads_to_what_is_nearest_and_to_official_places(small: dict[str, str]) -> None:
    page = read(small["ru/answers/pool/index.html"])

    assert "Этого в публикациях нет" in page.words
    assert {"../seats/index.html", "https://m.kz", "tel:+712", "https://t.me/draft_bot?start=pool"} <= set(page.links)


def test_a_person_has_a_page_with_their_words_and_the_answers_about_them(small: dict[str, str]) -> None:
    page = read(small["en/people/minister/index.html"])

    assert "office, en" in page.words
    assert "The new Parliament will have 145." in page.words
    assert "В новом Парламенте будет" in page.words
    assert {"../../answers/seats/index.html", "../../articles/dated/index.html#s2"} <= set(page.links)


def test_without_the_bots_name_no_page_leads_to_telegram() -> None:
    assert not [address for address, text in made(furnished()).items() if "t.me" in text]


def test_every_link_within_the_site_leads_somewhere(small: dict[str, str], whole: dict[str, str]) -> None:
    assert [*broken_links(small)] == []
    assert [*broken_links(whole)] == []
    assert [*broken_links({**small, "ru/index.html": '<a href="nowhere/index.html">?</a>'})] != []


def test_nothing_is_loaded_from_elsewhere(whole: dict[str, str]) -> None:
    for address, text in whole.items():
        if address.endswith(".html") and address != "404.html":
            assert not [link for link in read(text).loaded if re.match(r"[a-z]+:|//", link)], address
    for name in ("site.css", "site.js"):
        assert not re.search(r"https?:|@import|url\(|fetch\(|XMLHttp", whole[name]), name


def test_a_page_with_all_that_it_loads_is_small(whole: dict[str, str]) -> None:
    shared = sum(len(whole[name].encode()) for name in ("site.css", "site.js", "icon.svg"))
    sizes = {address: shared + len(text.encode()) for address, text in whole.items() if address.endswith(".html")}

    assert {address: size for address, size in sizes.items() if size > MOST} == {}


def test_every_page_names_its_language_and_its_counterparts(whole: dict[str, str], library: Library) -> None:
    for name in library.everything:
        for language in LANGUAGES:
            page = read(whole[f"{language}/answers/{name}/index.html"])
            assert page.spoken[0] == ("html", language)
            others = {head["hreflang"]: head["href"] for head in page.heads if "hreflang" in head}
            assert others == {other: f"{URL}{other}/answers/{name}/" for other in LANGUAGES}
            assert {"rel": "canonical", "href": f"{URL}{language}/answers/{name}/"} in page.heads


def test_english_originals_are_marked_as_english(whole: dict[str, str]) -> None:
    assert ("q", "en") in read(whole["kk/answers/kurultai/index.html"]).spoken
    assert ("p", "en") in read(whole["kk/articles/coalition/index.html"]).spoken
    assert ("q", "en") not in read(whole["en/answers/kurultai/index.html"]).spoken


def structured(text: str) -> dict[str, Any]:
    """What a page says in the words of schema.org."""
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    data: dict[str, Any] = json.loads(found)
    return data


def test_programs_find_the_question_the_answer_and_the_quotation(whole: dict[str, str], library: Library) -> None:
    entry = library.entries["kurultai"]
    [question] = structured(whole["ru/answers/kurultai/index.html"])["mainEntity"]

    assert (question["@type"], question["name"]) == ("Question", entry.question.ru)
    answer = question["acceptedAnswer"]
    assert answer["@type"] == "Answer"
    assert [quote["text"] for quote in answer["citation"]] == [quote.text for quote in entry.quotes]
    assert answer["citation"][0]["@type"] == "Quotation"
    assert answer["citation"][0]["isPartOf"]["url"] == entry.quotes[0].article.url


def test_no_text_can_end_the_data_it_stands_in() -> None:
    wicked = replace(SEATS, question=said("</script><b>&"))
    text = made(replace(LIBRARY, entries={**LIBRARY.entries, "seats": wicked}))["ru/answers/seats/index.html"]

    assert "<b>" not in text
    [question] = structured(text)["mainEntity"]
    assert question["name"] == "</script><b>&, ru"


def test_the_data_has_every_answer_with_its_quotes_sources_and_licence(whole: dict[str, str], library: Library) -> None:
    data = json.loads(whole["answers.json"])

    assert [one["id"] for one in data["answers"]] == list(library.entries)
    assert [one["id"] for one in data["not_said"]] == list(library.signposts)
    assert data["licence"]["answers"] == "CC BY 4.0"
    for one in data["answers"]:
        for quote in one["quotes"]:
            assert quote["text"] in library.articles[quote["article"]].text
    assert data["articles"]["coalition"]["publisher"] == "Enbekshi QazaQ"
    assert data["answers"][0]["pages"]["kk"] == f"{URL}kk/answers/{data['answers'][0]['id']}/"


def test_the_feed_has_a_corrected_answer_first_and_as_an_item_of_its_own() -> None:
    def ids(library: Library) -> list[str]:
        feed = ElementTree.fromstring(made(library)["kk/feed.xml"])  # noqa: S314 - our own
        assert (feed.findtext(f"{ATOM}updated") or "").startswith("2026-03-01T")
        return [item.findtext(f"{ATOM}id") or "" for item in feed.iter(f"{ATOM}entry")]

    before, after = ids(LIBRARY), ids(CORRECTED)
    again = replace(SEATS, correction=said("another correction"))
    assert after[0].startswith(f"{URL}kk/answers/seats/#")
    assert after[0] not in before
    assert ids(replace(CORRECTED, entries={**CORRECTED.entries, "seats": again}))[0] not in [*before, *after]


def test_the_sitemap_has_every_page_once(whole: dict[str, str]) -> None:
    places = re.findall("<loc>(.*?)</loc>", whole["sitemap.xml"])

    assert {place.removeprefix(URL) + "index.html" for place in places} == {
        address for address in whole if address.endswith(".html") and "/" in address
    }
    assert len(places) == len(set(places))
    ElementTree.fromstring(whole["sitemap.xml"])  # noqa: S314 - our own


def test_assistants_are_told_what_the_site_is_and_where_each_answer_stands(
    whole: dict[str, str], library: Library
) -> None:
    text = whole["llms.txt"]

    assert text.startswith("# ")
    assert "word for word" in text
    for name, asked in library.everything.items():
        assert f"- [{asked.question.en}]({URL}en/answers/{name}/)" in text


def test_every_answer_has_a_card_on_its_page(small: dict[str, str]) -> None:
    for name in ("seats", "pool"):
        page = read(small[f"kk/answers/{name}/index.html"])
        assert {"property": "og:image", "content": f"{URL}kk/answers/{name}/card.png"} in page.heads
        assert "card.png" in page.links
        assert f"kk/answers/{name}/card.png" in small


def test_without_an_address_there_is_nothing_that_needs_one() -> None:
    files = made(LIBRARY, url="")

    assert not {"sitemap.xml", "robots.txt", "kk/feed.xml", "kk/answers/seats/card.png"} & set(files)
    assert [*broken_links(files)] == []
    assert "canonical" not in files["kk/index.html"]


def test_an_article_of_which_little_is_known_says_so() -> None:
    assert "10 February 2026 or later" in read(made(LIBRARY)[f"en/articles/{LATER.id}/index.html"]).words
    assert "publisher unknown, date unknown" in read(made(LIBRARY)["en/articles/nameless/index.html"]).words


def test_the_pages_are_valid(whole: dict[str, str], small: dict[str, str], tmp_path: Path) -> None:
    pages = {address: text for address, text in whole.items() if address.endswith(".html")}
    kinds = {re.sub(r"(\w+/\w+)/.+/", r"\1/", address): address for address in pages}
    some = {address: pages[address] for address in kinds.values()}
    some |= {f"small/{address}": text for address, text in small.items() if address.startswith("ru/answers/")}
    assert len(some) > 20

    assert faults_in(written(some, tmp_path)) == ""


def test_the_validator_finds_a_fault(tmp_path: Path) -> None:
    assert "close" in faults_in(written({"bad.html": "<!DOCTYPE html><p><div></div></span>"}, tmp_path))
