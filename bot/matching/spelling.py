"""How people write Kazakh, Russian and English when they do not write them properly, and which word they mean.

First, emoji, invisible characters and stretched letters go, because they carry no meaning. Tables describe keyboards,
Latin letters and folding; a model of letters and words, learned from texts, tells what was meant. Letters of another
script than the word is in are undone first, because no model of letters has seen them.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from sys import intern
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_PICTURES = re.compile(r"[^\w\s!-~«»„“”–—…’‘№]+")  # runs that may contain some
_NO_TEXT = ("So", "Sk", "Cs", "Co", "Cn", "Cc")
_SPACES = re.compile(r"\s+")

# Characters that are read of a message. Telegram allows 4,096, and a question is at the beginning or the end. The
# longest of 3,700 labelled messages has 308; a thousand odd characters took up to 2.5 s of a processor.
_LONGEST = 400


def clean(text: str) -> str:
    """The message as its writer meant to type it: one line, no emoji, 'ooooo' as 'o'."""
    text = _shortened(unicodedata.normalize("NFKC", _INVISIBLE.sub("", _shortened(text))))
    text = _DAY.sub(_day_in_words, without_look_alikes(text))
    text = _PICTURES.sub(_without_pictures, without_arabic(text))
    text = _STRETCHED.sub(r"\1", without_gaps(text))
    return without_shouting(_SPACES.sub(" ", text).strip())


# A day without its year. With a year it needs no help: it stands in wordings like that.
_DAY = re.compile(r"(?<![\w.,/:-])(0[1-9]|[12]\d|3[01])([./])(0[1-9]|1[0-2])(?!\w|[.,/:-]\w)")
_MONTHS = {
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}


def _day_in_words(found: re.Match[str]) -> str:
    """A day such as 15.03 with the month's name, in the language that the letters around it look like."""
    around = found.string.lower()
    cyrillic = any("а" <= letter <= "я" for letter in around)
    language = "kk" if KAZAKH_LETTERS & set(around) else "ru" if cyrillic else "en"
    return f"{int(found.group(1))} {_MONTHS[language].split()[int(found.group(3)) - 1]}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} {text[-_LONGEST // 2 :]}"


_RECENT = 1 << 10  # texts that are looked at again and again while one message is understood


@lru_cache(maxsize=1 << 15)
def clean_taught(text: str) -> str:
    """`clean` for texts of the content, cached because an edit leaves most of them as they were. Not for messages."""
    cleaned = clean(text)
    return text if cleaned == text else cleaned  # most are clean, and need not be in memory twice


def _without_pictures(found: re.Match[str]) -> str:
    shown = (" " if unicodedata.category(one) in _NO_TEXT else one for one in found.group())
    return "".join(shown)


