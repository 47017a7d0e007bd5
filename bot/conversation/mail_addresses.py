"""Find e-mail addresses as people type and say them: "aidana собака mail точка kz", "aidana (at) mail (dot) kz"."""

import re
from collections.abc import Iterator

_TLDS = "kz|ru|com|org|net|info|edu|gov|io|me|kg|uz|by|ua|su|eu|de|uk|us|кз|ру|ком|нет|орг|қаз|каз|рф|бел"
_PROVIDERS = (
    "gmail|mail|email|yandex|ya|bk|inbox|list|rambler|icloud|outlook|hotmail|yahoo|proton|protonmail|live|internet|"
    "мейл|мэйл|маил|майл|гмейл|гмэйл|гмайл|джимейл|жимейл|яндекс|бк|инбокс|лист|рамблер|айклауд|аутлук|хотмейл|яху|ящик"
)
_DOT_WORDS = "точка|точку|тчк|dot|нүкте|нукте"
_JOINERS = (
    rf"(?:{_DOT_WORDS}|нижнее\s+подч[её]ркивание|подч[её]ркивание|underscore|дефис|тире|dash|hyphen|асты\s+сызық|"
    r"төменгі\s+сызық|сызықша)"
)
_WORD = r"[\w+-](?:[\w+-]|\.(?=[\w+-]))*+"
_LOCAL = rf"(?<![\w.+-])(?:{_WORD}\s{{1,2}}{_JOINERS}\s{{1,2}}){{0,4}}{_WORD}"
_BRACKETED_AT = r"[(\[{<*]\s?(?:at|эт|ат|ит|a|@|собака|собачка)\s?[)\]}>*]"
_SIGN = rf"(?:\s{{0,3}}(?:@|ⓐ|%40|&#64;|&commat;|{_BRACKETED_AT})\s{{0,3}})"
_DOG = r"(?:[\s_-]{1,3}(?:собака|собачка|собачкой|собаку|ит\s+белгісі|иттің\s+басы|at\s+sign|dog)[\s_-]{1,3})"
_AT_WORD = r"(?:[\s-]{1,3}(?:at|ат|эт|ит|этт)[\s-]{1,3})"
_LABEL = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|[^\W\d_a-z]+(?:-[^\W\d_a-z]+)*)"
_SPOKEN_DOT = rf"(?:[\s_-]{{1,3}}(?:{_DOT_WORDS})[\s_-]{{1,3}}|\s?[(\[{{]\s?(?:{_DOT_WORDS}|\.)\s?[)\]}}]\s?)"
_DOT = rf"(?:\s\.\s?|[.,]{{1,2}}|{_SPOKEN_DOT})"
_LOOSE_DOT = rf"(?:\s{{0,2}}[.,]\s{{0,2}}|\s{{1,2}}|{_SPOKEN_DOT})"
_END = r"(?![\w])"

# Before "at", these are no names of a mailbox: "read it at akorda.kz".
_NO_NAMES = (
    "it|is|are|was|were|be|look|looking|read|see|seen|me|us|you|them|him|her|that|this|these|those|text|here|available|"
    "published|page|site|website|news|article|articles|found|find|posted|document|draft|constitution|online|one|info|"
    "information|video|write|ask|on|in|the|my|mail|email|to|from|at|by|via|and|or"
)
_NAME = rf"(?!(?:{_NO_NAMES})\s){_LOCAL}"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\w)(?:[\w.]\s){3,}@\s(?:[\w.]\s?){3,64}",  # letters with spaces between them
        rf"{_LOCAL}(?:@|\s{{0,3}}(?:ⓐ|%40|&#64;|&commat;|{_BRACKETED_AT})\s{{0,3}}|\s?@\s){_LABEL}(?:{_DOT}{_LABEL})+",
        rf"{_LOCAL}{_SIGN}(?:{_LABEL}{_DOT}){{1,3}}(?:{_TLDS}){_END}",
        rf"{_LOCAL}{_SIGN}(?:{_LABEL}{_LOOSE_DOT})(?:{_TLDS}){_END}",
        rf"{_LOCAL}@(?:{_PROVIDERS}){_END}",
        rf"{_LOCAL}{_DOG}(?:{_LABEL}{_DOT}){{1,3}}{_LABEL}",
        rf"{_LOCAL}{_DOG}(?:{_PROVIDERS})(?:{_LOOSE_DOT}(?:{_TLDS}))?{_END}",
        rf"{_NAME}{_AT_WORD}(?:{_LABEL}{_SPOKEN_DOT}){{1,3}}(?:{_TLDS}){_END}",
        rf"{_NAME}{_AT_WORD}(?:{_PROVIDERS}){_LOOSE_DOT}(?:{_TLDS}){_END}",
        r"(?<!\w)[a-z0-9.]+_at_[a-z0-9-]+_dot_[a-z]{2,}",
        rf"(?<![\w.+-])(?!(?:{_NO_NAMES})\s)[a-z][\w.+-]*\s{{1,2}}(?:{_PROVIDERS})(?:[.,]|\s{{1,2}})(?:kz|ru|com|кз|ру|ком){_END}",
    )
)


_HINT = re.compile(
    rf"@|ⓐ|%40|&#64;|&commat;|собак|собач|белгісі|басы|[(\[{{<*\s_-](?:at|ат|эт|этт|ит|a|dog)[)\]}}>*\s_-]|\s(?:{_PROVIDERS})\b",
    re.IGNORECASE,
)


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the e-mail addresses in a text begin and end. They may overlap."""
    if not _HINT.search(text):
        return  # as in nearly all messages
    for pattern in _PATTERNS:
        yield from (found.span() for found in pattern.finditer(text))
