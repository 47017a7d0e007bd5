"""Names of other countries and their peoples in a text, in Kazakh, Russian and English: from CLDR, through Babel."""

import re
from functools import cache, lru_cache
from typing import Final

from babel import Locale
from babel.languages import get_official_languages

from bot.matching.spelling import fold

_HOME = "KZ"
_TONGUES = ("kk", "ru", "en")
_LETTERS = 5  # of a name's stem; shorter ones begin many a common word
_ENDING = 6  # letters that may follow a stem: «Өзбекстандағы»
# Short names that begin no other word, and common ones that CLDR does not have.
_BESIDES: Final = frozenset(("иран", "ирак", "куба", "сша", "акш", "usa", "iran", "iraq", "cuba", "америк", "europe"))
# Kazakh words that look like a country once folded, and Russian, which is spoken at home too.
_NONE: Final = re.compile("катар|багам|russian")
_INFLECTED = re.compile("(?:ский|ия|[аяыиеоь])$")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1 << 15)
def names_another_country(text: str) -> bool:
    """Whether a text names a country that is not Kazakhstan, its people or its language, in any form. Cached."""
    return any(_is_foreign(word) for word in _WORD.findall(fold(text)))


def _is_foreign(word: str) -> bool:
    stems = _stems()
    ends = range(_LETTERS, len(word) + 1)
    named = any(word[:end] in stems and len(word) - end <= _ENDING for end in ends)
    return word in _BESIDES or (named and not _NONE.match(word))


@cache
def _stems() -> frozenset[str]:
    """Beginnings of the words that name another country, folded: «узбекист», "uzbekistan"."""
    found = set(_BESIDES)
    for tongue in _TONGUES:
        locale = Locale(tongue)
        countries = [code for code in map(str, locale.territories) if code.isalpha() and code != _HOME]
        spoken = {language for code in countries for language in get_official_languages(code)} - set(_TONGUES)
        names = [locale.territories[code] for code in countries] + [locale.languages.get(code, "") for code in spoken]
        found |= {_stem(name) for name in names}
    return frozenset(stem for stem in found if len(stem) >= _LETTERS)


def _stem(name: str) -> str:
    """What all forms of a name begin with, of a name of one word, or of a language («өзбек тілі»); else nothing."""
    words = _WORD.findall(fold(name))
    if len(words) == 2 and words[1].startswith("тил"):
        words = words[:1]
    if len(words) != 1:
        return ""
    return _INFLECTED.sub("", words[0])
