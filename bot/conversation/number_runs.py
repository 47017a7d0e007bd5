"""Read the numbers in a text as runs: what may be one phone number, however it is split, spelled and decorated.

Numbers may be said in words, in Kazakh, Russian and English: "сегіз жеті жүз бір", "восемьсот семь", "oh one".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_TOKEN = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_LOOKS_LIKE = str.maketrans("OoОоlIІ|ЗзSsБбBВ", "0000111133556688")
_ALIKE = frozenset("OoОоlIІЗзSsБбBВ")
_SPLIT_BY_X = re.compile(r"\d+(?:[xхX×Х]\d+)+")
_SPOKEN = "тире дефис пробел скобка минус плюс точка черта dash hyphen space dot minus plus нүкте сызықша бос"
_LINKING = (
    "и а потом затем далее дальше ещё еще код номер часть первая вторая первые вторые последние начало конец цифры "
    "остальное остальные мой моя это там серия then and next code number rest last first "
    "және сосын содан кейін соңы басы нөмірі нөмір коды тағы да"
)
_LINKS = frozenset(_LINKING.split())
_GAP_WORDS = _LINKS | frozenset(_SPOKEN.split())
_MOST_LINKS = 3
_WIDEST = 12  # characters between two groups of one number: spaces, dashes, invisible signs, key caps
_OPENING = re.compile(r"[+(]{0,3}\s?\(?\Z")


@dataclass(frozen=True, slots=True)
class DigitGroup:
    """Digits that stand together, or are said together. `gap`: what stands between the group before it and this."""

    start: int
    end: int
    digits: str
    gap: str = ""
    is_linked: bool = False
    """Whether words stand in the gap: "990101 и потом 300123"."""
    is_said: bool = False


@dataclass(frozen=True, slots=True)
class NumberRun:
    """Groups of digits with nothing between them that would end a number; the words before it and after it."""

    groups: tuple[DigitGroup, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    next_sign: str

    @property
    def digits(self) -> str:
        return "".join(group.digits for group in self.groups)


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def word(self) -> str:
        return self.text.lower()


def runs_in(text: str, fewest: int) -> Iterator[NumberRun]:
    """The runs of at least `fewest` digits or number words in a text, each as long as it can be.

    `text` has one character for each of the original.
    """
    tokens = list(_tokens(text))
    for first, groups, end in _grouped(tokens, text):
        if sum(group.digits.count(" ") + 1 if group.is_said else len(group.digits) for group in groups) >= fewest:
            yield _run(groups, tokens, first, end, text)


def _grouped(tokens: list[_Token], text: str) -> Iterator[tuple[int, list[DigitGroup], int]]:
    """Groups that may be one number, with the index of the token they begin with and of the one after them."""
    groups: list[DigitGroup] = []
    first = links = words = 0
    for index, token in enumerate(tokens):
        group = _group(tokens, index)
        if group is None:
            if groups and token.word in _GAP_WORDS and words < _MOST_LINKS:
                words += 1
                links += token.word in _LINKS
            elif groups:
                yield first, groups, index
                groups, links, words = [], 0, 0
            continue
        gap = text[groups[-1].end : group.start] if groups else ""
        if groups and not _may_join(gap, words):
            yield first, groups, index
            groups = []
        if not groups:
            first, gap, links = index, "", 0
        groups.append(replace(group, gap=gap, is_linked=links > 0))
        links = words = 0
    if groups:
        yield first, groups, len(tokens)


def _may_join(gap: str, words: int) -> bool:
    if any(sign in gap for sign in "▮%‰$€₸₽°№"):
        return False
    return len(gap) <= _WIDEST + 12 * words


def _run(groups: list[DigitGroup], tokens: list[_Token], first: int, index: int, text: str) -> NumberRun:
    end = groups[-1].end
    before = tuple(token.word for token in tokens[max(0, first - 5) : first])
    after = tuple(token.word for token in tokens[max(0, index - _MOST_LINKS) : index + 3] if token.start >= end)[:3]
    opening = _OPENING.search(text, max(0, groups[0].start - 5), groups[0].start)
    start = opening.start() if opening else groups[0].start
    start += len(text[start : groups[0].start]) - len(text[start : groups[0].start].lstrip())
    sign = text[end : end + 2].strip()[:1] or text[max(0, start - 2) : start].strip()[-1:]
    whole = (replace(groups[0], start=start), *groups[1:])
    return NumberRun(whole, before, after, sign)


def _tokens(text: str) -> Iterator[_Token]:
    for word in _TOKEN.finditer(text):
        token = word[0]
        if token.isdecimal() or not any(map(str.isdecimal, token)):
            yield _Token(word.start(), word.end(), token)
        elif _is_alike(token):
            yield _Token(word.start(), word.end(), token.translate(_LOOKS_LIKE))
        elif _SPLIT_BY_X.fullmatch(token):
            for piece in re.finditer(r"\d+", token):
                yield _Token(word.start() + piece.start(), word.start() + piece.end(), piece[0])
        else:
            for piece in _PIECE.finditer(token):
                yield _Token(word.start() + piece.start(), word.start() + piece.end(), piece[0])


def _is_alike(token: str) -> bool:
    """Whether a token is digits among which letters stand that look like digits: "7О1", "l23"."""
    return all(sign.isdecimal() or sign in _ALIKE for sign in token) and 2 * sum(map(str.isdecimal, token)) >= len(
        token
    )


def _group(tokens: list[_Token], index: int) -> DigitGroup | None:
    token = tokens[index]
    if token.text.isdecimal():
        return DigitGroup(token.start, token.end, token.text)
    if token.text in ("O", "О", "o", "о") and _is_between_digits(tokens, index):
        return DigitGroup(token.start, token.end, "0")
    words = words_in(token.word)
    if not words or (token.word == "он" and not _is_between_words(tokens, index)):
        return None
    return DigitGroup(token.start, token.end, " ".join(words), is_said=True)


def _is_between_digits(tokens: list[_Token], index: int) -> bool:
    return 0 < index < len(tokens) - 1 and tokens[index - 1].text.isdecimal() and tokens[index + 1].text.isdecimal()


def _is_between_words(tokens: list[_Token], index: int) -> bool:
    around = [*tokens[max(0, index - 1) : index], *tokens[index + 1 : index + 2]]
    return any(words_in(token.word) for token in around)


def said_together(run: NumberRun) -> NumberRun:
    """The run with digits in place of number words; those that make one number together are one group."""
    groups: list[DigitGroup] = []
    times, began = 1, None
    for group in run.groups:
        if not group.is_said:
            groups.append(group)
            continue
        for word in group.digits.split():
            if word in TIMES:
                times, began = TIMES[word], began if began is not None else group.start
                continue
            last = groups[-1] if groups and groups[-1].is_said and times == 1 else None
            longer = continued(last.digits, word) if last else None
            if last and longer:
                groups[-1] = replace(last, end=group.end, digits=longer)
            else:
                start = group.start if began is None else began
                groups.append(replace(group, start=start, digits=VALUES[word] * times))
            times, began = 1, None
    return replace(run, groups=tuple(groups))


_UNITS = {
    "0": "ноль нуль нолик нөл нол zero oh nil nul",
    "1": "один одна раз бір one odin bir",
    "2": "два две екі two dva eki",
    "3": "три үш three tri ush",
    "4": "четыре төрт four chetyre tort",
    "5": "пять бес five pyat bes",
    "6": "шесть алты six shest alty",
    "7": "семь жеті seven sem jeti zheti",
    "8": "восемь сегіз eight vosem segiz",
    "9": "девять тоғыз nine devyat togyz",
}
_TEENS = {
    "10": "десять ten",
    "11": "одиннадцать одинадцать eleven",
    "12": "двенадцать twelve",
    "13": "тринадцать thirteen",
    "14": "четырнадцать fourteen",
    "15": "пятнадцать fifteen",
    "16": "шестнадцать sixteen",
    "17": "семнадцать seventeen",
    "18": "восемнадцать eighteen",
    "19": "девятнадцать nineteen",
}
_TENS = {
    "10": "он",
    "20": "двадцать жиырма twenty",
    "30": "тридцать отыз thirty",
    "40": "сорок қырық forty",
    "50": "пятьдесят елу fifty",
    "60": "шестьдесят алпыс sixty",
    "70": "семьдесят жетпіс seventy",
    "80": "восемьдесят сексен eighty",
    "90": "девяносто тоқсан ninety",
}
_HUNDREDS = {
    "100": "сто жүз hundred",
    "200": "двести",
    "300": "триста",
    "400": "четыреста",
    "500": "пятьсот",
    "600": "шестьсот",
    "700": "семьсот",
    "800": "восемьсот",
    "900": "девятьсот",
}
TIMES = {"double": 2, "triple": 3}
"""Words that repeat the digit after them."""

VALUES = {
    word: digits
    for kind in (_UNITS, _TEENS, _TENS, _HUNDREDS)
    for digits, words in kind.items()
    for word in words.split()
}
"""The digits that each word stands for. `он` also means "he", and counts between other number words only."""

_MULTIPLIED = {"жүз", "hundred"}  # said after a digit: "жеті жүз", "seven hundred"
_LONGEST_FIRST = sorted((word for word in VALUES if len(word) > 2), key=len, reverse=True)
_GLUED = re.compile(f"(?:{'|'.join(_LONGEST_FIRST)}){{3,}}")
_ONE = re.compile("|".join(_LONGEST_FIRST))


def words_in(token: str) -> list[str]:
    """The number words that a token is made of: itself, or several that were written together. Empty if it is none."""
    if token in VALUES or token in TIMES:
        return [token]
    return _ONE.findall(token) if len(token) > 8 and _GLUED.fullmatch(token) else []


def continued(last: str, word: str) -> str | None:
    """A number once a word is added: 40 and "пять" are 45, 7 and "жүз" are 700; `None` if the word begins another."""
    digits = VALUES[word]
    if word in _MULTIPLIED and len(last) == 1 and last != "0":
        return f"{last}00"
    room = len(last) - len(last.rstrip("0"))
    if last.strip("0") and room >= len(digits) and digits.strip("0"):
        return last[: len(last) - len(digits)] + digits
    return None
