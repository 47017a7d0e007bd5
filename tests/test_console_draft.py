"""A curator drafts a new entry in the console: its texts, and passages that come from the articles alone."""

import html
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from console_house import Setting, asks, setting_in
from small_library import DATED, LATER, LIBRARY
from test_console_keeping import typed
from visiting import Visitor, carried

from bot.content import LANGUAGES, Problem
from bot.desk import Difference, Impact, Past, Refused, Result, joined, paragraphs, passage_from

WRITTEN = {
    "id": "weather",
    "section": "people",
    "file": "people",
    **{f"question-{language}": f"question, {language}" for language in LANGUAGES},
    **{f"answer-{language}": f"answer, {language}" for language in LANGUAGES},
    **{f"lead-{language}": f"fact, {language}" for language in LANGUAGES},
    **{f"short-{language}": f"label, {language}" for language in LANGUAGES},
    **{f"phrasings-{language}": f"one, {language}\r\n\r\n two, {language} " for language in LANGUAGES},
}


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Setting]:
    async with setting_in(tmp_path) as setting:
        await asks(setting, "погода")
        await asks(setting, "weather?", "ruslan", language="en")
        yield setting


async def writes(saule: Visitor, step: str, **fields: Any) -> str:
    """She sends the form, and sees what comes of it."""
    page = await saule.sees("/review/1/draft")
    carried = dict(re.findall(r'name="(upto|draft|revision)" value="(\d+)"', page))
    answer = await saule.posts("/review/1/draft", **WRITTEN | {"step": step} | carried | fields)
    return answer.text if answer.status_code != 303 else await saule.sees(answer.headers["location"])


def pieces(page: str) -> dict[str, str]:
    """The sentences that can be ticked, by what ticking them sends."""
    found = re.findall(r'name="piece" value="([^"]+)"> <span>(.*?)</span>', page, re.DOTALL)
    return {value: html.unescape(text) for value, text in found}


async def test_the_questions_are_there_as_phrasings(saule: Visitor) -> None:
    page = await saule.sees("/review/1/draft")
    assert re.search(r'name="phrasings-ru"[^>]*>погода</textarea>', page)
    assert re.search(r'name="phrasings-en"[^>]*>weather\?</textarea>', page)


async def test_an_entry_is_published_with_its_passage_as_the_article_has_it(there: Setting, saule: Visitor) -> None:
    found = pieces(await writes(saule, "search", search="ДЕПУТАТОВ"))
    assert list(found.values()) == ["В новом Парламенте будет «145 депутатов», сказал министр."]

    page = await writes(saule, "pick", piece=list(found))
    quote = re.findall(r'name="quote" value="([^"]+)"', page)
    translations = {"quote-0-kk": "аударма", "quote-0-en": "translation", "quote-0-ru": "not asked for"}
    page = await writes(saule, "save", quote=quote, **translations)

    [decision] = there.content.published
    assert decision.draft and (decision.draft.file, decision.entry) == ("people", "weather")
    entry = decision.draft.entry
    assert (entry.question["kk"], entry.answer["en"]) == ("question, kk", "answer, en")
    assert (entry.lead["ru"], entry.short["kk"]) == ("fact, ru", "label, kk")
    assert entry.phrasings == {language: [f"one, {language}", f"two, {language}"] for language in LANGUAGES}
    [new] = entry.quotes
    assert (new.source, new.text) == ("dated", "В новом Парламенте будет «145 депутатов», сказал министр.")
    assert new.translations == {"kk": "аударма", "en": "translation"}
    assert "New entry" in page


async def test_sentences_side_by_side_become_one_passage_and_others_stay_apart(saule: Visitor) -> None:
    page = await writes(saule, "search", source="later")
    first, second, _, fourth = list(pieces(page))[:4]
    page = await writes(saule, "pick", piece=[fourth, second, first])

    picked = re.findall(r'name="quote" value="([^"]+)"', page)
    texts = [passage.text(LIBRARY.articles) for one in picked if (passage := passage_from(one, LIBRARY.articles))]
    assert len(texts) == 2 and all(text in LATER.text for text in texts)
    assert len(texts[0]) > len(texts[1])

    page = await writes(saule, "drop 0", quote=picked)
    assert re.findall(r'name="quote" value="([^"]+)"', page) == picked[1:]


@pytest.mark.parametrize(
    "forged", ["dated:0:10:0000000000000000", "dated:0:9", "nothing:0:1:x", "dated:-1:5:x", "a", ""]
)
async def test_a_passage_that_is_not_in_the_article_is_not_taken(there: Setting, saule: Visitor, forged: str) -> None:
    page = await writes(saule, "search", quote=[forged], piece=[forged])
    assert 'name="quote"' not in page and "no longer there" in page
    await writes(saule, "save", quote=[forged])
    assert [decision.draft.entry.quotes for decision in there.content.published if decision.draft] == [[]]


async def test_what_the_gate_refuses_is_shown_and_nothing_typed_is_lost(there: Setting, saule: Visitor) -> None:
    found = list(pieces(await writes(saule, "search", search="депутатов")))
    there.content.fault = Refused([Problem("faq/people.yaml", 3, "a fault.", "Mend it.")])
    page = await writes(saule, "save", quote=found, search="words", **{"quote-0-en": "a translation"})

    assert "a fault." in page and "Mend it." in page and "people.yaml" not in page
    for text in (
        "question, kk",
        "answer, ru",
        "one, en",
        "a translation",
        'value="weather"',
        'value="words"',
        found[0],
    ):
        assert text in page
    assert page.count("selected>") >= 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"id": "Wea ther"}, "needs an id of its own"),
        ({"id": "seats"}, "needs an id"),
        ({"file": "", "section": ""}, "Choose the section"),
    ],
)
async def test_what_is_missing_is_asked_for(there: Setting, saule: Visitor, fields: dict[str, str], said: str) -> None:
    assert said in await writes(saule, "save", **fields)
    assert there.content.published == []


