"""Find slips of the hand in a file's text where they were made; YAML often stumbles over them far below."""

import re
from collections.abc import Sequence

from bot.content.told import told

Explained = tuple[int, str, str]  # the line, what is wrong there, how to mend it

_CONFLICT = re.compile(r"(<{7}|>{7})( |$)")
_OPENING = re.compile(r" *(?:- +)*(?:[\w-]+: +)?([\"'])")
_KEY = re.compile(r" *(?:- +)*[\w-]+:( |$)")
_LOOKALIKES = str.maketrans("аеорсухкмтнвігѕјАЕОРСУХКМТНВІ", "aeopcyxkmthbirsjAEOPCYXKMTHBI")


def hand_slip(lines: Sequence[str], stumbled: int) -> Explained | None:
    """The slip that made YAML stumble on a line, counted from 1; `None` if it is none of these."""
    return _conflict(lines) or _never_closed(lines, stumbled) or _without_dash(lines, stumbled)


def _conflict(lines: Sequence[str]) -> Explained | None:
    found = next((number for number, line in enumerate(lines, 1) if _CONFLICT.match(line)), None)
    mend = told("mend-git")
    return (found, told("git-conflict"), mend) if found else None


def _never_closed(lines: Sequence[str], stumbled: int) -> Explained | None:
    """A quotation mark that its line does not close, although the next line is a key or an item again."""
    for number, line in enumerate(lines[:stumbled], 1):
        opening = _OPENING.match(line)
        if opening is None or not _is_open(line[opening.start(1) :]):
            continue
        following = next((one for one in lines[number:] if one.strip()), "")
        if _indentation(following) <= _indentation(line) and (_KEY.match(following) or following.lstrip()[:2] == "- "):
            return number, told("quote-not-closed"), told("mend-quote-not-closed")
    return None


def _is_open(value: str) -> bool:
    """Whether a text that begins with a quotation mark does not end with it."""
    mark = value[0]
    inside = value[1:].replace("\\\\", "").replace('\\"', "") if mark == '"' else value[1:].replace("''", "")
    return mark not in inside


def _without_dash(lines: Sequence[str], stumbled: int) -> Explained | None:
    """A line among the items of a list that has no dash."""
    for number in (stumbled - 1, stumbled, stumbled + 1):
        if not 1 < number <= len(lines):
            continue
        line, above = lines[number - 1], lines[number - 2]
        is_bare = line.strip() and not line.lstrip().startswith(("- ", "#")) and not _KEY.match(line)
        if is_bare and above.lstrip().startswith("- ") and _indentation(line) == _indentation(above):
            return number, told("no-dash"), told("mend-no-dash")
    return None


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def in_latin(key: str) -> str:
    """A key with the Cyrillic letters that look like Latin ones written in Latin."""
    return key.translate(_LOOKALIKES)
