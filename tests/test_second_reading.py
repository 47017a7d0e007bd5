"""What a few words say more exactly: doubt, a wish for a person, "I do not understand", "is it true", what is wrong."""

from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from chatting import Chat, chatting
from small_library import LIBRARY, SAY, Told, title, verdict

from bot.content import LANGUAGES, Language
from bot.conversation import Before, Chose, ChoseForm, Conversation, Operator, Person, Turn
from bot.conversation.reading_wish import reading_wish
from bot.conversation.second_reading import (
    doubts_words,
    introduces,
    is_bare,
    language_named,
    meant_instead,
    more_exactly,
    reports_error,
    slot_asked_alone,
    subject_of,
)
from bot.conversation.several_questions import after_politeness
from bot.conversation.typed_input import command_in
from bot.matching import Verdict
from bot.web.sessions import Chat as ConsoleChat

READER = Person(date(2026, 3, 1), "en")
ON_SCREEN = Before(("seats",))
MEANT = {
    "сколько депутатов": verdict("answer", "seats"),
    "Ошибка: их не 145": verdict("answer", "seats", language="ru"),
}
WRONG = Conversation(LIBRARY, Told(MEANT), SAY, 30)
"""A conversation in which somebody says what is wrong."""


class Unsure(Told):
    """An understanding that finds nothing, if it is asked to look again."""

    def expecting(self, verdict: Verdict, names: Collection[str]) -> Verdict:
        return replace(verdict, outcome="unknown", chat="")


def talk(kind: str) -> Verdict:
    return verdict("chat", chat=kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ты вообще объективный?", "trust"),
        ("is the court objective", ""),
        ("can u help me with my essay", "help"),
        ("помоги мне написать реферат", "help"),
        ("погода", ""),
    ],
)
def test_what_is_unknown_may_be_said_to_the_bot(text: str, kind: str) -> None:
    assert more_exactly(text, verdict("unknown")).chat == kind


@pytest.mark.parametrize(
    ("text", "taken_for", "kind"),
    [
        ("можно ли вам верить", "about", "trust"),
        ("это всё враньё", "about", "trust"),
        ("бот өтірік айтасың", "about", "trust"),
        ("саған сенуге бола ма", "about", "trust"),
        ("this is government propaganda", "about", "trust"),
        ("позовите человека", "about", "person"),
        ("адаммен сөйлескім келеді", "about", "person"),
        ("can I talk to a real person", "who-are-you", "person"),
        ("дураки вы все там", "about", "insult"),
        ("кто вас сделал", "about", "about"),
        ("сколько статей вы читали", "about", "about"),
        ("не понял", "agreement", "slot-short"),
        ("Ничего не поняла.", "insult", "slot-short"),
        ("түсінбедім", "test", "slot-short"),
        ("I don't understand this", "agreement", "slot-short"),
        ("ничего вы не понимаете", "insult", "insult"),
        ("а это правда?", "ellipsis", "slot-quote"),
        ("рас па", "ellipsis", "slot-quote"),
        ("are you sure?", "ellipsis", "slot-quote"),
        ("а правда ли про сенат", "ellipsis", "ellipsis"),
        ("көмек", "who-are-you", "help"),
        ("что ты обо мне знаешь", "mydata", "mydata"),
        ("i want to die what should i do", "help", "distress"),
        ("не хочу больше жить", "opinion", "distress"),
        ("өмір сүргім келмейді", "help", "distress"),
        ("почему не на русском", "slot-ru", "ellipsis"),
        ("неге қазақша емес", "slot-kk", "ellipsis"),
        ("why not in English", "slot-en", "ellipsis"),
        ("приведи пример", "topics", "slot-more"),
        ("мысал келтіріңізші", "topics", "slot-more"),
        ("give me an example", "topics", "slot-more"),
        ("примеры вопросов", "topics", "topics"),
        ("не поняла, какая правильная", "report-error", "slot-more"),
        ("сонда қайсысы дұрыс", "ellipsis", "slot-more"),
        ("why are there two numbers", "ellipsis", "slot-more"),
        ("это не противоречие?", "report-error", "slot-more"),
        ("ты уверен?", "test", "slot-quote"),
        ("since when", "slot-when", "slot-more"),
        ("а кто он по должности", "ellipsis", "slot-who"),
        ("кто посчитал", "ellipsis", "ellipsis"),
        ("аударған кім", "slot-who", "ellipsis"),
        ("who spreads it", "slot-who", "ellipsis"),
        ("чьи это слова", "slot-who", "slot-who"),
        ("бұл кімнің пікірі", "slot-who", "slot-who"),
        ("скучно на смене", "language", "other"),
        ("долго ли ещё так", "language", "ellipsis"),
        ("смени язык", "language", "language"),
        ("оның қызметі", "ellipsis", "slot-who"),
        ("ол кім болып істейді", "help", "slot-who"),
        ("what's her position", "about", "slot-who"),
        ("а за какой период?", "slot-when", "slot-more"),
        ("қай жылдан бері", "slot-when", "slot-more"),
        ("когда это сказали", "slot-when", "slot-when"),
        ("что это такое?", "ellipsis", "slot-more"),
        ("бұл не", "ellipsis", "slot-more"),
        ("what is it", "ellipsis", "slot-more"),
        ("what is this", "help", "help"),
        ("were those his exact words", "ellipsis", "slot-quote"),
        ("это его точные слова?", "about", "slot-quote"),
        ("бұл өз сөзі ме әлде мақаланікі ме", "about", "slot-quote"),
        ("so contradiction?", "ellipsis", "slot-more"),
        ("что это за должность", "ellipsis", "ellipsis"),
        ("болды ма", "agreement", "ellipsis"),
        ("болды", "agreement", "agreement"),
        ("шын ба", "agreement", "agreement"),
        ("u sure?", "agreement", "slot-quote"),
        ("с какого по какой год", "slot-when", "slot-more"),
    ],
)
def test_the_kind_of_talk_is_in_its_words(text: str, taken_for: str, kind: str) -> None:
    assert more_exactly(text, talk(taken_for)).chat == kind


