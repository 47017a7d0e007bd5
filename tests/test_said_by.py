"""What people of the articles said of something: their own words on it, or that there are none; never another's."""

from dataclasses import replace
from datetime import date

import pytest
from small_library import DATED, LIBRARY, RUSSIAN_QUOTE, SAY, SEATS, Told, said, title, verdict

from bot.content import Figure, Language, Library, Sentence, Trilingual
from bot.content.entries import Mention, Wordings, no_wordings
from bot.conversation import Before, Conversation, Heading, Label, Paragraph, Person, Quotation, Turn
from bot.conversation.turns import Detail
from bot.conversation.who_is import speaks_directly

READER = Person(date(2026, 3, 1), chosen="en")
NOT_ON_THAT = Paragraph(SAY("en", "who-not-on-that"))
"""Says that what follows are somebody's words, and not on what was asked."""
SCHOOLS, FORESTS, PLACE = "Министр назвал школы.", "Он говорил и о лесах.", "Собрались в парке."
REFORM = "Министр хвалил реформу."
ENGLISH = {
    SCHOOLS: "The minister named schools.",
    FORESTS: "He spoke of forests too.",
    PLACE: "They met in the park.",
    REFORM: "He praised it.",
}


def sentence(text: str, by: str | None = None, is_place: bool = False) -> Sentence:
    translated: dict[Language, str] = {"kk": f"{ENGLISH[text]} (kk)", "en": ENGLISH[text]}
    return Sentence(text, translated, by, is_place=is_place)


def person(name: str) -> Figure:
    spelt: Wordings = {"kk": (), "ru": (), "en": (name,)}
    return Figure(name.lower(), "person", Trilingual(name, name, name), spelt, said("office"), (), ("seats", "vote"))


PARK = Figure(
    "park", "event", Trilingual("Parkmeet", "Parkmeet", "Parkmeet"), no_wordings(), None, (Mention("later", "x"),), ()
)
ARTICLE = replace(
    DATED,
    text=f"{SCHOOLS} {FORESTS} {PLACE}",
    sentences=(sentence(SCHOOLS, "ministrov"), sentence(FORESTS, "ministrov"), sentence(PLACE, is_place=True)),
)
ON_FORESTS = replace(RUSSIAN_QUOTE, article=ARTICLE, text=FORESTS)
CONTENT: Library = replace(
    LIBRARY,
    articles={**LIBRARY.articles, "dated": ARTICLE},
    entries={
        **LIBRARY.entries,
        "seats": replace(SEATS, quotes=(replace(RUSSIAN_QUOTE, article=ARTICLE, text=FORESTS),)),
    },
    figures={"ministrov": person("Ministrov"), "silentov": person("Silentov"), "park": PARK},
)


def asks(text: str, before: Before | None = None, **meant: object) -> Turn:
    """The reply to a message, of which nothing is known but whom it names."""
    conversation = Conversation(CONTENT, Told({text: verdict("unknown", language="en"), **meant}), SAY, 30)  # type: ignore[dict-item]
    return conversation.reply(conversation.hear_after(text, before), READER, "1f")


def quoted(turn: Turn) -> list[str]:
    """The passages of a reply on what was asked, in the article's own words."""
    blocks = turn.messages[0].blocks
    found = blocks[: blocks.index(NOT_ON_THAT)] if NOT_ON_THAT in blocks else blocks
    return [block.text for block in found if isinstance(block, Quotation) and block.text in ENGLISH]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what did Ministrov say about schools", [SCHOOLS]),
        ("did Ministrov mention forests?", [FORESTS]),
        ("Ministrov орман туралы не айтты", []),
        ("что Ministrov сказал о лесе", [FORESTS]),  # «лесах»
        ("что Ministrov говорил про школы", [SCHOOLS]),
        ("did Ministrov mention pensions?", []),
        ("WHAT DID MINISTROV SAY ABOUT SCHOOLS", [SCHOOLS]),
        ("did Ministrov speak of schools at the Parkmeet", []),  # another article tells of that
    ],
)
def test_the_words_of_whom_a_message_names_are_those_on_its_topic(text: str, words: list[str]) -> None:
    turn = asks(text)

    assert title(turn) == "Ministrov"
    assert quoted(turn) == words
    assert (Paragraph(SAY("en", "who-not-on-that")) in turn.messages[0].blocks) is (not words)


