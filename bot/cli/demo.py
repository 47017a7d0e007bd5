"""The demonstration: the bot over a database and files of its own, with a month of made-up questions in the log."""

import random
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.cli.database import with_sessions
from bot.cli.review import group_waiting
from bot.cli.shell import err, library_or_stop, matcher_or_stop, out, settings_or_stop, stop
from bot.content import Language, Library
from bot.content.vouching import whole_sum_of
from bot.conversation import Asked, Conversation, Occasion, Person
from bot.conversation.buttons import REASONS
from bot.desk import QueueFilter, decide
from bot.jobs.grouping import Grouping
from bot.publishing import learned
from bot.publishing.gate import load_servable
from bot.publishing.learned import LearnedMatcher
from bot.publishing.publisher import desk_over, files_can_be_edited, publisher_over
from bot.run import serve
from bot.settings import KAZAKHSTAN, Settings
from bot.storage import GroupStore, QueueTending, Records, Sessions
from bot.storage.tables import Rating
from bot.storage.versions import EntryAges


@dataclass(frozen=True, slots=True)
class DemoTheme:
    """Something that people in the demonstration ask; a greater `weight` is asked more often."""

    weight: int
    wordings: Mapping[Language, tuple[str, ...]]


def _theme(weight: int, kk: tuple[str, ...], ru: tuple[str, ...], en: tuple[str, ...]) -> DemoTheme:
    return DemoTheme(weight, {"kk": kk, "ru": ru, "en": en})


THEMES: tuple[DemoTheme, ...] = (
    _theme(
        14,
        ("Құрылтай деген не?", "Құрылтайда неше депутат болады екен"),
        ("Что такое Курултай?", "сколько человек будет в курултае"),
        ("what is this Kurultai", "How big will the new parliament be?"),
    ),
    _theme(
        10,
        ("Айтыңызшы, референдум қай күнге белгіленді?", "рефирендум качан"),
        ("Какого числа референдум?", "когда пойдем голосовать на референдум"),
        ("On what date is the referendum?", "when do we go to the referendum"),
    ),
    _theme(
        8,
        ("Вице-президент не үшін керек?", "вице президентти ким тагайындайды"),
        ("Зачем нужен вице-президент?", "кто назначает вице президента"),
        ("Why is there a Vice President?", "who appoints the vice-president"),
    ),
    _theme(
        7,
        ("Халық кеңесі деген не?", "халык кенеси немен айналысады"),
        ("Что за Народный совет?", "чем займется Халык Кенесі"),
        ("What does the People's Council do?", "peoples council who is in it"),
    ),
    _theme(
        6,
        ("Жаңа жобада азамат құқығы туралы не айтылған?", "құқықтар кеңейе ме"),
        ("Что в проекте говорится о правах человека?", "права граждан станут шире?"),
        ("What does the draft say about people's rights?", "rights and freedoms in the new draft"),
    ),
    _theme(
        5,
        ("Коалицияны кім басқарады?", "коалиция деген кимдер"),
        ("Кто возглавляет коалицию?", "какая коалиция поддерживает проект"),
        ("Who heads the coalition?", "what coalition is this"),
    ),
    _theme(
        5,
        ("Жобаны кім жазды?", "жобаны дайындаған кім"),
        ("Кто писал проект Конституции?", "кто составлял новый проект"),
        ("Who wrote the draft Constitution?", "who prepared the draft"),
    ),
    _theme(
        7,
        ("Референдум қалай аяқталды?", "халық қалай дауыс берді"),
        ("Чем закончился референдум?", "сколько проголосовали за"),
        ("How did the referendum end?", "did people vote yes"),
    ),
    _theme(
        6,
        ("Зейнетақы өсе ме?", "зейнеткерлерге не береди"),
        ("Пенсии вырастут?", "что даст пенсионерам новая конституция"),
        ("Will pensions go up?", "what do pensioners get"),
    ),
    _theme(
        5,
        ("Мемлекеттік тіл өзгере ме?", "орыс тили кала ма"),
        ("Что будет с русским языком?", "государственный язык останется казахский?"),
        ("Will Russian keep its status?", "what about the state language"),
    ),
    _theme(
        8,
        ("Жобаны аудио қылып тыңдауға бола ма?", "жобанын аудиосы бар ма", "көзі көрмейтіндерге аудио нұсқа бар ма"),
        ("Есть ли аудиоверсия проекта?", "можно послушать проект в аудио", "аудиокнига проекта для незрячих есть?"),
        ("Is there an audio version of the draft?", "can blind people listen to the draft"),
    ),
    _theme(
        6,
        ("Шетелдегі студенттер дауыс бере ала ма?", "Польшада оқимын калай дауыс берем"),
        ("Студенты за границей смогут голосовать?", "учусь в Польше где голосовать"),
        ("Can students abroad vote?", "I study in Poland, where do I vote"),
    ),
    _theme(
        5,
        ("Құрылтай депутаттарының жалақысы қанша болады?", "депутаттын айлыгы канша"),
        ("Какая зарплата будет у депутатов Курултая?", "сколько будут получать депутаты"),
        ("What will the deputies of the Kurultai earn?", "salary of a deputy"),
    ),
    _theme(
        4,
        ("Құрылтай ғимараты қайда салынады?", "курылтай кай уйде отырады"),
        ("Где будет здание Курултая?", "в каком здании будет сидеть курултай"),
        ("Where will the Kurultai building be?", "will they build a new house for the parliament"),
    ),
    _theme(
        4,
        ("Мектеп оқулықтары өзгере ме?", "балалар жана конституцияны мектепте окый ма"),
        ("Учебники в школах перепишут?", "будут ли дети учить новую конституцию в школе"),
        ("Will school books be rewritten?", "will children learn it at school"),
    ),
    _theme(
        3,
        ("Ауылда интернет жоқ, жобаны қайдан аламыз?", "жобанын китап нускасы бар ма"),
        ("В ауле нет интернета, где взять проект на бумаге?", "где купить проект книгой"),
        ("Where do I get the draft on paper?", "is the draft sold as a book"),
    ),
    _theme(
        3,
        ("Жаңа елтаңба бола ма?", "ту озгере ме"),
        ("Герб и флаг поменяют?", "будет новый флаг?"),
        ("Will the flag change?", "is there a new coat of arms"),
    ),
    _theme(
        4,
        ("Сәлеметсіз бе!", "рахмет"),
        ("Здравствуйте", "спасибо большое"),
        ("Hello there", "thanks a lot"),
    ),
    _theme(
        3,
        ("Арзан пәтер жалға беремін, қоңырау шалыңыз", "тез акша табу жолы, жазыныз"),
        ("Сдам квартиру недорого, пишите", "быстрый заработок без вложений"),
        ("Cheap flats, write to me", "earn money fast from home"),
    ),
)

