"""The content gate: find everything that is wrong with the content at once, before it can be served."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path
from threading import Thread

from bot.content import (
    LANGUAGES,
    ContentError,
    Entry,
    Language,
    Library,
    Problem,
    Signpost,
    check_files,
    schema,
    spots_of,
)
from bot.content.entries import Vouch
from bot.content.library import TextSpot
from bot.content.problems import FoundClean, entry_named, told
from bot.conversation import Message, Person, Wording
from bot.conversation.privacy import scrub
from bot.conversation.speaker import Speaker
from bot.matching import Matcher
from bot.matching.spelling import clean_taught
from bot.matching.thresholds import MOST_CHOICES
from bot.publishing import learned
from bot.settings import KAZAKHSTAN, Settings
from bot.telegram.html import MAX_TEXT, visible_length

_FAR_FUTURE = date(9999, 12, 31)  # a day on which every note is shown


def check_content(faq: Path, corpus: Path, today: date | None = None) -> tuple[Library | None, list[Problem]]:
    """What is wrong with the files, with the messages that the bot would make of them, and with the editors' schema."""
    library, problems = _servable(faq, corpus)
    vouches = _vouched_later(library, faq, today or datetime.now(KAZAKHSTAN).date()) if library else ()
    return library, sorted([*problems, *vouches, *_schema_problem(faq)])


def load_servable(faq: Path, corpus: Path) -> Library:
    """Read the content in order to serve it. Raises `ContentError` with all the problems that forbid that.

    Three checks of `check` are left out. An outdated schema only hinders editors, and a clock that is behind must not
    keep the bot from starting. And finding lost wordings means asking every wording, which takes too long for an edit
    to wait; the matcher does not answer what it is unsure of anyway.
    """
    library, problems = _servable(faq, corpus)
    if problems or library is None:
        raise ContentError(problems)
    return library


def _servable(faq: Path, corpus: Path) -> tuple[Library | None, list[Problem]]:
    library, problems = check_files(faq, corpus)
    if library:
        problems += [*_too_long(library, faq), *_personal_data(library, faq)]
    return library, sorted(problems)


def _schema_problem(faq: Path) -> Iterator[Problem]:
    file = faq / "schema.json"
    mend = told("mend-schema")
    if not faq.is_dir():
        return
    if not file.is_file():
        yield Problem(str(file), 1, told("schema-missing"), mend)
    elif file.read_bytes().replace(b"\r\n", b"\n") != schema().encode():
        yield Problem(str(file), 1, told("schema-old"), mend)


_found_short = FoundClean()


def _too_long(library: Library, faq: Path) -> Iterator[Problem]:
    speaker = Speaker(library, Wording())
    beside = (library.articles, library.figures, library.era)
    for entry in library.entries.values():
        for language, length in _found_short.check(entry, beside, partial(_lengths_over, entry, speaker)):
            message = told("message-too-long", who=entry_named(entry.id), length=length, language=language)
            mend = told("mend-message-too-long", most=MAX_TEXT)
            yield spots_of(faq)[entry.id, entry.answer[language]].problem(message, mend)


def _lengths_over(entry: Entry, speaker: Speaker) -> Iterator[tuple[Language, int]]:
    """The languages in which a message of an entry is longer than one may be, with its length."""
    for language in LANGUAGES:
        length = max(visible_length(message) for message in _messages(entry, language, speaker))
        if length > MAX_TEXT:
            yield language, length


def _messages(entry: Entry, language: Language, speaker: Speaker) -> Iterator[Message]:
    """An entry's longest messages: its answer with every note, and its quotes in their context."""
    tell = speaker.corrected if entry.correction else speaker.told
    yield tell(entry, language, Person(_FAR_FUTURE), "0")
    yield speaker.context(entry, language)


def _personal_data(library: Library, faq: Path) -> Iterator[Problem]:
    """Wordings taken over from what people wrote may hold their numbers, and this repository is public."""
    for asked in library.everything.values():
        for wordings in (asked.phrasings, asked.unlike, asked.asks):
            for text in (text for language in LANGUAGES for text in wordings[language]):
                if _is_personal(text):
                    message = told("personal-number", who=entry_named(asked.id), text=text)
                    yield spots_of(faq)[asked.id, text].problem(message, told("mend-personal-number"))
    for entry, vouch in _vouches(library):
        if _is_personal(vouch.by) or _NUMBER.search(vouch.by):
            message = told("vouched-number", who=entry_named(entry.id), text=vouch.by)
            yield spots_of(faq)[entry.id, vouch.by].problem(message, told("mend-vouched-number"))


_NUMBER = re.compile(r"\d{5}|@")  # Telegram's id of a person, or their user name: this repository is public


def _vouches(library: Library) -> Iterator[tuple[Entry, Vouch]]:
    return ((entry, vouch) for entry in library.entries.values() for vouch in entry.vouched.values())


def _vouched_later(library: Library, faq: Path, today: date) -> Iterator[Problem]:
    for entry, vouch in _vouches(library):
        if vouch.day > today:
            message = told("vouched-later", who=entry_named(entry.id), by=vouch.by, day=vouch.day.isoformat())
            yield spots_of(faq)[entry.id, vouch.by].problem(message, told("mend-vouched-later"))


@lru_cache(maxsize=1 << 15)  # an edit changes one text of 17,000, and each takes a twentieth of a millisecond
def _is_personal(text: str) -> bool:
    return scrub(text) != text