def test_a_word_that_many_sentences_have_says_nothing_of_what_is_asked() -> None:
    many = tuple(replace(sentence(PLACE), text=f"{number}. О реформе.") for number in range(20))
    article = replace(
        ARTICLE, sentences=(*ARTICLE.sentences, replace(sentence(SCHOOLS, "ministrov"), text=REFORM), *many)
    )
    content = replace(
        CONTENT, articles={"dated": replace(article, text=" ".join(one.text for one in article.sentences))}
    )
    conversation = Conversation(content, Told({}), SAY, 30)

    assert quoted(conversation.reply(conversation.hear("что Ministrov сказал о реформе"), READER, "1f")) == [REFORM]
    assert quoted(conversation.reply(conversation.hear("Ministrov сказал о реформе и пенсиях?"), READER, "1f")) == []


def test_words_that_an_entry_quotes_are_noted_as_its_answer_and_missing_ones_as_not_given() -> None:
    told, missing = asks("did Ministrov mention forests?").asked, asks("did Ministrov mention pensions?").asked

    assert told and (told.outcome, told.answered) == ("answer", ("seats",))
    assert missing and (missing.outcome, missing.detail) == ("unknown", Detail("not-given", "seats"))


def test_of_two_people_each_is_shown_and_who_is_not_quoted_is_said_not_to_be() -> None:
    blocks = asks("what did Ministrov and Silentov say").messages[0].blocks

    assert [block for block in blocks if isinstance(block, Heading)] == [Heading("Ministrov"), Heading("Silentov")]
    assert blocks[-1] == Paragraph(SAY("en", "who-no-words"))


def test_an_entry_that_somebodys_words_carry_says_more_than_they_do() -> None:
    text = "what did Ministrov say about forests"
    spoken = replace(ON_FORESTS, said_by="ministrov")
    content = replace(CONTENT, entries={**CONTENT.entries, "seats": replace(SEATS, quotes=(spoken,))})
    conversation = Conversation(content, Told({text: verdict("answer", "seats", language="en")}), SAY, 30)

    assert title(conversation.reply(conversation.hear(text), READER, "1f")) == "question of seats, en"


ASKED = "what did Ministrov say about schools"


def test_after_somebodys_words_another_is_asked_for_theirs_and_where_they_were_said() -> None:
    before = Before(("seats",), language="en", said=(ASKED,))
    asked_where = replace(verdict("chat", language="en"), chat="slot-where")

    assert title(asks("and Silentov?", before)) == "Silentov"
    where = asks("where did he say so", before, **{"where did he say so": asked_where})
    assert quoted(where) == [SCHOOLS, PLACE]
    assert where.asked and where.asked.detail == Detail("slot", "seats", "where")


def test_who_has_a_card_on_the_screen_is_asked_about_a_topic_without_their_name() -> None:
    card = Before((), offered=("seats", "vote"), language="en", said=("Ministrov",))

    assert quoted(asks("and did he mention forests?", card)) == [FORESTS]


@pytest.mark.parametrize(
    ("passage", "is_direct"),
    [
        ("“We are going on and on,” she said.", True),
        ("… is going on and on and on,” she said.", True),
        ("He said: “This goes on for", False),
        ("He said: “This goes on for a while", True),
        ('The "Auyl" party and the chairman of the "Ak Zhol" party spoke.', False),
        ("«Мы идём вперёд и не свернём», сказал он.", True),
        ("He spoke of schools.", False),
    ],
)
def test_direct_speech_is_told_from_what_an_article_reports(passage: str, is_direct: bool) -> None:
    assert speaks_directly(passage) is is_direct


def test_the_label_says_whether_the_words_are_their_own() -> None:
    [label] = [one for one in asks(ASKED).messages[0].blocks if isinstance(one, Label)][:1]

    assert label == Label(f"{SAY('en', 'said-reported')} · {SAY('en', 'no-day')}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("did Ministrov say that?", [FORESTS]),
        ("Ministrov айтты ма оны", [FORESTS]),
        ("did Ministrov say something else", []),  # which asks what else there is
    ],
)
def test_whether_somebody_said_what_is_on_the_screen_is_known_by_who_said_what_it_quotes(
    text: str, words: list[str]
) -> None:
    turn = asks(text, Before(("seats",), language="en", said=("what of the forests",)))

    assert quoted(turn) == words


