"""Read one YAML file strictly: every value is text, every key occurs once, every place keeps its line.

YAML guesses (`no` is false, `12:30` is 750, `2026-02-10` is a date), keeps the last of two equal keys and lets an
alias grow into millions of values. None of that happens here: the bot reads what a curator wrote, or a problem says
why not. A slip of the hand is named where it was made; YAML often stumbles over it far below.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

import yaml

from bot.content.problems import Problem, told

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


# Any character that YAML allows in no file: usually an invisible one that an editor has left there.
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_VALUE = re.compile(r"\s*(?:- +)*(?:[\w-]+: +)?(.*)")
_WHOLE = re.compile(r"[|>][-+\d]*|\[.*]|\{.*}")  # a block's sign, or brackets that close on their line: no slip
_BRACKETS = {"[": "]", "{": "}"}
_IN_QUOTES = told("mend-in-quotes")


def explain_character(text: str) -> Explained:
    """Explain a character that no YAML file may hold."""
    found = _NOT_YAML.search(text)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    code = told("character-code", code=f"{ord(found.group()):04X}") if found else ""
    return line, told("not-a-yaml-character", code=code), told("mend-not-a-yaml-character")


def nested_too_deeply(line: int) -> Explained:
    """Explain brackets within brackets, or lists within lists, beyond what any entry has."""
    return line, told("too-deep"), told("mend-too-deep")


def explain(text: str, error: yaml.MarkedYAMLError) -> Explained:
    """Explain what the parser stumbled over."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    line = min(mark.line + 1 if mark else 1, len(lines))
    if "nesting depth" in (error.problem or ""):  # libyaml reads ahead, and from 0.2.6 on stops by itself
        return nested_too_deeply(line)
    here = lines[line - 1]
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return line, told("tab"), told("mend-tab")
    return (
        hand_slip(lines, line) or _quotes(lines, line, error) or _signs(lines, line, error) or _otherwise(line, error)
    )


def _quotes(lines: list[str], line: int, error: yaml.MarkedYAMLError) -> Explained | None:
    if "escape" in (error.problem or ""):
        return line, told("backslash"), told("mend-backslash")
    if "quoted scalar" in (error.context or ""):
        opened = _started(line, error)
    else:
        opened = next((at for at in (line - 1, line) if at and _has_odd_marks(_value(lines, at))), 0)
    if opened:
        return opened, told("quote-not-closed"), told("mend-quote-not-closed")
    if _value(lines, line)[:1] in ('"', "'"):
        mend = told("mend-goes-on")
        return line, told("goes-on"), mend
    return None


def _has_odd_marks(value: str) -> bool:
    return value[:1] in ('"', "'") and value.replace('\\"', "").count(value[0]) % 2 == 1


def _signs(lines: list[str], line: int, error: yaml.MarkedYAMLError) -> Explained | None:
    """Explain a text that begins with one of YAML's signs, and ought to be in quotes."""
    for at in (_started(line, error) if "flow" in (error.context or "") else line, line):
        value = _value(lines, at)
        sign = value[:1]
        if sign and sign in "[]{},*&!%@`|>?-" and value != "---" and not _WHOLE.fullmatch(value):
            mend = told("mend-in-quotes-or-close", bracket=_BRACKETS[sign]) if sign in _BRACKETS else _IN_QUOTES
            return at, told("begins-with-sign", sign=sign), mend
    return None


def _otherwise(line: int, error: yaml.MarkedYAMLError) -> Explained:
    problem = error.problem or ""
    if "mapping values are not allowed" in problem:
        mend = told("mend-second-colon")
        return line, told("second-colon"), mend
    if "expected ':'" in problem:
        return _started(line, error), told("no-colon"), told("mend-no-colon")
    if "another document" in problem:
        return line, told("second-document"), told("mend-second-document")
    mend = told("mend-unreadable")
    return line, told("unreadable", problem=problem), mend


