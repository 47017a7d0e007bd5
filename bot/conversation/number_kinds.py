"""Tell a person's numbers from those of the subject: phones, IINs and cards from sums, dates, years and articles."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import phonenumbers
from phonenumbers import NumberParseException
from stdnum import luhn

from bot.conversation.number_runs import DigitGroup, NumberRun

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?:{_YEAR}([-./]){_MONTH}\1{_DAY}|{_DAY}([-./]){_MONTH}\2{_YEAR}|{_DAY}([./]){_MONTH}\3\d\d)(?!\d|[-./]\d)"
)
_ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?")
_TIME = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])")
_ONE_YEAR = re.compile(rf"{_YEAR}(?!\d)")
_DECIMAL = re.compile(r"\d{1,4}(?:[.,]\d{1,2}(?!\d|[.,]\d)|\(\d{1,2}(?=\)))")  # 53.1, 0,5 and 91(1)
_MARKS = ("-", "–", "—", "/", ".", ":")
_SPACES = " \u00a0\u2009\u202f"

_TOO_LARGE = 4  # groups of a sum that is neither round nor has a unit: an IIN in threes, mistyped maybe
_LONGEST_SUM = 8  # groups of three digits; no budget has more
_LONGEST_RANGE = 24  # groups in a list of sums with the unit after the last

_UNITS = (
    "тенге теңге тг тнг kzt руб рублей рубля долларов доллара доллар usd eur евро euro dollars tenge rubles человек "
    "человека людей граждан избирателей голосов голоса подписей подписи депутатов поправок предложений лет года году "
    "год годов жыл жылы жылдары адам азамат сайлаушы дауыс қол депутат түзету ұсыныс people voters votes signatures "
    "citizens years persons deputies amendments proposals тыс тысяч млн миллионов миллион млрд миллиардов мың миллиард "
    "million billion thousand trillion трлн процентов процента пайыз percent км кв га шақырым"
)
UNITS = frozenset(_UNITS.split())


def known_units(run: NumberRun, text: str) -> list[bool]:
    """For each group, whether it surely is no part of a person's number: it belongs to a date, a time or a sum."""
    groups, sure = run.groups, [False] * len(run.groups)
    has_unit = run.next_sign in tuple("%$€₸₽‰") or (bool(run.after) and run.after[0] in UNITS)
    index = 0
    while index < len(groups):
        width = _date_width(groups, index, text) or _sum_width(groups, index, text, has_unit)
        for each in range(index, index + width):
            sure[each] = True
        index += width or 1
    return sure


def _date_width(groups: Sequence[DigitGroup], index: int, text: str) -> int:
    """How many groups a date or a time takes that begins with this one; 0 if none does."""
    group = groups[index]
    start = group.start
    while start < group.end and not text[start].isdecimal():
        start += 1
    if group.is_said or (start > 1 and text[start - 1] in "-./:" and text[start - 2].isdecimal() and index > 0):
        return 0
    for pattern in (_ISO_TIME, _DATE, _TIME, _ONE_YEAR):
        found = pattern.match(text, start)
        if found:
            width = sum(1 for each in groups[index : index + 8] if each.end <= found.end())
            if width and groups[index + width - 1].end == found.end():
                return width
    return 0


def _sum_width(groups: Sequence[DigitGroup], index: int, text: str, has_unit: bool) -> int:
    """How many groups a sum in thousands takes: "1 234 567"; 0 if it is not surely a sum."""
    width = thousands_width(groups, index)
    end = index + width
    if not width:
        return 0
    if text[groups[index].start] == "+":
        return 0
    if end < len(groups) and len(groups[end].gap) == 1 and groups[end].gap != "," and not thousands_width(groups, end):
        return 0  # the parts of one number, as in 7 700 000-0000
    is_round = groups[end - 1].digits == "000"
    is_last = has_unit and end == len(groups)
    is_ranged = has_unit and len(groups) <= _LONGEST_RANGE and thousands_only(groups[index:])
    before = text[max(0, groups[index].start - 1) : groups[index].start]
    return width if is_round or is_last or is_ranged or before in tuple("$€₸₽") else 0


def thousands_width(groups: Sequence[DigitGroup], index: int) -> int:
    """How many groups stand together in thousands, from this one on; 0 if fewer than two do."""
    first = groups[index]
    if first.is_said or len(first.digits) > 3 or first.digits.startswith("0"):
        return 0
    width, gap = 1, ""
    for each in groups[index + 1 : index + _LONGEST_SUM]:
        is_same = len(each.gap) == 1 and (each.gap in _SPACES or each.gap in ",.'’") and each.gap == (gap or each.gap)
        if each.is_said or len(each.digits) != 3 or not is_same or each.is_linked:
            break
        width, gap = width + 1, each.gap
    return width if width > 1 else 0


