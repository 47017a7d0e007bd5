"""What a message is about that does not say so: a body on the screen, the person of a card, another country."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pytest
from small_library import (
    KAZAKH_QUOTE,
    LIBRARY,
    RUSSIAN_QUOTE,
    SAY,
    SEATS,
    Told,
    labels,
    said,
    small_conversation,
    title,
    verdict,
)

from bot.content import Figure, Language, Library, Signpost, Trilingual
from bot.content.entries import Mention, Wordings, no_wordings
from bot.conversation import Before, Conversation, Heading, Paragraph, Person, Quotation, Turn
from bot.conversation.dialogue_acts import after_and
from bot.conversation.heard import Heard
from bot.conversation.message import Fact
from bot.conversation.names import Names
from bot.conversation.quoted_passages import OwnWords
from bot.conversation.second_reading import asks_only_how_many, more_exactly
from bot.conversation.subjects import Subjects
from bot.conversation.turns import Detail
from bot.matching import Verdict

READER = Person(date(2026, 3, 1), chosen="en")
PARK, HOUSE, CLERK = (Trilingual(name, name, name) for name in ("Parkcouncil", "Newhouse", "Anna Clerkova"))
SURNAME: Wordings = {"kk": (), "ru": (), "en": ("Clerkova",)}
FIGURES = {
    "park": Figure("park", "institution", PARK, no_wordings(), None, (), ("vote",)),
    "house": Figure("house", "institution", HOUSE, no_wordings(), None, (), ("seats", "name")),
    "clerk": Figure("clerk", "person", CLERK, SURNAME, said("clerk of parks"), (), ("vote", "name")),
}
ABROAD = Signpost(
    "gap-abroad",
    "abroad",
    question=said("question of gap-abroad"),
    short=said("short"),
    lead=said("lead"),
    answer=said("answer"),
    nearest=("name",),
    official=(),
    phrasings={"kk": (), "ru": (), "en": ("in Norway", "in Japan", "how is it elsewhere")},
    unlike=no_wordings(),
)
CONTENT = replace(LIBRARY, figures=FIGURES, signposts={"gap-abroad": ABROAD})
HOW_MANY = verdict("answer", "seats", language="en")
ON_PARK = Before(("vote",), language="en")


class Expecting(Told):
    """An understanding that notes what it is told to expect."""

    names: frozenset[str] = frozenset()

    def expecting(self, verdict: Verdict, names: Collection[str]) -> Verdict:
        self.names = frozenset(names)
        return verdict


class Ranking(Told):
    """One that takes any message for an entry if it is asked to look again."""

    def expecting(self, verdict: Verdict, names: Collection[str]) -> Verdict:
        return replace(verdict, outcome="answer", entries=("name",))


def says(text: str, meant: Verdict, before: Before | None, as_one: Verdict | None = None) -> Turn:
    """What the bot says to a text that means something by itself, and something else after the question of a vote."""
    meanings = {text: meant} | ({f"question of vote, en {text}": as_one} if as_one else {})
    conversation = Conversation(CONTENT, Told(meanings), SAY, 30)
    return conversation.reply(conversation.hear_after(text, before), READER, "2f")


def is_lacking(turn: Turn, what: str) -> bool:
    """Whether a reply shows all there is on something, and says that it is all; curators see the question."""
    assert turn.asked
    says_so = [Paragraph(SAY("en", name)) for name in ("not-given", "no-number", "no-date", "no-more-of-them")]
    said_so = not set(says_so).isdisjoint(turn.messages[0].blocks[1:2])
    return said_so and title(turn) == what and turn.asked.outcome == "unknown"


def test_what_may_be_asked_of_any_body_is_asked_of_the_one_on_the_screen() -> None:
    turn = says("how many places", HOW_MANY, ON_PARK, verdict("answer", "vote"))

    assert is_lacking(turn, "question of vote, en")
    assert "question of seats, en" in labels(turn.messages[0]), "what else it may have meant is one press away"


@pytest.mark.parametrize(
    ("text", "before", "as_one"),
    [
        ("how many places", None, None),
        ("how many in Newhouse", ON_PARK, verdict("answer", "vote")),
        ("how many places", Before(("name",), language="en"), verdict("answer", "vote")),
        ("how many places", ON_PARK, verdict("answer", "seats")),
        ("how many places will there be in all", ON_PARK, verdict("answer", "vote")),
    ],
    ids=["nothing before", "it names the body", "the same body", "goes with the other", "a whole question"],
)
def test_what_says_itself_what_it_is_about_is_answered(
    text: str, before: Before | None, as_one: Verdict | None
) -> None:
    assert title(says(text, HOW_MANY, before, as_one)) == "question of seats, en"


def test_how_many_sit_there_is_asked_of_the_body_on_the_screen_though_parts_of_it_sound_like_another() -> None:
    meant, both = replace(HOW_MANY, confidence=0.8), verdict("answer", "vote", "seats")
    content = {**LIBRARY.entries, "vote": replace(LIBRARY.entries["vote"], related=("seats",))}
    library = replace(CONTENT, entries=content)
    conversation = Conversation(
        library, Told({"how many sit there": meant, "question of vote, en how many sit there": both}), SAY, 30
    )
    turn = conversation.reply(conversation.hear_after("how many sit there", ON_PARK), READER, "2f")

    assert is_lacking(turn, "question of vote, en")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("how old is Clerkova", "Anna Clerkova"),
        ("what is the address of Parkcouncil", "question of vote, en"),
        ("Clerkova is wonderful", ""),
        ("what did Clerkova say of Newhouse", ""),
    ],
)
def test_an_unknown_question_that_names_somebody_is_told_all_there_is_on_them(text: str, what: str) -> None:
    turn = says(text, verdict("unknown", "vote", language="en"), None)

    assert is_lacking(turn, what) is bool(what)


def test_of_an_institution_that_no_likely_entry_is_about_nothing_is_shown() -> None:
    turn = says("what is the address of Parkcouncil", verdict("unknown", "seats", language="en"), None)

    assert title(turn) == SAY("en", "unknown-title")


CARD = Before((), offered=("vote", "name"), turn="1f", language="en", said=("Clerkova",))
ELLIPSIS = verdict("chat", chat="ellipsis", language="en")


@pytest.mark.parametrize(
    ("text", "meant", "title_of_reply", "lacks"),
    [
        ("how old is she", ELLIPSIS, "Anna Clerkova", True),
        ("who pays her", replace(HOW_MANY, confidence=0.8), "Anna Clerkova", True),
        ("when did she say that", verdict("chat", chat="slot-when", language="en"), "Anna Clerkova", False),
        ("and the name", verdict("answer", "name", language="en"), "question of name, en", False),
        ("thanks", verdict("chat", chat="thanks", language="en"), SAY("en", "chat-thanks"), False),
    ],
)
def test_after_somebodys_card_she_is_its_subject(text: str, meant: Verdict, title_of_reply: str, lacks: bool) -> None:
    turn = says(text, meant, CARD)

    assert title(turn) == title_of_reply
    assert is_lacking(turn, title_of_reply) is lacks


@pytest.mark.parametrize(("name", "is_taken"), [("vote", False), ("name", True)])
def test_of_several_choices_an_ellipsis_takes_none_only_because_it_is_read_with_that_one(
    name: str, is_taken: bool
) -> None:
    before = Before((), offered=("vote", "name"), turn="1f", language="en", said=("parks",))
    turn = says("and how many", ELLIPSIS, before, verdict("answer", name))

    assert (title(turn) == f"question of {name}, en") is is_taken


@pytest.mark.parametrize(
    ("kind", "belief", "goes_on"), [("greeting", 0.7, True), ("greeting", 0.95, False), ("not-that", 0.7, False)]
)
def test_what_hardly_sounds_like_talk_is_asked_of_the_answer_on_the_screen(
    kind: str, belief: float, goes_on: bool
) -> None:
    talk = replace(verdict("chat", chat=kind, language="en"), confidence=belief)
    related = {**LIBRARY.entries, "vote": replace(LIBRARY.entries["vote"], related=("seats",))}
    meanings = {"how did things go": talk, "question of vote, en how did things go": verdict("answer", "seats")}
    conversation = Conversation(replace(CONTENT, entries=related), Told(meanings), SAY, 30)
    turn = conversation.reply(conversation.hear_after("how did things go", ON_PARK), READER, "2f")

    assert (title(turn) == "question of seats, en") is goes_on


@pytest.mark.parametrize(("belief", "is_about"), [(0.3, True), (0.05, False)])
def test_a_long_unknown_question_is_about_the_answer_that_comes_nearest_to_it(belief: float, is_about: bool) -> None:
    text = "how much would I have to pay if one of them were to tell somebody"
    meant = Verdict("unknown", (), (("vote", belief), ("seats", 0.01)), belief, "en")

    assert is_lacking(says(text, meant, ON_PARK), "question of vote, en") is is_about


@pytest.mark.parametrize(("text", "is_expected"), [("and in Norway", True), ("and in winter", False)])
def test_another_country_makes_the_signpost_for_those_likelier(text: str, is_expected: bool) -> None:
    told = Expecting({text: verdict("unknown", "seats", language="en")})
    conversation = Conversation(CONTENT, told, SAY, 30)
    conversation.hear_after(text, ON_PARK)

    assert ("gap-abroad" in told.names) is is_expected


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("сколько лет Кошанову", {"koshanov"}),
        ("Комиссия мүшелері кімдер", {"constitutional-commission"}),
        ("what will the National Kurultai do", {"national-kurultai"}),
        ("Карин и Кошанов", {"karin", "koshanov"}),
        ("how many seats", set()),
    ],
)
def test_all_whom_a_text_names_are_known_each_by_the_longest_name(
    library: Library, text: str, figures: set[str]
) -> None:
    assert {figure.id for figure in Names.of(library).all_in(text)} == figures


def test_of_the_projects_signposts_one_alone_is_for_other_countries(library: Library) -> None:
    told = Expecting({"а в Узбекистане": verdict("unknown", language="ru")})
    Conversation(library, told, SAY, 30).hear_after("а в Узбекистане", Before(("preamble",), language="ru"))
    alone = Expecting({"а зимой": verdict("unknown", language="ru")})
    Conversation(library, alone, SAY, 30).hear_after("а зимой", Before(("preamble",), language="ru"))

    assert told.names - alone.names == {"gap-other-countries"}


@pytest.mark.parametrize(
    ("meant", "offered"),
    [
        (Verdict("answer", ("seats",), (("seats", 0.95), ("name", 0.06)), 0.95, "en"), ("name", "seats")),
        (Verdict("answer", ("seats",), (("seats", 0.95), ("name", 0.01)), 0.95, "en"), ()),
    ],
    ids=["it may well mean it", "it hardly does"],
)
def test_what_is_related_to_the_answer_before_is_offered_first_where_few_words_may_mean_it(
    meant: Verdict, offered: tuple[str, ...]
) -> None:
    related = {**LIBRARY.entries, "vote": replace(LIBRARY.entries["vote"], related=("name",))}
    conversation = Conversation(replace(LIBRARY, entries=related), Told({"how many spoke": meant}), SAY, 30)
    turn = conversation.reply(conversation.hear_after("how many spoke", ON_PARK), READER, "2f")

    assert turn.asked
    assert turn.asked.offered == offered
    assert turn.asked.answered == (() if offered else ("seats",))


ON_HOUSE = Before(("seats",), language="en", said=("and their wages",), earlier=("Newhouse",))
UNKNOWN = verdict("unknown", language="en")


@pytest.mark.parametrize(
    ("text", "meant", "before", "named"),
    [
        ("and who names them", ELLIPSIS, ON_HOUSE, "Newhouse who names"),
        ("who names it", UNKNOWN, ON_HOUSE, "Newhouse who names"),
        ("how many people", verdict("choices", "vote"), ON_HOUSE, "Newhouse how many people"),
        ("when did they meet", verdict("chat", chat="slot-when"), ON_HOUSE, "Newhouse when did meet"),
        ("who names it", UNKNOWN, replace(ON_HOUSE, said=(), earlier=()), "Newhouse who names"),
    ],
    ids=["an ellipsis", "unknown", "of another", "when", "by the answer alone"],
)
def test_what_follows_is_asked_of_the_body_that_was_spoken_of_some_messages_ago(
    text: str, meant: Verdict, before: Before, named: str
) -> None:
    conversation = Conversation(CONTENT, Told({text: meant, named: verdict("answer", "name")}), SAY, 30)
    turn = conversation.reply(conversation.hear_after(text, before), READER, "2f")

    assert title(turn) == "question of name, en"


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("who names it", replace(ON_HOUSE, said=("Parkcouncil",))),
        ("who names it", replace(ON_HOUSE, said=("Clerkova",))),
        ("who names it", replace(ON_HOUSE, entries=("vote",))),
        ("who said that of them", ON_HOUSE),
    ],
    ids=[
        "another body since",
        "a person since",
        "another answer since",
        "of the answer",
    ],
)
def test_what_follows_is_not_asked_of_a_body_that_is_spoken_of_no_more(text: str, before: Before) -> None:
    slot = verdict("chat", chat="slot-who", language="en")
    named = {
        f"{name} {asked}": verdict("answer", "name")
        for name in ("Newhouse", "Parkcouncil")
        for asked in ("who names", "who said of")
    }
    conversation = Conversation(CONTENT, Told({"who said that of them": slot, **named}), SAY, 30)
    turn = conversation.reply(conversation.hear_after(text, before), READER, "2f")

    assert title(turn) != "question of name, en"


@pytest.mark.parametrize(("text", "is_of_body"), [("who names them", True), ("who names him", False)])
def test_he_is_the_person_whom_the_answer_is_about_and_not_the_body(text: str, is_of_body: bool) -> None:
    park = replace(FIGURES["park"], entries=("vote", "name"))  # "vote" is the clerk's first entry too
    library = replace(CONTENT, figures={**FIGURES, "park": park})
    meant = {text: UNKNOWN, "Parkcouncil who names": verdict("answer", "name")}
    before = Before(("vote",), language="en", said=("who leads it",), earlier=("Parkcouncil",))
    conversation = Conversation(library, Told(meant), SAY, 30)

    turn = conversation.reply(conversation.hear_after(text, before), READER, "2f")

    assert (title(turn) == "question of name, en") is is_of_body


def test_what_is_known_neither_alone_nor_of_the_body_is_said_to_be_missing_of_it() -> None:
    before = Before((), language="en", said=("Newhouse",))
    turn = says("who names it", UNKNOWN, before)

    assert is_lacking(turn, "Newhouse")


NAMED = replace(
    CONTENT,
    entries={
        **LIBRARY.entries,
        "vote": replace(LIBRARY.entries["vote"], question=said("what is Parkcouncil")),
        "seats": replace(LIBRARY.entries["seats"], question=said("what is Newhouse")),
    },
)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("how does Newhouse differ from Parkcouncil", None),
        ("compare Parkcouncil and Newhouse please", ON_PARK),
        ("how does it differ from Parkcouncil", ON_HOUSE),
        ("is it the same as Parkcouncil", replace(ON_HOUSE, said=(), earlier=())),
    ],
)
def test_two_bodies_that_somebody_wants_compared_are_both_shown(text: str, before: Before | None) -> None:
    meant = Told({text: verdict("answer", "gap-abroad", language="en")})
    conversation = Conversation(NAMED, meant, SAY, 30)
    turn = conversation.reply(conversation.hear_after(text, before), READER, "2f")

    assert {message.blocks[0] for message in turn.messages[:2]} == {
        Heading("what is Newhouse, en"),
        Heading("what is Parkcouncil, en"),
    }
    assert turn.messages[2].blocks == (Paragraph(SAY("en", "not-compared")),)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("how does Newhouse differ from others", verdict("answer", "gap-abroad", language="en")),
        ("how does Newhouse differ from Parkcouncil", verdict("answer", "name", language="en")),
        ("Newhouse and Parkcouncil", verdict("answer", "gap-abroad", language="en")),
    ],
    ids=["one of them", "an entry tells it", "nobody compares"],
)
def test_what_is_no_comparison_of_two_bodies_is_answered_as_it_is_meant(text: str, meant: Verdict) -> None:
    conversation = Conversation(NAMED, Told({text: meant}), SAY, 30)
    turn = conversation.reply(conversation.hear(text), READER, "2f")

    assert len(turn.messages) == 1


@pytest.mark.parametrize(
    ("asked", "named", "read", "shown"),
    [
        ("how many sit in Parkcouncil", "Newhouse how many sit in", verdict("answer", "name"), "question of name, en"),
        ("how many sit in Parkcouncil", "Newhouse how many sit in", UNKNOWN, "Newhouse"),
        ("what is Parkcouncil", "Newhouse what is", verdict("answer", "name"), "question of seats, en"),
    ],
    ids=["found", "not found", "who they are is no attribute"],
)
def test_what_was_asked_of_one_body_is_asked_of_the_next(asked: str, named: str, read: Verdict, shown: str) -> None:
    meanings = {"and Newhouse?": verdict("answer", "seats", language="en"), named: read}
    conversation = Conversation(CONTENT, Told(meanings), SAY, 30)
    before = Before(("vote",), language="en", said=(asked,))

    turn = conversation.reply(conversation.hear_on(conversation.hear("and Newhouse?"), before), READER, "2f")

    assert title(turn) == shown


def test_what_is_asked_of_him_is_asked_of_the_person_however_clear_it_is_of_something_else() -> None:
    party = replace(verdict("answer", "seats", language="en"), confidence=0.99)

    assert is_lacking(says("which party is he in", party, CARD), "Anna Clerkova")
    assert title(says("ол қашан өтеді", replace(party, language="kk"), CARD)) != "Anna Clerkova"


@pytest.mark.parametrize(
    ("text", "is_head"),
    [("who is the head of parks now", True), ("head of parks ше", True), ("who is the head of gardens", False)],
)
def test_an_office_names_its_holder(text: str, is_head: bool) -> None:
    head = replace(FIGURES["clerk"], office=Trilingual("head of parks", "head of parks", "head of parks"))
    names = Names.of(replace(CONTENT, figures={"clerk": head}))

    assert (names.alone_in(text) == head) is is_head


@pytest.mark.parametrize(
    ("text", "shown"),
    [("and the second?", ["question of seats, en"]), ("both", ["question of vote, en", "question of seats, en"])],
)
def test_one_of_several_answers_is_named_by_its_place(text: str, shown: list[str]) -> None:
    turn = says(text, ELLIPSIS, Before(("vote", "seats"), language="en"))

    assert [message.blocks[0] for message in turn.messages] == [Heading(heading) for heading in shown]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("where does 145 come from", "seats"),
        ("145 деген қайдан шықты", "seats"),
        ("кто посчитал что 145", "seats"),
        ("where does 146 come from", None),
        ("is it 145", None),
    ],
)
def test_who_asks_where_a_number_is_from_is_told_who_said_it(text: str, about: str | None) -> None:
    entries = {**LIBRARY.entries, "vote": replace(LIBRARY.entries["vote"], quotes=(KAZAKH_QUOTE,))}
    offered = verdict("choices", "vote", "seats", language="en")
    conversation = Conversation(replace(CONTENT, entries=entries), Told({text: offered}), SAY, 30)

    turn = conversation.reply(conversation.hear(text), READER, "2f")

    assert turn.asked
    assert turn.asked.detail == (Detail("slot", about, "who") if about else None)


@pytest.mark.parametrize("again", [False, True], ids=["the first time", "once more"])
def test_all_that_there_is_on_something_is_shown_once_and_then_led_back_to(again: bool) -> None:
    turn = says("and what for", ELLIPSIS, replace(ON_PARK, said=("what is parkcouncil",), is_all=again))

    said = [block for block in turn.messages[0].blocks if isinstance(block, Paragraph)]
    answer = Paragraph(LIBRARY.entries["vote"].answer["en"])
    assert said == ([Paragraph(SAY("en", "not-given-again"))] if again else [Paragraph(SAY("en", "not-given")), answer])
    assert ("question of vote, en" in labels(turn.messages[0])) == again


WHO_WROTE: Wordings = {"kk": (), "ru": (), "en": tuple(f"who wrote law {number}" for number in range(60))}


@pytest.mark.parametrize(
    ("text", "confidence", "is_told"),
    [
        ("who has it been written by", 0.9, True),
        ("where has it been written", 0.9, False),
        ("неге жазылды", 0.9, False),
        ("а когда его написали", 0.9, False),
        ("where has it been written", 0.98, True),
        ("has it been written", 0.9, True),
        ("where can one read who wrote all of it and for whom", 0.9, True),
    ],
    ids=["asked for", "where", "why", "when", "word for word", "no attribute", "a long question"],
)
def test_an_entry_that_nobody_asks_for_that_is_not_given_as_its_answer(
    text: str, confidence: float, is_told: bool
) -> None:
    entries = {**LIBRARY.entries, "vote": replace(LIBRARY.entries["vote"], phrasings=WHO_WROTE)}
    meant = replace(verdict("answer", "vote", language="en"), confidence=confidence)
    conversation = Conversation(replace(LIBRARY, entries=entries), Told({text: meant}), SAY, 30)

    turn = conversation.reply(conversation.hear(text), READER, "2f")

    assert title(turn) == "question of vote, en"
    assert is_lacking(turn, "question of vote, en") is not is_told


@pytest.mark.parametrize(
    ("text", "belief", "is_named"),
    [
        ("and the Norwegians?", 0.05, True),
        ("and the Norwegians?", 0.01, False),
        ("and the Swedes?", 0.05, False),
        ("and what do all the Norwegians say of it", 0.05, False),
    ],
    ids=["named", "it does not sound like that", "not named", "many words"],
)
def test_a_few_words_that_name_what_is_missing_ask_for_that(text: str, belief: float, is_named: bool) -> None:
    abroad = replace(ABROAD, subjects={"kk": (), "ru": (), "en": ("Norway: norw",)})
    library = replace(CONTENT, signposts={"gap-abroad": abroad})
    meant = replace(verdict("unknown", language="en"), ranking=(("gap-abroad", belief),))
    conversation = Conversation(library, Told({text: meant}), SAY, 30)

    turn = conversation.reply(conversation.hear_on(conversation.hear(text), ON_PARK), READER, "2f")

    assert turn.asked
    assert (turn.asked.outcome == "gap") is is_named
    assert (title(turn) == "Norway") is is_named


@pytest.mark.parametrize(
    ("text", "taken_for", "language"),
    [
        ("ал Кошанов ше", "ru", "kk"),
        ("коалиция деген не", "kk", "kk"),
        ("комиссия кашан", "ru", "kk"),
        ("а депутаты", "kk", "ru"),
        ("а Кошанов", "ru", "ru"),
    ],
)
def test_few_words_are_kazakh_where_one_of_them_can_be_nothing_else(
    text: str, taken_for: Language, language: Language
) -> None:
    heard = Heard(text, verdict("answer", "vote", language=taken_for), spoken="ru")

    assert heard.language == language


@pytest.mark.parametrize(
    ("text", "slot"), [("which month", "when"), ("в каком городе", "where"), ("кто?", "who"), ("which park", None)]
)
def test_a_question_word_alone_is_asked_of_the_answer_on_the_screen(text: str, slot: str | None) -> None:
    turn = says(text, HOW_MANY, ON_PARK)

    assert turn.asked
    assert turn.asked.detail == (Detail("slot", "vote", slot) if slot else None)


def test_what_goes_on_and_asks_what_the_answer_tells_gets_it_again() -> None:
    entries = {**LIBRARY.entries, "vote": replace(LIBRARY.entries["vote"], phrasings=WHO_WROTE)}
    meant = {"and who wrote it": ELLIPSIS, "and why was it": ELLIPSIS}
    conversation = Conversation(replace(LIBRARY, entries=entries), Told(meant), SAY, 30)

    told, lacking = (
        conversation.reply(conversation.hear_on(conversation.hear(text), ON_PARK), READER, "2f") for text in meant
    )

    assert told.asked and (told.asked.outcome, told.asked.answered) == ("answer", ("vote",))
    assert is_lacking(lacking, "question of vote, en")


def test_after_what_is_missing_of_a_body_few_words_are_not_asked_of_another() -> None:
    near = replace(ABROAD, nearest=("vote",))
    library = replace(CONTENT, signposts={"gap-abroad": near})
    meant = {"how many places": HOW_MANY, "Parkcouncil how many places": verdict("answer", "gap-abroad")}
    conversation = Conversation(library, Told(meant), SAY, 30)
    before = Before(("gap-abroad",), language="en", said=("who appoints it",), earlier=("what is Parkcouncil",))

    turn = conversation.reply(conversation.hear_on(conversation.hear("how many places"), before), READER, "2f")

    assert title(turn) == "question of gap-abroad, en"
    assert turn.asked and turn.asked.outcome == "gap"


@pytest.mark.parametrize(("belief", "shown"), [(0.02, "what is Newhouse, en"), (0.2, "question of name, en")])
def test_what_is_unknown_of_a_body_is_told_with_what_the_body_is(belief: float, shown: str) -> None:
    meant = replace(verdict("unknown", language="en"), ranking=(("name", belief),))
    conversation = Conversation(NAMED, Told({"who is the chairman of Newhouse": meant}), SAY, 30)

    turn = conversation.reply(conversation.hear("who is the chairman of Newhouse"), READER, "2f")

    assert is_lacking(turn, shown)


def test_a_verb_that_begins_like_a_name_is_no_form_of_it() -> None:
    kurultai = replace(
        FIGURES["park"], id="kurultai", name=Trilingual("Құрылтай", "Курултай", "Kurultai"), entries=("name",)
    )
    names = Names.of(replace(CONTENT, figures={"kurultai": kurultai}))

    assert names.all_in("Құрылтайдың мүшелері") == [kurultai]
    assert names.all_in("ол қашан құрылды") == []


def test_of_choices_that_are_all_of_one_body_that_is_asked() -> None:
    before = Before((), offered=("seats", "name"), turn="1f", language="en", said=("the house",))
    turn = says("and how many", ELLIPSIS, before)

    assert is_lacking(turn, "question of seats, en")


@pytest.mark.parametrize(
    ("text", "kind", "read_as"),
    [
        ("what did he say", "slot-where", "slot-quote"),
        ("ол не айтты", "slot-where", "slot-quote"),
        ("что он говорил", "ellipsis", "slot-quote"),
        ("and in Norway?", "slot-ru", "ellipsis"),
        ("in Russian please", "slot-ru", "slot-ru"),
        ("who was there", "slot-where", "ellipsis"),
        ("where was it", "slot-where", "slot-where"),
        ("кто автор статьи", "about", "slot-source"),
        ("короче ни о чем", "slot-short", "opinion"),
        ("короче", "slot-short", "slot-short"),
        ("lol im so tired", "distress", "other"),
        ("lol i am so tired of living", "distress", "distress"),
        ("а еще", "ellipsis", "slot-more"),
        ("басқа не бар", "test", "slot-more"),
        ("все учли?", "sources", "ellipsis"),
        ("что еще сказал", "slot-when", "slot-quote"),
        ("все источники", "sources", "sources"),
        ("лауазымы", "agreement", "slot-who"),
    ],
)
def test_a_few_words_are_taken_for_what_they_say(text: str, kind: str, read_as: str) -> None:
    assert more_exactly(text, verdict("chat", chat=kind, language="en")).chat == read_as


def test_who_speaks_of_a_language_does_not_ask_for_it() -> None:
    meant = replace(verdict("chat", "name", chat="slot-ru", language="en"), ranking=(("name", 0.9),))

    conversation = Conversation(CONTENT, Ranking({"ал орыс тілі ше": meant, "орысша": meant}), SAY, 30)

    assert conversation.hear("ал орыс тілі ше").verdict.entries == ("name",)
    assert conversation.hear("орысша").verdict.chat == "slot-ru"


def test_a_word_that_no_other_question_has_says_what_is_asked() -> None:
    games = replace(LIBRARY.entries["seats"], question=said("nomadic games"))
    library = replace(CONTENT, entries={**LIBRARY.entries, "seats": games})
    as_one = {"question of vote, en nomadic ones": verdict("answer", "vote")}
    conversation = Conversation(library, Told({"nomadic ones": HOW_MANY} | as_one), SAY, 30)
    turn = conversation.reply(conversation.hear_after("nomadic ones", ON_PARK), READER, "2f")

    assert title(turn) == "nomadic games, en"


@pytest.mark.parametrize(("text", "is_of_it"), [("who leads Parkcouncil", True), ("who leads Newhouse", False)])
def test_an_unknown_question_that_names_somebody_else_is_not_about_the_answer_before_it(
    text: str, is_of_it: bool
) -> None:
    turn = says(text, verdict("unknown", "vote", language="en"), ON_PARK)

    assert is_lacking(turn, "question of vote, en") is is_of_it


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("and land?", "land?"),
        ("а земля", "земля"),
        ("ал жер ше", "жер"),
        ("жер ше?", "жер"),
        ("земля", ""),
        ("ше", ""),
        ("how old is she", ""),
        ("abaida she", "abaida"),
        ("and she", "she"),
        ("200 ши", "200"),
        ("and what will happen to all of the land then", ""),
    ],
)
def test_what_goes_on_is_known_without_the_word_that_says_so(text: str, rest: str) -> None:
    assert after_and(text) == rest


@pytest.mark.parametrize(
    ("text", "alone", "shown"),
    [
        ("and name", HOW_MANY, "question of seats, en"),
        ("and name", verdict("chat", chat="slot-who", language="en"), "question of vote, en"),
        ("and her name", HOW_MANY, "question of vote, en"),
    ],
)
def test_a_topic_of_its_own_after_and_leaves_what_is_on_the_screen(text: str, alone: Verdict, shown: str) -> None:
    meanings = {text: ELLIPSIS, text.removeprefix("and "): alone}
    conversation = Conversation(CONTENT, Told(meanings), SAY, 30)
    turn = conversation.reply(conversation.hear_after(text, ON_PARK), READER, "2f")

    assert title(turn) == shown


def test_choices_of_a_whole_question_are_its_subject_and_not_the_answer_before_it() -> None:
    for said_before, subject in (
        ("what of the other house", "question of seats, en"),
        ("of it", "question of vote, en"),
    ):
        before = Before(("vote",), offered=("seats", "name"), turn="1f", language="en", said=(said_before,))
        turn = says("and what for", ELLIPSIS, before)

        assert title(turn) == subject, said_before


@pytest.mark.parametrize(
    ("text", "kind"), [("в русском городе", "ellipsis"), ("по-русски", "slot-ru"), ("орыстар бар ма", "ellipsis")]
)
def test_a_language_is_changed_for_who_says_so_in_a_usual_form(text: str, kind: str) -> None:
    unsure = replace(verdict("chat", chat="slot-ru", language="ru"), confidence=0.7)

    assert more_exactly(text, unsure).chat == kind


def test_and_language_is_no_command() -> None:
    command = replace(verdict("chat", "name", chat="language", language="en"), confidence=1.0)
    conversation = Conversation(CONTENT, Ranking({"and language": command, "language menu": command}), SAY, 30)

    assert conversation.hear("and language").verdict.entries == ("name",)
    assert conversation.hear("language menu").verdict.chat == "language"


def test_land_for_china_is_a_question_of_land() -> None:
    others = ("land to China", "land for Russia", "land to Uzbeks", "land for Japan")
    asked: Wordings = {"kk": (), "ru": ("земля",) * 20, "en": others}
    land = replace(ABROAD, id="gap-land", gap="land", phrasings=asked)
    library = replace(CONTENT, signposts={**CONTENT.signposts, "gap-land": land})

    told = Expecting({"to China": verdict("unknown", language="en")})
    Conversation(library, told, SAY, 30).hear_after("to China", Before(("gap-land",), language="en"))

    assert "gap-abroad" not in told.names


def test_the_passage_that_has_the_messages_own_word_is_shown_beside_what_carries_the_fact() -> None:
    entry = replace(LIBRARY.entries["vote"], question=said("question"), answer=said("answer"))
    asked = {"how many deputies": [], "what is it called": [KAZAKH_QUOTE], "is it called deputies": [KAZAKH_QUOTE]}
    for text, shown in asked.items():
        assert OwnWords(LIBRARY).passage(entry, "en", text) == shown, text

    conversation = Conversation(LIBRARY, Told({"called": verdict("answer", "vote", language="en")}), SAY, 30)
    blocks = conversation.reply(conversation.hear("called"), READER, "1f").messages[0].blocks

    assert [block.text for block in blocks if isinstance(block, Quotation)] == [
        "145 deputies (translated)",
        "… is called (translated)",
    ]


@pytest.mark.parametrize(
    ("text", "is_all"),
    [
        ("сколько их", True),
        ("how many people came", True),
        ("қанша адам қатысты", True),
        ("сколько женщин", False),
        ("how many lawyers in it", False),
        ("кто их считал", False),
    ],
)
def test_how_many_in_all_is_told_from_how_many_of_some(text: str, is_all: bool) -> None:
    assert asks_only_how_many(text) is is_all


def test_how_many_after_a_fact_with_a_number_gets_the_fact_again() -> None:
    lead = replace(said("x"), en="There are *145 deputies*.")
    library = replace(CONTENT, entries={**LIBRARY.entries, "vote": replace(LIBRARY.entries["vote"], lead=lead)})
    for text, outcome in (("how many are there", "answer"), ("how many are women", "unknown")):
        conversation = Conversation(library, Told({text: ELLIPSIS}), SAY, 30)
        turn = conversation.reply(conversation.hear_after(text, ON_PARK), READER, "2f")

        assert turn.asked and turn.asked.outcome == outcome, text
        assert title(turn) == "question of vote, en"


def test_a_word_that_many_entries_quote_says_nothing_of_which_passage_is_asked_for() -> None:
    many = {f"entry {number}": replace(LIBRARY.entries["name"], id=f"entry {number}") for number in range(9)}
    library = replace(LIBRARY, entries={**LIBRARY.entries, **many})

    assert OwnWords(library).passage(LIBRARY.entries["vote"], "en", "what is it called") == []


def test_a_card_takes_the_place_of_the_answer_before_it() -> None:
    slot = verdict("chat", chat="slot-when", language="en")

    assert title(says("when was that", slot, replace(CARD, entries=("seats",)))) == "Anna Clerkova"


MEETING = Figure("meeting", "event", Trilingual("Parkday", "Parkday", "Parkday"), no_wordings(), None, (), ("vote",))
WITH_EVENT = replace(
    CONTENT,
    figures={
        "meeting": replace(MEETING, entries=("vote", "name")),
        "house": replace(FIGURES["house"], entries=("seats",)),
    },
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("how did it end", "Parkday how did end"),
        ("and who spoke", "Parkday who spoke"),
        ("кто выступал", "Parkday кто выступал"),
    ],
)
def test_what_happened_at_an_event_is_asked_of_the_one_on_the_screen(text: str, named: str) -> None:
    meant = {text: verdict("answer", "seats", language="en"), named: verdict("answer", "name", language="en")}
    conversation = Conversation(WITH_EVENT, Told(meant), SAY, 30)
    turn = conversation.reply(conversation.hear_after(text, ON_PARK), READER, "2f")

    assert title(turn) == "question of name, en"


@pytest.mark.parametrize(("belief", "is_about"), [(0.2, True), (0.01, False)])
def test_an_unknown_question_with_the_place_of_an_event_is_about_it_only_if_it_sounds_so(
    belief: float, is_about: bool
) -> None:
    weather = Verdict("unknown", (), (("vote", belief),), belief, "en")
    conversation = Conversation(WITH_EVENT, Told({"what is the weather at Parkday": weather}), SAY, 30)

    assert bool(conversation.hear("what is the weather at Parkday").lacking) is is_about


def test_who_leads_one_body_is_asked_of_the_next_as_an_office() -> None:
    head = Figure("head", "person", Trilingual("Ivan", "Ivan", "Ivan"), no_wordings(), said("x"), (), ("name",))
    office = Trilingual("x", "x", "Head of Newhouse")
    figures = {**FIGURES, "head": replace(head, office=office)}
    conversation = Conversation(replace(CONTENT, figures=figures), Told({}), SAY, 30)
    before = Before(("vote",), language="en", said=("who is the head of Parkcouncil",))
    turn = conversation.reply(conversation.hear_after("and Newhouse?", before), READER, "2f")

    assert title(turn) == "Ivan"


@pytest.mark.parametrize("text", ["is she a deputy", "is she from the party"])
def test_whether_she_holds_an_office_is_answered_with_her_card(text: str) -> None:
    meant = replace(verdict("answer", "seats", language="en"), confidence=0.95)
    turn = says(text, meant, Before((), offered=("vote", "name"), language="en", said=("Clerkova",)))

    assert title(turn) == "Anna Clerkova"


def test_the_exact_words_of_a_person_who_is_named_need_no_answer_on_the_screen() -> None:
    turn = says("the exact words of Clerkova", verdict("chat", "vote", chat="slot-quote", language="en"), None)

    assert title(turn) == "Anna Clerkova"


@pytest.mark.parametrize(("text", "kind"), [("who answers for that", "who-are-you"), ("who is the speaker", "about")])
def test_what_asks_about_the_bot_without_a_word_for_it_is_asked_of_the_answer(text: str, kind: str) -> None:
    meant = replace(verdict("chat", chat=kind, language="en"), confidence=1.0)

    assert is_lacking(says(text, meant, ON_PARK), "question of vote, en")


def test_of_choices_the_one_that_has_the_number_of_the_message_is_meant() -> None:
    meant = verdict("choices", "name", "seats", language="ru")
    turn = says("145 это точно", meant, None)

    assert turn.asked
    assert turn.asked.answered == ("seats",)


def test_all_that_there_is_on_an_event_is_not_called_the_nearest_that_was_found() -> None:
    conversation = Conversation(WITH_EVENT, Told({"who came": verdict("unknown", language="en")}), SAY, 30)
    turn = conversation.reply(conversation.hear_after("who came", ON_PARK), READER, "2f")

    assert Paragraph(SAY("en", "all-there-is")) in turn.messages[0].blocks
    assert title(turn) == "question of vote, en"


@pytest.mark.parametrize(("belief", "is_about"), [(0.06, "vote"), (0.01, "")])
def test_an_unknown_question_that_names_several_is_about_what_all_of_them_have_to_do_with(
    belief: float, is_about: str
) -> None:
    was_there = Verdict("unknown", (), (("vote", belief),), belief, "en")
    conversation = Conversation(WITH_EVENT_AND_CLERK, Told({"did Clerkova come to Parkday?": was_there}), SAY, 30)

    assert conversation.hear("did Clerkova come to Parkday?").lacking == is_about


WITH_EVENT_AND_CLERK = replace(WITH_EVENT, figures={**WITH_EVENT.figures, "clerk": FIGURES["clerk"]})


def test_what_goes_back_goes_back_to_the_earlier_answer_that_it_sounds_like() -> None:
    meanings = {
        "how many": HOW_MANY,
        "who votes": verdict("answer", "vote", language="en"),
        "seats": Verdict("chat", (), (("name", 0.3), ("seats", 0.1)), 1.0, "en", "slot-when"),
    }
    conversation = Conversation(CONTENT, Told(meanings), SAY, 30)
    before = Before(("vote",), language="en", said=("who votes",), earlier=("how many",))
    turn = conversation.reply(conversation.hear_after("ok back to the seats", before), READER, "2f")

    assert title(turn) == "question of seats, en"


@pytest.mark.parametrize(
    ("text", "is_named"), [("карта", False), ("Карину", True), ("Понамарев", True), ("карн", False)]
)
def test_a_name_is_known_in_its_forms_and_a_long_one_with_a_slip(text: str, is_named: bool) -> None:
    names = {"karin": "Ерлан Карин", "ponomarev": "Сергей Пономарев"}
    figures = {
        one: Figure(
            one, "person", Trilingual(name, name, name), {**no_wordings(), "ru": (name.split()[1],)}, None, (), ()
        )
        for one, name in names.items()
    }
    assert bool(Names.of(replace(CONTENT, figures=figures)).alone_in(text)) is is_named


@pytest.mark.parametrize(
    ("text", "outcome", "shown"),
    [("145", "answer", ("seats",)), ("а 145?", "answer", ("seats",)), ("146", "unknown", ()), ("12", "chat", ())],
)
def test_a_large_number_alone_is_the_fact_that_has_it(text: str, outcome: str, shown: tuple[str, ...]) -> None:
    fact = Trilingual("145 орын", "145 мест", "145 seats on 12 May 2026")
    entries = {**LIBRARY.entries, "seats": replace(LIBRARY.entries["seats"], lead=fact)}
    conversation = Conversation(replace(CONTENT, entries=entries), Told({}), SAY, 30)
    turn = conversation.reply(conversation.hear_after(text, ON_PARK), READER, "2f")

    assert turn.asked
    assert (turn.asked.outcome, turn.asked.answered) == (outcome, shown)


@pytest.mark.parametrize(("text", "is_read"), [("how many at Parkday", True), ("weather at Parkday", False)])
def test_a_few_words_ask_the_event_that_they_name(text: str, is_read: bool) -> None:
    read = {f"Parkday {text.removesuffix(' Parkday')}": verdict("answer", "name", language="en")}
    conversation = Conversation(WITH_EVENT, Told(read), SAY, 30)

    assert (conversation.hear(text).verdict.entries == ("name",)) is is_read


def test_an_event_named_alone_is_answered_with_what_is_known_of_it() -> None:
    entries = {**LIBRARY.entries, "vote": replace(LIBRARY.entries["vote"], question=said("What was Parkday"))}
    conversation = Conversation(replace(WITH_EVENT, entries=entries), Told({}), SAY, 30)

    assert conversation.hear("what happened in Parkday").verdict.entries == ("vote",)


@pytest.mark.parametrize(("text", "is_of_it"), [("who came up with it", True), ("who came up with laws then", False)])
def test_it_is_the_answer_on_the_screen_though_the_words_alone_mean_something(text: str, is_of_it: bool) -> None:
    related = {**LIBRARY.entries, "vote": replace(LIBRARY.entries["vote"], related=("name",))}
    alone = replace(verdict("answer", "seats", language="en"), confidence=0.95)
    meant = {text: alone, f"question of vote, en {text}": verdict("answer", "name", language="en")}
    conversation = Conversation(replace(LIBRARY, entries=related), Told(meant), SAY, 30)
    turn = conversation.reply(conversation.hear_after(text, ON_PARK), READER, "2f")

    assert turn.asked
    assert (turn.asked.answered == ("name",)) is is_of_it


@pytest.mark.parametrize(("text", "is_new"), [("and prisons", True), ("and answer", False), ("and them", False)])
def test_what_goes_over_to_something_unheard_of_is_unknown_and_not_of_the_answer(text: str, is_new: bool) -> None:
    turn = says(text, ELLIPSIS, ON_PARK)

    assert (title(turn) == SAY("en", "unknown-title")) is is_new


@pytest.mark.parametrize(("text", "is_hers"), [("and Smirnov?", False), ("and her job?", True), ("and how old?", True)])
def test_another_name_is_not_asked_of_whom_the_card_shows(text: str, is_hers: bool) -> None:
    card = Before((), offered=("vote", "name"), language="en", said=("Clerkova",))
    turn = says(text, UNKNOWN, card)

    assert (title(turn) == "Anna Clerkova") is is_hers


def test_what_came_nearest_is_what_is_on_the_screen() -> None:
    conversation = Conversation(CONTENT, Told({"how many seats has Newhouse?": verdict("unknown", "seats")}), SAY, 30)
    turn = conversation.reply(conversation.hear_after("how many seats has Newhouse?", ON_PARK), READER, "2f")

    assert turn.asked
    after = turn.asked.on_screen(ON_PARK)
    assert (after.shown, after.is_all) == (("seats",), True)


@pytest.mark.parametrize(
    ("text", "language"),
    [("turme she", "kk"), ("al 16da she", "kk"), ("nege 18", "kk"), ("is she", "en"), ("what is this", "en")],
)
def test_kazakh_in_latin_letters_is_no_english(text: str, language: str) -> None:
    assert Heard(text, verdict("unknown", language="en")).language == language


@pytest.mark.parametrize("text", ["who is she", "her office", "ол қай институттан", "из какой партии"])
def test_who_somebody_is_and_what_they_hold_is_on_their_card(text: str) -> None:
    card = Before((), offered=("vote", "name"), language="en", said=("Clerkova",))
    turn = says(text, verdict("unknown", language="en"), card)

    assert title(turn) == "Anna Clerkova"
    assert Paragraph(SAY("en", "not-given")) not in turn.messages[0].blocks


def test_of_two_facts_with_a_number_the_one_that_it_sounds_like_is_meant() -> None:
    fact = Trilingual("145 орын", "145 мест", "145 seats")
    entries = {name: replace(entry, lead=fact) for name, entry in LIBRARY.entries.items() if name != "vote"}
    sounds = Verdict("unknown", (), (("name", 0.2), ("seats", 0.1)), 0.2, "en")
    library = replace(CONTENT, entries={**LIBRARY.entries, **entries})

    assert Conversation(library, Told({"145": sounds}), SAY, 30).hear("145").verdict.entries == ("name",)
    assert Conversation(library, Told({}), SAY, 30).hear("145").verdict.outcome == "choices"


LIST = Trilingual("*Parkcouncil, Newhouse*", "*Parkcouncil, Newhouse*", "*The Parkcouncil and the Newhouse*: two.")
TITLES = {name: Trilingual(*[f"What is {name}?"] * 3) for name in ("Parkcouncil", "Newhouse")}
LISTING = replace(
    CONTENT,
    entries={
        "seats": replace(LIBRARY.entries["seats"], lead=LIST),
        "vote": replace(LIBRARY.entries["vote"], question=TITLES["Parkcouncil"]),
        "name": replace(LIBRARY.entries["name"], question=TITLES["Newhouse"]),
    },
    figures={**FIGURES, "house": replace(FIGURES["house"], entries=("name",))},
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("and the second?", "name"), ("first one", "vote"), ("біріншісі туралы", "vote"), ("third?", None)],
)
def test_of_a_list_on_the_screen_one_is_named_by_its_place(text: str, shown: str | None) -> None:
    conversation = Conversation(LISTING, Told({}), SAY, 30)
    turn = conversation.reply(conversation.hear_after(text, Before(("seats",), said=("which two",))), READER, "2f")

    assert turn.asked
    assert turn.asked.answered == ((shown,) if shown else ())


def test_the_list_is_gone_back_to_from_one_of_what_it_lists() -> None:
    conversation = Conversation(LISTING, Told({"which two": verdict("answer", "seats", language="en")}), SAY, 30)
    after_first = Before(("vote",), said=("first one",), earlier=("which two",))
    turn = conversation.reply(conversation.hear_after("and the second?", after_first), READER, "2f")

    assert turn.asked and turn.asked.answered == ("name",)


@pytest.mark.parametrize(("on_screen", "is_event"), [("", False), ("name", False), ("vote", True)])
def test_a_place_in_a_story_does_not_make_the_talk_about_the_event_there(on_screen: str, is_event: bool) -> None:
    event = replace(FIGURES["park"], kind="event")
    body = Subjects(replace(CONTENT, figures={"park": event})).body_of(("my son works in Parkcouncil",), on_screen)

    assert body == (event if is_event else None)


@pytest.mark.parametrize(
    ("text", "rest", "is_claim"),
    [
        ("there will be 300 seats right", "there will be seats right", True),
        ("there will be 145 seats right", "there will be seats right", False),  # as the passage has it
        ("seats in 1995", "seats in", False),
    ],
)
def test_a_claim_with_another_number_is_answered_with_the_fact(text: str, rest: str, is_claim: bool) -> None:
    fact = Trilingual("*145 орын*", "*145 мест*", "*145 seats*")
    content = replace(CONTENT, entries={**LIBRARY.entries, "seats": replace(LIBRARY.entries["seats"], lead=fact)})
    meant = {text: verdict("unknown", "seats", language="en"), rest: verdict("answer", "seats", language="en")}

    assert (Conversation(content, Told(meant), SAY, 30).hear(text).verdict.outcome == "answer") is is_claim


@pytest.mark.parametrize(("text", "is_abroad"), [("how many seats in Norway", True), ("how many seats here", False)])
def test_of_several_choices_another_country_asks_for_what_is_known_of_none(text: str, is_abroad: bool) -> None:
    heard = Conversation(CONTENT, Told({text: verdict("choices", "seats", "gap-abroad")}), SAY, 30).hear(text)

    assert heard.verdict.entries == (("gap-abroad",) if is_abroad else ("seats", "gap-abroad"))


@pytest.mark.parametrize(
    ("text", "is_topic"),
    [("poverty", True), ("хелло", False), ("спасибо", False), ("спосибо", False), ("spasibo", False)],
)
def test_a_word_that_is_no_small_talk_is_not_taken_for_it(text: str, is_topic: bool) -> None:
    talk = replace(LIBRARY.outside, chat={"thanks": {"kk": (), "ru": ("спасибо",), "en": ("хелло",)}})
    understanding = Ranking({text: replace(verdict("chat", "name"), chat="thanks", confidence=0.95)})
    heard = Conversation(replace(LIBRARY, outside=talk), understanding, SAY, 30).hear(text)

    assert (heard.verdict.entries == ("name",)) is is_topic


def test_a_question_after_and_may_ask_something_related_that_it_hardly_sounds_like() -> None:
    related = {**LIBRARY.entries, "vote": replace(LIBRARY.entries["vote"], related=("name",))}
    conversation = Conversation(replace(CONTENT, entries=related), Ranking({"and who decides": ELLIPSIS}), SAY, 30)
    turn = conversation.reply(conversation.hear_after("and who decides", ON_PARK), READER, "2f")

    assert turn.asked and turn.asked.answered == ("name",)


@pytest.mark.parametrize(
    ("text", "language"), [("токаев па", "kk"), ("ал комиссия", "kk"), ("диктатуры не будет", "ru"), ("VP", None)]
)
def test_a_word_that_one_language_alone_has_says_which_it_is(text: str, language: str | None) -> None:
    found = verdict("unknown", language="ru" if language == "kk" else None)

    assert Heard(text, found).language == language


@pytest.mark.parametrize(("text", "is_of_them"), [("and who?", True), ("who said that", False)])
def test_who_they_are_that_were_counted_is_not_who_counted_them(text: str, is_of_them: bool) -> None:
    fact = Trilingual("*145 орын*", "*145 мест*", "*145 seats*")
    content = replace(CONTENT, entries={**LIBRARY.entries, "seats": replace(LIBRARY.entries["seats"], lead=fact)})
    meant = {text: replace(verdict("chat", language="en"), chat="slot-who")}
    conversation = Conversation(content, Told(meant), SAY, 30)
    before = Before(("seats",), language="en", said=("how many people are there",))
    turn = conversation.reply(conversation.hear_after(text, before), READER, "2f")

    assert is_lacking(turn, "question of seats, en") is is_of_them


@pytest.mark.parametrize(
    ("text", "language"), [("почему", "ru"), ("неге", "kk"), ("парламент", "kk"), ("это ше", "kk")]
)
def test_a_question_word_of_one_language_changes_the_language_of_the_talk(text: str, language: str) -> None:
    assert Heard(text, verdict("unknown", language="ru"), spoken="kk").language == language


@pytest.mark.parametrize("text", ["really? 145?", "145 рас па", "145?"])
def test_a_number_that_is_doubted_is_the_fact_that_has_it(text: str) -> None:
    fact = Trilingual("145 орын", "145 мест", "145 seats")
    content = replace(CONTENT, entries={**LIBRARY.entries, "seats": replace(LIBRARY.entries["seats"], lead=fact)})
    doubted = replace(verdict("chat", language="en"), chat="agreement")

    assert Conversation(content, Told({text: doubted}), SAY, 30).hear(text).verdict.entries == ("seats",)


def test_the_author_is_asked_of_what_is_on_the_screen() -> None:
    related = {**LIBRARY.entries, "vote": replace(LIBRARY.entries["vote"], related=("name",))}
    meant = {
        "кто автор": replace(verdict("answer", "seats", language="ru"), confidence=0.98),
        "question of vote, ru кто автор": verdict("answer", "name", language="ru"),
    }
    conversation = Conversation(replace(CONTENT, entries=related), Told(meant), SAY, 30)

    assert conversation.hear_after("кто автор", Before(("vote",), language="ru")).verdict.entries == ("name",)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("did anyone else say it?", True),
        ("кто еще об этом говорил", True),
        ("тағы кім айтты", True),
        ("who said it", False),
    ],
)
def test_whether_somebody_else_said_it_is_told_by_whom_the_answer_quotes(text: str, others: bool) -> None:
    conversation = Conversation(CONTENT, Told({}), SAY, 30)
    turn = conversation.reply(conversation.hear_after(text, Before(("seats",), language="en")), READER, "2f")

    assert turn.asked and turn.asked.detail == Detail("slot", "seats", "who")
    assert (Paragraph(SAY("en", "nobody-else")) in turn.messages[0].blocks) is others


DATE = replace(LIBRARY.entries["name"], phrasings={"kk": (), "ru": (), "en": tuple(f"when is {n}" for n in range(30))})


@pytest.mark.parametrize(
    ("text", "is_known"),
    [("and when was it", True), ("какого числа", True), ("when did she say so", False), ("and how many", False)],
)
def test_what_is_known_beside_what_the_articles_lack_is_found(text: str, is_known: bool) -> None:
    content = replace(CONTENT, entries={**CONTENT.entries, "name": DATE})
    conversation = Conversation(content, Told({text: verdict("chat", chat="ellipsis")}), SAY, 30)
    turn = conversation.reply(conversation.hear_after(text, Before(("gap-abroad",), said=("x",))), READER, "2f")

    assert (turn.asked and turn.asked.answered == ("name",)) is is_known


@pytest.mark.parametrize("text", ["кто", "who?", "қашан", "где"])
def test_one_question_word_is_no_other_question(text: str) -> None:
    turn = says(text, replace(verdict("chat", "seats", chat="ellipsis"), confidence=1.0), ON_PARK)

    assert turn.asked and turn.asked.detail and turn.asked.detail.name == "slot"


def test_who_proposed_this_is_not_the_author_of_something_else() -> None:
    assert is_lacking(says("who proposed this", verdict("choices", "seats"), ON_PARK), "question of vote, en")
    assert not is_lacking(says("who proposed the seats", verdict("answer", "seats"), ON_PARK), "question of vote, en")


def test_few_words_about_choices_are_read_with_each_of_them() -> None:
    before = Before((), offered=("name", "vote"), turn="1f", language="en", said=("park",))
    as_one = replace(verdict("answer", "vote", language="en"), confidence=0.9)

    turn = says("who invented it", verdict("answer", "seats", language="en"), before, as_one)

    assert turn.asked and turn.asked.answered == ("vote",)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("145 or 150 deputies", ("seats",)),
        ("145 па 150 бе", ("seats",)),
        ("from 145 to 2026", ()),
        ("145", ()),
    ],
)
def test_of_two_numbers_the_one_that_a_fact_has_is_the_reply(text: str, shown: tuple[str, ...]) -> None:
    content = replace(LIBRARY, entries={**LIBRARY.entries, "seats": replace(SEATS, lead=said("145"))})

    assert Subjects(content).of_numbers(text, verdict("choices", "seats", "vote")) == shown


def test_choices_that_nobody_took_are_offered_again_in_the_language_wished() -> None:
    before = Before((), offered=("seats", "vote"), turn="1f", language="en", said=("parliament",))
    conversation = small_conversation(**{"по-русски": verdict("chat", language="ru", chat="slot-ru")})  # type: ignore[arg-type]
    reader = replace(READER, chosen=None)

    turn = conversation.reply(conversation.hear_after("по-русски", before), reader, "2f")

    assert "question of seats, ru" in turn.messages[0].blocks[1].text  # type: ignore[union-attr]


def test_who_said_what_a_signpost_tells_is_told_though_nobody_says_what_is_missing() -> None:
    who = verdict("chat", language="en", chat="slot-who")
    of_answer = says("and who said answer", who, Before(("gap-abroad",), language="en", said=("x",)))
    of_missing = says("and who said so", who, Before(("gap-abroad",), language="en", said=("x",)))

    assert Paragraph(SAY("en", "nobody-says")) not in of_answer.messages[0].blocks
    assert Paragraph(SAY("en", "nobody-says")) in of_missing.messages[0].blocks


@pytest.mark.parametrize("text", ["so they don't say?", "то есть в статьях об этом не сказано?", "яғни айтылмаған ба"])
def test_who_takes_it_that_the_articles_do_not_say_it_is_told_so_again(text: str) -> None:
    turn = says(text, verdict("unknown"), Before(("gap-abroad",), language="en", said=("x",)))

    assert turn.messages[0].blocks == (Heading("question of gap-abroad, en"), Fact("lead, en"))


@pytest.mark.parametrize("text", ["естідім ғой", "я слышал", "i heard it on tv", "в чате так писали"])
def test_who_has_heard_it_elsewhere_is_told_again_that_the_articles_do_not_say_it(text: str) -> None:
    turn = says(text, verdict("unknown"), Before(("gap-abroad",), language="en", said=("x",)))

    assert turn.messages[0].blocks == (Heading("question of gap-abroad, en"), Fact("lead, en"))


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("isn't that Clerkova?", "who"),
        ("это не Clerkova?", "who"),
        ("Clerkova емес пе", "who"),
        ("not 15 April?", "quote"),
        ("isn't it so", None),
    ],
)
def test_who_takes_it_to_be_something_else_is_shown_what_the_answer_says(text: str, slot: str | None) -> None:
    detail = (turn := says(text, verdict("unknown"), ON_PARK)).asked and turn.asked and turn.asked.detail

    assert (detail == Detail("slot", "vote", slot)) is bool(slot)


def test_a_number_alone_is_answered_in_the_language_of_the_talk() -> None:
    content = replace(LIBRARY, entries={**LIBRARY.entries, "seats": replace(SEATS, lead=said("145 seats"))})
    conversation = Conversation(content, Told({"145?": verdict("unknown", language="kk")}), SAY, 30)
    reader = replace(READER, chosen=None)

    turn = conversation.reply(conversation.hear_after("145?", Before(("vote",), language="ru")), reader, "2f")

    assert turn.asked and (turn.asked.answered, turn.asked.language) == (("seats",), "ru")


@pytest.mark.parametrize(
    ("said_before", "is_there"),
    [("what did Clerkova say", True), ("what did Clerkova say at Parkday", True), ("what of the forests", False)],
)
def test_there_is_the_event_at_which_somebody_spoke(said_before: str, is_there: bool) -> None:
    mention = (Mention("dated", "x"),)
    day = Figure("day", "event", Trilingual(*["Parkday"] * 3), no_wordings(), None, mention, ("seats",))
    clerk = replace(FIGURES["clerk"], mentions=mention, entries=("seats",))
    asked = {"how many people were there": "how many people were", "how many people came": "how many people came"}
    meant = {f"Parkday {text}": verdict("answer", "seats", language="en") for text in asked.values()}
    conversation = Conversation(replace(CONTENT, figures={**FIGURES, "clerk": clerk, "day": day}), Told(meant), SAY, 30)
    before = Before(("name",), language="en", said=(said_before,))

    for text in asked:
        turn = conversation.reply(conversation.hear_after(text, before), READER, "2f")
        assert (turn.asked and turn.asked.answered == ("seats",)) is is_there, text


def test_who_spoke_after_an_event_is_asked_of_that_and_of_no_other() -> None:
    meant = {
        "who spoke": verdict("answer", "seats", language="en"),
        "Parkday who spoke": verdict("answer", "vote", language="en"),
    }
    conversation = Conversation(WITH_EVENT, Told(meant), SAY, 30)
    before = Before(("vote",), language="en", said=("what was Parkday",))

    turn = conversation.reply(conversation.hear_after("who spoke", before), READER, "2f")

    assert turn.asked and turn.asked.answered == ("vote",)


@pytest.mark.parametrize("text", ["list the members of Newhouse", "Newhouse мүшелерінің тізімі", "Newhouse поименно"])
def test_who_wants_a_list_of_what_a_body_has_is_shown_what_is_known_of_it(text: str) -> None:
    unknown = Verdict("unknown", (), (("seats", 0.06),), 0.06, "en")
    conversation = Conversation(WITH_EVENT, Told({text: unknown}), SAY, 30)

    assert conversation.hear(text).lacking == "seats"


def test_what_became_of_them_is_not_asked_of_who_is_only_named_in_a_question() -> None:
    text = "and what became of them"
    meant = {"how many seats, Clerkova?": HOW_MANY, text: verdict("unknown", language="en")}
    conversation = Conversation(CONTENT, Told(meant), SAY, 30)
    before = Before(("seats",), language="en", said=("how many seats, Clerkova?",))

    heard = conversation.hear_after(text, before)

    assert not heard.figure and heard.lacking in ("", "seats")


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("кто упомянул", "who"),
        ("кто привёл эту цифру", "who"),
        ("кто озвучил", "who"),
        ("кім атап өтті", "who"),
        ("kim aitti", "who"),
        ("who mentioned it", "who"),
        ("а дата", "when"),
        ("and the date?", "when"),
    ],
)
def test_whoever_asks_for_the_speaker_or_the_day_asks_the_answer(text: str, slot: str) -> None:
    turn = says(text, verdict("choices", "seats"), ON_PARK)

    assert turn.asked and turn.asked.detail == Detail("slot", "vote", slot)


def test_what_else_somebody_said_is_asked_of_whose_words_the_answer_is() -> None:
    spoken = replace(RUSSIAN_QUOTE, said_by="clerk")
    content = replace(CONTENT, entries={**CONTENT.entries, "seats": replace(SEATS, quotes=(spoken,))})
    conversation = Conversation(content, Told({}), SAY, 30)

    turn = conversation.reply(
        conversation.hear_after("what else did she say", Before(("seats",), language="en", said=("x",))), READER, "2f"
    )

    assert title(turn) == "Anna Clerkova"


def test_who_said_it_is_asked_of_the_likeliest_of_choices_that_nobody_took() -> None:
    before = Before((), offered=("seats", "vote"), turn="1f", language="en", said=("parliament",))
    turn = says("who said so", verdict("chat", language="en", chat="slot-who"), before)

    assert turn.asked and turn.asked.detail == Detail("slot", "seats", "who")


@pytest.mark.parametrize(("text", "is_topic"), [("green whale", True), ("спасибо kit", False), ("хелло", False)])
def test_a_few_words_that_nobody_says_in_small_talk_name_something(text: str, is_topic: bool) -> None:
    talk = replace(LIBRARY.outside, chat={"thanks": {"kk": (), "ru": ("спасибо",), "en": ("хелло",)}})
    understanding = Ranking({text: replace(verdict("chat", "name"), chat="thanks", confidence=1.0)})
    heard = Conversation(replace(LIBRARY, outside=talk), understanding, SAY, 30).hear(text)

    assert (heard.verdict.entries == ("name",)) is is_topic


def test_how_many_there_are_of_a_body_is_not_told_of_another() -> None:
    on_house = Before(("name",), language="en", said=("what is the Newhouse",))
    of_park = replace(verdict("answer", "vote", language="en"), confidence=0.95)
    both = replace(verdict("answer", "name", "vote", language="en"), confidence=0.95)
    house = replace(LIBRARY.entries["name"], question=said("the Newhouse"))
    content = replace(
        CONTENT,
        entries={**CONTENT.entries, "name": house},
        figures={**FIGURES, "house": replace(FIGURES["house"], entries=("name", "seats"))},
    )
    told = Told({"how many members": of_park, "the Newhouse, en how many members": both})
    conversation = Conversation(content, told, SAY, 30)

    turn = conversation.reply(conversation.hear_after("how many members", on_house), READER, "2f")

    assert is_lacking(turn, "the Newhouse, en")


@pytest.mark.parametrize(
    "text", ["which of them is a senator", "кто из них из сената", "қайсысы сенаттан", "олардың ішінде депутат бар ма"]
)
def test_who_picks_among_those_on_the_screen_asks_nothing_else(text: str) -> None:
    meant = {text: verdict("answer", "seats", language="en")}
    conversation = Conversation(CONTENT, Told(meant), SAY, 30)

    turn = conversation.reply(conversation.hear_after(text, ON_PARK), READER, "2f")

    assert turn.asked and turn.asked.detail and turn.asked.detail.about == "vote"


@pytest.mark.parametrize("text", ["i heard 200", "я слышал что 12", "маған 15 деп айтты", "my roommate says 200"])
def test_a_number_heard_elsewhere_is_met_with_the_passage(text: str) -> None:
    counted = replace(CONTENT.entries["seats"], lead=Trilingual("*145* орын", "*145* мест", "*145* seats"))
    content = replace(CONTENT, entries={**CONTENT.entries, "seats": counted})
    conversation = Conversation(content, Told({text: verdict("unknown", language="en")}), SAY, 30)
    turn = conversation.reply(conversation.hear_after(text, Before(("seats",), language="en")), READER, "2f")

    assert turn.asked and turn.asked.detail == Detail("slot", "seats", "quote")


@pytest.mark.parametrize("text", ["i heard 200, when was that", "how many said 200"])
def test_who_asks_something_beside_a_number_is_not_only_met_with_the_passage(text: str) -> None:
    turn = says(text, verdict("unknown", language="en"), Before(("seats",), language="en"))

    assert not (turn.asked and turn.asked.detail == Detail("slot", "seats", "quote"))
