"""Take personal data out of what people write, before anything is stored.

What is taken out: e-mail addresses, phone numbers, IINs, cards, accounts, the numbers of passports and identity cards,
and every other number of nine digits or more that is not a sum, a date or a list. Written in digits or in words, and
addresses also as people say them: "aidana собака mail точка kz", "aidana (at) mail (dot) kz".
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from stdnum import iban

from bot.conversation.number_kinds import is_enumerated, is_listed, is_spelled_out, known_units, personal_span
from bot.conversation.number_runs import DigitGroup, NumberRun, runs_in, said_together

# Replaces what was taken out. A word, in any of the three languages, would be read as part of the question.
REMOVED = "▮▮▮"

Span = tuple[int, int]

_MOST_PASSES = 4  # what is left after one may come together to something new; two are nearly always enough
_LONGEST_RUN = 60  # groups to look at one by one; nobody's question names more numbers in a row
_FEWEST = 9  # digits of a number that nobody but one person has
_FEWEST_AFTER_DATES = 8  # an IIN may begin with what looks like a year
_FEWEST_NAMED = 6  # digits, where the words around say that it is a phone or a document

_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_IN_URL = re.compile(r"(?<!\d)(?:[78][79]\d{9}|\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[0-6]\d{5})(?!\d)")
# The numbers of laws in Adilet: their letter, their year, their number.
_LAW = re.compile(r"(?<![^\W_])[A-Z](?:9|0|1|2)\d(?:0000\d{4}|\d{7,8})(?![^\W_])")
_PASSPORT = re.compile(r"(?<![^\W_])[NnНн][\s.:№-]{0,3}\d(?:[\s.-]?\d){7}(?![\s.-]?\d|[^\W_])")

_LATIN = str.maketrans("КЗТАВЕОСНРХМУкзтавеосрх", "KZTABEOCHPXMYKZTABEOCPX")
_GAP = r"[\W_]{0,3}"
_KZ_ACCOUNT = re.compile(rf"(?<![A-Z0-9])K{_GAP}Z{_GAP}\d{_GAP}\d(?:{_GAP}[A-Z0-9]){{16}}(?![A-Z0-9])")
_ACCOUNT = re.compile(r"(?<![A-Z0-9])[A-Z]{2}\d\d(?:[ .-]?[A-Z0-9]){11,30}(?![A-Z0-9])")
_SHORTEST_ACCOUNT = 15  # signs; Norway's
_FEWEST_IN_ACCOUNT = 8  # of its twenty signs have to be digits, or it may be words

_PHONE = (
    "тел телефон телефоны телефоным телефона телефону ватсап вацап вотсап whatsapp phone tel mob моб мобильный сот "
    "сотка сотовый городской домашний ұялы нөмірім номерок"
)
_DOCUMENT = (
    "паспорт паспорта паспорту паспортым паспорттың паспорты загранпаспорт удостоверение удостоверения удостоверению "
    "личности водительское водительские водительских төлқұжат төлқұжатым төлқұжаты куәлік куәлігі куәлігім passport id "
    "удост вид права"
)
_NUMBER_NAMES = "иин жсн iin"
_NAMING = frozenset(f"{_PHONE} {_DOCUMENT} {_NUMBER_NAMES}".split())
_DOCUMENTS = frozenset(_DOCUMENT.split())
_SERIES = re.compile(r"(?<![^\W_])[^\W\d_]{1,2}[\s№-]{0,3}\Z")


def scrub(text: str) -> str:
    """The text with `REMOVED` in place of each piece of personal data. Scrubbing twice changes nothing more."""
    for _ in range(_MOST_PASSES):
        scrubbed = _once(text)
        if scrubbed == text:
            break
        text = scrubbed
    return text


def is_nothing_left(text: str) -> bool:
    """Whether a scrubbed text has no word left that could be asked about."""
    return not any(map(str.isalnum, text))


def _once(text: str) -> str:
    plain = _plain(text)
    spans = sorted((*addresses_in(plain), *_accounts(plain), *_passports(plain), *_in_urls(plain)))
    text, plain = _without(text, spans), _without(plain, spans)
    return _without(text, sorted(_numbers(plain)))


def _without(text: str, spans: Sequence[Span]) -> str:
    pieces, done = [], 0
    for start, end in spans:
        if start >= done and end - start >= len(REMOVED):
            pieces += [text[done:start], REMOVED]
            done = end
        elif done > start:
            done = max(done, end)
    return "".join([*pieces, text[done:]])


def _plain(text: str) -> str:
    """The text, as long as before, with an ordinary sign for each that looks like one: fullwidth 8, ⑧ and ٨ are 8."""
    return text if text.isascii() else "".join(map(_plain_sign, text))


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    normal = unicodedata.normalize("NFKC", sign)
    normal = normal if len(normal) == 1 else sign
    digit = unicodedata.decimal(normal, None)
    return sign if digit is None and normal == sign else str(digit) if digit is not None else normal


def _accounts(plain: str) -> Iterator[Span]:
    latin = plain.upper() if len(plain.upper()) == len(plain) else plain
    latin = latin.translate(_LATIN)
    for found in _KZ_ACCOUNT.finditer(latin):
        if sum(map(str.isdecimal, found[0])) >= _FEWEST_IN_ACCOUNT:
            yield found.span()
    for found in _ACCOUNT.finditer(latin):
        for end in range(found.end(), found.start() + _SHORTEST_ACCOUNT - 1, -1):  # the words after it may look like it
            if iban.is_valid(re.sub(r"[ .-]", "", latin[found.start() : end])):
                yield found.start(), end
                break


def _passports(plain: str) -> Iterator[Span]:
    for found in _PASSPORT.finditer(plain):
        yield found.span()


def _in_urls(plain: str) -> Iterator[Span]:
    for url in _URL.finditer(plain):
        for found in _IN_URL.finditer(plain, *url.span()):
            yield found.span()


def _numbers(plain: str) -> Iterator[Span]:
    hidden = _URL.sub(lambda found: "%" * len(found[0]), plain)
    hidden = _LAW.sub(lambda found: "%" * len(found[0]), hidden)
    for run in map(said_together, runs_in(hidden, _FEWEST_NAMED)):
        if len(run.groups) > _LONGEST_RUN:
            yield from () if is_listed(run.groups, hidden) else [_span(run.groups)]
        else:
            yield from _of_a_person(run, hidden)


def _of_a_person(run: NumberRun, text: str) -> Iterator[Span]:
    """Where a run holds a person's numbers."""
    sure = known_units(run, text)
    if all(sure):
        return
    named = _NAMING & {*run.before, *run.after[:2]}
    if personal_span(run.groups) == (0, len(run.groups)) and not _is_sum(run, sure):
        yield _span(run.groups)
        return
    for piece, is_after_dates in _pieces(run.groups, sure):
        yield from _of_a_piece(piece, run, text, bool(named), is_after_dates)


