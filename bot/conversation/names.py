"""Messages that are nothing but somebody's name, in any case form and spelling, and whose name it is."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.content import LANGUAGES, Figure, Library
from bot.search.word_forms import plain_word, same_word

_WORD = re.compile(r"\w+")
_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі")
_SOUNDS = {
    "shch": "щ", "yo": "е", "ye": "е", "yu": "ю", "ya": "я", "iy": "ий", "zh": "ж", "kh": "х", "sh": "ш", "ch": "ч",
    "gh": "г", "ts": "ц", "ay": "ай", "oy": "ой", "ey": "ей",
}  # fmt: skip
_ALPHABET_OF_2021 = str.maketrans({"ş": "sh", "ğ": "gh", "ı": "y"})
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхижклмнопкрстуввхыз")


@dataclass(frozen=True, slots=True)
class Names:
    """The people and institutions that the articles name. Each spelling is the words of a name as they sound."""

    spellings: Sequence[tuple[tuple[str, ...], Figure]]

    @classmethod
    def of(cls, library: Library) -> "Names":
        found = {
            (words, figure.id): (words, figure)
            for figure in library.figures.values()
            for language in LANGUAGES
            for name in (figure.name[language], *figure.spellings[language])
            if (words := _bare(name))
        }
        return cls(tuple(found.values()))

    def alone_in(self, text: str) -> Figure | None:
        """Who is named by a message that says nothing else but "who is" or "what did … say"; `None` if that is two."""
        said = _bare(text)
        exact = [figure for name, figure in self.spellings if said and sorted(name) == sorted(said)]
        named = exact or [figure for name, figure in self.spellings if said and _same_name(said, name)]
        return named[0] if len({figure.id for figure in named}) == 1 else None


def _bare(text: str) -> tuple[str, ...]:
    """The words of a text, without those that people put beside a name."""
    return tuple(word for word in _words(text) if word not in _BESIDE)


def _same_name(said: Sequence[str], name: Sequence[str]) -> bool:
    """Whether each word is a form of another word of the name, in any order: people write the surname first too."""
    if len(said) != len(name):
        return False
    left = list(name)
    for word in said:
        same = next((one for one in left if one[:2] == word[:2] and same_word(word, one)), None)
        if same is None:
            return False
        left.remove(same)
    return True


def _words(text: str) -> tuple[str, ...]:
    """The words of a name as they sound, whatever their letters: "Yerlan" is «ерлан», «Қарин» is «карин»."""
    plain = text.casefold().translate(_ALPHABET_OF_2021).replace("’s", " ").replace("'s", " ")
    bare = "".join(sign if sign in _CYRILLIC else unicodedata.normalize("NFKD", sign)[0] for sign in plain)
    return tuple(_sounding(plain_word(word)).replace("ы", "и") for word in _WORD.findall(bare))


def _sounding(word: str) -> str:
    if not word.isascii() or not word.isalpha():
        return word
    for letters, sound in _SOUNDS.items():
        word = word.replace(letters, sound)
    word = word.translate(_LETTERS)
    return f"е{word[1:]}" if word.startswith("э") else word


_BESIDE = frozenset(
    _words(
        "а и ну же тогда ал және енді ше and so but what about "
        "кто такой такая такие это он она кем является who is was are кім деген ол туралы жайлы about про об о "
        "что сказал сказала говорил говорила говорит what did does say said says the не деді айтты айтады әңгімеледі"
    )
)