def _started(line: int, error: yaml.MarkedYAMLError) -> int:
    return min(error.context_mark.line + 1, line) if error.context_mark else line  # a mark may be past the last line


def _value(lines: list[str], line: int) -> str:
    """What stands on a line after the dashes and the key."""
    found = _VALUE.match(lines[line - 1])
    return found.group(1).rstrip() if found else ""


Value = str | list["Value"] | dict[str, "Value"]
YamlPlace = tuple[str | int, ...]

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where the wheel has it: ten times faster
_TEXT = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"
_GUESSES = {
    "bool": told("as-flag"),
    "int": told("as-number"),
    "float": told("as-number"),
    "timestamp": told("as-date"),
    "null": told("as-nothing"),
}
_FLAGS = (("careful",), ("fact",), ("place",))  # the keys whose value is a yes or no
_DEPTH = 12  # an entry is five levels deep; deeper nesting is a slip or an attack
_ID = re.compile(r"(?:- +|  +)\{? *id: *[\"']?([^\"'#,}]*[^\"'#,}\s])")


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file as it was read: its plain values, the line of each place in them, and its slips, each with its place."""

    file: str
    value: Value
    lines: Mapping[YamlPlace, int]
    slips: Sequence[tuple[YamlPlace, Problem]]

    def line(self, place: YamlPlace) -> int:
        """The line of a place, or of the nearest one around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(file: str, data: bytes, kind: str) -> tuple[YamlFile | None, list[Problem]]:
    """Read a file's bytes, a list of the `kind` ("entry"). Returns no file (`None`) if faults hide its structure.

    The same bytes give the same values, so nobody may change them.
    """
    page, problems = _kept(Path(file).name, data, kind)
    if page:
        slips = [(place, replace(slip, file=file)) for place, slip in page.slips]
        page = replace(page, file=file, slips=slips)
    return page, [replace(problem, file=file) for problem in problems]


_Read = tuple[YamlFile | None, list[Problem]]

_VERSIONS = 2  # of each file, the one that is served and one that is tried: a large one takes megabytes
_read_lately: dict[tuple[str, str], dict[bytes, _Read]] = {}
_keeping = Lock()


def _kept(name: str, data: bytes, kind: str) -> _Read:
    """What a file of this name holds: an edit changes one, and the others, or their copies, need not be read again."""
    with _keeping:
        found = _read_lately.get((name, kind), {}).get(data)
    found = found or _read(data, kind)
    with _keeping:
        versions = _read_lately.setdefault((name, kind), {})
        versions.pop(data, None)
        versions[data] = found  # the latest is the last
        while len(versions) > _VERSIONS:
            del versions[next(iter(versions))]
    return found


def _read(data: bytes, kind: str) -> _Read:
    text, problem = _decode(data)
    if problem:
        return None, [problem]
    try:
        found = list(_refused(text))
        root = None if found else yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        found = [explain(text, error)]
    except yaml.YAMLError:
        found = [explain_character(text)]
    if found:
        return None, [Problem("", line, _in_part(text, line, kind, message), mend) for line, message, mend in found]
    if root is None:
        return None, [Problem("", 1, told("file-empty"), told("mend-file-empty"))]
    walk = _Walk(text, kind)
    value = walk.value_of(root, ())
    return YamlFile("", value, walk.lines, walk.slips), []


def _decode(data: bytes) -> tuple[str, Problem | None]:
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        mend = told("mend-bom")
        return "", Problem("", 1, told("bom"), mend)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", Problem("", line, told("not-utf8"), told("mend-not-utf8"))


def _refused(text: str) -> Iterator[Explained]:
    """Find what YAML allows and this reader does not, before anything is built from the file."""
    anchors: set[str] = set()
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEPTH:
                yield nested_too_deeply(line)
                return
        if isinstance(event, yaml.NodeEvent):
            yield from _refused_sign(event, line, anchors)


