"""What the bot says to what the articles do not say: plainly that, the nearest entries, where to ask officially."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pytest
from small_library import LIBRARY, SAY, Told, said, verdict

from bot.content import LANGUAGES, Era, Language, OfficialAddress, Signpost
from bot.content.entries import no_wordings
from bot.conversation import Before, Conversation, Person, Wording
from bot.conversation.message import Button, Citation, Fact, Heading, Label, Paragraph, Remark
from bot.conversation.turns import Detail
from bot.matching import Verdict

TURNOUT = Signpost(
    "gap-turnout",
    "gap-turnout",
    said("how many came"),
    said("turnout"),
    said("no turnout here"),
    said("the articles end before the vote"),
    ("vote",),
    ("commission",),
    no_wordings(),
    no_wordings(),
)
COMMISSION = OfficialAddress("commission", said("commission"), said("results"), "https://example.com/results")
CONTENT = replace(LIBRARY, signposts={TURNOUT.id: TURNOUT}, official={COMMISSION.id: COMMISSION})
HEARD = {"turnout?": verdict("answer", "gap-turnout"), "both?": verdict("answer", "gap-turnout", "seats")}
PERSON = Person(date(2026, 11, 28))


def talk(text: str, library: object = CONTENT) -> Conversation:
    """A conversation about content with one signpost."""
    return Conversation(library, Told(HEARD), Wording(), 30)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_gap_is_told_with_where_to_ask_in_each_language(language: Language) -> None:
    conversation = talk("turnout?")

    turn = conversation.reply(conversation.hear("turnout?"), replace(PERSON, chosen=language), "0")

    assert turn.asked and (turn.asked.outcome, turn.asked.answered) == ("gap", ("gap-turnout",))
    (message,) = turn.messages
    assert sum(isinstance(block, Label) for block in message.blocks) == 2
    (address,) = [block for block in message.blocks if isinstance(block, Citation)]
    assert address.url == "https://example.com/results"
    assert next(row[0].label for row in message.buttons) == CONTENT.entries["vote"].question[language]


LISTED = ("Turnout abroad: abroad, embass", "Spoilt papers: spoil")
ABROAD = replace(TURNOUT, subjects={"kk": ("Шетелде: шетел",), "ru": ("За границей: границ",), "en": LISTED})
ABOUT_ABROAD = replace(CONTENT, signposts={ABROAD.id: ABROAD})


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("how many came at the Embassy?", "Turnout abroad"),
        ("how many abroad, and how many spoilt papers?", "Turnout abroad · Spoilt papers"),
        ("turnout?", "how many came, en"),
        ("how many were broadcast?", "how many came, en"),  # "broad" begins no word of it
    ],
)
def test_a_gap_is_told_of_the_subject_that_a_question_names(text: str, heading: str) -> None:
    ranking = (("gap-turnout", 0.9), ("vote", 0.02), ("seats", 0.02))
    told = replace(verdict("answer", "gap-turnout"), ranking=ranking)
    conversation = Conversation(ABOUT_ABROAD, Told({text: told}), SAY, 30)

    (message,) = conversation.reply(conversation.hear(text), replace(PERSON, chosen="en"), "0").messages

    assert message.blocks[0] == Heading(heading)
    is_particular = heading != "how many came, en"
    assert (Paragraph(SAY("en", "not-said-of-subject")) in message.blocks) == is_particular
    assert (Paragraph("the articles end before the vote, en") in message.blocks) != is_particular
    near = Fact(CONTENT.entries["vote"].fact("en"))
    assert (near in message.blocks) == is_particular  # of what it sounds like, what the signpost names
    assert Fact(CONTENT.entries["seats"].fact("en")) not in message.blocks


def test_what_hardly_comes_near_a_subject_is_not_said_to() -> None:
    told = replace(verdict("answer", "gap-turnout"), ranking=(("gap-turnout", 0.9), ("vote", 0.001)))
    conversation = Conversation(ABOUT_ABROAD, Told({"abroad?": told}), SAY, 30)

    (message,) = conversation.reply(conversation.hear("abroad?"), replace(PERSON, chosen="en"), "0").messages

    assert message.blocks[0] == Heading("Turnout abroad")
    assert Label(SAY("en", "nearest-said")) not in message.blocks


def test_what_follows_on_from_a_gap_names_its_subject_too() -> None:
    text = "and abroad?"
    conversation = Conversation(ABOUT_ABROAD, Told({text: verdict("chat", chat="ellipsis")}), SAY, 30)

    turn = conversation.reply(
        conversation.hear_after(text, Before(("gap-turnout",))), replace(PERSON, chosen="en"), "0"
    )

    assert turn.messages[0].blocks[:2] == (Heading("Turnout abroad"), Paragraph(SAY("en", "not-said-of-subject")))


def test_a_link_opens_a_gap_as_it_opens_an_answer() -> None:
    turn = talk("").command("start", "gap-turnout", replace(PERSON, chosen="en"), "0")

    assert turn.messages[0].blocks[0] == Heading("how many came, en")


def test_under_a_gap_that_was_asked_for_the_articles_can_be_searched_and_under_one_that_was_opened_not() -> None:
    conversation = talk("turnout?")
    asked = conversation.reply(conversation.hear("turnout?"), PERSON, "1f").messages[0]
    opened = conversation.voice.show("gap-turnout", "en", PERSON, "1f").messages[0]

    presses = [button.press for row in asked.buttons for button in row if isinstance(button, Button)]
    assert presses == ["answer:vote:kk", "look:1f:kk", "topics::kk"]
    assert len(opened.buttons) == 2


def test_entries_that_may_be_meant_after_all_come_before_those_that_are_near_it() -> None:
    conversation = talk("turnout?")
    heard = conversation.hear("turnout?")
    doubtful = replace(heard.verdict, ranking=(*heard.verdict.ranking, ("seats", 0.2), ("name", 0.05)))

    (message,) = conversation.reply(replace(heard, verdict=doubtful), PERSON, "1f").messages

    presses = [button.press for row in message.buttons for button in row if isinstance(button, Button)]
    assert presses[:2] == ["answer:seats:kk", "answer:vote:kk"]
    assert "answer:name:kk" not in presses


def test_after_an_answer_the_signposts_that_name_it_as_near_are_likelier() -> None:
    unsure = verdict("unknown", "gap-turnout")
    expected: list[frozenset[str]] = []

    class Expecting(Told):
        def expecting(self, verdict: Verdict, names: Collection[str]) -> Verdict:
            expected.append(frozenset(names))
            return verdict

    conversation = Conversation(CONTENT, Expecting({"and how many?": unsure}), Wording(), 30)
    conversation.hear_after("and how many?", Before(("vote",)))

    assert "gap-turnout" in expected[0]


@pytest.mark.parametrize(("text", "kind"), [("and why", "ellipsis"), ("when", "slot-when"), ("and where", "ellipsis")])
def test_what_follows_on_from_a_gap_is_not_in_the_articles_either(text: str, kind: str) -> None:
    conversation = Conversation(CONTENT, Told({text: verdict("chat", chat=kind)}), Wording(), 30)
    asked = conversation.reply(talk("").hear("turnout?"), PERSON, "0").asked
    assert asked

    heard = conversation.hear_after(text, asked.on_screen(None))
    turn = conversation.reply(heard, replace(PERSON, chosen="en"), "1")

    assert turn.asked and (turn.asked.outcome, turn.asked.answered) == ("gap", ("gap-turnout",))
    (message,) = turn.messages
    assert message.blocks[0] == Heading("how many came, en")
    assert message.blocks[1] == Paragraph("I did not find that in the news articles.")
    assert [block.url for block in message.blocks if isinstance(block, Citation)] == ["https://example.com/results"]


@pytest.mark.parametrize("slot", ["source", "quote"])
def test_the_source_after_a_gap_is_that_of_what_it_tells_in_place_of_the_answer(slot: str) -> None:
    said = "the place of those words"
    conversation = Conversation(CONTENT, Told({said: verdict("chat", chat=f"slot-{slot}")}), Wording(), 30)
    shown = Before(("gap-turnout",), language="en")

    turn = conversation.reply(conversation.hear_after(said, shown), replace(PERSON, chosen="en"), "1")

    heading, label, *_ = turn.messages[0].blocks
    assert (heading, label) == (Heading("how many came, en"), Label(SAY("en", "nearest-said")))
    assert any(isinstance(block, Citation) for block in turn.messages[0].blocks)
    assert turn.asked and turn.asked.detail == Detail("slot", "gap-turnout", slot)
    assert turn.asked.on_screen(shown) == shown, "the gap is still what they asked for"


def test_a_question_that_goes_on_from_a_gap_is_about_that_gap() -> None:
    as_one = {"how many came, ru а в каком возрасте": verdict("answer", "gap-turnout")}
    conversation = Conversation(CONTENT, Told(as_one), Wording(), 30)
    shown = Before(("gap-turnout",), language="ru")

    turn = conversation.reply(conversation.hear_after("а в каком возрасте", shown), PERSON, "1")

    assert turn.asked and (turn.asked.outcome, turn.asked.answered) == ("gap", ("gap-turnout",))


def test_shorter_after_a_gap_is_what_it_says_in_one_sentence() -> None:
    conversation = Conversation(CONTENT, Told({"shorter": verdict("chat", chat="slot-short")}), Wording(), 30)

    turn = conversation.reply(conversation.hear_after("shorter", Before(("gap-turnout",), language="en")), PERSON, "1")

    assert turn.messages[0].blocks == (Heading("how many came, en"), Fact("no turnout here, en"))


def test_what_begins_as_if_it_went_on_and_names_something_is_no_small_talk() -> None:
    library = replace(
        CONTENT, outside=replace(CONTENT.outside, chat={"test": {"kk": (), "ru": ("а ты там",), "en": ()}})
    )
    talks = {"а ты там?": verdict("chat", chat="test"), "а животных": verdict("chat", chat="test")}
    conversation = Conversation(library, Told(talks), Wording(), 30)

    assert conversation.hear("а ты там?").verdict.chat == "test"
    assert conversation.hear("а животных").verdict.chat == "ellipsis"


def test_a_gap_is_said_again_in_the_language_wished() -> None:
    conversation = Conversation(CONTENT, Told({"in Kazakh": verdict("chat", chat="slot-kk")}), Wording(), 30)

    turn = conversation.reply(
        conversation.hear_after("in Kazakh", Before(("gap-turnout",), language="en")), PERSON, "1"
    )

    assert turn.messages[0].blocks[0] == Heading("how many came, kk")


def test_a_message_in_no_sure_language_is_answered_in_that_of_the_reply_before() -> None:
    person = replace(PERSON, telegram_language="en")
    conversation = Conversation(CONTENT, Told({"а пытки": verdict("answer", "seats")}), Wording(), 30)

    turn = conversation.reply(conversation.hear_after("а пытки", Before(("gap-turnout",), language="ru")), person, "1")

    assert turn.messages[0].blocks[0] == Heading("question of seats, ru")


def test_few_words_that_may_be_kazakh_or_russian_are_answered_in_the_language_of_the_reply_before() -> None:
    meant = {
        "а депутаты": verdict("answer", "seats", language="kk"),
        "ал құрылтай": verdict("answer", "vote", language="kk"),
    }
    conversation = Conversation(CONTENT, Told(meant), Wording(), 30)
    shown = Before(("name",), language="ru")

    for text, heading in (("а депутаты", "question of seats, ru"), ("ал құрылтай", "question of vote, kk")):
        heard = conversation.hear(text)
        heard = conversation.hear_on(heard, shown) if heard.follows_on else heard  # as over Telegram
        assert conversation.reply(heard, PERSON, "1").messages[0].blocks[0] == Heading(heading)


def test_a_question_about_a_language_is_not_answered_in_that_language() -> None:
    about_kazakh = replace(verdict("answer", "gap-turnout", language="ru"), chat="slot-kk")
    conversation = Conversation(CONTENT, Told({"казахский останется": about_kazakh}), Wording(), 30)

    turn = conversation.reply(conversation.hear("казахский останется"), PERSON, "1")

    assert turn.messages[0].blocks[0] == Heading("how many came, ru")


def test_of_two_questions_the_one_with_an_answer_comes_first() -> None:
    conversation = talk("both?")

    turn = conversation.reply(conversation.hear("both?"), PERSON, "0")

    assert turn.asked and (turn.asked.outcome, turn.asked.answered) == ("answer", ("seats", "gap-turnout"))
    assert len(turn.messages) == 2


def test_an_answer_says_that_its_day_is_over_only_once_it_is() -> None:
    library = replace(CONTENT, era=Era(date(2026, 3, 15), said("that day has passed")))
    speaker, entry = talk("", library).voice.speaker, CONTENT.entries["seats"]

    def remarks(today: date) -> list[str]:
        answer, more = speaker.answer(entry, "en", Person(today), "0"), speaker.more(entry, "en", Person(today))
        return [block.text for block in (*answer.blocks, *more.blocks) if isinstance(block, Remark)]

    assert remarks(date(2026, 3, 15)) == []
    assert remarks(date(2026, 3, 16)) == ["As of March 2026", said("that day has passed").en]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slot", ["who", "when", "where"])
def test_nobody_is_named_for_what_nobody_said(language: Language, slot: str) -> None:
    said = "the place of those words"
    conversation = Conversation(CONTENT, Told({said: verdict("chat", chat=f"slot-{slot}")}), SAY, 30)
    shown = Before(("gap-turnout",), language=language)

    turn = conversation.reply(conversation.hear_after(said, shown), replace(PERSON, chosen=language), "1")

    nobody = Paragraph(SAY(language, "nobody-says"))
    assert turn.messages[0].blocks == (Heading(CONTENT.signposts["gap-turnout"].question[language]), nobody)
    assert turn.asked and turn.asked.detail == Detail("slot", "gap-turnout", slot)
    assert turn.asked.on_screen(shown) == shown, "the gap is still what they asked for"


@pytest.mark.parametrize("text", ["where can I check", "а куда обращаться", "ресми сайтын бер"])
def test_who_asks_where_to_ask_is_shown_the_official_places_again(text: str) -> None:
    conversation = Conversation(CONTENT, Told({text: verdict("unknown", language="en")}), Wording(), 30)

    turn = conversation.reply(conversation.hear_after(text, Before(("gap-turnout",), language="en")), PERSON, "1")

    assert turn.asked and (turn.asked.outcome, turn.asked.answered) == ("gap", ("gap-turnout",))
