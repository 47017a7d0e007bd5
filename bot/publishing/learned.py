"""Put content, matcher, search and conversation together, for all the commands that need them."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sys import intern

from bot.content import LANGUAGES, Article, Entry, Language, Library, Signpost
from bot.content.wordings import same_wording
from bot.conversation import Conversation, Operator, Wording, dialogue_acts
from bot.conversation.about_bot import PublicFigures, no_figures
from bot.matching import (
    OUTSIDE,
    Matcher,
    SpellingOnly,
    Understanding,
    VectorCache,
    chat_meaning,
    gap_meaning,
    load_embedder,
)
from bot.matching.cache import Pretrained, learn_kept, write_calibration, write_pretrained
from bot.matching.evaluation import Labelled
from bot.matching.evaluation import calibrate as derive
from bot.matching.reading import Reader
from bot.matching.spelling import KAZAKH_LETTERS
from bot.search import ArticleSearch, PassageIndex
from bot.search.passage_index import texts_of_sentences
from bot.search.word_forms import plain_words
from bot.settings import Settings

_KAZAKH_WORD = re.compile(rf"\w*[{''.join(sorted(KAZAKH_LETTERS))}]\w*", re.IGNORECASE)
_LATIN_WORD = re.compile(r"\w*[a-z]\w*", re.IGNORECASE)

SHIPPED = Path(__file__).parent.parent / "matching" / "shipped"

# One text per core, but not for every core of a large machine: each takes some memory while it is computed.
_AT_ONCE = min(os.cpu_count() or 1, 4)


@dataclass(frozen=True, slots=True)
class LearnedMatcher:
    """The matcher and the search in the articles, and whether they know meanings or go by spelling alone.

    `understanding` decides by the matcher, and remembers its verdicts.
    """

    matcher: Matcher
    understanding: Understanding
    memory: VectorCache
    speaks_meaning: bool
    search: ArticleSearch


def phrasings_of(library: Library) -> list[tuple[str, str]]:
    """Every way of asking each entry, as (entry id, wording)."""
    return [(entry.id, wording) for entry in library.entries.values() for wording in entry.wordings()]


def aside_of(library: Library) -> dict[str, list[str]]:
    """Texts that mean none of the entries: small talk by its kind, each signpost's, and all that lies outside."""
    outside = library.outside
    aside = {chat_meaning(kind): _flat([wordings]) for kind, wordings in outside.chat.items()}
    aside |= {chat_meaning(kind): _flat([wordings]) for kind, wordings in dialogue_acts().items()}
    aside |= {gap_meaning(one.id): list(one.wordings()) for one in library.signposts.values()}
    # What one entry does not answer may be another's question.
    asked_elsewhere = {same_wording(text) for asked in library.everything.values() for text in asked.wordings()}
    unlike = _flat(asked.unlike for asked in library.everything.values())
    nowhere = [text for text in unlike if same_wording(text) not in asked_elsewhere]
    return aside | {OUTSIDE: [*_flat([outside.near, outside.far]), *nowhere]}


def _flat(all_wordings: Iterable[Mapping[Language, tuple[str, ...]]]) -> list[str]:
    return [text for wordings in all_wordings for language in LANGUAGES for text in wordings[language]]


def asks_of(asked: Entry | Signpost) -> list[str]:
    """The questions that must be answered by this entry or signpost."""
    return _flat([asked.asks])


def passages_of(library: Library) -> dict[str, list[str]]:
    """What is said about each entry and each signpost: its answers and quotes, by meaning."""
    said: dict[str, list[str]] = {}
    for asked in library.everything.values():
        meaning = asked.id if asked.id in library.entries else gap_meaning(asked.id)
        said[meaning] = [text for language in LANGUAGES for text in _said(asked, language)]
    return said


def _said(asked: Entry | Signpost, language: Language) -> Iterable[str]:
    yield asked.answer[language]
    if asked.lead:
        yield asked.lead[language]
    for quote in asked.quotes if isinstance(asked, Entry) else ():
        yield quote[language]


def texts_of(library: Library) -> dict[Language, list[str]]:
    """All the content's texts by language, from which the matcher learns how each language is spelt."""
    texts = {language: list(_texts(library, language)) for language in LANGUAGES}
    english = {word for text in texts["en"] for word in _latin_words(text)}

    def spelt(text: str) -> str:
        if not _has_latin(text):
            return text
        return _LATIN_WORD.sub(lambda found: found.group() if found.group().lower() in english else "", text)

    # Russian texts name the «Халық Кеңесі», and some wordings stand there as people type them, "skolko deputatov"; that
    # must not teach that Russian is written with such letters. "eGov" and other names are in the English texts too.
    texts["kk"] = [spelt(text) for text in texts["kk"]]
    texts["ru"] = [spelt(_without_kazakh(text)) for text in texts["ru"]]
    return texts


# Cached, because an edit of the content leaves most texts as they were.
@lru_cache(maxsize=1 << 14)
def _latin_words(text: str) -> tuple[str, ...]:
    return tuple(map(intern, _LATIN_WORD.findall(text.lower())))


@lru_cache(maxsize=1 << 15)
def _has_latin(text: str) -> bool:
    return _LATIN_WORD.search(text) is not None


@lru_cache(maxsize=1 << 15)
def _without_kazakh(text: str) -> str:
    return _KAZAKH_WORD.sub("", text)


def _texts(library: Library, language: Language) -> Iterable[str]:
    for asked in library.everything.values():
        yield asked.question[language]
        yield asked.answer[language]
        yield from (*asked.phrasings[language], *asked.unlike[language])
    for entry in library.entries.values():
        for quote in entry.quotes:
            yield quote[language]
    outside = library.outside
    for wordings in (outside.near, outside.far, *outside.chat.values(), *dialogue_acts().values()):
        yield from wordings[language]


