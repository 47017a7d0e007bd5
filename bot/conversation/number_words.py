"""Numbers that are said in words, in Kazakh, Russian and English: "сегіз жеті жүз бір", "восемьсот семь", "oh one"."""

import re

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