@pytest.mark.parametrize(
    ("text", "command"),
    [("/просто", "simple"), ("/қысқа", "simple"), ("/simple", "simple"), ("/толық", "full"), ("/подробно", "full")],
)
def test_the_form_of_answers_has_commands_too(text: str, command: str) -> None:
    named = command_in(text)

    assert named
    assert named[:2] == (command, "")
    assert ChoseForm(command == "simple") in says(text, verdict("unknown")).effects


@pytest.mark.parametrize("text", ["коротко", "просто", "қысқаша", "толық"])
def test_without_a_slash_such_a_word_is_about_this_answer(text: str) -> None:
    assert command_in(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("спасибо, а кто такой министр", "а кто такой министр"),
        ("Сәлем балам, маған айтшы, референдум өтті ме", "референдум өтті ме"),
        ("Good evening! How many deputies?", "How many deputies?"),
        ("сәлеметсіз бе ата заң деген не", "ата заң деген не"),
        ("здравствуйте доброго вам дня сколько депутатов", "дня сколько депутатов"),
        ("hello there what is new in it?", "what is new in it?"),
        ("ладно а где", "а где"),
        ("понятно, а кто решает", "а кто решает"),
        ("жарайды, ал кім шешеді", "ал кім шешеді"),
        ("ok so who decides", "who decides"),
        ("братан привет че там за курултай", "че там за курултай"),
        ("salem, kurultai degen ne", "kurultai degen ne"),
        ("Добрый день, коллеги! Подскажите пожалуйста что за правила", "что за правила"),
        ("ладно, спасибо", ""),
        ("спасибо вам большое", ""),
        ("спасибо, доченька", ""),
        ("Сенат, Мажилис, Курултай: кто главнее", ""),
    ],
)
def test_a_question_may_come_after_thanks_or_a_greeting(text: str, rest: str) -> None:
    assert after_politeness(text, talk("thanks")) == rest


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        (verdict("answer", "seats"), "question of seats, en"),
        (talk("slot-when"), "question of name, en"),
        (verdict("unknown"), SAY("en", "chat-thanks")),
        (talk("farewell"), SAY("en", "chat-thanks")),
    ],
)
def test_it_is_answered_then_and_mere_kindness_is_not_taken_for_one(after: Verdict, shown: str) -> None:
    meant = {"thanks, and so on": talk("thanks"), "and so on": after}
    conversation = Conversation(LIBRARY, Told(meant), SAY, 30)
    heard = conversation.hear_after("thanks, and so on", Before(("name",)))

    assert title(conversation.reply(heard, READER, "1f")) == shown


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("комиссия туралы айтшы", "комиссия"),
        ("Преамбула жайлы маған айтып беріңізші", "преамбула"),
        ("расскажите, пожалуйста, про Курултай", "курултай"),
        ("хочу узнать о коалиции", "коалиции"),
        ("can you tell me more about the coalition?", "the coalition"),
        ("what do you know about the preamble", "the preamble"),
        ("давай вернёмся к преамбуле", "преамбуле"),
        ("ok back to the kurultai", "the kurultai"),
        ("бағанағы Құрылтай туралы айтшы", "курылтай"),
        ("What will happen to the land?", "land"),
        ("Что теперь будет с пенсиями?", "пенсиями"),
        ("дін не болады екен", "дин"),
        ("что будет", ""),
        ("комиссия туралы не айтылды", ""),
        ("скажите, сколько депутатов", ""),
        ("расскажи", ""),
    ],
)
def test_who_wants_to_be_told_about_something_names_it(text: str, subject: str) -> None:
    assert subject_of(text) == subject


