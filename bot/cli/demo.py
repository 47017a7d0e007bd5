"""The demonstration: the bot over a database and files of its own, with a month of made-up questions in the log."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.cli.database import with_sessions
from bot.cli.demo_questions import ADVERTISING, THEMES
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