@lru_cache(maxsize=_RECENT)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; an apostrophe within a word belongs to it."""
    return tuple(re.findall(r"\w+(?:['’-]\w+)*", text.lower()))


Options = Mapping[str, tuple[str, ...]]

_QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
# The Kazakh layout is the Russian one with nine more letters on the row of digits.
_DIGIT_ROW, _KAZAKH_ROW = "234580-=9", "әіңғүқөһұ"

_RUSSIAN_KEYS = {typed: (meant,) for typed, meant in zip(_QWERTY, _RUSSIAN, strict=True)}
RUSSIAN_KEYS: Options = _RUSSIAN_KEYS
KAZAKH_KEYS: Options = _RUSSIAN_KEYS | {typed: (meant,) for typed, meant in zip(_DIGIT_ROW, _KAZAKH_ROW, strict=True)}
ENGLISH_KEYS: Options = {typed: (meant,) for typed, meant in zip(_RUSSIAN, _QWERTY, strict=True)}

KEYS: Mapping[str, Options] = {"kk": KAZAKH_KEYS, "ru": RUSSIAN_KEYS, "en": ENGLISH_KEYS}

KAZAKH_LETTERS = frozenset("әғқңөұүһі")

# Kazakh typed on a Russian keyboard: the nine letters it lacks become their nearest neighbours.
FOLDING: Mapping[str, str] = {
    "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
}  # fmt: skip
_FOLDING = str.maketrans(dict(FOLDING))
FOLDED: Options = {
    "а": ("а", "ә"),
    "г": ("г", "ғ"),
    "к": ("к", "қ"),
    "н": ("н", "ң"),
    "о": ("о", "ө"),
    "у": ("у", "ұ", "ү"),
    "х": ("х", "һ"),
    "и": ("и", "і"),
    "ы": ("ы", "і"),
    "э": ("э", "ә"),
}

_BOTH_LATIN: dict[str, tuple[str, ...]] = {
    "a": ("а",), "b": ("б",), "v": ("в",), "d": ("д",), "e": ("е", "э"), "z": ("з",), "l": ("л",), "m": ("м",),
    "p": ("п",), "r": ("р",), "s": ("с",), "t": ("т",), "f": ("ф",), "zh": ("ж",), "j": ("ж", "й"), "sh": ("ш",),
    "ch": ("ч",), "kh": ("х",), "x": ("х", "кс"), "ts": ("ц",), "ya": ("я",), "ja": ("я", "жа"), "ia": ("ия", "я"),
    "yu": ("ю",), "ju": ("ю", "жу"), "iu": ("ю", "иу"), "yo": ("ё", "е"), "jo": ("ё", "жо"), "ye": ("е",),
    "6": ("ш",), "š": ("ш",), "ş": ("ш",), "ž": ("ж",), "č": ("ч",), "â": ("я",), "û": ("ю",),
}  # fmt: skip

RUSSIAN_LATIN: Options = _BOTH_LATIN | {
    "g": ("г",), "i": ("и", "й"), "y": ("ы", "й", "и"), "j": ("й", "ж"), "k": ("к",), "n": ("н", "нь"),
    "o": ("о",), "u": ("у", "ю"), "h": ("х",), "w": ("в", "ш"), "q": ("к",), "c": ("ц", "с", "к"), "4": ("ч",),
    "shch": ("щ",), "sch": ("щ", "сч"), "shh": ("щ",), "iy": ("ий",), "ij": ("ий",), "yj": ("ый",), "yy": ("ый",),
    "l": ("л", "ль"), "t": ("т", "ть"), "s": ("с", "сь"), "d": ("д", "дь"), "r": ("р", "рь"), "z": ("з", "зь"),
    "m": ("м", "мь"), "b": ("б", "бь"), "v": ("в", "вь"), "'": ("ь", "ъ"), "’": ("ь", "ъ"), "e": ("е", "э", "ё"),
    "a": ("а", "я"), "è": ("э",), "é": ("э",), "ë": ("ё",), "sh": ("ш", "шь", "щ"), "ch": ("ч", "чь"),
}  # fmt: skip

KAZAKH_LATIN: Options = _BOTH_LATIN | {
    "a": ("а", "ә"), "ä": ("ә",), "á": ("ә",), "ae": ("ә",), "a'": ("ә",), "g": ("г", "ғ"), "gh": ("ғ",), "ğ": ("ғ",),
    "ǵ": ("ғ",), "g'": ("ғ",), "i": ("і", "и", "й", "ы"), "ı": ("ы",), "y": ("ы", "й", "у", "и"), "ý": ("у",),
    "yi": ("ый", "и"), "iy": ("и",), "k": ("к", "қ"), "q": ("қ",), "kh": ("х", "қ", "кх"), "h": ("х", "һ"),
    "n": ("н", "ң"),
    "ng": ("ң", "нг"), "ñ": ("ң",), "ń": ("ң",), "n'": ("ң",), "o": ("о", "ө"), "ö": ("ө",), "ó": ("ө",), "o'": ("ө",),
    "u": ("у", "ұ", "ү"), "ü": ("ү",), "ú": ("ү",), "ū": ("ұ",), "u'": ("ү",), "w": ("у", "ш", "в"), "uw": ("у",),
    "c": ("ш", "с", "ц"), "s'": ("ш",), "ia": ("ия",), "io": ("ио",), "uy": ("ұй", "үй", "уй"), "yq": ("ық",),
    "ch": ("ш", "ч"), "s": ("с", "ц"), "ia'": ("ия",), "e": ("е", "э", "ә"),
}  # fmt: skip


def swap(text: str, keys: Options) -> str:
    """Retype a text on another keyboard, key by key. Capitals stay capitals."""
    swapped = (keys.get(letter.lower(), (letter,))[0] for letter in text)
    return "".join(new.upper() if old.isupper() else new for old, new in zip(text, swapped, strict=True))


@lru_cache(maxsize=_RECENT)
def fold(text: str) -> str:
    """Write Kazakh with the letters of a Russian keyboard, in lower case."""
    return text.lower().translate(_FOLDING)


_ORDER = 5  # letters looked at together; longer runs are too rare in texts of this size
_BACKOFF = math.log(0.4)  # the usual price of falling back to a shorter run of letters ("stupid backoff")
_UNSEEN = math.log(1e-4)  # a letter never seen at all
_KNOWN_WORD = 3.0  # what a whole word that was seen is worth, in nats; longer words are worth more
_MENDABLE = 5  # letters that a word needs to be mended: shorter words have too many neighbours
_LONG = 9  # letters that a word needs for two of them to be wrong
_SLIP = 10  # times rarer than another spelling of the same word, a spelling is a slip
_CANDIDATES = 8
_FEW_OF = 10  # if more than one word in so many differs, all runs are counted again
_BEAM = 12  # spellings kept at each letter


class LetterModel:
    """A language's letters and words, learned from texts."""

    def __init__(self, texts: Iterable[str], earlier: "LetterModel | None" = None) -> None:
        """`earlier` was learned from nearly the same texts, so that only what differs has to be counted."""
        words = Counter(chain.from_iterable(map(_words_taught, texts)))
        for slip in _slips_among(words):
            del words[slip]
        for word in [word for word in words if "ё" in word]:
            words[word.replace("ё", "е")] += words[word]  # as nearly everybody types it
        self.words = words
        self._counts: dict[str, int] = (
            _runs_after(earlier.words, earlier._counts, words) if earlier else _runs_in(words)
        )
        self._total = sum(count for run, count in self._counts.items() if len(run) == 1)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self.words:
            self._by_length[len(word)].append(word)

    def step(self, before: str, letter: str) -> float:
        """How likely a letter is to follow those before it, as a logarithm."""
        price = 0.0
        context = before[-(_ORDER - 1) :]
        while context:
            seen = self._counts.get(context + letter)
            if seen:
                return price + math.log(seen / self._counts[context])
            context = context[1:]
            price += _BACKOFF
        return price + (math.log(self._counts[letter] / self._total) if letter in self._counts else _UNSEEN)

    def decode(self, word: str, options: Options) -> tuple[str, float]:
        """The likeliest spelling of a word typed in another way, and how likely it is (a logarithm, for comparing)."""
        longest = max(map(len, options))
        beams: list[dict[str, float]] = [{} for _ in range(len(word) + 1)]
        beams[0] = {"^": 0.0}
        for start in range(len(word)):
            kept = sorted(beams[start].items(), key=lambda pair: -pair[1])[:_BEAM]
            for length in range(1, min(longest, len(word) - start) + 1):
                typed = word[start : start + length]
                for meant in options.get(typed, (typed,) if length == 1 else ()):
                    for spelling, score in kept:
                        self._extend(beams[start + length], spelling, meant, score)
        ended = ((spelling[1:], score + self._ending(spelling)) for spelling, score in beams[-1].items())
        return max(ended, key=lambda pair: pair[1], default=(word, 0.0))

    def mend(self, word: str) -> str:
        """The known word that somebody mistyped as this one, or the word itself if no known word is near.

        One letter may be wrong, missing, doubled or swapped with its neighbour; in a long word, two.
        """
        errors = 0 if len(word) < _MENDABLE else 1 if len(word) < _LONG else 2
        if not errors or word in self.words:
            return word
        for most in range(1, errors + 1):
            near = [one for length in range(-most, most + 1) for one in self._by_length.get(len(word) + length, ())]
            found = process.extract(word, near, scorer=OSA.distance, score_cutoff=most, limit=_CANDIDATES)
            if found:
                return str(max((known for known, _, _ in found), key=lambda known: self.words[known]))
        return word

    def _extend(self, beam: dict[str, float], spelling: str, meant: str, score: float) -> None:
        for letter in meant:
            score += self.step(spelling, letter)
            spelling += letter
        if score > beam.get(spelling, -math.inf):
            beam[spelling] = score

    def _ending(self, spelling: str) -> float:
        known = _KNOWN_WORD + 0.5 * len(spelling) if spelling[1:] in self.words else 0.0
        return self.step(spelling, "$") + known


