"""Read one YAML file strictly: every value is text, every key stands once, every place keeps its line.

YAML guesses (`no` is false, `12:30` is 750, `2026-02-10` is a date), keeps the last of two equal keys and lets an
alias grow into millions of values. None of that happens here: what a curator wrote is what is read, or a problem says
why not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from bot.knowledge.problems import Problem

Value = str | list["Value"] | dict[str, "Value"]
Place = tuple[str | int, ...]

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where the wheel has it: ten times faster
_TEXT = "tag:yaml.org,2002:str"
_GUESSES = {"bool": "as yes or no", "int": "as a number", "float": "as a number", "timestamp": "as a date"}
_DEPTH = 12  # an entry is five levels deep; deeper nesting is a slip or an attack


@dataclass(frozen=True, slots=True)
class Page:
    """A file read: its plain values, and the line of each place in them."""

    file: str
    value: Value
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest one around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read(file: str, data: bytes) -> tuple[Page | None, list[Problem]]:
    """Read a file's bytes. With faults that hide its structure the page is `None`."""
    text, problem = _decode(file, data)
    if problem:
        return None, [problem]
    try:
        problems = _refuse_aliases(file, text)
        if problems:
            return None, problems
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_problem(file, text, error)]
    except yaml.YAMLError as error:
        return None, [_character_problem(file, text, error)]
    if root is None:
        return None, [Problem(file, 1, "the file holds nothing.", "Write at least one entry, or delete the file.")]
    walk = _Walk(file)
    value = walk.value_of(root, ())
    return Page(file, value, walk.lines), walk.problems


def _decode(file: str, data: bytes) -> tuple[str, Problem | None]:
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        mend = "Save it as UTF-8 without BOM (an option of your editor's 'Save as')."
        return "", Problem(file, 1, "the file begins with a byte-order mark.", mend)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return "", Problem(file, line, "the file is not UTF-8.", "Save it in the encoding UTF-8.")


def _refuse_aliases(file: str, text: str) -> list[Problem]:
    found = []
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            found.append((_line(event), f"'*{event.anchor}' is an alias, which is not allowed here."))
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            found.append((_line(event), f"'&{event.anchor}' is an anchor, which is not allowed here."))
    mend = "Write the text out in full; if it is to begin with & or *, put it in quotes."
    return [Problem(file, line, message, mend) for line, message in found]


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _syntax_problem(file: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    here = lines[line - 1] if line <= len(lines) else ""
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return Problem(file, line, "the line is indented with a tab.", "Indent with spaces, two for each level.")
    started = error.context_mark.line + 1 if error.context_mark else line
    if error.context and "quoted scalar" in error.context:
        return Problem(file, started, "a quotation mark is opened here and never closed.", "Close it on its own line.")
    if "mapping values are not allowed" in (error.problem or ""):
        mend = "If the colon belongs to the text, put the whole text in quotes."
        return Problem(file, line, "a second colon stands on this line, or its indentation is off.", mend)
    mend = "Look at the indentation and the quotation marks here and on the line above."
    return Problem(file, line, f"YAML cannot be read from here on ({error.problem}).", mend)


def _character_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    position = getattr(error, "position", 0) or 0
    line = text[:position].count("\n") + 1
    return Problem(file, line, "a character stands here that YAML does not allow.", "Delete the invisible character.")


class _Walk:
    """One walk over a file's nodes, which notes lines and problems on its way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []

    def value_of(self, node: yaml.Node, place: Place) -> Value:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if len(place) > _DEPTH:
            self._note(node, "the values are nested too deeply.", "Look at the indentation.")
            return ""
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value_of(child, (*place, number)) for number, child in enumerate(node.value)]
        return self._text(node) if isinstance(node, yaml.ScalarNode) else ""

    def _mapping(self, node: yaml.MappingNode, place: Place) -> Value:
        read: dict[str, Value] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._note(key_node, "a key has to be one word.", "Look at the indentation and the quotation marks.")
                continue
            key = key_node.value
            if key in read:
                first = self.lines[(*place, key)]
                self._note(
                    key_node,
                    f"the key '{key}' stands twice (first on line {first}).",
                    "Delete one of the two.",
                )
                continue
            self.lines[(*place, key)] = key_node.start_mark.line + 1
            read[key] = self.value_of(value_node, (*place, key))
        return read

    def _text(self, node: yaml.ScalarNode) -> str:
        if node.tag != _TEXT:
            kind = node.tag.rpartition(":")[2]
            written = node.value if len(node.value) < 40 else node.value[:40] + "…"
            if kind == "null":
                self._note(node, "a value is missing here.", "Write the text after the colon, or delete the key.")
            else:
                guess = _GUESSES.get(kind, "not as text")
                self._note(node, f"YAML reads '{written}' {guess}.", f'Put it in quotes: "{written}".')
        return str(node.value)

    def _note(self, node: yaml.Node, message: str, mend: str) -> None:
        self.problems.append(Problem(self.file, node.start_mark.line + 1, message, mend))