def _refused_sign(event: yaml.NodeEvent, line: int, anchors: set[str]) -> Iterator[Explained]:
    name = event.anchor
    if isinstance(event, yaml.AliasEvent):
        if name not in anchors:  # if the alias has an anchor, the fault is the anchor
            mend = told("mend-alias")
            yield line, told("alias", name=name), mend
        return
    if name:
        anchors.add(name)
        mend = told("mend-anchor", name=name)
        yield line, told("anchor", name=name), mend
    tag = getattr(event, "tag", None)
    if tag:
        written = tag.replace("tag:yaml.org,2002:", "!!")
        mend = told("mend-tag")
        yield line, told("tag", written=written), mend


def _in_part(text: str, line: int, kind: str, message: str) -> str:
    """A problem of which only the line is known, after its part: "entry 'kurultai': …". Needs no readable YAML."""
    lines = text.split("\n")
    starts = [number for number, written in enumerate(lines) if written.startswith("- ")]
    before = [start for start in starts if start < line]
    if not before or not kind:
        return message
    end = min((start for start in starts if start >= line), default=len(lines))
    named = next(filter(None, map(_ID.match, lines[before[-1] : end])), None)
    who = told(f"who-{kind}-named", id=named.group(1)) if named else told(f"who-{kind}-numbered", number=len(before))
    return told("in-part", part=who, message=message)


def _is_flag(written: str, place: YamlPlace) -> bool:
    """Whether this is a yes or no where the form asks for one, so that nothing was guessed."""
    return written in ("true", "false") and place[-1:] in _FLAGS


class _Walk:
    """Walks once over a file's nodes, and notes lines and slips on its way."""

    def __init__(self, text: str, kind: str) -> None:
        self.text = text
        self.kind = kind
        self.lines: dict[YamlPlace, int] = {}
        self.slips: list[tuple[YamlPlace, Problem]] = []

    def value_of(self, node: yaml.Node, place: YamlPlace) -> Value:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value_of(child, (*place, number)) for number, child in enumerate(node.value)]
        return self._text(node, place)

    def _mapping(self, node: yaml.MappingNode, place: YamlPlace) -> Value:
        read: dict[str, Value] = {}
        again: list[yaml.ScalarNode] = []
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                mend = told("mend-key-of-one-word")
                self._note(key_node, place, told("key-of-one-word"), mend)
            elif key_node.value in read:
                again.append(key_node)
            else:
                at = (*place, key_node.value)
                self.lines[at] = key_node.start_mark.line + 1
                read[key_node.value] = self.value_of(value_node, at)
        if again:
            self._note_twice(again, place)
        return read

    def _note_twice(self, again: list[yaml.ScalarNode], place: YamlPlace) -> None:
        """Note the keys that one mapping has twice. Several at once have one cause: a line is missing."""
        key = again[0].value
        first = self.lines[(*place, key)]
        if len(again) == 1:
            message, mend = told("key-twice", key=key, line=first), told("mend-key-twice")
        else:
            keys = ", ".join(f"'{node.value}'" for node in again)
            message = told("keys-twice", keys=keys, line=first)
            mend = told("mend-keys-twice")
        self._note(again[0], (*place, key), message, mend)

    def _text(self, node: yaml.Node, place: YamlPlace) -> str:
        written = str(node.value)
        if node.tag != _TEXT and not written:
            mend = told("mend-no-value")
            self._note(node, place, told("no-value"), mend)
        elif node.tag != _TEXT and not _is_flag(written, place):
            guess = _GUESSES.get(node.tag.rpartition(":")[2], told("as-no-text"))
            message = told("yaml-reads", written=written, guess=guess)
            self._note(node, place, message, told("mend-yaml-reads", written=written))
        return "" if node.tag == _NULL else written

    def _note(self, node: yaml.Node, place: YamlPlace, message: str, mend: str) -> None:
        line = node.start_mark.line + 1
        problem = Problem("", line, _in_part(self.text, line, self.kind, message), mend)
        self.slips.append((place, problem))
