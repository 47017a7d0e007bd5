"""How well the articles are searched. `python -m benchmarks.passages [--tune]`

`passages.jsonl` has questions, each with the sentences of the articles that answer it, or none. Every second one is for
tuning, and the figures are from the others. A passage is a sentence with its neighbours, and counts as found if the
answer stands in it. `--tune` prints the weights for `bot/search/article_search.py`.
"""

import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import psutil
from sklearn.linear_model import LogisticRegression

from bot.content import Article, Library, Trilingual, load
from bot.matching import VectorCache, load_embedder
from bot.matching.embedding import Vectors
from bot.publishing import learned
from bot.publishing.learned import SHIPPED_SENTENCES
from bot.search import ArticlePassage, ArticleSearch, PassageIndex
from bot.settings import read_settings

FILE = Path(__file__).parent / "passages.jsonl"
_FALSE = 0.1  # of what nothing answers, so much may be offered a passage while tuning
_ARTICLES, _WORDS_EACH, _SENTENCE = 1000, 1000, 20
_NEW = 0.1  # of the words of articles that are made up


@dataclass(frozen=True, slots=True)
class AskedOfArticles:
    """A question, and the sentences that answer it, as (article id, text). `outside`: "near" or "far" if none does."""

    text: str
    language: str
    answers: frozenset[tuple[str, str]]
    outside: str = ""


def read_asked(file: Path = FILE) -> list[AskedOfArticles]:
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return [
        AskedOfArticles(
            line["text"],
            line["language"],
            frozenset((one["source"], one["sentence"]) for one in line["answers"]),
            line.get("outside", ""),
        )
        for line in lines
    ]


def halves(asked: Iterable[AskedOfArticles]) -> tuple[list[AskedOfArticles], list[AskedOfArticles]]:
    """The half to tune with and the half held out: every second question of each language and kind."""
    kinds = defaultdict(list)
    for one in asked:
        kinds[one.language, one.outside].append(one)
    return [one for some in kinds.values() for one in some[::2]], [one for some in kinds.values() for one in some[1::2]]


def answers(one: AskedOfArticles, passages: Sequence[ArticlePassage], alone: bool = False) -> bool:
    """Whether an answering sentence is in a passage; `alone`: whether it is the sentence that was found."""
    return any(
        passage.article.id == source and (sentence == passage.sentence.text if alone else sentence in passage.text)
        for source, sentence in one.answers
        for passage in passages
    )


def main(tuning: bool) -> None:
    """Print the table, or the weights."""
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    made = None if tuning else MadeIndex.of(library)  # first, as memory that was freed before would hide what it takes
    search = learned.learn(library, learned.state_folder(settings) / "learned").search
    tuned, held_out = halves(read_asked())
    if made is None:
        _tune(search, tuned, ("LEARNED", "BY_WORDS"))
        _tune(_untranslated(search, library), [one for one in tuned if one.language != "en"], ("FOREIGN",))
        return
    _print_table(search, held_out, "kk", "ru", "en")
    print("\nThe same articles without translations, as if they had just been added:\n")
    _print_table(_untranslated(search, library), held_out, "kk", "ru")
    _print_times(search, held_out, made)


def _untranslated(search: ArticleSearch, library: Library) -> ArticleSearch:
    """The search in the same articles as if they had just been added, without translations."""
    memory = VectorCache(load_embedder(), [SHIPPED_SENTENCES])
    bare = [replace(article, sentences=()) for article in library.articles.values()]
    return search.over(PassageIndex(bare, memory), memory)


def _tune(search: ArticleSearch, asked: Sequence[AskedOfArticles], names: Sequence[str]) -> None:
    first = {one: search.look(one.text).passages for one in asked}
    signs = np.array([passages[0].evidence for passages in first.values()])
    found = [answers(one, passages) for one, passages in first.items()]
    outside = np.array([bool(one.outside) for one in asked])
    for name in names:
        columns = [1] if name == "BY_WORDS" else [0, 1]
        fitted = LogisticRegression(C=1000).fit(signs[:, columns], found)
        likely = fitted.predict_proba(signs[:, columns])[:, 1]
        least = np.sort(likely[outside])[::-1][int(_FALSE * outside.sum())]
        meaning, words = ([0.0, *fitted.coef_[0]])[-2:]
        print(f"{name} = PlaceWeights({fitted.intercept_[0]:.1f}, {meaning:.1f}, {words:.1f}, least={least:.2f})")


