"""A curator writes a whole entry in Telegram: from a question that nobody could answer to the answer that goes out."""

import pytest
import yaml
from bot_api_chats import Sent
from bot_api_people import Account
from running import PATIENCE
from sitting import Sitting, decided, speaking
from talking import restarted, told, turned
from waiting import replied_to, waits

from bot.content import Language, Library
from bot.conversation import Wording
from bot.desk.passages import paragraph_texts as paragraphs
from bot.desk_chat.entry_draft import sentences_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

Texts = dict[Language, str]

QUESTION = "Where does the squirrel of the coalition of supporters sleep"
SNOW = "Will it snow on the squirrels in Almaty tomorrow evening"
"""Far from every entry, whatever has been learned and unlearned before."""
NEW: Texts = {
    "kk": "Коалицияны кім басқарады?",
    "ru": "Кто возглавляет коалицию?",
    "en": "Who heads the coalition?",
}
ANSWER: Texts = {
    "kk": "Жауап мақалада бар.",
    "ru": "Ответ есть в статье.",
    "en": "The answer is in the article.",
}
OTHERWISE: Texts = {"kk": "Коалиция жетекшісі кім екен", "ru": "А кто там главный в коалиции"}
ORDER: tuple[Language, ...] = ("en", "kk", "ru")
"""A curator is asked in their own language first."""

english = speaking("en")


@pytest.fixture
def aliya(desk: Sitting) -> Account:
    return desk.bot.api.person("Aliya", language_code="en")


@pytest.fixture
def saule(desk: Sitting) -> Account:
    return desk.saule


@pytest.fixture
def passage(library: Library) -> str:
    """The passage that the curator is after."""
    return max(paragraphs(library.articles["coalition"]), key=len)


async def begins(desk: Sitting, curator: Account, question: str = SNOW) -> Sent:
    """Ask for an id, after a question that a curator wants to write an entry for."""
    await desk.asked(desk.bot.api.person("Somebody", language_code="en"), question)
    return await turned(curator, await desk.reviews(curator), english("button-draft"))


async def sorted_in(desk: Sitting, curator: Account) -> Sent:
    """Choose the topic, where no entry is near; returns what asks for the question in English."""
    asked = await begins(desk, curator)
    return await turned(curator, asked, asked.labels[-2]) if english("ask-section") in asked.text else asked


def in_order(*all_texts: Texts) -> list[str]:
    """Texts in the order in which a curator who speaks English is asked for them."""
    return [texts[language] for texts in all_texts for language in ORDER if language in texts]


async def worded(desk: Sitting, curator: Account) -> Sent:
    """Say what comes before the quote; returns what asks for its words."""
    await sorted_in(desk, curator)
    for text in in_order(NEW, ANSWER, OTHERWISE):
        asked = await told(curator, text)
    return asked


async def quoted(curator: Account, passage: str) -> Sent:
    """Search for a passage and quote the whole of it; returns what asks for the first translation."""
    offered = await told(curator, " ".join(passage.split()[3:9]))
    chosen = await turned(curator, offered, "1")
    whole = english("button-whole")
    return await turned(curator, chosen, whole) if whole in chosen.labels else chosen


async def previewed(desk: Sitting, curator: Account, passage: str) -> Sent:
    """Write all of it; returns what shows the whole entry."""
    await worded(desk, curator)
    shown = await quoted(curator, passage)
    while english("button-live") not in shown.labels:
        shown = await told(curator, "a translation")
    return shown


async def undoes(desk: Sitting, curator: Account, done: Sent) -> None:
    """Take an entry back, and wait until it is not served any more."""
    log = len(desk.bot.log)
    await decided(curator, done, english("button-undo"))
    await desk.bot.prints("an edit is live", log)


