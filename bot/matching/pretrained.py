"""Weights that came with the bot, fitted to the content as it was then: where every fit to its edited content begins.

A fit from nothing takes ten seconds, and one from what was fitted last depends on all that was ever edited. This one
takes a tenth, and depends on the content alone.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from bot.matching.classifier import Classifier, fit, refit
from bot.matching.embedding import Vectors
from bot.matching.features import RARE, Evidence, Features, TrainingTexts, rarity_of, taught_runs

_FEW_NEW = 10  # it helps where at most one meaning in ten is new
_FORM = "1"  # of the file; files with another number are not read
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
            if str(kept["model"]) != f"{_FORM} {model}":
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
        model=np.array(f"{_FORM} {model}"),
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