def test_who_takes_words_for_somebodys_who_never_said_such_is_told_whose_they_are() -> None:
    turn = asks("did Silentov say that", Before(("seats",), language="en", said=("what of the forests",)))

    assert turn.asked and turn.asked.detail == Detail("slot", "seats", "who")


@pytest.mark.parametrize("text", ["and about forests?", "did he mention forests as well", "ол forests туралы айтты ма"])
def test_another_topic_is_asked_of_the_same_person(text: str) -> None:
    before = Before(("seats",), language="en", said=(ASKED,))

    assert quoted(asks(text, before, **{text: verdict("answer", "vote", language="en")})) == [FORESTS]


def test_at_the_meeting_of_an_institution_of_one_article_somebody_spoke_who_is_quoted_in_that() -> None:
    council = replace(PARK, id="council", kind="institution", mentions=(Mention("dated", "x"),))
    content = replace(CONTENT, figures={**CONTENT.figures, "park": council})
    conversation = Conversation(content, Told({}), SAY, 30)

    assert quoted(conversation.reply(conversation.hear("Ministrov выступал на Parkmeet?"), READER, "1f"))


def test_why_somebody_said_something_is_another_question() -> None:
    assert Paragraph(SAY("en", "no-more-of-them")) in asks("Why did Ministrov speak of schools").messages[0].blocks


def test_an_answer_carried_by_somebodys_words_on_something_else_is_not_their_answer() -> None:
    text = "did Ministrov say anything of schools or pensions"
    spoken = replace(ON_FORESTS, said_by="ministrov")
    content = replace(CONTENT, entries={**CONTENT.entries, "seats": replace(SEATS, quotes=(spoken,))})
    conversation = Conversation(content, Told({text: verdict("answer", "seats", language="en")}), SAY, 30)

    assert quoted(conversation.reply(conversation.hear(text), READER, "1f")) == [SCHOOLS]


def test_whoever_holds_an_office_is_named_by_it_and_whom_somebody_speaks_of_is_no_speaker() -> None:
    chief = replace(CONTENT.figures["ministrov"], office=Trilingual("Бас маман", "Главный лесник", "Chief Forester"))
    content = replace(CONTENT, figures={**CONTENT.figures, "ministrov": chief})
    conversation = Conversation(content, Told({}), SAY, 30)

    def shown(text: str) -> Turn:
        return conversation.reply(conversation.hear(text), READER, "1f")

    assert title(shown("what did the Chief Forester say")) == "Ministrov"
    assert quoted(shown("what did the Chief Forester say about schools")) == [SCHOOLS]
    of_another = shown("Ministrov said that Silentov spoke of schools?").messages[0].blocks
    assert [block for block in of_another if isinstance(block, Heading)] == [Heading("Ministrov")]


def test_a_topic_alone_goes_on_from_what_somebody_said() -> None:
    turn = asks("and forests?", Before(("seats",), language="en", said=(ASKED,)))

    assert quoted(turn) == [FORESTS]


SPOKEN = "what did Ministrov say"


@pytest.mark.parametrize(
    ("text", "on_screen", "words"),
    [
        ("did Ministrov really say so?", "seats", [FORESTS]),
        ("а Ministrov точно так сказал?", "seats", [FORESTS]),
        ("what did Ministrov say about it", "name", [SCHOOLS]),  # no quote of that entry is theirs, but its topic is
        ("what did Ministrov say there", "vote", [SCHOOLS, FORESTS]),
        ("did Silentov really say so?", "seats", []),
    ],
)
def test_what_was_shown_is_the_topic_of_who_points_at_it(text: str, on_screen: str, words: list[str]) -> None:
    schools = Trilingual("Мектеп", "Школы", "What of the schools?")
    event = replace(PARK, mentions=(Mention("dated", "x"),), entries=("vote",))
    content = replace(
        CONTENT,
        entries={**CONTENT.entries, "name": replace(CONTENT.entries["name"], question=schools)},
        figures={**CONTENT.figures, "park": event},
    )
    conversation = Conversation(content, Told({}), SAY, 30)
    before = Before((on_screen,), language="en", said=("something",))

    assert quoted(conversation.reply(conversation.hear_after(text, before), READER, "1f")) == words


