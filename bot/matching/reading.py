"""Read a message as it was meant: find out in which language it is, and in which way it was typed.

The reader tells nine ways of writing apart by their runs of letters. It learns what each looks like by distorting
properly written texts: the same phrasings in Latin letters, with folded letters, on the wrong keyboard.
"""

import hashlib
import math
import random
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bot.matching import spelling
from bot.matching.spelling import LetterModel, clean, clean_taught, words_of

MessageLanguage = Literal["kk", "ru", "en"]
Way = Literal["plain", "folded", "latin", "keys"]
Mode = tuple[MessageLanguage, Way]
Floats = NDArray[np.float64]
Runs = NDArray[np.uint64]

MODES: tuple[Mode, ...] = (
    ("kk", "plain"), ("ru", "plain"), ("en", "plain"), ("kk", "folded"),
    ("kk", "latin"), ("ru", "latin"), ("kk", "keys"), ("ru", "keys"), ("en", "keys"),
)  # fmt: skip

_WORD = re.compile(r"\w+(?:['’]\w*)?")
_TELL_LITTLE = 3  # words; of so few, the letters do not tell the language
_PIECES = (4, 3, 2)  # of one word
_MARKS = "?!.,;:"
# Small words that people write together with the one before or after them: "болама", "неспрашивает". Short words end or
# begin like that by themselves, and so do Russian nouns and pronouns.
_WRITTEN_TOGETHER: Mapping[str, re.Pattern[str]] = {
    "kk": re.compile(r"(\w{4,})([мбп][ае])", re.IGNORECASE),
    "ru": re.compile(r"(не)(\w{2,}(?:[аеиуюя]т|ть|л[аио]?|[лт]ь?ся|лась|лись))", re.IGNORECASE),
}
_LONGEST_RUN = 4
_LETTER = np.uint64(16)  # bits
_LINE_BREAK = ord("\n")
_SMOOTHING = 0.3
_SAMPLE = 1_200  # texts from which a language's ways of writing are learned; of 800, one text could turn a reading
# People mostly type properly, so another reading has to be clearly likelier.
_PRIOR = {"plain": 0.0, "folded": -1.0, "latin": -3.0, "keys": -6.0}


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as it was meant. `way` says what was undone; "plain" means that nothing was."""

    text: str
    language: MessageLanguage
    way: Way
    sureness: float  # probability of the language, 0..1


class _Tongue:
    """One language: its letters and words, and how probable each run of letters is in each way of writing it."""

    def __init__(self, language: MessageLanguage, texts: Sequence[str], earlier: "_Tongue | None") -> None:
        self.language = language
        self.digest = _digest(texts)
        self.letters: LetterModel = LetterModel(texts, earlier.letters if earlier else None)
        self.ways = [way for spoken, way in MODES if spoken == language]
        # Chosen by the texts themselves, so that one more of them changes next to nothing.
        chosen = sorted(texts, key=lambda text: zlib.crc32(text.encode()))[:_SAMPLE]
        self._sample = "\n".join(text.lower() for text in chosen)
        self._probabilities: tuple[Runs, Floats, Floats] = (
            earlier._probabilities
            if earlier and earlier._sample == self._sample
            else _log_probabilities(_distorted(self._sample, way, language) for way in self.ways)
        )

    def scores_of(self, runs: Runs) -> Floats:
        """The log-probability of the runs in each way of writing, shape (ways,)."""
        learned, probabilities, unseen = self._probabilities
        rows = np.minimum(np.searchsorted(learned, runs), len(learned) - 1)
        known = rows[learned[rows] == runs]
        scores: Floats = probabilities[known].sum(axis=0) + (len(runs) - len(known)) * unseen
        return scores


_latest: dict[MessageLanguage, _Tongue] = {}


def _tongue(language: MessageLanguage, texts: Sequence[str]) -> _Tongue:
    """A language as the texts teach it. The latest is kept: an edit leaves it as it was, or changes a few words."""
    known = _latest.get(language)
    if known is None or known.digest != _digest(texts):
        known = _latest[language] = _Tongue(language, texts, known)
    return known


def _digest(texts: Iterable[str]) -> bytes:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).digest()


class Reader:
    """Reads messages in the languages it has learned."""

    def __init__(self, texts: Mapping[MessageLanguage, Iterable[str]]) -> None:
        cleaned = {language: tuple(map(clean_taught, some)) for language, some in texts.items()}
        tongues = {language: _tongue(language, some) for language, some in cleaned.items()}
        self._models = {language: tongue.letters for language, tongue in tongues.items()}
        self._tongues = [tongue for language, tongue in tongues.items() if cleaned[language]]
        self._modes = [(tongue.language, way) for tongue in self._tongues for way in tongue.ways]

    def read(self, text: str) -> Reading:
        """Find out how a message was typed, undo that, and mend its typing errors."""
        text = clean(text)
        language, way, sureness = self._mode_of(text)
        undone = self._undone(text, language, way)
        known = self._language_of_known_words(text, language)
        if known and (known, way) != (language, "plain") and not self._is_usual(undone, text, language):
            # Every word belongs to one language, so the text was typed properly, and there is nothing to undo.
            undone, way, sureness = text, "plain", sureness if known == language else self._sureness_of(known, text)
            language = known
        elif not known and (language, way) == ("en", "plain") and (other := self._of_words_in_latin(text)):
            language, undone = other
            way = "latin"
        undone = self._parted(self._joined(undone, language), language)
        return Reading(self._mended(undone, language), language, way, sureness)

    def _undone(self, text: str, language: MessageLanguage, way: Way) -> str:
        match way:
            case "keys":
                return spelling.swap(text, spelling.KEYS[language])
            case "latin":
                options = spelling.KAZAKH_LATIN if language == "kk" else spelling.RUSSIAN_LATIN
                return self._respell(text, language, options)
            case "folded":
                return self._respell(text, language, spelling.FOLDED)
            case "plain":
                return text

    def _joined(self, text: str, language: MessageLanguage) -> str:
        """Join the pieces of words that are known as a whole only: «ре ферен дум»."""
        known, pieces = self._models[language].words, text.split(" ")
        joined: list[str] = []
        while pieces:
            most = next((count for count in _PIECES if self._is_one_word(pieces[:count], count, known)), 1)
            joined.append("".join(pieces[:most]))
            del pieces[:most]
        return " ".join(joined)

    def _parted(self, text: str, language: MessageLanguage) -> str:
        """Part what people write as one word though one of the two is small: «болама», «неспрашивает»."""
        together = _WRITTEN_TOGETHER.get(language)
        known = self._models[language].words

        def parted(found: re.Match[str]) -> str:
            parts = together.fullmatch(found.group()) if together else None
            if not parts or self._is_known(found.group().lower()):
                return found.group()
            return " ".join(parts.groups()) if all(part.lower() in known for part in parts.groups()) else found.group()

        return _WORD.sub(parted, text) if together else text

    def _is_known(self, word: str) -> bool:
        return any(word in model.words for model in self._models.values())

    def _is_one_word(self, pieces: Sequence[str], count: int, known: Mapping[str, int]) -> bool:
        words = [piece.lower() for piece in pieces]
        if len(words) < count or "".join(words).rstrip(_MARKS) not in known:
            return False
        return not all(self._is_known(word.rstrip(_MARKS)) for word in words)

    def _mended(self, text: str, language: MessageLanguage) -> str:
        """Mend the typing errors of a text word by word. Words known in any language stay, as do Latin names."""
        model = self._models[language]

        def mended(found: re.Match[str]) -> str:
            word = found.group().lower()
            if self._is_known(word) or not word.isalpha():
                return found.group()
            if language != "en" and word.isascii():
                return found.group()
            better = model.mend(word)
            return found.group() if better == word else better

        return _WORD.sub(mended, text)

    def _mode_of(self, text: str) -> tuple[MessageLanguage, Way, float]:
        runs = _runs(text.lower())
        scores = np.concatenate([tongue.scores_of(runs) for tongue in self._tongues])
        scores += [_PRIOR[way] for _, way in self._modes]
        cyrillic, latin = _letters_of(text)
        for number, mode in enumerate(self._modes):
            if not _possible(cyrillic, latin, mode):
                scores[number] = -math.inf
        shares = np.exp(scores - scores.max())
        best = self._modes[int(scores.argmax())]
        of_language = sum(share for share, mode in zip(shares, self._modes, strict=True) if mode[0] == best[0])
        says_language = any(map(str.isalpha, text))  # "42?" is in none
        return *best, float(of_language / shares.sum()) if says_language else 0.0

    def _language_of_known_words(self, text: str, likely: MessageLanguage) -> MessageLanguage | None:
        """A language that has every word of a text, the likeliest before the others."""
        words = [word for word in words_of(text) if not word.isdigit()]
        languages = (likely, *(language for language in self._models if language != likely))
        known = (one for one in languages if all(word in self._models[one].words for word in words))
        return next(known, None) if words else None

    def _of_words_in_latin(self, text: str) -> tuple[MessageLanguage, str] | None:
        """The language whose words all of a text are, if they were typed in Latin letters, and the text as meant.

        A word or two do not tell by their letters that they are not English: "salem" looks like it.
        """
        for language, way in self._modes if len(words_of(text)) <= _TELL_LITTLE else ():
            if way == "latin":
                meant = self._undone(text, language, way)
                words = words_of(meant)  # none in "?!"
                if words and all(word in self._models[language].words for word in words):
                    return language, meant
        return None

    def _sureness_of(self, language: MessageLanguage, text: str) -> float:
        """How sure it is that a text is in a language that has all its words: no other may have them all."""
        words = [word for word in words_of(text) if not word.isdigit()]
        others = (model.words for other, model in self._models.items() if other != language)
        is_shared = any(all(word in known for word in words) for known in others)
        return 0.5 if is_shared or len(words) == 1 else 0.9  # "ok" is everybody's

    def _is_usual(self, undone: str, text: str, language: MessageLanguage) -> bool:
        """Whether a language has every word of a text more often than others have it as it was typed: «halyk kenesi».

        Some texts in English mention a Kazakh word. Who writes nothing but such words writes Kazakh.
        """
        words, typed = words_of(undone), words_of(text)
        others = [model.words for model in self._models.values()]
        known = self._models[language].words
        return 1 < len(words) == len(typed) and all(
            known[word] > max(one[as_typed] for one in others) for word, as_typed in zip(words, typed, strict=True)
        )

    def _respell(self, text: str, language: MessageLanguage, options: spelling.Options) -> str:
        model = self._models[language]

        def spelled(found: re.Match[str]) -> str:
            word = found.group().lower()
            if word.isdigit() or word in model.words:
                return found.group()
            better = model.decode(word, options)[0]
            # "halyk kenesi" stands in English texts too, but who writes in this language means its own word.
            borrowed = better not in model.words and self._is_known(word)
            return found.group() if borrowed else better

        return _WORD.sub(spelled, text)


_CYRILLIC = re.compile("[а-яёәғқңөұүһі]")
_LATIN = re.compile("[a-zäáğǵıñńöóşúüūý]")


def _letters_of(text: str) -> tuple[int, int]:
    """How many Cyrillic and how many Latin letters a text has."""
    letters = text.lower()
    return len(_CYRILLIC.findall(letters)), len(_LATIN.findall(letters))


def _possible(cyrillic: int, latin: int, mode: Mode) -> bool:
    """Whether a text with so many letters of either kind can have been typed in this way at all."""
    language, way = mode
    if way in ("plain", "folded"):
        return latin >= cyrillic if language == "en" else cyrillic >= latin or latin == 0
    return cyrillic > latin if (language, way) == ("en", "keys") else latin > cyrillic


def _runs(lines: str) -> Runs:
    """The runs of one to four letters in each line, as numbers: two bytes for a letter, as UTF-16 writes it.

    All lines at once: an edit has the runs of thousands of texts counted.
    """
    written = f" {lines} ".replace("\n", " \n ")
    letters = np.frombuffer(written.encode("utf-16-le", "surrogatepass"), np.uint16).astype(np.uint64)
    runs, in_line = letters, letters != _LINE_BREAK
    found, within = [runs[in_line]], in_line
    for length in range(1, _LONGEST_RUN):
        runs, within = (runs[:-1] << _LETTER) | letters[length:], within[:-1] & in_line[length:]
        found.append(runs[within])
    return np.concatenate(found)


def _log_probabilities(texts: Iterable[str]) -> tuple[Runs, Floats, Floats]:
    """Count the runs in the texts of several ways of writing, each on a line.

    Returns the runs in their order, how probable each is in each way, and how probable is one never seen there. Arrays,
    because Python's own numbers and texts would take five times the memory.
    """
    counts = [np.unique(_runs(lines), return_counts=True) for lines in texts]
    totals = np.array([float(count.sum()) for _, count in counts]) + 1e5
    known = np.unique(np.concatenate([runs for runs, _ in counts]))
    seen = np.zeros((len(known), len(counts)))
    for column, (runs, count) in enumerate(counts):
        seen[np.searchsorted(known, runs), column] = count
    return known, np.log((seen + _SMOOTHING) / totals), np.log(_SMOOTHING / totals)


def _distorted(lines: str, way: Way, language: MessageLanguage) -> str:
    """Texts in small letters, each on a line, as people type them in this way."""
    match way:
        case "plain":
            return lines
        case "folded":
            return lines.translate(_FOLDING)
        case "keys":
            return lines.translate(_OTHER_KEYS[language])
        case "latin":
            return _in_latin(lines, spelling.KAZAKH_LATIN if language == "kk" else spelling.RUSSIAN_LATIN)


_FOLDING = str.maketrans(dict(spelling.FOLDING))
_CYRILLIC_TO_LATIN_KEYS = str.maketrans({meant: typed for typed, (meant,) in spelling.KAZAKH_KEYS.items()})
_OTHER_KEYS: Mapping[str, Mapping[int, str]] = {
    "kk": _CYRILLIC_TO_LATIN_KEYS,
    "ru": _CYRILLIC_TO_LATIN_KEYS,
    "en": str.maketrans({typed: meant for typed, (meant,) in spelling.RUSSIAN_KEYS.items()}),
}


def _in_latin(lines: str, options: spelling.Options) -> str:
    """Write texts in Latin letters as different people do: each line in one of their ways."""
    ways: dict[str, list[str]] = {}
    for typed, meant in options.items():
        for letter in meant:
            ways.setdefault(letter, []).append(typed)
    written = []
    for line, rolled in zip(lines.split("\n"), _rolls(tuple(map(len, ways.values()))), strict=False):
        chosen = {letter: typed[number] for (letter, typed), number in zip(ways.items(), rolled, strict=True)}
        written.append("".join(map(chosen.get, line, line)))
    return "\n".join(written).replace("ъ", "").replace("ь", "")


@lru_cache(maxsize=2)
def _rolls(ways: tuple[int, ...]) -> Sequence[bytes]:
    """For each text of a sample, which of its so many ways each letter is written in."""
    dice = random.Random(0)  # noqa: S311 - the same distortions each time, not a secret
    return [bytes(map(dice.randrange, ways)) for _ in range(_SAMPLE)]
