"""Which words are forms of one word: «Карин», «Кариным», "Қаринге"; "amendment", "amendments".

Both are one beginning with an ending of their language each. Endings are written out, because a beginning alone would
take "форма" for "формула", and a stemmer for Kazakh is in no well-kept library.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.matching.spelling import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OWNER = re.compile(r"['’]s?$")
_STEM = 3  # letters that every form of a word begins with, at least
_SOFTENING = ({"к", "г"}, {"п", "б"})
_SHARE = 0.5  # of the shorter word, so that an ending never outweighs what it ends

_ENGLISH = (
    "s es e y d ed er ers or ors ing ings ion ions ation ations al ally ial ly ies ied ment ments able ive ic ness"
)

_RUSSIAN = """
а я о е ы и у ю ь ой ей ою ею ий ый ая яя ое ее ые ие ого его ому ему ым им ом ем ам ям ами ями ах ях ов ев ию ью ия ии
ием иям иями иях ть ти ет ит ут ют ат ят ал ала ало али ил ила или ил ять ать ить еть ует уют овал овали ся сь ется ются
ился ились ен на но ны ный ная ное ные ного ной ному ным ных ными ную нный ния ние нию нием ний
ки ка ку кой ек ск ский ская ское ские ского ской скому ским ских скую
"""

# A Kazakh word takes endings one after another: plural, owner, case, and what makes another word of it.
_PLURAL = "лар лер дар дер тар тер"
_OWNERS = "ы і сы сі м ым ім мыз міз ымыз іміз н ын ін ныз ніз ыныз ініз"
_CASE = """
нын нін дын дін тын тін га ге ка ке на не а е ны ні ды ді ты ті да де та те нда нде дан ден тан тен нан нен мен бен пен
"""
_MAKING = """
дагы дегі тагы тегі ндагы ндегі лык лік дык дік тык тік лы лі ды ді ты ті сыз сіз шы ші шылык шілік
у уы уі уге уга ган ген кан кен атын етін йтын йтін ып іп п са се ма ме ба бе па пе мау меу ыл іл ылды ілді лады леді
"""


def _one_of(*written: str) -> str:
    endings = {fold(one) for some in written for one in some.split()}
    return f"(?:{'|'.join(sorted(endings, key=len, reverse=True))})"


_FEW = re.compile(f"{_one_of(_PLURAL)}?{_one_of(_OWNERS)}?{_one_of(_CASE)}?")
_MANY = re.compile(f"{_one_of(_PLURAL, _OWNERS, _CASE, _MAKING)}{{0,5}}")
_EUROPEAN = (re.compile(f"{_one_of(_ENGLISH)}?"), re.compile(f"{_one_of(_RUSSIAN)}?"))


def words_in(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text as they are compared, each with where it begins and ends."""
    for found in _WORD.finditer(text):
        yield plain_word(found.group()), found.start(), found.end()


def plain_words(text: str) -> Iterator[str]:
    """The words of a text as they are compared."""
    return (plain_word(word) for word in _WORD.findall(text))


@lru_cache(maxsize=1 << 16)
def plain_word(word: str) -> str:
    """A word in lower case, with Kazakh letters folded and without an English owner's ending."""
    return _OWNER.sub("", fold(word).replace("ё", "е"))


@lru_cache(maxsize=1 << 16)
def same_word(one: str, other: str) -> bool:
    """Whether two words, both plain, are forms of one word."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    shared = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    least = max(_STEM, int(_SHARE * shorter + 0.5))
    # The border may lie before the last letters that happen to be the same: "наука", "науки", "науке".
    borders = range(shared, max(least, shared - 2) - 1, -1)
    if any(_both_end(one[border:], other[border:], few=border <= _STEM) for border in borders):
        return True
    # The last letter of a Kazakh word may soften before an ending: «құқық», «құқығы».
    softens = shared >= least and {one[shared : shared + 1], other[shared : shared + 1]} in _SOFTENING
    return softens and _both_end(one[shared + 1 :], other[shared + 1 :], few=False)


def _both_end(one: str, other: str, few: bool) -> bool:
    endings = (*_EUROPEAN, _FEW if few else _MANY)
    return any(some.fullmatch(one) and some.fullmatch(other) for some in endings)


class Vocabulary:
    """The words of many texts, in which the forms of a word can be found."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted(set(words))

    def forms_of(self, word: str) -> list[int]:
        """The numbers of the words that are forms of this one, in `words`."""
        if len(word) < _STEM or word.isdigit():
            place = bisect_left(self.words, word)
            return [place] if place < len(self.words) and self.words[place] == word else []
        found = []
        for place in range(bisect_left(self.words, word[:_STEM]), len(self.words)):
            if not self.words[place].startswith(word[:_STEM]):
                break
            if same_word(word, self.words[place]):
                found.append(place)
        return found
