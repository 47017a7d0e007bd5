"""Put content, matcher and conversation together, for all the commands that need them."""

import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.content import LANGUAGES, Language, Library
from bot.conversation import Conversation, Wording
from bot.identity import Identity
from bot.matching import OUTSIDE, Matcher, SpellingOnly, Understanding, VectorCache, chat_meaning, load_embedder
from bot.matching.cache import learn_kept, write_calibration
from bot.matching.evaluation import Labelled
from bot.matching.evaluation import calibrate as derive
from bot.settings import Settings

SHIPPED = Path(__file__).parent.parent / "matching" / "shipped"

# One engine per core, but not for every core of a large machine: each takes some memory of its own.
_ENGINES = min(os.cpu_count() or 1, 4)


@dataclass(frozen=True, slots=True)
class LearnedMatcher:
    """The matcher, and whether it knows meanings or goes by spelling alone."""

    matcher: Matcher
    memory: VectorCache
    speaks_meaning: bool


def phrasings_of(library: Library) -> list[tuple[str, str]]:
    """Every way of asking each entry, as (entry id, wording)."""
    return [(entry.id, wording) for entry in library.entries.values() for wording in entry.wordings()]


def aside_of(library: Library) -> dict[str, list[str]]:
    """Texts that mean none of the entries: small talk by its kind, and everything that lies outside."""
    outside = library.outside
    aside = {chat_meaning(kind): _flat([wordings]) for kind, wordings in outside.chat.items()}
    unlike = [entry.unlike for entry in library.entries.values()]
    return aside | {OUTSIDE: _flat([outside.near, outside.far, *unlike])}


def _flat(all_wordings: Iterable[Mapping[Language, tuple[str, ...]]]) -> list[str]:
    return [text for wordings in all_wordings for language in LANGUAGES for text in wordings[language]]


def texts_of(library: Library) -> dict[Language, list[str]]:
    """All the content's texts by language, from which the matcher learns how each language is spelt."""
    return {language: list(_texts(library, language)) for language in LANGUAGES}


def _texts(library: Library, language: Language) -> Iterable[str]:
    for entry in library.entries.values():
        yield entry.question[language]
        yield entry.answer[language]
        yield from (*entry.phrasings[language], *entry.unlike[language])
        for quote in entry.quotes:
            yield quote.text if quote.article.language == language else quote.translations[language]
    outside = library.outside
    for wordings in (outside.near, outside.far, *outside.chat.values()):
        yield from wordings[language]


def learn(library: Library, cache: Path, earlier: LearnedMatcher | None = None) -> LearnedMatcher:
    """Train the matcher on a library. What was computed before, or came with the bot, is not computed again.

    `earlier` is what this process has learned before: its vectors are reused from memory, not read from disk again.
    """
    memory = earlier.memory if earlier else _memory(cache)
    matcher = learn_kept(
        phrasings_of(library), aside_of(library), texts_of(library), memory, cache, SHIPPED / "calibration.json"
    )
    return LearnedMatcher(matcher, memory, memory.name != SpellingOnly.name)


def _memory(cache: Path) -> VectorCache:
    return VectorCache(load_embedder(_ENGINES), [SHIPPED / "vectors.npz", cache / "vectors.npz"])


def calibrate(library: Library, labelled: Sequence[Labelled], cache: Path) -> None:
    """Derive the calibration from the content and labelled messages, and write it and the vectors to `SHIPPED`."""
    trained = learn(library, cache)
    matcher, memory = trained.matcher, trained.memory
    vectors = memory.keep(matcher.training.texts)
    memory.write(SHIPPED / "vectors.npz", matcher.training.texts)
    write_calibration(SHIPPED / "calibration.json", memory.name, derive(matcher, vectors, labelled))


def conversation_for(library: Library, trained: LearnedMatcher, settings: Settings) -> Conversation:
    return Conversation(library, Understanding(trained.matcher), Wording(), settings.retention_days)


def state_folder(settings: Settings) -> Path:
    """The folder of the bot's own files: that of its SQLite database, or `var`."""
    url = make_url(settings.database_url)
    is_file = url.get_backend_name() == "sqlite" and url.database
    return Path(url.database).parent if is_file and url.database else Path("var")


def identity(settings: Settings) -> Identity:
    """Codes and seals for Telegram's numbers. The key is PSEUDONYM_KEY, or a file made once beside the database."""
    if settings.pseudonym_key:
        return Identity(settings.pseudonym_key.get_secret_value().encode())
    file = state_folder(settings) / "pseudonym.key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32))
    return Identity(file.read_text().strip().encode())
