"""Tell whether a question asks how many, and whether a passage names a number, in figures or in words.

A passage without a number does not say how many, however near it is. The tables are about the languages' grammar.
"""

import re

from bot.matching.spelling import fold

_NUMERALS = """
one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million
millions billion half both twice
один одна одно одну два две двух три трех четыре четырех пять пяти шесть шести семь семи восемь восьми девять девяти
десять десяти двенадцать сто сотни тысяча тысячи тысяч миллион миллиона миллионов миллионы миллиард половина оба обе
бір екі үш төрт бес алты жеті сегіз тоғыз он жүз жүздеген мың мыңдаған миллион миллиондаған миллиард жарты екеуі
"""
_NUMBER = re.compile(rf"\d|(?<!\w)(?:{'|'.join(sorted(fold(_NUMERALS).split(), key=len, reverse=True))})(?!\w)")
_HOW_MANY = re.compile(rf"(?<!\w)(?:{fold('қанша|неше|нешеу')}|сколько|how (?:many|much))(?!\w)")


def asks_how_many(text: str) -> bool:
    """Whether a question asks for a number."""
    return bool(_HOW_MANY.search(fold(text.lower())))


def has_number(text: str) -> bool:
    """Whether a text names a number."""
    return bool(_NUMBER.search(fold(text.lower()).replace("ё", "е")))
