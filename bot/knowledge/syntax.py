"""Say in a curator's words why a file cannot be read as YAML, in which line, and how to mend it."""

import re

import yaml

# What the editors' invisible slips look like to YAML: everything outside of these is not allowed in a file.
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_VALUE = re.compile(r"\s*(?:- +)*(?:[\w-]+: +)?(.*)")
_WHOLE = re.compile(r"[|>][-+\d]*|\[.*]|\{.*}")  # a block's sign, or brackets that close on their line: no slip
_BRACKETS = {"[": "]", "{": "}"}
_IN_QUOTES = "Put the whole text in quotes."

Explained = tuple[int, str, str]  # the line, what is wrong there, how to mend it


def explain_character(text: str) -> Explained:
    """Explain a character that no YAML file may hold."""
    found = _NOT_YAML.search(text)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    code = f" (U+{ord(found.group()):04X})" if found else ""
    return line, f"a character stands here that YAML does not allow{code}.", "Delete the invisible character."


def nested_too_deeply(line: int) -> Explained:
    """Explain brackets within brackets, or lists within lists, beyond what any entry has."""
    return line, "the values are nested too deeply.", "Look at the indentation and the brackets."


def explain(text: str, error: yaml.MarkedYAMLError) -> Explained:
    """Explain what the parser stumbled over."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    line = min(mark.line + 1 if mark else 1, len(lines))
    if "nesting depth" in (error.problem or ""):  # libyaml reads ahead, and from 0.2.6 on stops by itself
        return nested_too_deeply(line)
    here = lines[line - 1]
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return line, "the line is indented with a tab.", "Indent with spaces, two for each level."
    return _quotes(lines, line, error) or _signs(lines, line, error) or _otherwise(line, error)


def _quotes(lines: list[str], line: int, error: yaml.MarkedYAMLError) -> Explained | None:
    if "escape" in (error.problem or ""):
        return line, "a backslash between double quotes has a meaning in YAML.", "Write two backslashes for one."
    if "quoted scalar" in (error.context or ""):
        opened = _started(line, error)
    else:
        opened = next((at for at in (line - 1, line) if at and _is_open(_value(lines, at))), 0)
    if opened:
        return opened, "a quotation mark is opened here and never closed.", "Close it at the end of the text."
    if _value(lines, line)[:1] in ('"', "'"):
        mend = "Put the whole text in quotes, of the other kind: '…' around \"…\"."
        return line, "the text goes on after its closing quotation mark.", mend
    return None


def _is_open(value: str) -> bool:
    return value[:1] in ('"', "'") and value.replace('\\"', "").count(value[0]) % 2 == 1


def _signs(lines: list[str], line: int, error: yaml.MarkedYAMLError) -> Explained | None:
    """A text that begins with a sign of YAML's, which ought to be in quotes."""
    for at in (_started(line, error) if "flow" in (error.context or "") else line, line):
        value = _value(lines, at)
        sign = value[:1]
        if sign and sign in "[]{},*&!%@`|>?-" and value != "---" and not _WHOLE.fullmatch(value):
            closed = f" If it is not text, close it with '{_BRACKETS[sign]}'." if sign in _BRACKETS else ""
            return at, f"the text begins with '{sign}', which has a meaning in YAML.", _IN_QUOTES + closed
    return None


def _otherwise(line: int, error: yaml.MarkedYAMLError) -> Explained:
    problem = error.problem or ""
    if "mapping values are not allowed" in problem:
        mend = "If the colon belongs to the text, put the whole text in quotes."
        return line, "a second colon stands on this line, or its indentation is off.", mend
    if "expected ':'" in problem:
        return _started(line, error), "a key stands here without its colon and a space.", "Write 'key: text'."
    if "another document" in problem:
        return line, "the line '---' begins a second document.", "Delete the line."
    mend = "Look at the indentation and the quotation marks here and on the line above."
    return line, f"YAML cannot be read from here on ({problem}).", mend


def _started(line: int, error: yaml.MarkedYAMLError) -> int:
    return min(error.context_mark.line + 1, line) if error.context_mark else line  # a mark may be past the last line


def _value(lines: list[str], line: int) -> str:
    """What stands on a line after the dashes and the key."""
    found = _VALUE.match(lines[line - 1])
    return found.group(1).rstrip() if found else ""