def _slips_among(words: Counter[str]) -> set[str]:
    """Words that a few texts write without the Kazakh letters which nearly all others give them: "калай", "қалай"."""
    usual = {fold(word): word for word, _ in reversed(words.most_common())}
    rare = ((word, usual[fold(word)]) for word, times in words.items() if _SLIP * times <= words[usual[fold(word)]])
    return {word for word, other in rare if _kazakh_letters(word) < _kazakh_letters(other)}


def _kazakh_letters(word: str) -> int:
    return sum(letter in KAZAKH_LETTERS for letter in word)


def _runs_in(words: Mapping[str, int]) -> dict[str, int]:
    """How often each run of letters occurs, given how often each word does."""
    by_times: dict[int, list[str]] = defaultdict(list)
    for word, times in words.items():
        by_times[times].append(f"^{word}$")
    counts: dict[str, int] = defaultdict(int)
    for times, some in by_times.items():  # many words share few counts, so C does most of the counting
        for run, found in Counter(chain.from_iterable(map(_runs, some))).items():
            counts[run] += found * times
    return dict(counts)


def _runs_after(before: Mapping[str, int], counts: Mapping[str, int], words: Mapping[str, int]) -> dict[str, int]:
    """`_runs_in(words)`, given the counts of the runs in other words."""
    changed = {word for word, _ in words.items() ^ before.items()}
    if len(changed) * _FEW_OF > len(words):
        return _runs_in(words)
    new = dict(counts)
    for word in changed:
        more = words.get(word, 0) - before.get(word, 0)
        for run in _runs(f"^{word}$"):
            new[run] = new.get(run, 0) + more
            if not new[run]:
                del new[run]
    return new