def learn(library: Library, cache: Path, earlier: LearnedMatcher | None = None) -> LearnedMatcher:
    """Train the matcher on a library. What was computed before, or came with the bot, is not computed again.

    `earlier` is what this process has learned before: its vectors are reused from memory, not read from disk again.
    """
    memory = earlier.memory if earlier else _memory(cache)
    matcher = learn_kept(
        phrasings_of(library),
        aside_of(library),
        texts_of(library),
        memory,
        cache,
        SHIPPED,
        passages_of(library),
    )
    search = search_over(library, memory, matcher.reader, cache, earlier.search if earlier else None)
    return LearnedMatcher(matcher, understanding_of(library, matcher), memory, memory.name != SpellingOnly.name, search)


def search_of(library: Library, cache: Path) -> ArticleSearch:
    """The search in a library's articles alone, which is ready in a second: nothing of the matcher is learned."""
    return search_over(library, VectorCache(load_embedder()), Reader(texts_of(library)), cache)


def _memory(cache: Path) -> VectorCache:
    return VectorCache(load_embedder(_AT_ONCE), [SHIPPED / "vectors.npz", cache / "vectors.npz"])


def calibrate(library: Library, labelled: Sequence[Labelled], cache: Path) -> None:
    """Write to `SHIPPED` what comes with the bot: vectors and pretrained weights for the content as it is now.

    With labelled messages, the calibration is derived from them and written too; without any it stays as it is.
    """
    trained = learn(library, cache)
    matcher, memory = trained.matcher, trained.memory
    vectors = memory.keep(matcher.training.texts)
    # What the gate asks, as it is read, so that it need not be computed each time.
    asked = [text for one in library.everything.values() for text in (*one.wordings(), *asks_of(one))]
    meant = [matcher.reader.read(text).text for text in asked]
    memory.keep(meant)
    memory.write(SHIPPED / "vectors.npz", list(dict.fromkeys([*matcher.training.texts, *meant])))
    ship_vectors(library, memory)
    calibration = matcher.learned.calibration
    if labelled:
        calibration = derive(matcher, vectors, labelled)
        write_calibration(SHIPPED / "calibration.json", memory.name, calibration)
    pretrained = Pretrained.fitted(matcher.training, vectors, calibration.spelling)
    write_pretrained(SHIPPED / "pretrained.npz", memory.name, pretrained)


def understanding_of(library: Library, matcher: Matcher) -> Understanding:
    careful = frozenset(one.id for one in library.everything.values() if one.careful)
    return Understanding(matcher, careful)


def operator_of(settings: Settings) -> Operator:
    """Who runs the bot, as the settings say."""
    return Operator(settings.operator_name, settings.operator_contact, settings.operator_is_official)


def conversation_for(
    library: Library,
    trained: LearnedMatcher,
    settings: Settings,
    figures: Callable[[], PublicFigures] = no_figures,
) -> Conversation:
    operator = operator_of(settings)
    speaks = trained.understanding
    return Conversation(library, speaks, Wording(), settings.retention_days, operator, trained.search, figures)


def state_folder(settings: Settings) -> Path:
    """The folder of the bot's own files: that of its SQLite database, or `var`."""
    file = settings.database_file
    return file.parent if file and file.name else Path("var")


SHIPPED_SENTENCES = Path(__file__).parent.parent / "search" / "shipped" / "sentences.npz"


def search_over(
    library: Library, memory: VectorCache, reader: Reader, cache: Path, earlier: ArticleSearch | None = None
) -> ArticleSearch:
    """The search in a library's articles. `earlier` is that of another version, which may have had the same articles.

    A sentence that was never embedded before takes about 45 ms.
    """
    articles = tuple(library.articles.values())
    index = earlier.index if earlier and earlier.index.articles == articles else _index(articles, memory, cache)
    return ArticleSearch(index, memory, reader.read, usual_words(library))


def _index(articles: Iterable[Article], memory: VectorCache, cache: Path) -> PassageIndex:
    # A memory of its own: the index packs the vectors, and nobody needs them after that.
    vectors = VectorCache(memory, [SHIPPED_SENTENCES, cache / SHIPPED_SENTENCES.name])
    texts = texts_of_sentences(articles)
    if not vectors.knows(texts):
        vectors.keep(texts)
        vectors.write(cache / SHIPPED_SENTENCES.name, texts)
    return PassageIndex(articles, vectors)


def index_of(article: Article, memory: VectorCache) -> PassageIndex:
    """The sentences of one article. Those whose vectors came with the bot, or are in memory, are not embedded again."""
    return PassageIndex([article], VectorCache(memory, [SHIPPED_SENTENCES]))


def ship_vectors(library: Library, memory: VectorCache) -> None:
    """Write the vectors of the articles' sentences to where they come with the bot."""
    vectors, texts = VectorCache(memory, [SHIPPED_SENTENCES]), texts_of_sentences(library.articles.values())
    vectors.keep(texts)
    vectors.write(SHIPPED_SENTENCES, texts)


def usual_words(library: Library) -> Mapping[str, float]:
    """The share of all entries and signposts in whose wordings a plain word stands."""
    asked = library.everything.values()
    count = Counter(word for one in asked for word in _words_of(tuple(one.wordings())))
    return {word: entries / len(asked) for word, entries in count.items()}


@lru_cache(maxsize=1 << 9)  # an edit changes the wordings of one or two
def _words_of(wordings: Sequence[str]) -> frozenset[str]:
    return frozenset(intern(word) for text in wordings for word in plain_words(text))