ADVERTISING = ("Сдам квартиру недорого, пишите", "earn money fast from home")
"""Of these, what a curator of the demonstration has ruled out as spam."""


DAYS = 30
_A_DAY = (18, 34)  # questions on a quiet day, and on a busy one
_PEOPLE = 260
_LANGUAGES: tuple[tuple[Language, int], ...] = (("kk", 45), ("ru", 40), ("en", 15))
_RATED, _LIKED, _DECLINED = 0.2, 0.7, 0.35  # shares
_CURATOR = "demo"

_BEGUN = """\
This is a demonstration: every question in it is made up, nothing is sent to anybody, and it ends with this program.
It works on a copy of the content, so decide, edit and undo as you like. Look at Review, Content and Numbers. The link
below works once; for another, start the demonstration again.
"""


def demo() -> None:
    """Show the whole desk at work, with a month of made-up questions: no token, no trace."""
    if not files_can_be_edited():
        stop("The bot does not run on this system: use Linux, macOS, WSL or Docker.", 2)
    with tempfile.TemporaryDirectory(prefix="constitution-bot-demo-") as folder:
        settings = _apart(settings_or_stop(), Path(folder))
        library = library_or_stop(settings, load_servable)
        trained = matcher_or_stop(library, settings)
        with err.status("Making up a month of questions …"):
            asked = _replies(learned.conversation_for(library, trained, settings))
        with_sessions(settings, lambda sessions: _fill(sessions, settings, library, trained, asked))
        out.print(_BEGUN)
        if fault := serve.serve(serve.FirstContent(library, trained), settings):
            stop(fault, 2)