async def test_an_unanswered_question_becomes_a_published_entry_and_its_asker_is_told(
    desk: Sitting, say: Wording, library: Library, aliya: Account, saule: Account, passage: str
) -> None:
    before = desk.files()
    message = await waits(aliya, QUESTION, say)
    await desk.asked(aliya)

    asked = await turned(saule, await desk.reviews(saule), english("button-draft"))
    assert english("ask-id-title") in asked.text and QUESTION in asked.text
    step = asked if english("ask-question-en") in asked.text else await turned(saule, asked, asked.labels[0])
    for what, texts in (("question", NEW), ("answer", ANSWER), ("phrasings", OTHERWISE)):
        for language in (one for one in ORDER if one in texts):
            assert english(f"ask-{what}-{language}") in step.text
            step = await told(saule, texts[language])
    assert english("ask-words") in step.text  # nothing in the articles may answer this
    offered = await told(saule, " ".join(passage.split()[3:9]))
    assert " ".join(passage.split())[:100] in offered.text
    whole = await turned(saule, offered, "1")
    assert all(part.strip() in whole.text for part in sentences_of(library.articles, "coalition", passage))
    words = " ".join(passage.split()[:8])
    translation = await told(saule, words.replace("«", '"').replace("»", '"'))
    others = [language for language in ("kk", "ru", "en") if language != library.articles["coalition"].language]
    for other in others:
        assert english(f"ask-translation-{other}") in translation.text
        translation = await told(saule, f"translation into {other}")
    preview = translation
    assert english("preview-title", question=NEW["en"]) in preview.text
    for text in (*NEW.values(), *ANSWER.values()):  # nobody publishes what they have not seen
        assert text in preview.text
    assert f"{english('field-short')}: {NEW['kk'].strip('?')}" in preview.text  # proposed
    as_read = await turned(saule, preview, english("in-ru"))
    assert as_read.title == NEW["ru"] and ANSWER["ru"] in as_read.text
    menu = await turned(saule, await turned(saule, as_read, english("button-back")), english("button-change"))
    field = await turned(saule, menu, f"{english('field-section')}")
    theme = next(one.title.en for one in library.sections if one.id == "supporters")
    preview = await turned(saule, field, theme)
    field = await turned(saule, await turned(saule, preview, english("button-change")), english("field-id"))
    preview = await told(saule, "coalition-leader")
    field = await turned(saule, await turned(saule, preview, english("button-change")), f"{english('field-short')}: ru")
    assert "Кто возглавляет коалицию" in field.text
    preview = await told(saule, "Глава коалиции")

    log = len(desk.bot.log)
    done = await decided(saule, preview, english("button-live"))
    assert done.title == english("done-draft", entry=NEW["en"])
    await desk.bot.prints("an edit is live", log)

    notice = await aliya.reply(PATIENCE)
    assert replied_to(notice) == message["message_id"]
    assert NEW["en"] in notice.text and words in notice.text
    [written] = yaml.safe_load(desk.files()["supporters.yaml"])
    assert written["quotes"][0]["text"] in library.articles["coalition"].text
    assert written["phrasings"]["en"] == [QUESTION] and written["id"] == "coalition-leader"
    assert written["lead"] == ANSWER
    assert written["short"] == {
        "kk": "Коалицияны кім басқарады",
        "ru": "Глава коалиции",
        "en": "Who heads the coalition",
    }
    assert [row["text"] for row in desk.bot.questions()] == [QUESTION]

    await undoes(desk, saule, done)
    assert desk.files() == before


async def test_a_restart_in_the_middle_takes_nothing_away(desk: Sitting, saule: Account, passage: str) -> None:
    await worded(desk, saule)
    await restarted(desk.bot)
    offered = await told(saule, " ".join(passage.split()[3:9]))
    await restarted(desk.bot)
    chosen = await turned(saule, offered, "1")
    assert passage.split(". ")[0] in chosen.text
    await told(saule, "/cancel")