async def test_the_id_and_the_file_are_proposed(there: Setting, saule: Visitor) -> None:
    page = await saule.sees("/review/1/draft")
    assert 'id="id" name="id" value="" placeholder="weather"' in page and "that of the section" in page
    assert page.index('id="id"') > page.index('id="answer-kk"')  # nobody has to choose them first
    await writes(saule, "save", id="", file="")
    [decision] = there.content.published
    assert decision.draft and (decision.entry, decision.draft.file) == ("question-en", "people")


async def test_a_label_and_a_fact_that_nobody_wrote_are_proposed_and_shown_before_they_are_published(
    there: Setting, saule: Visitor
) -> None:
    none = {f"{name}-{code}": "" for name in ("lead", "short") for code in LANGUAGES}
    long = {
        "answer-ru": "В парламенте 145 мест. Больше ничего не сказано.",
        "question-en": "What was said about seats?",
    }
    page = await writes(saule, "save", **none, **long)
    assert "Look at them" in page and there.content.published == []
    assert "В парламенте *145 мест*.</textarea>" in page and ">Seats</textarea>" in page
    follows = carried(page)["follows"]
    assert {"lead-ru", "short-en"} < set(follows.split())

    shown = {f"{name}-{code}": typed(page)[f"{name}-{code}"] for name in ("lead", "short") for code in LANGUAGES}
    late = await writes(saule, "save", **long | {"answer-ru": "В парламенте 146 мест."}, **shown, follows=follows)
    assert "Look at them" in late and "*146 мест*" in late and there.content.published == []  # nobody had seen that
    await writes(saule, "save", **long, **shown | {"short-en": ""}, follows="shown lead-ru")
    [decision] = there.content.published
    assert decision.draft and decision.draft.entry.lead["ru"] == "В парламенте *145 мест*."
    assert decision.draft.entry.short["en"] == ""  # she wants none


async def test_the_topic_is_proposed_and_what_the_form_keeps_says_what_its_script_may_fill_in(
    there: Setting, saule: Visitor
) -> None:
    page = await saule.sees("/review/1/draft")
    sent = {name: carried(page)[name] for name in ("upto", "draft", "revision")} | {"step": "keep"}
    told = (await saule.posts("/review/1/draft", {"Accept": "application/json"}, **WRITTEN, **sent)).json()
    assert told["proposed"]["id"] == "question-en" and told["proposed"]["lead-kk"] == "answer, kk"
    assert told["proposed"]["short-ru"] == "Question, ru"


async def test_a_draft_of_what_another_has_decided_meanwhile_is_shown_to_be_kept(
    there: Setting, saule: Visitor
) -> None:
    upto = re.search(r'name="upto" value="(\d+)"', await saule.sees("/review/1/draft"))
    assert upto
    await saule.posts("/review/1", do="spam", upto=upto.group(1))
    answer = await saule.posts("/review/1/draft", **WRITTEN | {"step": "save", "upto": upto.group(1)})

    assert answer.status_code == 409
    assert "Somebody has dealt with this" in answer.text and "answer, kk" in answer.text and "one, en" in answer.text


def test_every_sentence_of_an_article_can_be_picked_and_is_word_for_word_there() -> None:
    for article in LIBRARY.articles.values():
        picked = [piece for paragraph in paragraphs(article) for piece in paragraph]
        texts = [piece.text(LIBRARY.articles) for piece in picked]
        assert "".join("".join(texts).split()) == "".join(article.text.split())
        assert [passage_from(str(piece), LIBRARY.articles) for piece in picked] == picked
        [whole] = joined(picked, LIBRARY.articles)
        assert whole.text(LIBRARY.articles) == article.text.strip()
    assert "«145 депутатов», сказал министр." in DATED.text


async def test_a_curator_without_english_sees_that_it_is_kept_for_others_and_the_list_says_so(saule: Visitor) -> None:
    page = await writes(saule, "preview", **{"question-en": "", "answer-en": ""})
    assert "Missing: Question: English; Answer: English; Passages" in page and "kept as a draft" in page
    assert "Missing: Question: English; Answer: English; Passages" in await saule.sees("/content/drafts")

    page = await writes(saule, "preview", **{"question-en": "Why?", "answer-en": "Because."})
    assert "Missing: Passages" in page


async def test_a_new_entry_is_named_by_its_question_before_it_is_served_and_after(
    there: Setting, saule: Visitor
) -> None:
    was, lost = Result("answer", ("weather",), ()), Result("unknown", (), ())
    gained = Difference("new", Past("who votes", 1, lost), was)
    there.content.impact = Impact((), (), (Difference("lost", Past("how many", 3, was), lost), gained), 350)

    page = await writes(saule, "save")
    assert "Some people would lose" in page and "“who votes” — – → question, en" in page
    page = await writes(saule, "yes save")
    assert "“who votes” — – → question, en" in page
    assert '<p class="lead">question, en</p>' in page