@pytest.mark.parametrize(
    "text",
    [
        "in which town was the meeting at which Ministrov spoke",
        "на собрании, на котором выступал Ministrov, сколько было людей",
        "Ministrov сөйлеген жиын қайда болды",
        "who claims that Ministrov wrote it",
        "кто говорит что Ministrov это написал",
    ],
)
def test_who_is_named_beside_what_is_asked_is_not_asked_for_their_words(text: str) -> None:
    meant = {text: verdict("answer", "vote", language="en")}

    assert title(asks(text, **meant)) == "question of vote, en"  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["who is Silentov", "кто такой Silentov", "tell me about Silentov", "Silentov's job?"])
def test_who_somebody_is_is_on_their_card_whatever_was_asked_before(text: str) -> None:
    blocks = asks(text, Before(("seats",), language="en", said=(f"{SPOKEN} about schools",))).messages[0].blocks

    assert blocks[:2] == (Heading("Silentov"), Paragraph("office, en"))
    assert Paragraph(SAY("en", "who-not-on-that")) not in blocks


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("when did he say it", "when"),
        ("в какой день недели он говорил", "when"),
        ("where was he speaking", "where"),
        ("а вообще он еще что говорил", "more"),
    ],
)
def test_when_where_and_what_else_they_said_is_asked_of_their_card(text: str, slot: str) -> None:
    turn = asks(text, Before(("seats",), language="en", said=("Ministrov",)))

    assert title(turn) == "Ministrov"
    assert turn.asked and turn.asked.detail == Detail("slot", "seats", slot)


def test_who_said_something_is_asked_of_the_entry_that_has_it() -> None:
    text = "who said there will be 145"
    turn = asks(text, **{"will 145": verdict("answer", "seats", language="en")})  # type: ignore[arg-type]

    assert turn.asked and turn.asked.detail == Detail("slot", "seats", "who")


def test_who_says_it_is_asked_of_an_answer_that_nobody_asks_for_that() -> None:
    wordings: Wordings = {"kk": (), "ru": (), "en": tuple(f"how many seats {number}" for number in range(30))}
    content = replace(CONTENT, entries={**CONTENT.entries, "seats": replace(SEATS, phrasings=wordings)})
    meant = Told({"who said 145 seats": verdict("answer", "seats", language="en")})
    conversation = Conversation(content, meant, SAY, 30)

    turn = conversation.reply(conversation.hear("who said 145 seats"), READER, "1f")

    assert turn.asked and turn.asked.detail == Detail("slot", "seats", "who")


def test_who_wants_two_people_compared_is_shown_the_words_of_both() -> None:
    turn = asks("Ministrov and Silentov said the same thing?")

    assert quoted(turn) == [SCHOOLS]


def test_two_people_who_are_to_be_compared_are_each_asked_for_their_words() -> None:
    blocks = asks("compare Ministrov vs Silentov").messages[0].blocks

    assert [block for block in blocks if isinstance(block, Heading)] == [Heading("Ministrov"), Heading("Silentov")]


def test_who_was_not_at_a_meeting_said_nothing_there_though_its_article_quotes_them() -> None:
    event = replace(PARK, mentions=(Mention("dated", "x"),), entries=("unvisited",))
    content = replace(CONTENT, figures={**CONTENT.figures, "park": event})
    conversation = Conversation(
        content, Told({"what did Ministrov say at Parkmeet": verdict("unknown", language="en")}), SAY, 30
    )

    turn = conversation.reply(conversation.hear("what did Ministrov say at Parkmeet"), READER, "1f")

    assert quoted(turn) == []


def test_the_words_on_the_screen_in_another_language_are_noted_as_an_answer_in_it_is() -> None:
    turn = asks("по-русски", Before(("seats",), language="en", said=("Ministrov",)))

    assert turn.asked and turn.asked.detail == Detail("slot", "seats", "language:ru")