def _print_table(search: ArticleSearch, asked: Sequence[AskedOfArticles], *languages: str) -> None:
    asked = [one for one in asked if one.language in languages]
    print(f"{len(asked)} questions held out of {FILE.name}\n")
    print(f"{'':26} {' '.join(f'{code:>7}' for code in (*languages, 'all'))}")
    looked = {one: search.look(one.text).passages for one in asked}
    offered = {one: search.find(one.text).passages for one in asked}
    inside, outside = [one for one in asked if one.answers], [one for one in asked if one.outside]
    near = [one for one in outside if one.outside == "near"]
    for name, some, yes in (
        ("answer among three", inside, {one: answers(one, looked[one]) for one in inside}),
        ("… its very sentence", inside, {one: answers(one, looked[one], alone=True) for one in inside}),
        ("… and shown", inside, {one: answers(one, offered[one]) for one in inside}),
        ("shown, nothing answers", outside, {one: bool(offered[one]) for one in outside}),
        ("… of the subject's", near, {one: bool(offered[one]) for one in near}),
    ):
        by_language = [[one for one in some if one.language == code] for code in languages]
        shares = [sum(map(yes.__getitem__, part)) / len(part) for part in (*by_language, some)]
        print(f"{name:26} " + " ".join(f"{share:7.1%}" for share in shares))


class Made:
    """An embedder that gives vectors at no cost: the time of a search does not depend on what they mean."""

    name = "made"

    def __init__(self) -> None:
        self._dice = np.random.default_rng(0)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors that mean nothing, shape (texts, 384)."""
        rows = self._dice.standard_normal((len(texts), 384), dtype=np.float32)
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


@dataclass(frozen=True, slots=True)
class MadeIndex:
    """A thousand articles ready to be searched, the MB that they and their index take, and seconds to build it."""

    index: PassageIndex
    memory: float
    took: float

    @classmethod
    def of(cls, library: Library) -> "MadeIndex":
        before = _memory()
        articles = list(_made_articles(library))
        start = time.process_time()
        index = PassageIndex(articles, Made())
        return cls(index, _memory() - before, time.process_time() - start)


def _print_times(search: ArticleSearch, asked: Sequence[AskedOfArticles], made: MadeIndex) -> None:
    print(f"\n{'ms of processor time a search':40} {'p50':>7} {'p99':>7}")
    _print_time("the five articles, with the embedding", search.over(search.index, load_embedder()), asked)
    _print_time("the five articles, without", search.over(search.index, Made()), asked)
    _print_time(f"{_ARTICLES:,} articles of {_WORDS_EACH:,} words, without", search.over(made.index, Made()), asked)
    count = len(made.index.sentences)
    print(f"\n{count:,} sentences: {made.memory:.0f} MB more, {made.took:.1f} s to index without the embedding")


def _print_time(name: str, search: ArticleSearch, asked: Sequence[AskedOfArticles]) -> None:
    took = []
    for one in asked:
        start = time.process_time()
        search.find(one.text)
        took.append(1000 * (time.process_time() - start))
    print(f"{name:40} {np.percentile(took, 50):7.1f} {np.percentile(took, 99):7.1f}")


def _made_articles(library: Library) -> Iterable[Article]:
    """Articles whose words are drawn from those of the library's; one in ten is new."""
    words = [word for article in library.articles.values() for word in article.text.split()]
    dice = random.Random(1)
    nothing = Trilingual("", "", "")
    for number in range(_ARTICLES):
        drawn = [
            dice.choice(words).strip(".")
            if dice.random() > 0.1
            else f"{dice.choice(words)[:4]}{dice.randrange(40_000)}"
            for _ in range(_WORDS_EACH)
        ]
        lines = (" ".join(drawn[start : start + _SENTENCE]) + "." for start in range(0, _WORDS_EACH, _SENTENCE))
        yield Article(f"made-{number}", " ".join(lines), "en", nothing)


def _drawn(words: Sequence[str], dice: random.Random) -> str:
    word = dice.choice(words).strip(".")
    return f"{word[:4]}{dice.randrange(40_000)}" if dice.random() < _NEW else word


def _memory() -> float:
    """The memory that this process has now, in MB."""
    return float(psutil.Process().memory_info().rss) / 1e6


if __name__ == "__main__":
    main("--tune" in sys.argv)