def _is_sum(run: NumberRun, sure: Sequence[bool]) -> bool:
    return sum(sure) >= len(sure) - 1 and len(sure) > 2


def _pieces(groups: Sequence[DigitGroup], sure: Sequence[bool]) -> Iterator[tuple[Sequence[DigitGroup], bool]]:
    """What is left between dates and sums; and whether one of those stands before it."""
    start = 0
    for index in range(len(groups) + 1):
        if index == len(groups) or sure[index]:
            if start < index:
                yield groups[start:index], start > 0
            start = index + 1


def _of_a_piece(
    groups: Sequence[DigitGroup], run: NumberRun, text: str, is_named: bool, is_after_dates: bool
) -> Iterator[Span]:
    total = _count(groups)
    if is_named and total >= _FEWEST_NAMED and not is_enumerated(groups):
        start, end = _span(groups)
        yield _with_series(start, run, text), end
        return
    listed = is_listed(groups, text)
    if total >= _FEWEST and not listed and is_spelled_out(groups):
        yield _span(groups)
        return
    found = personal_span(groups)
    if found:
        first, last = found
        yield _span(groups[first:last])
        for rest in (groups[:first], groups[last:]):
            if rest:
                yield from _of_a_piece(rest, run, text, False, False)
        return
    fewest = _FEWEST_AFTER_DATES if is_after_dates else _FEWEST
    for part in [] if listed else _parts(groups):
        if _count(part) >= fewest and not (len(part) > 1 and is_listed(part, text)):
            yield _span(part)


def _parts(groups: Sequence[DigitGroup]) -> Iterator[Sequence[DigitGroup]]:
    """The groups, parted where words stand between them."""
    start = 0
    for index in range(1, len(groups) + 1):
        if index == len(groups) or groups[index].is_linked:
            yield groups[start:index]
            start = index


def _with_series(start: int, run: NumberRun, text: str) -> int:
    """Where the number of a document begins: with the letters before it, if it has any."""
    series = _SERIES.search(text, max(0, start - 6), start)
    return series.start() if series and _DOCUMENTS & {*run.before} else start


def _span(groups: Sequence[DigitGroup]) -> Span:
    return groups[0].start, groups[-1].end


def _count(groups: Sequence[DigitGroup]) -> int:
    return sum(len(group.digits) for group in groups)


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

_ADDRESSES = tuple(
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


_ADDRESS_HINT = re.compile(
    rf"@|ⓐ|%40|&#64;|&commat;|собак|собач|белгісі|басы|[(\[{{<*\s_-](?:at|ат|эт|этт|ит|a|dog)[)\]}}>*\s_-]|\s(?:{_PROVIDERS})\b",
    re.IGNORECASE,
)


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Where the e-mail addresses in a text begin and end. They may overlap."""
    if not _ADDRESS_HINT.search(text):
        return  # as in nearly all messages
    for pattern in _ADDRESSES:
        yield from (found.span() for found in pattern.finditer(text))
