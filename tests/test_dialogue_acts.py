"""What people say to the bot itself: about the answer before them, about the bot, and commands in words."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from every_case import every_case
from small_library import DATED, LIBRARY, RUSSIAN_QUOTE, SAY, SEATS, Told, said, title, verdict

from bot.content import LANGUAGES, Era, Figure, Language, PartialDate, Trilingual
from bot.content.entries import Sentence, no_wordings
from bot.content.text_fragments import linked_to
from bot.conversation import Before, Conversation, Operator, Person, Turn, dialogue_acts
from bot.conversation.buttons import Chose
from bot.conversation.dialogue_acts import ABOUT_BOT, SLOTS, SPOKEN_COMMANDS, needs_what_was_said, slot_of
from bot.conversation.message import Citation, Fact, Label, Paragraph, Quotation, Remark
from bot.conversation.second_reading import slot_asked_alone
from bot.conversation.turns import Detail
from bot.web.sessions import Chat

MINISTER = Figure("minister", "person", said("the minister"), no_wordings(), said("minister of parks"), (), ("seats",))
SPOKEN = replace(RUSSIAN_QUOTE, said_by="minister", said_at=date(2026, 2, 9))
SEATS_SPOKEN = replace(SEATS, quotes=(SPOKEN,), lead=said("*lead* of seats"))
CONTENT = replace(LIBRARY, entries={**LIBRARY.entries, "seats": SEATS_SPOKEN}, figures={"minister": MINISTER})
KINDS = [*(f"slot-{slot}" for slot in SLOTS), *SPOKEN_COMMANDS, *ABOUT_BOT, "ellipsis"]
SAID = {kind: kind for kind in KINDS} | {
    "ellipsis": "and why", "slot-who": "who said it", "trust": "can I trust you", "belief": "can he be trusted",
}  # fmt: skip
"""What somebody writes, by what they mean."""
MEANT = {SAID[kind]: replace(verdict("chat", chat=kind), confidence=0.95) for kind in KINDS}
MEANT |= {
    "question of seats, en and why": verdict("answer", "name"),
    "question of vote, en and why": verdict("answer", "name"),
}
ON_SCREEN = Before(("seats",))


def over(library: object = CONTENT, operator: Operator | None = None) -> Conversation:
    """A conversation with somebody who says the name of a kind."""
    return Conversation(library, Told(MEANT), SAY, 30, operator or Operator())  # type: ignore[arg-type]


def says(kind: str, language: Language = "en", before: Before | None = ON_SCREEN, library: object = CONTENT) -> Turn:
    """What the bot says to a kind, with an answer on the screen."""
    conversation = over(library)
    heard = conversation.hear(SAID.get(kind, kind))
    if before:
        heard = conversation.hear_on(heard, before)
    return conversation.reply(heard, Person(date(2026, 11, 29), language), "1f")


def blocks(turn: Turn) -> list[object]:
    """All that stands in the reply under its heading."""
    return list(turn.messages[0].blocks[1:])


def named(turn: Turn) -> tuple[str, str | None, str | None]:
    """What `ask --json` would call the reply."""
    assert turn.asked
    assert turn.asked.detail
    return turn.asked.detail.name, turn.asked.detail.about, turn.asked.detail.which


def test_every_kind_is_said_in_many_ways_in_each_language() -> None:
    kinds = dialogue_acts()

    assert set(kinds) <= {*KINDS, "distress", "not-that", "opinion", "preamble", "sorry"}
    assert {f"slot-{slot}" for slot in SLOTS} | {"about", "report-error", "ellipsis"} <= set(kinds)
    assert min(len(texts[language]) for texts in kinds.values() for language in LANGUAGES) >= 20


def test_who_said_it_is_told_with_the_office_and_the_day() -> None:
    with every_case() as case:
        for slot, language in product(("who", "when"), LANGUAGES):
            with case(slot, language):
                turn = says(f"slot-{slot}", language)
                label = next(block for block in blocks(turn) if isinstance(block, Label))

                assert f"the minister, {language}, minister of parks, {language}" in label.text
                assert SAY.date(language, date(2026, 2, 9)) in label.text
                assert named(turn) == ("slot", "seats", slot)


def test_where_nobody_is_quoted_the_article_speaks_itself() -> None:
    turn = says("slot-who", library=LIBRARY)

    assert Label(SAY("en", "said-by-article")) in blocks(turn)


def test_a_day_that_the_article_does_not_give_is_not_given() -> None:
    undated = replace(SEATS_SPOKEN, quotes=(replace(SPOKEN, said_at=None),))
    turn = says("slot-when", library=replace(CONTENT, entries={**CONTENT.entries, "seats": undated}))

    assert any(SAY("en", "no-day") in block.text for block in blocks(turn) if isinstance(block, Label))


@pytest.mark.parametrize("slot", ["source", "where"])
def test_the_source_comes_with_its_link(slot: str) -> None:
    assert [block.url for block in blocks(says(f"slot-{slot}")) if isinstance(block, Citation)] == [
        linked_to(str(DATED.url), DATED.text, RUSSIAN_QUOTE.text)
    ]


def test_where_it_was_is_in_the_fact_if_it_is_known() -> None:
    assert blocks(says("slot-where"))[0] == Fact("*lead* of seats, en")


def test_where_it_was_is_quoted_from_the_article_that_says_where_all_of_it_was() -> None:
    sentence = Sentence("Собрались в парке.", {"kk": "Саябақта жиналды.", "en": "They met in the park."}, is_place=True)
    article = replace(DATED, text=f"{DATED.text} {sentence.text}", sentences=(sentence,))
    met = replace(SEATS_SPOKEN, quotes=(replace(SPOKEN, article=article, text=sentence.text),))
    shown = blocks(says("slot-where", library=replace(CONTENT, entries={**CONTENT.entries, "seats": met})))

    assert [block.text for block in shown if isinstance(block, Quotation)] == [
        "They met in the park.",
        "Собрались в парке.",
    ]
    assert Remark(SAY("en", "where-known")) not in shown
    assert Remark(SAY("en", "where-known")) in blocks(says("slot-where"))


@pytest.mark.parametrize(
    ("text", "is_body", "is_place"),
    [
        ("where did she say that", True, True),
        ("where does it sit", True, False),
        ("where was that", False, True),
    ],
    ids=["where it was said", "where a body sits", "where a matter was spoken of"],
)
def test_where_words_were_said_is_not_where_a_body_sits(text: str, is_body: bool, is_place: bool) -> None:
    place = Sentence("Собрались в парке.", {"kk": "Саябақта жиналды.", "en": "They met in the park."}, is_place=True)
    article = replace(DATED, text=f"{DATED.text} {place.text}", sentences=(place,))
    seats = replace(SEATS_SPOKEN, quotes=(replace(SPOKEN, article=article),), question=said("What is the House?"))
    house = Figure("house", "institution", said("House"), no_wordings(), None, (), ("seats",))
    figures = {
        **CONTENT.figures,
        **({"house": replace(house, name=Trilingual("House", "House", "House"))} if is_body else {}),
    }
    library = replace(CONTENT, entries={**CONTENT.entries, "seats": seats}, figures=figures)
    conversation = Conversation(library, Told({text: verdict("chat", chat="slot-where")}), SAY, 30)

    turn = conversation.reply(conversation.hear_after(text, ON_SCREEN), Person(date(2026, 11, 29), "en"), "1f")

    quoted = [block.text for block in turn.messages[0].blocks if isinstance(block, Quotation)]
    assert quoted == (["They met in the park.", place.text] if is_place else ["145 deputies (translated)"])


def test_who_asks_where_is_shown_the_passage_that_says_so() -> None:
    place = Sentence("Собрались в парке.", {"kk": "Саябақта жиналды.", "en": "They met in the park."}, is_place=True)
    article = replace(DATED, text=f"{DATED.text} {place.text}", sentences=(place,))
    of_place = replace(SPOKEN, article=article, text=place.text, translations=place.translations)
    seats = replace(SEATS_SPOKEN, quotes=(replace(SPOKEN, article=article), of_place))
    library = replace(CONTENT, entries={**CONTENT.entries, "seats": seats})
    meant = {text: verdict("answer", "seats", language="en") for text in ("where was it", "what was it")}
    conversation = Conversation(library, Told(meant), SAY, 30)

    for text, is_shown in (("where was it", True), ("what was it", False)):
        turn = conversation.reply(conversation.hear(text), Person(date(2026, 11, 29), "en"), "1f")
        quoted = [block.text for block in turn.messages[0].blocks if isinstance(block, Quotation)]
        assert ("They met in the park." in quoted) is is_shown, text


def test_the_day_beside_words_is_said_to_be_that_of_the_words() -> None:
    assert blocks(says("slot-when"))[-1] == Remark(SAY("en", "when-known"))
    assert Remark(SAY("en", "when-known")) not in blocks(says("slot-who"))


def test_the_exact_words_come_with_their_translation() -> None:
    quoted = [block.text for block in blocks(says("slot-quote")) if isinstance(block, Quotation)]

    assert quoted == ["145 deputies (translated)", "«145 депутатов»"]


def test_shorter_is_the_fact_alone() -> None:
    assert blocks(says("slot-short")) == [Fact("*lead* of seats, en")]


def test_more_is_all_that_the_entry_says() -> None:
    assert named(says("slot-more")) == ("slot", "seats", "more")
    assert Paragraph("answer to seats, en") in blocks(says("slot-more"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_said_again_in_the_language_wished(language: Language) -> None:
    turn = says(f"slot-{language}", "ru")

    assert title(turn) == f"question of seats, {language}"
    assert named(turn) == ("slot", "seats", f"language:{language}")


_NEEDING = [kind for kind in KINDS if needs_what_was_said(kind)]


@pytest.mark.parametrize("kind", [kind for kind in _NEEDING if slot_of(kind) not in (*LANGUAGES, "source")])
def test_without_an_answer_on_the_screen_the_bot_asks_back(kind: str) -> None:
    turn = says(kind, before=None)

    assert title(turn) == SAY("en", "ask-back")
    assert named(turn)[0] == "ask-back"


def test_without_an_answer_on_the_screen_the_sources_are_those_of_the_bot() -> None:
    turn = says("slot-source", before=None)

    assert turn.asked and turn.asked.detail == Detail("command", which="sources")
    assert title(turn) == SAY("en", "sources-title")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_answer_on_the_screen_a_wish_for_a_language_is_one_for_all_that_follows(language: Language) -> None:
    turn = says(f"slot-{language}", before=None)

    assert Chose(language) in turn.effects
    assert turn.asked and turn.asked.detail == Detail("command", which="language")


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        *[(text, "who") for text in ("кто?", "а кто она", "кто он такой", "кім", "ол кім", "who", "who is she tho")],
        *[(text, "when") for text in ("когда", "и когда это было", "қашан", "when was that")],
        *[(text, slot) for slot, text in (("when", "когда он это сказал"), ("where", "where did she say it"))],
        *[(text, "where") for text in ("и где", "а где именно", "қайда", "where exactly")],
    ],
)
def test_a_question_word_alone_asks_that_of_the_answer(text: str, slot: str) -> None:
    conversation = Conversation(CONTENT, Told({text: verdict("chat", chat="ellipsis")}), SAY, 30)
    turn = conversation.reply(conversation.hear_after(text, Before(("vote",))), Person(date(2026, 3, 1), "ru"), "1f")

    assert turn.asked and turn.asked.detail == Detail("slot", "vote", slot)


@pytest.mark.parametrize(
    "text",
    [
        "кто голосует",
        "когда откроются участки",
        "who pays",
        "қашан келеді",
        "кто выступал",
        "кто сказал что деньги вернут",
        "кімдер олар",
        "who are they",
    ],
)
def test_a_question_word_with_more_is_a_question_of_its_own(text: str) -> None:
    assert slot_asked_alone(text) is None


def test_an_ellipsis_goes_on_about_a_related_entry() -> None:
    turn = says("ellipsis")

    assert turn.asked
    assert (turn.asked.outcome, turn.asked.answered) == ("answer", ("name",))


def test_a_short_message_with_a_pronoun_goes_on_from_what_was_said_unless_it_is_clear_alone() -> None:
    clear = verdict("answer", "vote")
    unclear = replace(clear, confidence=0.85)
    with every_case() as case:
        for text in ("and who leads them", "а кто его возглавляет", "ал олардың саны", "а кто это придумал"):
            for meant, outcome in ((unclear, "chat"), (clear, "answer")):
                with case(text, outcome):
                    heard = Conversation(CONTENT, Told({text: meant}), SAY, 30).hear(text)
                    assert heard.verdict.outcome == outcome

    with every_case() as case:
        for text in ("who leads them", "кто это придумал", "and who leads the coalition in the end of the year"):
            with case(text):
                heard = Conversation(CONTENT, Told({text: unclear}), SAY, 30).hear(text)
                assert heard.verdict.outcome == "answer"


def test_a_pronoun_in_what_is_hardly_a_command_is_about_the_answer() -> None:
    unsure = replace(verdict("chat", chat="help"), confidence=0.6)
    sure = replace(unsure, confidence=0.95)
    forget = replace(sure, chat="forget")
    meant = {"what's his job": unsure, "ол не істейді": sure, "delete them": forget, "what is this": unsure}
    conversation = Conversation(CONTENT, Told(meant), SAY, 30)

    assert [conversation.hear(text).verdict.chat for text in meant] == ["slot-who", "ellipsis", "forget", "help"]


def test_what_is_not_related_is_said_to_be_not_given() -> None:
    turn = says("ellipsis", before=Before(("vote",)))

    assert turn.asked
    assert (turn.asked.outcome, turn.asked.answered) == ("unknown", ())
    assert named(turn) == ("not-given", "vote", None)
    assert blocks(turn) == [Paragraph(SAY("en", "not-given")), Paragraph("answer to vote, en")]


def test_a_pronoun_after_an_answer_asks_of_that_what_the_articles_do_not_say() -> None:
    for before, detail in ((ON_SCREEN, ("not-given", "seats", None)), (Before(("seats", "name")), ("ask-back",))):
        turn = says("and who leads them?", before=before)

        assert named(turn)[: len(detail)] == detail


def test_a_follow_up_is_looked_for_beside_each_answer_of_a_reply() -> None:
    conversation = Conversation(
        CONTENT,
        Told({"and why": MEANT["and why"], "question of seats, en and why": verdict("answer", "name")}),
        SAY,
        30,
    )
    shown = Before(("vote", "seats"))
    heard = conversation.hear_on(conversation.hear("and why"), shown)

    assert (heard.verdict.outcome, heard.verdict.entries) == ("answer", ("name",))


def test_one_word_that_no_ellipsis_has_is_a_subject_that_is_not_known() -> None:
    conversation = Conversation(CONTENT, Told({"maslikhat": MEANT["and why"], "why?": MEANT["and why"]}), SAY, 30)
    person = Person(date(2026, 11, 29), "en")

    assert title(conversation.reply(conversation.hear("maslikhat"), person, "1f")) == SAY("en", "unknown-title")
    assert title(conversation.reply(conversation.hear("why?"), person, "1f")) == SAY("en", "ask-back")


def test_who_is_in_danger_hears_whom_to_call() -> None:
    conversation = Conversation(CONTENT, Told({"help": verdict("chat", chat="distress")}), SAY, 30)

    for language in LANGUAGES:
        turn = conversation.reply(conversation.hear("help"), Person(date(2026, 11, 29), language), "1f")
        assert "112" in title(turn)


@pytest.mark.parametrize("command", SPOKEN_COMMANDS)
def test_a_command_in_words_is_obeyed(command: str) -> None:
    turn = says(command)

    assert named(turn) == ("command", None, command)
    assert turn.messages
    assert title(turn) != SAY("en", "unknown-command")


def test_who_runs_the_bot_is_told_as_the_settings_say() -> None:
    with every_case() as case:
        for language in LANGUAGES:
            with case(language):
                person = Person(date(2026, 11, 29), language)
                nobody = str(over().command("about", "", person, "1f").messages)
                operator = Operator("Ashyq Code", "team@example.org", is_official=True)
                somebody = str(over(operator=operator).command("about", "", person, "1f").messages)

                assert SAY(language, "about-nobody") in nobody
                assert SAY(language, "about-unofficial") in nobody
                assert ("Ashyq Code" in somebody, "team@example.org" in somebody) == (True, True)
                assert SAY(language, "about-official") in somebody
                assert SAY(language, "about-nobody") not in somebody


def test_about_says_how_fresh_the_articles_are() -> None:
    told = str(over().command("about", "", Person(date(2026, 11, 29), "en"), "1f").messages)

    assert SAY("en", "about-fresh", date=SAY.date("en", PartialDate(2026, 3))) in told


ABOUT = {"mydata": "about-data", "person": "about-person", "trust": "about-trust", "belief": "about-belief"}


@pytest.mark.parametrize("kind", ABOUT_BOT)
def test_a_question_about_the_bot_is_no_small_talk(kind: str) -> None:
    turn = says(kind)

    assert named(turn) == ("about-bot", None, None)
    assert SAY("en", ABOUT.get(kind, "report-error")) in str(turn.messages)


@pytest.mark.parametrize(
    "text", ["the minister, ru", "The Minister  RU", "кто такой the minister ru?", "who is the minister, en"]
)
def test_a_name_alone_asks_for_what_its_bearer_said(text: str) -> None:
    turn = says(text, before=None)

    assert turn.asked
    assert (turn.asked.outcome, turn.asked.answered) == ("answer", ("seats",))


def test_for_somebody_in_several_entries_the_likeliest_are_offered() -> None:
    busy = replace(MINISTER, entries=("vote", "name", "seats"))
    heard = over(replace(CONTENT, figures={"minister": busy})).hear("the minister, en")

    assert (heard.verdict.outcome, heard.verdict.entries) == ("choices", ("vote", "name", "seats"))


def test_a_name_within_a_question_is_no_name_alone() -> None:
    assert over().hear("what did the minister, en say of parks").verdict.outcome == "unknown"


def test_the_consoles_chat_goes_on_from_its_last_answer_too() -> None:
    conversation = Conversation(CONTENT, Told(MEANT | {"seats?": verdict("answer", "seats")}), SAY, 30)
    person, chat = Person(date(2026, 11, 29)), Chat(chosen="en")
    for text in ("slot-short", "seats?", "slot-short"):
        chat.say(text, conversation, person)

    assert [exchange.messages[0].blocks[-1] for exchange in chat.exchanges[::2]] == [
        Paragraph(SAY("en", "ask-back")),
        Fact("*lead* of seats, en"),
    ]


def test_who_speaks_in_the_articles_and_how_many_there_are_comes_from_the_content() -> None:
    content = replace(CONTENT, era=Era(date(2026, 3, 15), said("note"), said("voices")))
    told = str(over(content).command("about", "", Person(date(2026, 11, 29), "ru"), "1f").messages)

    assert SAY("ru", "about-articles", count=3) in told
    assert "voices, ru" in told


@pytest.mark.parametrize("text", ["1", "2)", " 3.", "12"])
def test_a_number_alone_asks_nothing(text: str) -> None:
    conversation = Conversation(CONTENT, Told({text: verdict("answer", "seats")}), SAY, 30)

    assert named(conversation.reply(conversation.hear(text), Person(date(2026, 11, 29)), "1f"))[0] == "ask-back"


def test_a_chat_to_try_the_bot_in_obeys_commands_by_their_names_in_each_language() -> None:
    typed: tuple[tuple[str, Language, str], ...] = (
        ("/көмек", "kk", "help-title"),
        ("/помощь", "ru", "help-title"),
        ("/help", "en", "help-title"),
        ("/topics", "ru", "topics-title"),
        ("/мои данные", "ru", "mydata-title"),
        ("/қалай", "kk", "unknown-command"),
    )
    with every_case() as case:
        for text, language, name in typed:
            with case(text):
                chat = Chat()
                chat.say(text, over(), Person(date(2026, 11, 29), telegram_language=language))
                assert title(Turn(tuple(chat.exchanges[-1].messages))) == SAY(language, name)