def test_a_subject_is_looked_for_by_itself_where_the_whole_is_not_understood() -> None:
    meant = {
        "расскажи про места": verdict("unknown", language="ru"),
        "места": verdict("answer", "seats", language="kk"),
    }
    heard = Conversation(LIBRARY, Told(meant), SAY, 30).hear("расскажи про места")

    assert (heard.text, heard.verdict.entries, heard.verdict.language) == ("расскажи про места", ("seats",), "ru")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("смени язык на казахский", "kk"),
        ("орысшаға ауыстыр", "ru"),
        ("always answer in English", "en"),
        ("смени язык", None),
        ("орысша түсінбеймін, қазақша жазыңыз", None),
        ("I don't speak Russian", None),
    ],
)
def test_a_language_that_is_named_is_chosen_at_once(text: str, language: Language | None) -> None:
    turn = says(text, talk("language"))

    assert language_named(text) == language
    assert title(turn) == (SAY(language, "language-set") if language else SAY("en", "language-title"))
    assert Chose(language) in turn.effects if language else len(turn.effects) == 1


@pytest.mark.parametrize("text", ["рас па?", "is that true?", "правда?"])
def test_is_it_true_is_about_the_answer_though_the_matcher_does_not_know_it(text: str) -> None:
    assert more_exactly(text, verdict("unknown")).chat == "slot-quote"


def test_what_is_no_talk_stays_what_it_is() -> None:
    for meant in (verdict("answer", "seats"), verdict("unknown", "seats")):
        assert more_exactly("правда ли, что их 145", meant) == meant


@pytest.mark.parametrize(
    ("text", "meant", "reports"),
    [
        ("у вас ошибка, депутатов будет не 145", verdict("answer", "seats"), True),
        ("Ошибка: депутатов будет не 145", verdict("answer", "seats"), True),
        ("ошибка, депутатов не столько", talk("report-error"), True),
        ("Қате: депутат саны дұрыс емес", verdict("unknown"), True),
        ("жауабыңыз қате, депутат саны басқа", verdict("answer", "seats"), True),
        ("your answer is wrong, there are more", verdict("answer", "seats"), True),
        ("Error: there are more", verdict("unknown"), True),
        ("в ответе ошибка", talk("report-error"), False),
        ("ошибка в ответе, куда писать", talk("report-error"), False),
        ("Жауабыңнан қате таптым, кімге жазамын", talk("report-error"), False),
        ("вы часто ошибаетесь в таких вещах", verdict("unknown"), False),
        ("is your answer wrong about the deputies?", verdict("unknown"), False),
        ("была ли реформа ошибкой для страны", verdict("unknown"), False),
    ],
)
def test_who_says_what_is_wrong_reports_it(text: str, meant: Verdict, reports: bool) -> None:
    assert reports_error(text, meant) == reports


def says(text: str, meant: Verdict, before: Before | None = None, operator: Operator | None = None) -> Turn:
    conversation = Conversation(LIBRARY, Told({text: meant}), SAY, 30, operator or Operator())
    return conversation.reply(conversation.hear_after(text, before), READER, "1f")


def test_who_has_not_understood_gets_the_fact_alone_and_who_doubts_the_passage() -> None:
    assert title(says("I don't understand", talk("agreement"), ON_SCREEN)) == "question of seats, en"
    assert "145 deputies (translated)" in str(says("is that true?", verdict("unknown"), ON_SCREEN).messages)
    assert title(says("is that true?", verdict("unknown"))) == SAY("en", "ask-back")