class Readings:
    """How the content's wordings were meant. An edit elsewhere hardly changes that, and to find it out takes long."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, matcher: Matcher) -> Callable[[str], str]:
        """Gives a text as it was meant; what is new is read by this matcher."""

        def read(text: str) -> str:
            if text not in self._known:
                read, cleaned = matcher.reader.read(text).text, clean_taught(text)
                self._known[text] = cleaned if read == cleaned else read  # most are read as they are, and in memory
            return self._known[text]

        return read

    def prepare(self, library: Library, trained: learned.LearnedMatcher) -> bool:
        """Read some more of the content's wordings, and keep the vectors of what was meant.

        Returns whether any were missing; then others may be.
        """
        texts = [text for asked in library.everything.values() for text in (*asked.wordings(), *learned.asks_of(asked))]
        missing = [text for text in texts if text not in self._known]
        trained.memory.keep([*map(self.of(trained.matcher), missing[:_PORTION])])
        return bool(missing)


_PORTION = 1500  # wordings; to read them takes a second


def check_wordings(library: Library, faq: Path, matcher: Matcher, readings: Readings | None = None) -> list[Problem]:
    """A problem for each wording that the matcher gives to another entry than its own, and each question of `asks`.

    Entries are told apart among entries, and signposts among signposts. `readings` has those of earlier checks.
    """
    spots = _Spots(faq)
    read = (readings or Readings()).of(matcher)
    reading = partial(_found, matcher=matcher, read=read)
    problems = []
    for group in (library.entries, library.signposts):
        for asked, wording, first in reading(group.values(), lambda one: one.wordings(), most=1):
            if first != [asked.id]:
                message = told("wording-lost", who=entry_named(asked.id), text=wording, other=first[0])
                mend = told("mend-wording-lost")
                problems.append(spots[asked.id, wording].problem(message, mend))
        for asked, question, names in reading(group.values(), learned.asks_of, most=MOST_CHOICES):
            if asked.id not in names:
                message = told("asks-lost", who=entry_named(asked.id), text=question, other=names[0])
                mend = told("mend-asks-lost")
                problems.append(spots[asked.id, question].problem(message, mend))
    return sorted(problems)


class _Spots:
    """Where each text of each entry stands, found out when the first is asked for."""

    def __init__(self, faq: Path) -> None:
        self._faq = faq
        self._known: dict[tuple[str, str], TextSpot] | None = None

    def __getitem__(self, text: tuple[str, str]) -> TextSpot:
        if self._known is None:
            self._known = spots_of(self._faq)
        return self._known[text]


_Asked = Entry | Signpost


def _found(
    group: Collection[_Asked],
    texts_of: Callable[[_Asked], Iterable[str]],
    matcher: Matcher,
    read: Callable[[str], str],
    most: int,
) -> Iterator[tuple[_Asked, str, list[str]]]:
    """The texts of each entry or signpost, with the ids of those that the matcher finds likeliest for it."""
    asked = [(one, text) for one in group for text in texts_of(one)]
    found = matcher.likeliest([text for _, text in asked], {one.id for one in group}, most, read)
    yield from ((one, text, names) for (one, text), names in zip(asked, found, strict=True))


@dataclass(frozen=True, slots=True)
class Checked:
    """What the gate found in some content, and the matcher that has learned it, unless there are problems."""

    library: Library | None
    problems: list[Problem]
    trained: learned.LearnedMatcher | None = None


def check_edit(settings: Settings, earlier: learned.LearnedMatcher | None, readings: Readings) -> Checked:
    """What the gate finds in content that is nearly what `earlier` has learned."""
    library, problems = check_content(settings.faq_dir, settings.corpus_dir)
    if library is None or problems:
        return Checked(library, problems)
    trained = learned.learn(library, learned.state_folder(settings) / "learned", earlier)
    while readings.prepare(library, trained):
        pass
    return Checked(library, check_wordings(library, settings.faq_dir, trained.matcher, readings), trained)


def check_all(settings: Settings) -> tuple[Library | None, list[Problem]]:
    """What the gate finds in the content as it is now. Takes seconds if the content has changed."""
    library, problems = check_content(settings.faq_dir, settings.corpus_dir)
    if library and not problems:
        trained = learned.learn(library, learned.state_folder(settings) / "learned")
        problems = check_wordings(library, settings.faq_dir, trained.matcher)
    return library, problems


State = tuple[tuple[str, int], ...]  # the content's files, each with the time of its last change, in nanoseconds


class BackgroundCheck:
    """What the gate finds in the files, computed in the background, once for each state of them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._seen: tuple[State, Sequence[Problem]] | None = None
        self._looking: State | None = None

    def __call__(self) -> Sequence[Problem] | None:
        """All problems of the files as they are now; `None` while the gate is still looking."""
        state = self._state()
        if self._seen and self._seen[0] == state:
            return self._seen[1]
        if self._looking != state:
            self._looking = state
            Thread(target=self._look, args=[state], daemon=True).start()  # a stop does not wait for it
        return None

    def _look(self, state: State) -> None:
        try:
            self._seen = state, check_all(self._settings)[1]
        finally:
            self._looking = None

    def _state(self) -> State:
        folders = (self._settings.faq_dir, self._settings.corpus_dir)
        files = [file for folder in folders for file in sorted(folder.glob("*.*")) if file.exists()]
        return tuple((str(file), file.stat().st_mtime_ns) for file in files)
