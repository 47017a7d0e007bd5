"""What was learned, kept: the weights that came with the bot, and those of one start for the next.

Every fit to edited content begins with the weights that came with the bot. A fit from nothing takes ten seconds, and
one from what was fitted last depends on all that was ever edited; this takes a tenth, and depends on the content alone.
"""

import contextlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from scipy.sparse import csr_matrix

from bot.matching.belief import Belief, Calibration, Passages, Trees, learn_calibration
from bot.matching.classifier import Classifier, fit, refit
from bot.matching.embedding import PackedVectors, VectorCache, Vectors
from bot.matching.features import RARE, Evidence, Features, TrainingTexts, rarity_of, taught_runs, training_texts_from
from bot.matching.matcher import Learned, Matcher
from bot.matching.reading import MessageLanguage, Reader
from bot.matching.signs import SIGNS

_FEW_NEW = 10  # it helps where at most one meaning in ten is new
_PRETRAINED = "1"  # of the file; files with another number are not read
_FIRST_STEPS, _ROUNDS, _STEPS = 120, 3, 40  # of the fit that comes with the bot: until nothing moves any more


@dataclass(frozen=True, slots=True)
class Pretrained:
    """What was fitted: its name, and the meanings, features and weights. The same name, the same weights."""

    name: str
    meanings: tuple[str, ...]
    features: Features
    head: Classifier

    @classmethod
    def fitted(cls, training: TrainingTexts, vectors: Vectors, spelling: float) -> "Pretrained":
        """Fit weights to some content until they move no more. It takes a minute or two."""
        features, evidence = Features.learn(training.texts, vectors, spelling)
        head = fit(evidence, training.classes, len(training.meanings), _FIRST_STEPS)
        for _ in range(_ROUNDS):
            head = refit(evidence, training.classes, head, _STEPS, slope=0.0, doubt=0.0)
        return cls(f"{spelling} {training.digest()}", training.meanings, features, head)

    def suits(self, training: TrainingTexts, spelling: float) -> bool:
        """Whether this content is near enough to what was fitted, and spelling weighs as much in it."""
        new = set(training.meanings) - set(self.meanings)
        return spelling == self.features.weight and len(new) * _FEW_NEW <= len(training.meanings)

    def learn(self, training: TrainingTexts, vectors: Vectors) -> tuple[Features, Evidence, Classifier]:
        """Fit on, to other content. What is the same in both has the same evidence as it had."""
        features = self._with_new_runs(training.texts)
        evidence = features.of_taught(training.texts, vectors)
        return features, evidence, refit(evidence, training.classes, self._moved(features, training.meanings))

    def _with_new_runs(self, texts: Sequence[str]) -> Features:
        """The same features, and those runs of letters besides that only this content has often enough."""
        found, known = taught_runs(texts).often(RARE), self.features.runs
        new = sorted(run for run in found if run not in known)
        rarity = np.append(self.features.rarity, rarity_of([found[run] for run in new], len(texts)))
        runs = known | {run: number for number, run in enumerate(new, len(known))}
        return Features(runs, rarity, self.features.centre, self.features.weight)

    def _moved(self, features: Features, meanings: tuple[str, ...]) -> Classifier:
        """The weights where their meanings are now. Those of new meanings and new runs are zero."""
        old = {meaning: number for number, meaning in enumerate(self.meanings)}
        pairs = [(old[meaning], new) for new, meaning in enumerate(meanings) if meaning in old]
        before, now = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
        meaning = np.zeros((self.head.meaning.shape[0], len(meanings)), dtype=np.float32)
        spelling = np.zeros((len(features.runs), len(meanings)), dtype=np.float32)
        bias = np.zeros(len(meanings), dtype=np.float32)
        meaning[:, now] = self.head.meaning[:, before]
        spelling[: len(self.head.spelling), now] = self.head.spelling[:, before]
        bias[now] = self.head.bias[before]
        return Classifier(meaning, spelling, bias)


def read_pretrained(file: Path, model: str) -> Pretrained | None:
    """Read what comes with the bot. Returns `None` if there is no such file, or it is of another model or form."""
    try:
        with np.load(file, allow_pickle=False) as kept:
            if str(kept["model"]) != f"{_PRETRAINED} {model}":
                return None
            runs = {str(run): number for number, run in enumerate(kept["runs"])}
            features = Features(runs, kept["rarity"], kept["centre"], float(kept["weight"]))
            head = Classifier(*(kept[part].astype(np.float32) for part in ("meaning", "spelling", "bias")))
            return Pretrained(str(kept["name"]), tuple(map(str, kept["meanings"])), features, head)
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return None


def write_pretrained(file: Path, model: str, pretrained: Pretrained) -> None:
    """Write weights as two bytes a number: half the size, and a fit on mends what that loses."""
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f".{file.stem}.{secrets.token_hex(4)}.npz")
    features, head = pretrained.features, pretrained.head
    np.savez_compressed(
        partial,
        model=np.array(f"{_PRETRAINED} {model}"),
        name=np.array(pretrained.name),
        meanings=np.array(pretrained.meanings),
        runs=np.array(list(features.runs)),
        rarity=features.rarity,
        centre=features.centre,
        weight=np.array(features.weight),
        meaning=head.meaning.astype(np.float16),
        spelling=head.spelling.astype(np.float16),
        bias=head.bias,
    )
    partial.replace(file)


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