def _apart(settings: Settings, folder: Path) -> Settings:
    """Settings by which the bot touches nothing outside a folder, and nobody."""
    for name, source in (("faq", settings.faq_dir), ("corpus", settings.corpus_dir)):
        shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns(".*"))
    alone = dict.fromkeys(("telegram_bot_token", "webhook_url", "curator_chat_id", "pseudonym_key"))
    own = {"database_url": f"sqlite+aiosqlite:///{folder / 'demo.db'}", "keep_edits": "files", "host": "127.0.0.1"}
    return settings.model_copy(update=alone | own | {"faq_dir": folder / "faq", "corpus_dir": folder / "corpus"})


Replies = dict[tuple[int, Language], list[Asked]]
"""What the bot makes of each wording, by the number of its theme and its language."""


def _replies(conversation: Conversation) -> Replies:
    """Ask the bot each wording once. Takes some seconds."""
    person = Person(datetime.now(KAZAKHSTAN).date())
    found: Replies = {}
    for number, theme in enumerate(THEMES):
        for language, wordings in theme.wordings.items():
            turns = (conversation.reply(conversation.hear(text), person, "demo") for text in wordings)
            effects = [effect for turn in turns for effect in turn.effects]
            found[number, language] = [effect for effect in effects if isinstance(effect, Asked)]
    return found


def _questions(asked: Replies, chance: random.Random) -> Iterator[tuple[Occasion, Asked]]:
    """A month of questions: when and by whom each was asked, and what the bot replied."""
    weights = [theme.weight for theme in THEMES]
    today, count = datetime.now(KAZAKHSTAN).date(), 0
    for ago in range(DAYS, -1, -1):
        morning = datetime.combine(today - timedelta(days=ago), time(), KAZAKHSTAN)
        for _ in range(chance.randint(*_A_DAY)):
            [theme] = chance.choices(range(len(THEMES)), weights)
            [language] = chance.choices([one for one, _ in _LANGUAGES], [share for _, share in _LANGUAGES])
            at = morning + timedelta(minutes=chance.randint(7 * 60, 23 * 60))
            if at < datetime.now(KAZAKHSTAN) and asked[theme, language]:
                count += 1
                person = f"demo-{chance.randint(1, _PEOPLE)}"
                reply = chance.choice(asked[theme, language])
                yield Occasion(f"de{count:06x}", person, at, None, None), replace(reply, language=language)


async def _fill(
    sessions: Sessions, settings: Settings, library: Library, trained: LearnedMatcher, asked: Replies
) -> None:
    """Write the month into an empty database, and let a curator have begun to work on it."""
    chance, records = random.Random(2026), Records(sessions)  # noqa: S311 # nosec B311
    with err.status("Writing them into a database …"):
        ratings = []
        for occasion, one in _questions(asked, chance):
            await records.log.note(occasion, one)
            if one.outcome == "choices" and chance.random() < _DECLINED:
                await records.log.decline(occasion.turn, occasion.asker)
            if one.outcome == "answer" and chance.random() < _RATED:
                ratings.append(_rating(occasion, one, chance))
        async with sessions.begin() as session:
            session.add_all(ratings)
    said = {entry.id: whole_sum_of(entry) for entry in library.entries.values()}
    await EntryAges(sessions).note(said, datetime.now(UTC) - timedelta(days=DAYS))
    await group_waiting(Grouping(GroupStore(sessions), library, lambda: trained.matcher))
    desk = desk_over(sessions, publisher_over(sessions, settings, lambda: library, lambda: trained))
    waiting = (await desk.waiting(QueueFilter(), limit=60)).groups
    for group in waiting:
        if set(group.texts) & set(ADVERTISING):
            await desk.carry_out(_CURATOR, decide(group, "spam"))
    others = [group for group in waiting if not set(group.texts) & set(ADVERTISING)]
    for group in others[:1]:
        note = "Ask the ministry whether they have published anything."
        await QueueTending(sessions).assign(group.number, _CURATOR, note, datetime.now(KAZAKHSTAN))


def _rating(occasion: Occasion, asked: Asked, chance: random.Random) -> Rating:
    liked = chance.random() < _LIKED
    reason = None if liked else chance.choice((*REASONS, None))
    at = occasion.at + timedelta(minutes=1)
    return Rating(
        turn=occasion.turn, entry=asked.answered[0], asker=occasion.asker, liked=liked, reason=reason, rated_at=at
    )