def test_who_wants_a_person_is_told_how_to_reach_one_if_there_is_a_way() -> None:
    nobody = str(says("I want an operator", talk("about")).messages)
    somebody = str(says("I want an operator", talk("about"), operator=Operator(contact="team@example.org")).messages)

    assert SAY("en", "about-person") in nobody
    assert ("team@example.org" in nobody, "team@example.org" in somebody) == (False, True)


def test_who_insults_the_bot_is_shown_the_way_to_the_articles() -> None:
    turn = says("you are stupid", talk("insult"))

    assert title(turn) == SAY("en", "chat-insult")
    assert [button.label for row in turn.messages[0].buttons for button in row] == [SAY("en", "see-sources")]


def test_an_answer_in_another_language_is_noted_in_it() -> None:
    turn = says("на казахском можно", replace(talk("slot-kk"), language="ru"), ON_SCREEN)

    assert turn.asked
    assert turn.asked.language == "kk"


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    async with chatting(tmp_path) as chat:
        chat.conversation = WRONG
        yield chat


async def test_what_somebody_says_is_wrong_waits_for_the_curators(chat: Chat) -> None:
    await chat.says("сколько депутатов")
    await chat.says("Ошибка: их не 145")

    assert chat.last()["text"] == SAY("ru", "report-noted")
    [waiting] = await chat.kept.records.log.unanswered()
    assert (waiting.text, waiting.entries[0][0]) == ("Ошибка: их не 145", "seats")


def test_the_consoles_chat_takes_a_report_too() -> None:
    console = ConsoleChat(chosen="ru")
    console.say("Ошибка: их не 145", WRONG, Person(date(2026, 3, 1)))

    assert title(Turn(tuple(console.exchanges[0].messages))) == SAY("ru", "report-noted")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("я не про выплаты, я про дату референдума", "дату референдума"),
        ("не о земле, а о языке", "языке"),
        ("Я не спрашивала про депутатов. Я имела в виду Сенат", "сенат"),
        ("I'm not asking about payments, I mean the referendum", "the referendum"),
        ("not about the cost - about the date", "the date"),
        ("мен жер туралы емес, тіл туралы сұрадым", "тил"),
        ("почему не о земле говорили, а о воде", ""),
        ("не Кошанов, а Дадебай", "дадебай"),
        ("no i meant the commission", "the commission"),
        ("нет я про кошанова", "кошанова"),
        ("не, я про налоги хотел спросить", "налоги"),
        ("жоқ мен миранданы сұрадым", "миранданы"),
        ("мен комиссияны емес, коалицияны сұрадым", "коалицияны"),
        ("I meant well", ""),
        ("нет вице-президента в стране?", ""),
        ("не вице-президент решает", ""),
        ("когда референдум, не знаете", ""),
    ],
)
def test_who_says_first_what_they_do_not_mean_is_asked_by_what_they_mean(text: str, meant: str) -> None:
    assert meant_instead(text) == meant


def test_a_correction_is_answered_by_what_is_meant() -> None:
    meanings = {"name": verdict("answer", "name", language="ru")}
    conversation = Conversation(LIBRARY, Told(meanings), SAY, 30)
    turn = conversation.reply(conversation.hear("я не про депутатов, я про name"), READER, "1f")

    assert title(turn).startswith("question of name")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_not_understood_is_asked_to_say_it_in_other_words(language: Language) -> None:
    said = talk("not-that")
    conversation = Conversation(LIBRARY, Told({"not that": said}), SAY, 30)
    turn = conversation.reply(conversation.hear_after("not that", ON_SCREEN), Person(date(2026, 3, 1), language), "1f")

    assert title(turn) == SAY(language, "chat-not-that")
    assert turn.messages[0].buttons, "the topics are one press away"


@pytest.mark.parametrize(("text", "slot"), [("кто посчитал", "who"), ("қайдан", "who"), ("кто посчитал 145", None)])
def test_who_counted_is_asked_of_the_answer_before(text: str, slot: str | None) -> None:
    assert more_exactly(text, verdict("unknown")).chat == (f"slot-{slot}" if slot else "")


@pytest.mark.parametrize("text", ["какие права у граждан", "which rights are there", "противоречит ли проект закону"])
def test_what_only_begins_like_a_doubt_about_two_numbers_is_none(text: str) -> None:
    assert more_exactly(text, verdict("unknown")).outcome == "unknown"


