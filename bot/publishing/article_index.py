"""Put the search in the articles together, over the content that is served. Its vectors are kept in a file."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from sys import intern

from bot.content import Article, Library
from bot.matching import VectorCache
from bot.matching.reading import Reader
from bot.search import ArticleSearch, PassageIndex
from bot.search.passage_index import texts_of_sentences
from bot.search.word_forms import plain_words

SHIPPED = Path(__file__).parent.parent / "search" / "shipped" / "sentences.npz"


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
    vectors, texts = VectorCache(memory, [SHIPPED, cache / SHIPPED.name]), texts_of_sentences(articles)
    if not vectors.knows(texts):
        vectors.keep(texts)
        vectors.write(cache / SHIPPED.name, texts)
    return PassageIndex(articles, vectors)


def index_of(article: Article, memory: VectorCache) -> PassageIndex:
    """The sentences of one article. Those whose vectors came with the bot, or are in memory, are not embedded again."""
    return PassageIndex([article], VectorCache(memory, [SHIPPED]))


def ship_vectors(library: Library, memory: VectorCache) -> None:
    """Write the vectors of the articles' sentences to where they come with the bot."""
    vectors, texts = VectorCache(memory, [SHIPPED]), texts_of_sentences(library.articles.values())
    vectors.keep(texts)
    vectors.write(SHIPPED, texts)


def usual_words(library: Library) -> Mapping[str, float]:
    """The share of all entries and signposts in whose wordings a plain word stands."""
    asked = library.everything.values()
    count = Counter(word for one in asked for word in _words_of(tuple(one.wordings())))
    return {word: entries / len(asked) for word, entries in count.items()}


@lru_cache(maxsize=1 << 9)  # an edit changes the wordings of one or two
def _words_of(wordings: Sequence[str]) -> frozenset[str]:
    return frozenset(intern(word) for text in wordings for word in plain_words(text))