async def test_what_was_written_can_be_changed_by_editing_the_message(
    desk: Sitting, saule: Account, passage: str
) -> None:
    await sorted_in(desk, saule)
    await told(saule, NEW["en"])
    first = await saule.says("Коалицияны кім басқарады екен?")
    await saule.reply(PATIENCE)
    for text in (NEW["ru"], *in_order(ANSWER, OTHERWISE)):
        await told(saule, text)
    await quoted(saule, passage)
    for _ in range(2):
        await told(saule, "a translation")
    await saule.edits(first, NEW["kk"])
    changed = await saule.reply(PATIENCE)

    assert english("preview-title", question=NEW["en"]) in changed.text
    assert NEW["kk"] in (await turned(saule, changed, english("in-kk"))).text
    await told(saule, "/cancel")


async def test_what_the_gate_refuses_stays_to_be_changed_and_published(
    desk: Sitting, library: Library, saule: Account, passage: str
) -> None:
    before = desk.files()
    await sorted_in(desk, saule)
    await told(saule, NEW["en"])
    await told(saule, library.entries["kurultai"].question["kk"])
    for text in (NEW["ru"], *in_order(ANSWER, OTHERWISE)):
        await told(saule, text)
    await quoted(saule, passage)
    await told(saule, "a translation")
    preview = await told(saule, "another translation")

    refused = await decided(saule, preview, english("button-live"))
    assert refused.title == english("not-done-title")
    assert f"{english('field-question')}, {english('in-kk')}: “" in refused.text and ".yaml" not in refused.text
    assert library.entries["kurultai"].question["kk"] in refused.text
    assert desk.files() == before

    log = len(desk.bot.log)
    field = f"{english('field-question')}, {english('in-kk')}"
    asked = await turned(saule, refused, f"✎ {field}")
    assert asked.title == field and library.entries["kurultai"].question["kk"] in asked.text
    done = await decided(saule, await told(saule, NEW["kk"]), english("button-live"))
    assert done.title == english("done-draft", entry=NEW["en"])
    await desk.bot.prints("an edit is live", log)
    await undoes(desk, saule, done)
    assert desk.files() == before


@pytest.mark.parametrize("name", ["Prime Minister", "kurultai", "premier--minister", "a" * 41])
async def test_an_id_that_none_can_have_is_asked_for_again(
    desk: Sitting, saule: Account, passage: str, name: str
) -> None:
    menu = await turned(saule, await previewed(desk, saule, passage), english("button-change"))
    asked = await turned(saule, menu, english("field-id"))
    assert "heads-coalition" in asked.text  # proposed from the question in English
    assert english("bad-id") in (await told(saule, name)).text
    assert "Id: coalition-leader" in (await told(saule, "coalition-leader")).text
    await told(saule, "/cancel")


async def test_words_that_no_article_has_and_a_quote_that_is_not_verbatim_are_asked_for_again(
    desk: Sitting, saule: Account, passage: str
) -> None:
    await worded(desk, saule)
    assert english("nothing-found") in (await told(saule, "qwertyuiop")).text
    chosen = await turned(saule, await told(saule, " ".join(passage.split()[3:9])), "1")
    assert english("not-verbatim") in (await told(saule, "words that I made up")).text
    assert english("ask-words") in (await turned(saule, chosen, english("button-again"))).text
    await told(saule, "/cancel")


async def test_another_quote_can_be_added(desk: Sitting, library: Library, saule: Account, passage: str) -> None:
    await worded(desk, saule)
    await quoted(saule, passage)
    await told(saule, "a translation")
    preview = await told(saule, "another translation")
    assert english("ask-words") in (await turned(saule, preview, english("button-more"))).text
    other = min(paragraphs(library.articles["senate-roundtable"]), key=lambda one: abs(len(one) - 150))
    await quoted(saule, other)
    await told(saule, "a third")
    both = await told(saule, "a fourth")

    assert both.text.count(english("in-en")) and other in both.text
    assert f"{english('field-quotes')}: 2" in (await turned(saule, both, english("button-change"))).labels
    await told(saule, "/cancel")


