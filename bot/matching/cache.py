"""Keep what was learned from one start to the next, so that only what has changed is learned again."""

import contextlib
import json
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from scipy.sparse import csr_matrix

from bot.matching.belief import Belief, Calibration, Passages, Trees, learn_calibration
from bot.matching.classifier import Classifier, fit
from bot.matching.embedding import PackedVectors, VectorCache
from bot.matching.features import Features, TrainingTexts, training_texts_from
from bot.matching.matcher import Learned, Matcher
from bot.matching.pretrained import read_pretrained
from bot.matching.reading import MessageLanguage, Reader
from bot.matching.signs import SIGNS

_FORM = "5"  # of the file; files with another number are not read
_VERSIONS = 8  # learned versions that stay on disk (about 17 MB each): going back to one of them costs no learning


def learn_kept(
    phrasings: Iterable[tuple[str, str]],
    aside: Mapping[str, Iterable[str]],
    texts: Mapping[MessageLanguage, Iterable[str]],
    memory: VectorCache,
    cache: Path,
    shipped: Path,
    passages: Passages | None = None,
) -> Matcher:
    """Learn, reusing what an earlier start left in `cache`, and what came with the bot in `shipped`.

    What is learned is a function of the content and of what came with the bot, and of nothing else.
    """
    training = training_texts_from(phrasings, aside)
    known = memory.knows(training.texts)
    vectors = memory.packed(training.texts)
    calibration = read_calibration(shipped / "calibration.json", memory.name) or learn_calibration(
        training, vectors.unpacked(), passages or {}
    )
    learned = _learned(training, vectors, memory.name, cache, calibration, shipped / "pretrained.npz")
    if not known:
        memory.write(cache / "vectors.npz", training.texts)
    return Matcher(training, Reader(texts), memory, learned, vectors, passages)


def _learned(
    training: TrainingTexts, vectors: PackedVectors, model: str, cache: Path, calibration: Calibration, shipped: Path
) -> Learned:
    pretrained = read_pretrained(shipped, model)
    if pretrained and not pretrained.suits(training, calibration.spelling):
        pretrained = None
    beginning = pretrained.name if pretrained else "nothing"
    name = f"{_FORM} {model} {calibration.spelling} {training.digest()} from {beginning}"
    file = cache / f"learned-{training.digest()}.npz"
    if kept := _read(file, name):
        with contextlib.suppress(PermissionError):  # another user of the machine may have learned it
            file.touch()
        return Learned(*kept, calibration)
    if pretrained:
        features, evidence, head = pretrained.learn(training, vectors.unpacked())
    else:
        features, evidence = Features.learn(training.texts, vectors.unpacked(), calibration.spelling)
        head = fit(evidence, training.classes, len(training.meanings))
    _write(file, name, features, head, evidence.spelling)
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


def _read(file: Path, name: str) -> tuple[Features, csr_matrix, Classifier] | None:
    """Read what an earlier start wrote under this name: features, the spelling of the training texts, weights."""
    try:
        with np.load(file, allow_pickle=False) as kept:
            if str(kept["name"]) != name:
                return None
            runs = {str(run): number for number, run in enumerate(kept["runs"])}
            features = Features(runs, kept["rarity"], kept["centre"], float(kept["weight"]))
            texts = csr_matrix((kept["data"], kept["indices"], kept["indptr"]), shape=kept["shape"])
            return features, texts, Classifier(kept["meaning"], kept["spelling"], kept["bias"])
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return None  # the disk filled up, or the file has another form: it is written again


def _write(file: Path, name: str, features: Features, head: Classifier, texts: csr_matrix) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f".{file.stem}.{secrets.token_hex(4)}.npz")  # two processes may learn the same
    np.savez(
        partial,
        name=np.array(name),
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
