"""The usual matchers that one could install instead, with the same phrasings and the same questions."""

from collections.abc import Callable

import bm25s
import numpy as np
from rapidfuzz import fuzz, process, utils
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.matching.embedding import Vectors
from bot.matching.features import TrainingTexts

# From a message and its vector to the best entry and its score.
Rival = Callable[[str, Vectors], tuple[str, float]]


def rivals(training: TrainingTexts, vectors: Vectors) -> dict[str, Rival]:
    """The rivals by name. They learn from the entries' phrasings alone, as they have no notion of outside texts."""
    inside = np.flatnonzero(training.entries[training.classes])
    texts = [training.texts[row] for row in inside]
    names = [training.meanings[training.classes[row]] for row in inside]
    return {
        "RapidFuzz WRatio": _wratio(texts, names),
        "BM25 (bm25s)": _bm25(texts, names),
        "character TF-IDF, nearest": _tfidf(texts, names),
        "e5-small, nearest phrasing": _nearest_vector(vectors[inside], names),
    }


def _wratio(texts: list[str], names: list[str]) -> Rival:
    prepared = [utils.default_process(text) for text in texts]

    def match(text: str, vector: Vectors) -> tuple[str, float]:
        _, score, row = process.extractOne(utils.default_process(text), prepared, scorer=fuzz.WRatio)
        return names[row], score

    return match


def _bm25(texts: list[str], names: list[str]) -> Rival:
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords=None, show_progress=False), show_progress=False)

    def match(text: str, vector: Vectors) -> tuple[str, float]:
        asked = bm25s.tokenize([text], stopwords=None, show_progress=False)
        rows, scores = index.retrieve(asked, k=1, show_progress=False)
        return names[int(rows[0][0])], float(scores[0][0])

    return match


def _tfidf(texts: list[str], names: list[str]) -> Rival:
    weigh = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    known = weigh.fit_transform(texts)

    def match(text: str, vector: Vectors) -> tuple[str, float]:
        scores = (known @ weigh.transform([text]).T).toarray()[:, 0]
        row = int(scores.argmax())
        return names[row], float(scores[row])

    return match


def _nearest_vector(vectors: Vectors, names: list[str]) -> Rival:
    def match(text: str, vector: Vectors) -> tuple[str, float]:
        scores = vectors @ vector
        row = int(scores.argmax())
        return names[row], float(scores[row])

    return match