async def test_while_she_writes_nothing_of_it_is_a_question_and_after_cancel_all_is_again(
    desk: Sitting, saule: Account
) -> None:
    await begins(desk, saule)
    await told(saule, "no question, but a text of hers")
    help_ = await told(saule, "/help")
    assert help_.title == Wording()("en", "help-title")
    assert (await saule.reply(PATIENCE)).title == english("help-title")
    left = await told(saule, "/cancel")
    assert left.title in (english("draft-set-aside"), english("given-up"))
    assert [row["text"] for row in desk.bot.questions()] == [SNOW]

    await told(saule, "a question of a curator like anybody's")
    assert await desk.bot.noted("a question of a curator like anybody's")
    assert (await told(saule, "/cancel")).text == Wording()("en", "nothing-to-cancel")


async def test_one_entry_is_written_at_a_time(desk: Sitting, saule: Account) -> None:
    await begins(desk, saule)
    asked = await begins(desk, saule, "Where does the radiator of my neighbour sleep")

    assert english("still-writing") in asked.text and SNOW in asked.text
    await told(saule, "/cancel")


async def test_whoever_writes_is_told_when_another_curator_was_quicker(desk: Sitting, saule: Account) -> None:
    await begins(desk, saule)
    await turned(desk.daniyar, await desk.reviews(desk.daniyar), speaking("ru")("button-spam"))

    late = await told(saule, "coalition-leader")

    assert late.title == english("already-title")
    assert f"telegram:{desk.daniyar.id}" in late.text
    assert desk.bot.rows("SELECT * FROM dialogues") == []


async def test_old_buttons_of_a_dialogue_that_is_over_show_the_questions(desk: Sitting, saule: Account) -> None:
    asked = await begins(desk, saule)
    await told(saule, "/cancel")

    shown = await turned(saule, asked, asked.labels[0])

    assert SNOW in shown.text and english("button-draft") in shown.labels


async def test_numbers_in_an_answer_are_scrubbed_like_all_that_people_write(desk: Sitting, saule: Account) -> None:
    await sorted_in(desk, saule)
    await told(saule, "Call 8 701 123 45 67?")

    [row] = desk.bot.rows("SELECT state FROM dialogues")
    assert "701" not in row["state"]
    await told(saule, "/cancel")


async def test_a_curator_without_english_leaves_it_and_another_writes_just_that_and_publishes(
    desk: Sitting, saule: Account, passage: str
) -> None:
    before, russian = desk.files(), speaking("ru")
    asked = await sorted_in(desk, saule)
    await turned(saule, asked, english("button-omit-en"))
    for text in (NEW["kk"], NEW["ru"], ANSWER["kk"], ANSWER["ru"], OTHERWISE["kk"], OTHERWISE["ru"]):
        await told(saule, text)
    step = await quoted(saule, passage)
    while english("button-set-aside") not in step.labels:
        step = await told(saule, "a translation")
    lacking = english("draft-lacks", fields="Question: English; Answer: English")
    assert lacking in step.text and english("button-live") not in step.labels
    await turned(saule, step, english("button-set-aside"))

    listed = await told(desk.daniyar, "/drafts")
    assert russian("draft-lacks", fields="Вопрос: английский; Ответ: английский") in listed.text
    asked = await turned(desk.daniyar, listed, f"1. {russian('button-resume')}")
    assert russian("ask-question-en") in asked.text
    await told(desk.daniyar, NEW["en"])
    whole = await told(desk.daniyar, ANSWER["en"])
    assert NEW["kk"] in whole.text and ANSWER["kk"] in whole.text  # what the other has written, too
    log = len(desk.bot.log)
    done = await decided(desk.daniyar, whole, russian("button-live"))
    await desk.bot.prints("an edit is live", log)

    assert done.title == russian("done-draft", entry=NEW["ru"])
    [changed] = [data for name, data in desk.files().items() if before.get(name) != data]
    written = yaml.safe_load(changed)[-1]
    assert (written["question"], written["answer"]) == (NEW, ANSWER)
    log = len(desk.bot.log)
    await decided(desk.daniyar, done, russian("button-undo"))
    await desk.bot.prints("an edit is live", log)
    assert desk.files() == before