@pytest.mark.parametrize("text", ["почему не на английском текст", "неге түпнұсқасыз", "why without the original"])
def test_who_asks_why_wishes_no_form_of_answers(text: str) -> None:
    assert reading_wish(text, talk("language")) is None


@pytest.mark.parametrize("text", ["а прощёное воскресенье?", "ал кешірме заңы ше"])
def test_a_word_that_is_not_of_talk_after_and_makes_it_a_question(text: str) -> None:
    meant = Asking({text: talk("sorry")})

    assert Conversation(LIBRARY, meant, SAY, 30).hear(text).verdict.entries == ("vote",)


def test_an_apology_after_and_is_an_apology() -> None:
    meant = Asking({"а прости меня": talk("sorry")})

    assert Conversation(LIBRARY, meant, SAY, 30).hear("а прости меня").verdict.chat == "sorry"


@pytest.mark.parametrize(("confidence", "is_answered"), [(0.7, True), (0.95, False)])
def test_a_doubtful_cry_for_help_that_an_entry_answers_is_a_question(confidence: float, is_answered: bool) -> None:
    text = "у меня трое детей, что мне это даст"
    doubtful = replace(talk("distress"), confidence=confidence)

    answered = Conversation(LIBRARY, Asking({text: doubtful}), SAY, 30).hear(text).verdict
    unanswered = Conversation(LIBRARY, Told({text: doubtful}), SAY, 30).hear(text).verdict

    assert (answered.outcome == "answer") is is_answered
    assert unanswered.chat == "distress", "nothing answers it, so it may be one"


@pytest.mark.parametrize(
    ("text", "confidence", "is_cry"),
    [("мне плохо", 0.6, True), ("мне плохо егов", 0.6, False), ("мне плохо егов", 0.8, True)],
)
def test_a_doubtful_cry_for_help_with_a_word_that_no_such_cry_has_is_none(
    text: str, confidence: float, is_cry: bool
) -> None:
    outside = replace(LIBRARY.outside, chat={"distress": {"kk": (), "ru": ("мне плохо", "плохо мне"), "en": ()}})
    doubtful = replace(talk("distress"), confidence=confidence)
    understanding = Unsure({text: doubtful})

    verdict = Conversation(replace(LIBRARY, outside=outside), understanding, SAY, 30).hear(text).verdict

    assert (verdict.outcome == "chat") is is_cry


@pytest.mark.parametrize(
    ("text", "meant", "kind"),
    [
        ("қаз тілінде", "choices", "slot-kk"),
        ("скажи по-русски", "unknown", "slot-ru"),
        ("in English please", "unknown", "slot-en"),
        ("is it in English", "choices", ""),
    ],
)
def test_a_language_alone_is_that_of_the_reply(text: str, meant: str, kind: str) -> None:
    unclear = replace(talk(""), outcome=meant)  # type: ignore[arg-type]

    assert more_exactly(text, unclear).chat == kind


class Asking(Told):
    """An understanding that takes any message for a question if it is asked to look again."""

    def expecting(self, verdict: Verdict, names: Collection[str]) -> Verdict:
        return replace(verdict, outcome="answer", entries=("vote",), chat="")


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("ему верить можно", True),
        ("сенуге бола ма соған", True),
        ("can I believe him", True),
        ("i don't believe it", True),
        ("сен кімсің", False),
        ("верите ли вы в бога", False),
        ("can I trust the draft with my data", False),
    ],
)
def test_who_asks_only_whether_to_believe_it_is_told_who_speaks_in_the_articles(text: str, doubts: bool) -> None:
    assert doubts_words(text) is doubts


def test_who_doubts_what_a_person_said_is_told_that_supporters_alone_speak() -> None:
    turn = WRONG.reply(WRONG.hear_after("ему верить можно", Before(("seats",), said=("how many",))), READER, "1f")

    assert turn.asked and turn.asked.detail
    assert turn.asked.detail.name == "about-bot"


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("где и когда", "where"),
        ("when and where", "where"),
        ("қашан және қайда болды", "where"),
        ("дата и источник", "source"),
        ("the date and the source please", "source"),
        ("күні мен дереккөзі", "source"),
        ("who named them", "who"),
        ("кто их назвал", "who"),
        ("оларды кім атады", "who"),
        ("the date and the seats", None),
    ],
)
def test_two_things_may_be_asked_of_the_answer_at_once(text: str, slot: str | None) -> None:
    assert slot_asked_alone(text) == slot


