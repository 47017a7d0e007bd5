"""A bot in its own process is asked from any other chat, by its name and a question: which answers it offers there."""

import json
from typing import Any

import markup
import pytest
from bot_api_people import Account
from conversing import BOTH, DEPUTIES, HEAD, VAGUE, WEATHER, nothing_more, title
from running import PATIENCE, Running
from talking import told

from bot.content import LANGUAGES, Language, Library
from bot.conversation import Wording

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def aliya(served: Running) -> Account:
    return served.api.person("Aliya", language_code="en")


async def offered(person: Account, query: str, offset: str = "") -> dict[str, Any]:
    """What somebody is offered who types the bot's name and this."""
    await person.types_inline(query, offset)
    return await person.inline_answer(PATIENCE)


def entries(answer: dict[str, Any]) -> list[str]:
    """Which entries are offered, from top to bottom."""
    return [result["id"] for result in answer["results"]]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_answer_to_a_question_comes_first_in_the_language_of_the_question(
    served: Running, library: Library, language: Language
) -> None:
    person = served.api.person("Typing", language_code="tr")

    first = (await offered(person, DEPUTIES[language]))["results"][0]

    entry = library.entries["parliament-size"]
    assert (first["id"], first["title"]) == (entry.id, entry.question[language])
    assert entry.fact(language).startswith(first["description"].removesuffix("…"))