def _runs(word: str) -> list[str]:
    return [word[start : start + length] for length in range(1, _ORDER + 1) for start in range(len(word) - length + 1)]


# Cached, because an edit of the content leaves most texts as they were. People's messages do not come this way.
@lru_cache(maxsize=1 << 15)
def _words_taught(text: str) -> tuple[str, ...]:
    return tuple(intern(part) for word in words_of(text) for part in _parts(word))


def _parts(word: str) -> Iterable[str]:
    """A word and the words that its hyphens join, because people hyphenate differently."""
    return dict.fromkeys([word, *word.split("-")])


_WORD = re.compile(r"[^\W\d_]+")

_LATIN_ALIKE = dict(zip("ABCEHIKMOPTXYaceiopxyhkmtb", "АВСЕНІКМОРТХУасеіорхуһкмтв", strict=True))
_CYRILLIC_ALIKE = {cyrillic: latin for latin, cyrillic in _LATIN_ALIKE.items()}


def without_look_alikes(text: str) -> str:
    """Write each word in one script: "нoвoм" with two Latin letters is Cyrillic, "tоkaуev" with two Cyrillic is Latin.

    A word of which neither script has all the other letters stays as it is.
    """
    return _WORD.sub(_in_one_script, text)


def _in_one_script(found: re.Match[str]) -> str:
    word = found.group()
    latin = [letter for letter in word if letter.isascii()]
    if not latin or len(latin) == len(word):
        return word
    if all(letter in _LATIN_ALIKE for letter in latin):
        return "".join(_LATIN_ALIKE.get(letter, letter) for letter in word)
    if all(letter.isascii() or letter in _CYRILLIC_ALIKE for letter in word):
        return "".join(_CYRILLIC_ALIKE.get(letter, letter) for letter in word)
    return word


# The Arabic alphabet of the Kazakhs in China. Four of its vowels stand for a back and a front one: a hamza before the
# word, or one of the letters that occur in front words only, says which.
_ARABIC: Final = dict(
    zip("ابۆگعدەجزيكقلمنڭوپرستۋفحھچشىۇهڤ", "абвгғдежзикқлмнңопрстуфхһчшыұһв", strict=True)
) | {"ئ": "", "ء": "", "ٴ": "", "؟": "?", "،": ",", "؛": ";"}  # fmt: skip
_HAMZA = frozenset("ءٴ")
_IN_FRONT_WORDS = frozenset("ەكگ")
_FRONT = {"و": "ө", "ۇ": "ү", "ى": "і"}
_ARABIC_WORD = re.compile(r"[\u0600-\u06ff]+")


def without_arabic(text: str) -> str:
    """Write Kazakh in Arabic letters in Cyrillic ones: "بولادى" is «болады»."""
    return _ARABIC_WORD.sub(_in_cyrillic, text)


def _in_cyrillic(found: re.Match[str]) -> str:
    word = found.group()
    marked = not _HAMZA.isdisjoint(word)
    front = _FRONT | {"ا": "ә"} if marked else {} if _IN_FRONT_WORDS.isdisjoint(word) else _FRONT
    return "".join(front.get(letter, _ARABIC.get(letter, letter)) for letter in word)


_SET_APART = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-]){3,}[^\W\d_](?!\w)")
_GAPS = re.compile(r"[ .\-]")


def without_gaps(text: str) -> str:
    """Join letters that are set apart: «к у р у л т а й» is one word. Four letters at least."""
    return _SET_APART.sub(lambda found: _GAPS.sub("", found.group()), text)


_SHOUTED = 2  # words; one alone may be an abbreviation


def without_shouting(text: str) -> str:
    """Write a message that is all capitals in small letters."""
    return text.lower() if text.isupper() and len(_WORD.findall(text)) >= _SHOUTED else text
