"""Write values in YAML as the files of `faq/` are written, so that the strict reader reads back what was meant.

This file breaks lines with "\\n", whatever the file has; `splicing` writes the file's own line ends.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

from bot.content.yaml_reader import Value, read

BREAKS = "\n\r\x85\u2028\u2029"
"""What ends a line for YAML."""
WIDTH = 110  # columns: the longest line that the files have, unless one word is longer

_BREAK = re.compile(f"[{BREAKS}]")
_SPACES = re.compile(r"\s+")
_GAP = re.compile("(?<=[^ ]) (?=[^ ])")  # where a line may be broken: two spaces in a row would become one
_UNWRITABLE = re.compile(  # as it is: YAML forbids the character or takes it for a line end, or nobody sees it
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ESCAPED = re.compile(f'["\\\\]|{_UNWRITABLE.pattern}')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Habit:
    """How lists are written in a place: by how many columns a key and a dash are indented, or all in brackets.

    Both count from the key above.
    """

    key: int = 2
    dash: int = 2
    in_brackets: bool = False


def one_line(text: str) -> str:
    """Make each line break, with the spaces around it, one space. At the ends of the text, remove them."""
    joined = _SPACES.sub(lambda run: "\n" if _BREAK.search(run.group()) else run.group(), text)
    return joined.strip("\n").replace("\n", " ")


def scalar(text: str, column: int, hang: int, in_brackets: bool = False) -> str:
    """Write a text from `column` on, in quotes if it needs them. Further lines begin at column `hang`."""
    return ("\n" + " " * hang).join(_lines(_unbroken(text, in_brackets), column, hang))


def listed(texts: Iterable[str], column: int, hang: int, goes_on: bool = False) -> str:
    """Write texts for a list in brackets, from `column` on. If the list `goes_on`, they follow other items."""
    written = ""
    for text in texts:
        one = _unbroken(text, in_brackets=True)
        if not (written or goes_on):
            written += scalar(text, column, hang, in_brackets=True)
        elif _column(written, column) + len(f", {one}]") <= WIDTH:
            written += f", {one}"
        else:
            written += ",\n" + " " * hang + scalar(text, hang, hang, in_brackets=True)
    return written


def bracketed(value: Value) -> str:
    """Write a value on one line, as it stands within brackets or braces."""
    match value:
        case str():
            return _unbroken(value, in_brackets=True)
        case list():
            return f"[{', '.join(map(bracketed, value))}]"
        case dict():
            return f"{{{', '.join(f'{key}: {bracketed(inner)}' for key, inner in value.items())}}}"


def keyed(values: dict[str, Value], column: int, habit: Habit) -> str:
    """Write keys with their values, one below another. The first begins on the current line, the others at `column`."""
    return ("\n" + " " * column).join(f"{key}:{_under(key, inner, column, habit)}" for key, inner in values.items())


def _under(key: str, value: Value, column: int, habit: Habit) -> str:
    after = column + len(f"{key}: ")
    match value:
        case str():
            return " " + _long(value, after, column + habit.key)
        case list() | dict() if not value:
            return " []" if isinstance(value, list) else " {}"
        case dict():
            inner = column + habit.key
            return "\n" + " " * inner + keyed(value, inner, habit)
        case list() if habit.in_brackets:
            return f" [{listed(map(str, value), after + 1, column + habit.key)}]"
        case list():
            dash = column + habit.dash
            return "".join("\n" + " " * dash + "- " + _item(one, dash + 2, habit) for one in value)


def _item(value: Value, column: int, habit: Habit) -> str:
    return keyed(value, column, habit) if isinstance(value, dict) else scalar(str(value), column, column)


def _long(text: str, column: int, hang: int) -> str:
    """Write a text under a key: on the key's line if it has room, else folded."""
    if column + len(_unbroken(text, in_brackets=False)) <= WIDTH or not _can_be_folded(text):
        return scalar(text, column, hang)
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        if number and paragraph:
            lines.append("")  # a line break alone would become a space
        lines += _lines(paragraph, hang, hang)
    return ">-" + "".join("\n" + " " * hang + line if line else "\n" for line in lines)


def _can_be_folded(text: str) -> bool:
    """Whether folding loses nothing: no line has spaces at its ends, and the text has no line breaks at its ends."""
    lines = text.split("\n")
    return all(lines[at] for at in (0, -1)) and all(
        line == line.strip(" ") and not _UNWRITABLE.search(line) for line in lines
    )


def _lines(written: str, column: int, hang: int) -> Iterator[str]:
    line, *words = _GAP.split(written)
    room = WIDTH - column
    for word in words:
        if len(f"{line} {word}") <= room:
            line += f" {word}"
        else:
            yield line
            line, room = word, WIDTH - hang
    yield line


def _column(written: str, column: int) -> int:
    """Where the text written from `column` on ends."""
    _, broken, last = written.rpartition("\n")
    return len(last) if broken else column + len(last)


def _unbroken(text: str, in_brackets: bool) -> str:
    return text if _reads_plain(text, in_brackets) else _quoted(text)


def _quoted(text: str) -> str:
    if ('"' in text or "\\" in text) and not _UNWRITABLE.search(text):
        return "'" + text.replace("'", "''") + "'"  # between these quotes a curator need not escape anything else
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    sign = found.group()
    return _ESCAPES.get(sign) or (f"\\x{ord(sign):02x}" if ord(sign) < 256 else f"\\u{ord(sign):04x}")


def _reads_plain(text: str, in_brackets: bool) -> bool:
    """Whether a text needs no quotes. Tries it, because YAML has many rules, and its two parsers differ in theirs."""
    if _BREAK.search(text):
        return False
    tried = f"[{text},\n {text}\n, {{key: {text}}}]" if in_brackets else f"- {text}\n- {text}\n- key: {text}\n"
    page, _ = read("", tried.encode(), "")
    return page is not None and not page.slips and page.value == [text, text, {"key": text}] and _agrees(tried, text)


def _agrees(tried: str, text: str) -> bool:
    """Whether the parser on machines without libyaml reads the same. That one refuses a `?` within brackets."""
    try:
        events = list(yaml.parse(tried, Loader=yaml.SafeLoader))
    except yaml.YAMLError:
        return False
    return [event.value for event in events if isinstance(event, yaml.ScalarEvent)] == [text, text, "key", text]