async def test_what_is_sent_into_the_chat_is_the_answer_with_its_quote_its_source_and_a_link_to_the_bot(
    library: Library, say: Wording, aliya: Account
) -> None:
    first = (await offered(aliya, DEPUTIES["en"]))["results"][0]

    entry = library.entries["parliament-size"]
    content = first["input_message_content"]
    sent = markup.parse(content["message_text"], content["parse_mode"])
    article = entry.quotes[0].article
    source = article.publisher or say("en", "publisher-unknown")
    for part in (entry.question["en"], entry.fact("en"), entry.quotes[0].text, source):
        assert part in sent.text
    # Nobody knows this article's address, so its source leads to the passage in the chat with the bot.
    assert article.url is None
    start = article.text.index(entry.quotes[0].text)
    place = f"https://t.me/loopback_bot?start={article.id}_{start}_{start + len(entry.quotes[0].text)}"
    assert place in [entity.get("url") for entity in sent.entities]
    link = {"text": say("en", "open-bot"), "url": "https://t.me/loopback_bot?start=parliament-size"}
    assert first["reply_markup"]["inline_keyboard"] == [[link]]
    assert title(await told(aliya, "/start parliament-size")) == entry.question["en"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_answer_that_is_shared_is_offered_first_in_any_chat_in_the_language_it_was_read_in(
    served: Running, library: Library, aliya: Account, language: Language
) -> None:
    entry = library.entries["parliament-size"]
    answer = await told(aliya, entry.question[language])
    await aliya.says("/language")
    await aliya.presses(await aliya.reply(PATIENCE), "English")
    await aliya.edit(PATIENCE)

    wanted = await aliya.shares(answer, "⤴")
    first = (await aliya.inline_answer(PATIENCE))["results"][0]

    chats = {"allow_user_chats": True, "allow_group_chats": True, "allow_channel_chats": True}
    assert wanted == {"query": f"{entry.question[language]} ⤴", **chats}
    assert (first["id"], first["title"]) == (entry.id, entry.question[language])


async def test_of_two_questions_the_answers_to_both_come_first(aliya: Account) -> None:
    assert entries(await offered(aliya, BOTH))[:2] == ["parliament-size", "referendum-date"]


async def test_a_vague_question_is_offered_all_that_may_be_meant(served: Running, aliya: Account) -> None:
    for query in VAGUE:
        found = entries(await offered(aliya, query))
        assert len(found) == len(set(found)) <= 20
        if len(found) > 1:
            return
    raise AssertionError("none of the vague questions was offered more than one answer")


async def test_who_types_nothing_can_look_through_all_answers_page_by_page(library: Library, aliya: Account) -> None:
    found: list[str] = []
    offset, pages = "", 0
    while pages == 0 or offset:
        answer = await offered(aliya, "", offset)
        found += entries(answer)
        offset, pages = answer["next_offset"], pages + 1

    assert found == list(library.entries)
    assert pages == -(-len(library.entries) // 20)


@pytest.mark.parametrize("offset", ["x", "-20", "1e3", "२०", "²", "0x14", "'; --", "20 ", "9" * 64, "\u200b"])
async def test_a_page_that_there_is_not_is_the_first(library: Library, aliya: Account, offset: str) -> None:
    answer = await offered(aliya, "", offset)

    assert entries(answer) == list(library.entries)[:20]


async def test_beyond_the_last_page_there_is_nothing(aliya: Account) -> None:
    answer = await offered(aliya, "", "9999")

    assert (entries(answer), answer["next_offset"]) == ([], "")


@pytest.mark.parametrize("query", [WEATHER["en"], "hello", "thanks", "delete my data", "🇰🇿"])
async def test_where_there_is_no_answer_only_the_way_to_the_private_chat_is_offered(
    say: Wording, aliya: Account, query: str
) -> None:
    answer = await offered(aliya, query)

    assert (entries(answer), answer["next_offset"]) == ([], "")
    assert answer["button"] == {"text": say("en", "inline-ask"), "start_parameter": "inline"}
    assert title(await told(aliya, "/start inline")) == say("en", "welcome-title")


async def test_the_way_to_the_private_chat_stands_above_answers_too(say: Wording, aliya: Account) -> None:
    answer = await offered(aliya, DEPUTIES["en"])

    assert answer["button"]["text"] == say("en", "inline-ask")


async def test_the_language_chosen_wins_over_that_of_the_question_and_is_kept_from_others(
    library: Library, say: Wording, aliya: Account
) -> None:
    await aliya.presses(await told(aliya, "/language"), "Қазақша")
    await aliya.edit(PATIENCE)

    for query in (DEPUTIES["en"], DEPUTIES["ru"], ""):
        answer = await offered(aliya, query)
        first = library.entries[entries(answer)[0]]
        assert answer["results"][0]["title"] == first.question["kk"]
        assert answer["button"]["text"] == say("kk", "inline-ask")
        assert answer["is_personal"] is True


@pytest.mark.parametrize(
    "query",
    [
        "<b>How many</b> deputies & <script>",
        "'; DROP TABLE questions; --",
        "_*[](~`>#+-=|{}.!\\",
        "{ $name } %s {0}",
        "\u200b\u2060\ufeff",
        "\u202eseitupedynamwoh",
        "\x00",
        "\u0301" * 200,
        "𝓗𝓸𝔀 𝓶𝓪𝓷𝔂",
        "🤷‍♂️" * 60,
        "а" * 256,
        "how many deputies " * 300,
        " \n\t ",
    ],
    ids=ascii,
)
async def test_whatever_is_typed_gets_an_answer_that_telegram_takes(aliya: Account, query: str) -> None:
    answer = await offered(aliya, query)

    assert len(answer["results"]) <= 20


async def test_all_that_is_typed_on_the_way_to_a_question_is_answered_in_its_order(
    served: Running, aliya: Account
) -> None:
    typed = [HEAD["en"][:length] for length in range(1, len(HEAD["en"]), 3)]

    for query in typed:
        await aliya.types_inline(query)

    await served.handled()
    assert [len(question.answers) for question in aliya.asked] == [1] * len(typed)


@pytest.mark.parametrize("words", ["query is too old and response timeout expired", "QUERY_ID_INVALID"])
async def test_a_query_that_telegram_no_longer_takes_an_answer_to_is_no_fault(
    served: Running, aliya: Account, words: str
) -> None:
    served.api.fail("answerInlineQuery", 400, description=f"Bad Request: {words}")
    await aliya.types_inline(HEAD["en"])
    await served.handled()
    assert served.rows("SELECT error FROM inbox WHERE error IS NOT NULL") == []

    assert entries(await offered(aliya, HEAD["en"]))[0] == "coalition-head"
    await nothing_more(served, aliya)


async def test_an_answer_that_is_lost_on_its_way_is_given_again(served: Running, aliya: Account) -> None:
    served.api.fail("answerInlineQuery", 502)

    assert entries(await offered(aliya, HEAD["en"]))[0] == "coalition-head"


async def test_what_is_typed_elsewhere_is_logged_once_as_it_is_at_last_and_waits_if_nothing_answers_it(
    served: Running, aliya: Account
) -> None:
    await served.handled()
    before = len(served.questions())

    for query in ("zyz", "zyzzyva of", "zyzzyva of my neighbour", "zyzzyva"):
        await offered(aliya, query)

    await served.handled()
    [row] = served.questions()[before:]
    assert (row["text"], row["outcome"], row["surface"]) == ("zyzzyva of my neighbour", "unknown", "inline")
    assert "zyzzyva of my neighbour" in await served.command("unanswered")
    assert served.rows("SELECT body FROM inbox WHERE body IS NOT NULL") == []


@pytest.mark.parametrize("typed", ["құрыл", "quryl", "kuryl", "Құрылтай", "rehsknfq", "kurul"])
async def test_half_a_word_finds_its_entry_in_any_spelling_and_on_any_keyboard(aliya: Account, typed: str) -> None:
    assert "kurultai" in entries(await offered(aliya, typed))[:3]


async def test_what_is_sent_into_a_chat_is_counted_for_operators_and_for_curators(
    served: Running, aliya: Account
) -> None:
    def read(page: str) -> dict[str, str]:
        return dict(line.rsplit(" ", 1) for line in page.splitlines() if "inline" in line and not line.startswith("#"))

    before = read((await served.page("/metrics")).text)
    answer = await offered(aliya, HEAD["en"])
    await aliya.sends_result(answer["results"][0], HEAD["en"])
    await aliya.shares(await told(aliya, DEPUTIES["en"]), "⤴")
    await aliya.sends_result((await aliya.inline_answer(PATIENCE))["results"][0], f"{DEPUTIES['en']} ⤴")
    await served.handled()

    after = read((await served.page("/metrics")).text)
    for way in ("typed", "shared"):
        name = f'bot_inline_chosen_total{{way="{way}"}}'
        assert float(after[name]) == float(before.get(name, 0)) + 1
    sent = json.loads(await served.command("stats", "--json"))
    assert sent["sent_into_chats"] == {"chosen": 1, "shared": 1}
    assert sent["surfaces"]["inline"] >= 1
    row = next(row for row in reversed(served.questions()) if row["surface"] == "inline")
    assert (row["text"], row["outcome"], row["shown"]) == (HEAD["en"], "answer", ["coalition-head"])


async def test_a_gap_that_is_known_is_offered_too(library: Library, say: Wording, aliya: Account) -> None:
    signpost = library.signposts["gap-cost"]

    first = (await offered(aliya, signpost.question["en"]))["results"][0]

    assert (first["id"], first["description"]) == (signpost.id, say("en", "not-in-articles"))
    assert signpost.answer["en"] in markup.parse(first["input_message_content"]["message_text"], "HTML").text


async def test_a_number_typed_by_mistake_is_taken_out_before_it_is_stored(served: Running, aliya: Account) -> None:
    await offered(aliya, "my IIN is 990101300123")

    await served.handled()
    assert b"990101300123" not in served.bytes_kept()
