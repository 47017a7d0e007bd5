"""Chats as people have them, over the project's own content: what the last message of each is taken to mean."""

from datetime import date

import pytest
from every_case import every_case

from bot.content import LANGUAGES, Library
from bot.conversation import Before, Conversation, Person, Turn, Wording
from bot.conversation.message import Paragraph
from bot.conversation.turns import Asked, NotGiven
from bot.matching import Understanding

SAY = Wording()
READER = Person(date(2026, 3, 1))


class Talk:
    """A chat of one person with the bot."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._before: Before | None = None

    def says(self, text: str) -> tuple[Asked, Turn]:
        """What a message is taken to ask, and what the bot says to it."""
        turn = self._conversation.reply(self._conversation.hear_after(text, self._before), READER, "1")
        assert turn.asked is not None
        self._before = turn.asked.on_screen(self._before)
        return turn.asked, turn


@pytest.fixture(scope="module")
def conversation(library: Library, understanding: Understanding) -> Conversation:
    return Conversation(library, understanding, SAY, 30)


def meant(asked: Asked) -> str:
    """What the log says of a reply: its name and what it is about, or its outcome and what it answers or offers."""
    detail = asked.detail
    if detail and detail.name in ("command", "slot"):
        return f"{detail.name} {detail.which}"
    if detail:
        return f"{detail.name} {detail.about or ''}".strip()
    return " ".join((asked.outcome, *asked.answered, *asked.offered)).strip()


CHATS: dict[tuple[str, ...], str] = {
    # who somebody is, and what no article tells of them
    ("Who is Karin?", "is he married?"): "not-given preamble-author",
    ("Кто такой Карин?", "сколько ему лет?"): "not-given preamble-author",
    ("Карин деген кім?", "ол үйленген бе"): "not-given preamble-author",
    ("она замужем?",): "unknown",
    ("Что сказала Нургалиева о вице-президенте?", "она в комиссии?"): "slot who",
    ("What did Nurgalieva say about the Vice President?", "is she in the commission?"): "slot who",
    ("What did Nurgalieva say about the Vice President?", "and the Kurultai?", "who is she?"): "slot who",
    ("Эрлан Карин",): "answer preamble-author",
    ("Сайыров кім",): "answer parties",
    ("Динара Закиева замужем?",): "unknown",
    ("Кто такая Мадина Сатпаева?",): "unknown",
    ("Қошанов қай партиядан?",): "answer coalition-head",
    ("ладно, а Ермек Кошербаев",): "unknown",
    # whose words are on the screen
    ("Кто сказал про 145 депутатов?", "это Кошанов сказал?"): "slot who",
    ("What is the Kurultai?", "did she say that at the roundtable?"): "slot where",
    ("Сколько депутатов предлагалось?", "это цитата или журналист написал?"): "slot quote",
    ("When is the referendum?", "was it 300?"): "slot quote",
    # the draft as a whole
    ("What would change?", "who wrote it?"): "answer author",
    ("Не өзгереді?", "оны кім жазды?"): "answer author",
    ("Что изменится?", "а кто написал?"): "choices author",
    # in which language
    ("Референдум қашан?", "қазақша емес орысша айтшы"): "slot language:ru",
    ("Сколько депутатов предлагалось?", "не на русском, на казахском"): "slot language:kk",
    # what was just spoken of
    ("neshe deputat bolady", "kim aitty"): "slot who",
    ("Абай облысында не болды?", "кімдер барды"): "not-given regional-meetings",
    ("Таза Қазақстан дегені не?", "кім бастаған"): "not-given environment-goals",
    ("What is known about the roundtable in Astana?", "did the president come?"): "not-given senate-roundtable",
    ("что за Асанов", "что говорил про язык"): "answer draft-quality draft-language expert-review",
    ("кто такой Карин", "что говорил про экономику"): "not-given knowledge-economy",
    ("Who is the author of the Constitution?", "is that true tho"): "slot quote",
    # what the articles lack
    ("How did the draft define marriage?", "and divorce?"): "unknown",
    ("Жер сатыла ма?", "шетелдіктерге ше"): "gap gap-land-resources",
    ("How do I vote?", "where exactly"): "gap gap-how-to-vote",
    ("How do I vote?", "can I do it online"): "gap gap-how-to-vote",
    ("Қалай дауыс беремін?", "мен шетелде тұрамын"): "gap gap-how-to-vote",
    ("Қалай дауыс беремін?", "қандай құжат керек"): "gap gap-how-to-vote",
    ("what about land?",): "gap gap-land-resources",
    ("What is the Kurultai?", "how many deputies will it have?"): "gap gap-parliament-details",
    ("Which article of the draft is about the Kurultai?",): "not-given kurultai",
    ("Which parties refused to speak at the coalition meeting?",): "not-given parties",
    ("сколько депутатов было в парламенте в 1995 году",): "gap gap-old-constitution",
    ("Неге депутат санын 300-ге жеткізді?",): "answer parliament-size",
    ("зейнетақы өсе ме?", "сонда кімнен сұрайын"): "gap gap-personal-affairs",
    ("Пенсию поднимут?", "а у кого спросить"): "gap gap-personal-affairs",
    # the articles themselves
    ("кто возглавил коалицию", "от какого числа новость"): "slot when",
    ("Where do you get this info?",): "command sources",
    ("Мәліметті қай жерден алып отырсыз?",): "about-bot",
    ("какая статья самая новая",): "command sources",
    ("tell me about the article by Qazinform",): "command sources",
    ("When is the referendum?", "which one of the articles"): "slot source",
    # what is said beside questions
    ("с праздником!",): "chat",
    ("Мереке құтты болсын!",): "chat",
    ("happy new year",): "chat",
    ("I'm so bored",): "chat",
    ("мне скучно",): "chat",
    ("зерігіп отырмын",): "chat",
    ("меня зовут Олег",): "chat",
    ("my name is Anna",): "chat",
    ("менің атым Айгүл",): "chat",
    ("hi, fact checker here",): "chat",
    (
        "ол неше жастан сайланады",
    ): "choices gap-president-term gap-parliament-details",  # of a deputy, not of somebody's age
    ("Доброго здоровья! Я учительница истории на пенсии",): "chat",
    ("Бұл конституция керек емес",): "chat",
    ("помогите мне разобраться",): "command help",
    ("көмектесіңізші",): "command help",
    ("how sure are you",): "about-bot",
    ("I want to speak Kazakh with you",): "command language",
    ("сделай буквы покрупнее",): "command simple",
    ("sorry i mean the foreigners",): "answer foreign-experts",
}


def test_the_last_message_of_each_chat_is_taken_for_what_it_is(conversation: Conversation) -> None:
    with every_case() as case:
        for chat, last in CHATS.items():
            talk = Talk(conversation)
            with case(*chat):
                said = [talk.says(text) for text in chat]
                assert meant(said[-1][0]) == last


CRIES = (
    "меня зовут Айгуль меня бьют",
    "Меня зовут Айгуль, муж меня бьёт",
    "my name is Anna my husband beats me",
    "I am a student in danger",
    "менің атым Айгүл, күйеуім ұрып жатыр",
    "мен студентпін, мені сабап жатыр",
)


def test_who_introduces_themselves_in_need_hears_whom_to_call(conversation: Conversation) -> None:
    with every_case() as case:
        for text in CRIES:
            with case(text):
                _, turn = Talk(conversation).says(text)
                assert "112" in str(turn.messages[0].blocks)


LACKING = {
    ("marriage", "how many of them are there?"): "no-number",
    ("marriage", "when was that?"): "no-date",
    ("marriage", "in which article of the draft?"): "no-article-number",
    ("marriage", "who is it for?"): "not-given",
    ("parliament-size", "how many women?"): "not-given",
    ("commission-meetings", "how many people came?"): "not-given",  # "ten meetings" is a number
    ("discussion-length", "when did it end?"): "not-given",
    ("coalition", "when was that?"): "not-given",  # "today"
    ("senate-roundtable", "how many journalists?"): "all-there-is",
    ("karin", "how old is he?"): "no-more-of-them",
}


def test_what_comes_nearest_begins_with_what_it_lacks(conversation: Conversation, library: Library) -> None:
    with every_case() as case:
        for (name, text), lacking in LACKING.items():
            asked = library.entries.get(name) or library.figures[name]
            for language in LANGUAGES:
                with case(name, text, language):
                    reply = NotGiven(asked, text=text)
                    (told,) = conversation.voice.speaker.reply(reply, language, READER, "1")
                    assert told.blocks[1] == Paragraph(SAY(language, lacking))