@pytest.mark.parametrize(
    "text",
    [
        "my neighbour says that Ministrov will leave",
        "they say Ministrov will leave",
        "мы с мужем спорим, он говорит, что Ministrov уйдёт",
        "муж сказал, что Ministrov уйдёт",
        "говорят Ministrov уйдёт",
        "көршім айтады Ministrov кетеді деп",
    ],
)
def test_what_others_say_of_somebody_is_not_asked_of_their_words(text: str) -> None:
    assert NOT_ON_THAT not in asks(text).messages[0].blocks


@pytest.mark.parametrize("text", ["Mira", "who is Mira?", "что за Мира", "Мира кім"])
def test_of_two_who_share_a_first_name_both_are_shown(text: str) -> None:
    named = [
        replace(CONTENT.figures[one], name=Trilingual(*[f"Mira {one.capitalize()}"] * 3))
        for one in ("ministrov", "silentov")
    ]
    content = replace(CONTENT, figures={figure.id: figure for figure in named})
    conversation = Conversation(content, Told({text: verdict("unknown", language="en")}), SAY, 30)

    blocks = conversation.reply(conversation.hear(text), READER, "1f").messages[0].blocks

    assert [one.text for one in blocks if isinstance(one, Heading)] == ["Mira Ministrov", "Mira Silentov"]


def test_who_holds_an_office_is_asked_the_same_by_that_office_alone() -> None:
    minister = replace(CONTENT.figures["silentov"], office=Trilingual("Мэр", "Мэр города", "Mayor of the City"))
    content = replace(CONTENT, figures={**CONTENT.figures, "silentov": minister})
    conversation = Conversation(
        content, Told({"and the mayor of the city?": verdict("unknown", language="en")}), SAY, 30
    )
    before = Before(("seats",), language="en", said=("what did Ministrov say about forests",))

    assert title(conversation.reply(conversation.hear_after("and the mayor of the city?", before), READER, "1f")) == (
        "Silentov"
    )


@pytest.mark.parametrize("text", ["and Musinbek?", "а Рысбай Мусинов?"])
def test_who_is_in_no_article_is_no_topic_of_anybodys_words(text: str) -> None:
    turn = asks(text, Before(("seats",), language="en", said=("did Ministrov speak",)))

    assert title(turn) != "Ministrov"


def test_who_is_named_and_not_quoted_is_shown_where_they_are_named() -> None:
    silent = replace(CONTENT.figures["silentov"], mentions=(Mention("dated", PLACE),))
    content = replace(CONTENT, figures={**CONTENT.figures, "silentov": silent})
    text = "what did Silentov say about forests"
    conversation = Conversation(content, Told({text: verdict("unknown", language="en")}), SAY, 30)

    assert PLACE in quoted(conversation.reply(conversation.hear(text), READER, "1f"))


def test_whose_words_are_not_on_what_was_asked_is_shown_with_others_of_theirs() -> None:
    blocks = asks("did Ministrov mention pensions?").messages[0].blocks

    assert SCHOOLS in [block.text for block in blocks[blocks.index(NOT_ON_THAT) :] if isinstance(block, Quotation)]


@pytest.mark.parametrize("text", ["Сәрсенбаев деген кім", "а кто такой Досаев", "and who is Dosayev"])
def test_who_a_stranger_is_is_not_told_by_the_card_before_it(text: str) -> None:
    assert title(asks(text, Before(("seats",), language="en", said=("Ministrov",)))) != "Ministrov"


@pytest.mark.parametrize(
    "text",
    [
        "what did Ministrov say in general",
        "а что известно про Ministrov",
        "Ministrov деген кісі не айтты",
        "did Ministrov speak",
    ],
)
def test_who_asks_for_somebodys_words_on_nothing_gets_their_card(text: str) -> None:
    turn = asks(text)

    assert title(turn) == "Ministrov"
    assert NOT_ON_THAT not in turn.messages[0].blocks


@pytest.mark.parametrize(
    "text",
    [
        "а говорил ли Ministrov о лесах",
        "интересно, говорил ли Ministrov о лесах?",
        "so said Ministrov anything on forests",
    ],
)
def test_small_words_before_a_verb_are_nobody_who_says_it(text: str) -> None:
    assert title(asks(text)) == "Ministrov"
