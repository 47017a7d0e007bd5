"""Suggest an id for a new entry from the words of its questions, so that a curator need not think of one."""

import re
from collections.abc import Collection

from bot.curation import Group

LONGEST = 40
"""Characters of an id; ids travel in buttons and links."""

_WORDS = 3
_LATIN = dict(zip("абвгдезийклмнопрстуфыэәғқңөұүһіё", "abvgdeziiklmnoprstufyeagqnouuhie", strict=True)) | {
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sch",
    "ъ": "",
    "ь": "",
    "ю": "yu",
    "я": "ya",
}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def suggested(group: Group, taken: Collection[str]) -> str:
    """The longest words of a question, of an English one if there is one, as an id that no entry has."""
    text = next(iter((*group.wordings("en"), *group.texts)), "")
    latin = "".join(_LATIN.get(letter, letter) for letter in text.lower())
    words = re.findall(r"[a-z0-9]+", latin)
    longest = sorted(range(len(words)), key=lambda place: -len(words[place]))[:_WORDS]
    name = "-".join(words[place] for place in sorted(longest))[: LONGEST - 3].strip("-") or "entry"
    return next(one for one in (name, *(f"{name}-{number}" for number in range(2, 100))) if one not in taken)


def is_id(text: str) -> bool:
    """Whether an entry can be named so."""
    return len(text) <= LONGEST and bool(_ID.fullmatch(text))
