"""Keep what was learned from one start to the next, so that only what has changed is learned again."""

import contextlib
import json
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
from scipy.sparse import csr_matrix

from bot.matching.belief import Belief, Calibration, Passages, learn_calibration
from bot.matching.classifier import Classifier, fit
from bot.matching.embedding import VectorCache, Vectors
from bot.matching.features import Features, TrainingTexts, training_texts_from
from bot.matching.matcher import Learned, Matcher
from bot.matching.reading import MessageLanguage, Reader
from bot.matching.signs import SIGNS
from bot.matching.trees import Trees

_FEW_NEW = 10  # a kept fit helps where at most one meaning in ten is new
# Steps of a fit that starts from the weights for nearly the same training texts.
_WARM_STEPS = 8

_FORM = "4"  # of the file; files with another number are not read
_VERSIONS = 8  # learned versions that stay on disk (about 17 MB each): going back to one of them costs no learning


def learn_kept(
    phrasings: Iterable[tuple[str, str]],
    aside: Mapping[str, Iterable[str]],
    texts: Mapping[MessageLanguage, Iterable[str]],
    memory: VectorCache,
    cache: Path,
    calibration_file: Path,
    passages: Passages | None = None,
) -> Matcher:
    """Learn, reusing what an earlier start left in `cache` and the calibration that came with the bot."""
    training = training_texts_from(phrasings, aside)
    known = memory.knows(training.texts)
    vectors = memory.keep(training.texts)
    calibration = read_calibration(calibration_file, memory.name) or learn_calibration(
        training, vectors, passages or {}
    )
    learned = _learned(training, vectors, memory.name, cache, calibration)
    if not known:
        memory.write(cache / "vectors.npz", training.texts)
    return Matcher(training, Reader(texts), memory, learned, vectors, passages)


def _learned(training: TrainingTexts, vectors: Vectors, model: str, cache: Path, calibration: Calibration) -> Learned:
    name = f"{_FORM} {model} {calibration.spelling} {training.digest()}"
    file = cache / f"learned-{training.digest()}.npz"
    files = _newest_first(cache)
    kept = next(filter(None, (_read(one, model) for one in ([file] if file in files else []) + files)), None)
    if kept and kept.name == name:
        with contextlib.suppress(PermissionError):  # another user of the machine may have learned it
            file.touch()
        return Learned(kept.features, kept.texts, kept.head, calibration)
    features, evidence = Features.learn(training.texts, vectors, calibration.spelling)
    count = len(training.meanings)
    new = set(training.meanings) - set(kept.meanings if kept else ())
    if kept and len(new) * _FEW_NEW <= count:  # else a short fit would not learn the new ones
        start = _moved(kept, features, training.meanings)
        head = fit(evidence, training.classes, count, start, _WARM_STEPS)
    else:
        head = fit(evidence, training.classes, count)
    _write(file, name, training.meanings, features, head, evidence.spelling)
    for old in _newest_first(cache)[_VERSIONS:]:
        old.unlink(missing_ok=True)
    return Learned(features, evidence.spelling, head, calibration)


def _newest_first(cache: Path) -> list[Path]:
    """The file of each learned version, the last used first. Another process may be deleting some meanwhile."""
    times = {}
    for file in cache.glob("learned-*.npz"):
        with contextlib.suppress(FileNotFoundError):
            times[file] = file.stat().st_mtime_ns
    return sorted(times, key=lambda file: -times[file])


class _Kept(NamedTuple):
    name: str
    meanings: tuple[str, ...]
    features: Features
    head: Classifier
    texts: csr_matrix  # the spelling of the training texts


def _read(file: Path, model: str) -> _Kept | None:
    """Read what an earlier start wrote. Returns `None` if it cannot be used."""
    try:
        with np.load(file, allow_pickle=False) as kept:
            name = str(kept["name"])
            if not name.startswith(f"{_FORM} {model} "):
                return None
            runs = {str(run): number for number, run in enumerate(kept["runs"])}
            features = Features(runs, kept["rarity"], kept["centre"], float(kept["weight"]))
            head = Classifier(kept["meaning"], kept["spelling"], kept["bias"])
            texts = csr_matrix((kept["data"], kept["indices"], kept["indptr"]), shape=kept["shape"])
            return _Kept(name, tuple(map(str, kept["meanings"])), features, head, texts)
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return None  # the disk filled up, or the file has another form: it is written again


def _write(
    file: Path, name: str, meanings: tuple[str, ...], features: Features, head: Classifier, texts: csr_matrix
) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f".{file.stem}.{secrets.token_hex(4)}.npz")  # two processes may learn the same
    np.savez(
        partial,
        name=np.array(name),
        meanings=np.array(meanings),
        runs=np.array(list(features.runs)),
        rarity=features.rarity,
        centre=features.centre,
        weight=np.array(features.weight),
        meaning=head.meaning,
        spelling=head.spelling,
        bias=head.bias,
        data=texts.data,
        indices=texts.indices,
        indptr=texts.indptr,
        shape=texts.shape,
    )
    partial.replace(file)


def _moved(kept: _Kept, features: Features, meanings: tuple[str, ...]) -> Classifier:
    """The kept weights, moved to where their meanings and runs are now. New meanings and runs begin at zero."""
    old, old_runs = kept.head, kept.features.runs
    columns = [(kept.meanings.index(meaning), new) for new, meaning in enumerate(meanings) if meaning in kept.meanings]
    rows = [(old_runs[run], new) for run, new in features.runs.items() if run in old_runs]
    before, now = np.array(columns, dtype=np.intp).reshape(-1, 2).T
    rows_before, rows_now = np.array(rows, dtype=np.intp).reshape(-1, 2).T
    meaning = np.zeros((old.meaning.shape[0], len(meanings)), dtype=np.float32)
    spelling = np.zeros((len(features.runs), len(meanings)), dtype=np.float32)
    bias = np.zeros(len(meanings), dtype=np.float32)
    meaning[:, now] = old.meaning[:, before]
    spelling[np.ix_(rows_now, now)] = old.spelling[np.ix_(rows_before, before)]
    bias[now] = old.bias[before]
    return Classifier(meaning, spelling, bias)


def read_calibration(file: Path, model: str) -> Calibration | None:
    """Read the calibration of a model. Returns `None` if the file has none for this model and exactly these signs."""
    if not file.is_file():
        return None
    written = json.loads(file.read_text(encoding="utf-8"))
    if written["model"] != model or written["signs"] != list(SIGNS):
        return None
    return Calibration(float(written["spelling"]), Belief(Trees.read(written["trees"])))


def write_calibration(file: Path, model: str, calibration: Calibration) -> None:
    """Write a calibration as JSON: the model, the weight of spelling, and the trees of the belief."""
    trees = calibration.belief.trees.written()
    written = {"model": model, "spelling": calibration.spelling, "signs": list(SIGNS), "trees": trees}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(written, separators=(",", ":")) + "\n", encoding="utf-8")