@pytest.mark.parametrize(
    ("text", "bare"),
    [("кто предложил", True), ("and who proposed?", True), ("кім ұсынды", True), ("who proposed the parks", False)],
)
def test_a_question_without_a_subject_is_known(text: str, bare: bool) -> None:
    assert is_bare(text) is bare


def test_a_long_remark_about_a_language_is_no_wish_for_it() -> None:
    kazakh = replace(talk("slot-kk"), confidence=0.95)

    assert more_exactly("ну вот видите значит на казахском только", kazakh).chat == "ellipsis"
    assert more_exactly("пиши пожалуйста дальше мне по казахски", kazakh).chat == "slot-kk"


def test_a_greeting_and_a_remark_are_greeted_and_not_passed_to_the_editors() -> None:
    meant = {"я журналист, пишу материал": verdict("unknown", language="ru")}
    conversation = Conversation(LIBRARY, Told(meant), SAY, 30)
    turn = conversation.reply(conversation.hear("добрый день, я журналист, пишу материал"), READER, "1f")

    assert turn.asked and turn.asked.outcome == "chat"
    asked = conversation.reply(conversation.hear("добрый день, какая погода"), READER, "1f").asked
    assert asked and asked.outcome == "unknown"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("страшно", "worry"),
        ("қорқам", "worry"),
        ("i am scared", "worry"),
        ("страшно, что будет с пенсией", ""),  # which asks
        ("сенбеймін", "belief"),
        ("ему верить можно", "belief"),
        ("тебе можно верить", "trust"),
        ("can I trust you", "trust"),
    ],
)
def test_fear_and_doubt_are_heard_as_such_and_not_looked_up(text: str, kind: str) -> None:
    assert more_exactly(text, verdict("unknown", "seats")).chat == kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_doubts_a_speaker_is_told_that_there_are_no_other_views(language: Language) -> None:
    conversation = Conversation(LIBRARY, Told({}), SAY, 30)
    [message] = conversation.reply(
        conversation.hear_after("ему верить можно", ON_SCREEN), Person(date(2026, 3, 1), language), "1f"
    ).messages

    assert SAY(language, "about-belief") in str(message.blocks)


@pytest.mark.parametrize("text", ["кто прав", "кто из них прав?", "who's right", "кімдікі дұрыс"])
def test_who_is_right_is_asked_of_the_answer_with_both(text: str) -> None:
    assert more_exactly(text, replace(talk(""), outcome="answer", confidence=0.9)).chat == "slot-more"


@pytest.mark.parametrize(
    ("text", "is_introduction"),
    [
        ("hello, I'm a law student from Almaty", True),
        ("I'm a taxi driver, quick question", True),
        ("здравствуйте, я пенсионер", True),
        ("доброе утро, это из районной газеты", True),
        ("Сәлеметсіз бе, мен мұғаліммін", True),
        ("men taksistpin", True),
        ("I am a student, can I vote?", False),
        ("я журналист, когда референдум", False),
        ("мен мұғаліммін, референдум қашан", False),
    ],
)
def test_who_says_who_they_are_and_asks_nothing_is_greeted(text: str, is_introduction: bool) -> None:
    assert introduces(text) is is_introduction


@pytest.mark.parametrize(
    ("text", "kind"),
    [("не вяжется", ""), ("stop it", "cancel"), ("не пишите мне", "cancel"), ("хабарламаңыз", "cancel")],
)
def test_nobody_calls_anything_off_without_a_word_for_it(text: str, kind: str) -> None:
    told = more_exactly(text, verdict("chat", chat="cancel", language="ru"))

    assert (told.chat == "cancel") is bool(kind)


@pytest.mark.parametrize("text", ["на казахском давай", "қазақша айтшы", "in Kazakh please"])
def test_a_wish_for_a_language_is_no_question_about_its_status(text: str) -> None:
    assert more_exactly(text, verdict("answer", "gap-language-status")).chat == "slot-kk"


@pytest.mark.parametrize(
    "text", ["бұл туралы кім айтты", "мұны айтқан кім", "кто сообщил", "who emphasised it", "а кто назвал эту цифру"]
)
def test_who_said_it_is_asked_by_other_verbs_too(text: str) -> None:
    assert slot_asked_alone(text) == "who"