def thousands_only(groups: Sequence[DigitGroup]) -> bool:
    """Whether these groups are sums, and nothing else."""
    index = 0
    while index < len(groups):
        width = thousands_width(groups, index)
        if not width:
            return False
        index += width
    return True


def is_listed(groups: Sequence[DigitGroup], text: str) -> bool:
    """Whether these may well be several numbers that are named one after the other: sums, articles, shares, ages."""
    if all(not group.is_said for group in groups) and _ascends(groups):
        return True
    if all(group.is_said for group in groups):
        return _ascends(groups) and all(len(group.digits) < 3 for group in groups)
    numbers = list(_numbers(groups, text))
    if any(number[0].is_said for number in numbers):
        return False
    is_short = all(len(number) < _TOO_LARGE if len(number) > 1 else len(number[0].digits) <= 4 for number in numbers)
    gaps = [number[0].gap for number in numbers[1:]]
    return is_short and all(map(_is_parted, gaps)) and not any(_is_tight(*two) for two in pairwise(gaps))


def is_enumerated(groups: Sequence[DigitGroup]) -> bool:
    """Whether short numbers stand with a comma after each: "112, 101, 102"."""
    short = all(len(group.digits) <= 3 and not group.is_said for group in groups)
    return (
        short and len(groups) > 1 and all(group.gap.startswith((",", ";")) or group.is_linked for group in groups[1:])
    )


def is_spelled_out(groups: Sequence[DigitGroup]) -> bool:
    """Whether groups are one number as it is dictated: in words, or digit by digit, or two by two."""
    widths = {len(group.digits) for group in groups}
    return any(group.is_said for group in groups) or (len(widths) == 1 and widths <= {1, 2} and len(groups) > 4)


def _ascends(groups: Sequence[DigitGroup]) -> bool:
    values = [int(group.digits) for group in groups if len(group.digits) < 5]
    return len(values) == len(groups) > 3 and all(one < other for one, other in pairwise(values))


def _numbers(groups: Sequence[DigitGroup], text: str) -> Iterator[Sequence[DigitGroup]]:
    index = 0
    while index < len(groups):
        decimal = _DECIMAL.match(text, groups[index].end - len(groups[index].digits))
        width = thousands_width(groups, index)
        if not width and decimal and index + 1 < len(groups) and decimal.end() == groups[index + 1].end:
            width = 2
        elif not width:
            width = _date_width(groups, index, text) or 1
        yield groups[index : index + width]
        index += width


def _is_parted(gap: str) -> bool:
    """Whether a gap parts two numbers of a list, rather than the parts of one number."""
    return (
        any(sign in gap for sign in ",;\n") or any(map(str.isalpha, gap)) or gap.strip(" ") in ("-", "–", "—", "/", ".")
    )


def _is_tight(one: str, other: str) -> bool:
    """Whether two gaps in a row are bare marks, as in one number: 272-12-34."""
    return one in _MARKS and other in _MARKS


def personal_span(groups: Sequence[DigitGroup]) -> tuple[int, int] | None:
    """The first groups that surely are a card, an IIN or a phone number: the first's index, and one past the last's."""
    for is_kind, lengths in _KINDS:
        for first in range(len(groups)):
            digits = ""
            for last in range(first, min(len(groups), first + 20)):
                digits += groups[last].digits
                if len(digits) > lengths[-1]:
                    break
                if len(digits) in lengths and is_kind(digits, groups[first : last + 1]):
                    return first, last + 1
    return None


def _is_card(digits: str, groups: Sequence[DigitGroup]) -> bool:
    if digits[0] not in "234569":
        return False
    in_fours = len(digits) == 16 and all(len(group.digits) in (4, 8, 16) for group in groups)
    return in_fours or bool(luhn.is_valid(digits))


def _is_iin(digits: str, groups: Sequence[DigitGroup]) -> bool:
    month, day = int(digits[2:4]), int(digits[4:6])
    return 1 <= month <= 12 and 1 <= day <= 31 and digits[6] in "0123456"


def _is_long_phone(digits: str, groups: Sequence[DigitGroup]) -> bool:
    return digits[0] in "78" and digits[1] in "79" and not groups[0].digits.startswith("000")


def _is_short_phone(digits: str, groups: Sequence[DigitGroup]) -> bool:
    return digits[0] in "79" and _is_valid(f"+7{digits}")


def _is_valid(number: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number))
    except NumberParseException:
        return False


_KINDS = (
    (_is_card, (15, 16)),
    (_is_iin, (12,)),
    (_is_long_phone, (11,)),
    (_is_short_phone, (10,)),
)
