"""Cut texts out of lists in a YAML file's text: each with its line and its comments, and no other byte.

A list that is left empty goes with its key, where the form can do without it; else it is written as `[]`.
"""

import re
from collections.abc import Callable, Sequence

import yaml

from bot.content.splicing import Splice, Unfit, below, child_of, end_of
from bot.content.yaml_reader import Value
from bot.content.yaml_writer import BREAKS

_BREAK = re.compile(f"\r\n|[{BREAKS}]")
_COLON = re.compile(r" *:")
_AFTER = re.compile(r"[ \t]*,[ \t]*")

_Step = tuple[yaml.MappingNode, yaml.ScalarNode, yaml.Node]
Span = tuple[int, int]


def without(text: str, node: yaml.Node, keys: Sequence[str], is_gone: Callable[[str], bool], keep: int) -> list[Splice]:
    """Cut items out of the list in `node` under `keys`, of which the first `keep` stay even if nothing is left.

    Raises `Unfit` if something else stands in place of the list.
    """
    way = _way(node, keys)
    if way is None:
        return []
    _, key, items = way[-1]
    if not isinstance(items, yaml.SequenceNode) or not all(isinstance(one, yaml.ScalarNode) for one in items.value):
        raise Unfit
    gone = [number for number, one in enumerate(items.value) if is_gone(one.value)]
    if len(gone) < len(items.value):
        return _without_items(text, items, gone)
    level = len(way) - 1
    while level >= keep and len(way[level][0].value) == 1:
        level -= 1
    if level >= keep:
        return [without_key(text, way[level][0], way[level][1].value)]
    return _emptied(text, key, items)


def _way(node: yaml.Node, keys: Sequence[str]) -> list[_Step] | None:
    """Each mapping on the way with the key that leads on, and what stands under it; `None` if a key is missing."""
    way: list[_Step] = []
    for name in keys:
        if not isinstance(node, yaml.MappingNode):
            raise Unfit
        key, value = child_of(node, name)
        if key is None or value is None:
            return None
        way.append((node, key, value))
        node = value
    return way


def without_key(text: str, mapping: yaml.MappingNode, name: str) -> Splice:
    """Cut a key with its value out of a mapping that has others. Raises `Unfit` if it stands after a list's dash."""
    spans = [(key.start_mark.index, end_of(text, value)) for key, value in mapping.value]
    place = next(number for number, (key, _) in enumerate(mapping.value) if key.value == name)
    if mapping.flow_style:
        return _cut_in_brackets(text, spans, place)
    start, end = spans[place]
    return _cut_lines(text, start, end, mapping.value[place][0].start_mark.column)


def _without_items(text: str, items: yaml.SequenceNode, gone: Sequence[int]) -> list[Splice]:
    spans = [(one.start_mark.index, end_of(text, one)) for one in items.value]
    if items.flow_style:
        return _without_in_brackets(text, spans, gone)
    return [
        _cut_lines(text, _dash(text, spans[number][0]), spans[number][1], items.start_mark.column) for number in gone
    ]


def _without_in_brackets(text: str, spans: Sequence[Span], gone: Sequence[int]) -> list[Splice]:
    """Cut items that are not all. Those at the end go as one, so that the comma before them goes too."""
    last = len(spans)
    while last - 1 in gone:
        last -= 1
    cuts = [_cut_in_brackets(text, spans, number) for number in gone if number < last]
    if last < len(spans):
        joined = [*spans[:last], (spans[last][0], spans[-1][1])]
        cuts.append(_cut_in_brackets(text, joined, last))
    return cuts


def _dash(text: str, start: int) -> int:
    """Where the dash of a list's item stands: before it, maybe on an earlier line."""
    return text.rindex("-", 0, start)


def _cut_lines(text: str, start: int, end: int, column: int) -> Splice:
    """Cut whole lines, from that of `start` to that of `end`, and the comments that belong to them."""
    first = max(text.rfind(sign, 0, start) for sign in BREAKS) + 1
    if text[first:start].strip(" "):
        raise Unfit
    last = below(text, end, column)
    after = _BREAK.match(text, last)
    if after:
        return Splice(first, after.end(), "")
    return Splice(len(text[:first].rstrip(BREAKS)) if first else 0, last, "")  # the file's last line has no line end


def _cut_in_brackets(text: str, spans: Sequence[Span], place: int) -> Splice:
    """Cut an item of a list in brackets with the comma after it, or the last one with the comma before it."""
    start, end = spans[place]
    if place + 1 < len(spans):
        between = text[end : spans[place + 1][0]]
        is_simple = not between.strip(f" \t,{BREAKS}")
        after = _AFTER.match(text, end)
        return Splice(start, spans[place + 1][0] if is_simple else (after.end() if after else end), "")
    after = _AFTER.match(text, end)
    before = spans[place - 1][1] if place else start
    is_simple = not text[before:start].strip(f" \t,{BREAKS}")
    if after and place:
        return Splice(before if is_simple else start, end if is_simple else after.end(), "")
    return Splice(before if is_simple else start, end, "")


def _emptied(text: str, key: yaml.ScalarNode, items: yaml.SequenceNode) -> list[Splice]:
    if items.flow_style:
        return [Splice(items.start_mark.index + 1, items.end_mark.index - 1, "")]
    colon = _COLON.match(text, key.end_mark.index)
    if colon is None:
        raise Unfit
    column = items.start_mark.column
    lines = [_cut_lines(text, _dash(text, one.start_mark.index), end_of(text, one), column) for one in items.value]
    return [Splice(colon.end(), colon.end(), " []"), *lines]


def removed(value: Value | None, keys: Sequence[str], is_gone: Callable[[str], bool], keep: int) -> None:
    """Do to a file's values what `without` does to its text."""
    way: list[dict[str, Value]] = []
    for name in keys:
        if not isinstance(value, dict) or name not in value:
            return
        way.append(value)
        value = value[name]
    if not isinstance(value, list):
        return
    value[:] = [one for one in value if not (isinstance(one, str) and is_gone(one))]
    level = len(keys) - 1
    while not value and level >= keep and len(way[level]) == 1:
        level -= 1
    if not value and level >= keep:
        del way[level][keys[level]]
