"""Find where texts go in a YAML file's text, how lists and keys are written there, and cut texts out of lists.

A YAML node knows where it begins and ends. What is between the nodes (comments, blank lines, spaces) belongs to the
people who wrote it.

A list that is left empty goes with its key, where the form can do without it; else it is written as `[]`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import yaml

from bot.content.yaml_reader import Value
from bot.content.yaml_writer import BREAKS, Habit, bracketed, keyed, listed, scalar

YamlKey = tuple[str, Sequence[str]]
"""A key, and the keys that may stand beside it, in the order of the form."""

_LINE = re.compile(f"[^{BREAKS}]*")
_LINE_END = re.compile(f"\r\n|[{BREAKS}]")
_COMMENT = re.compile(f"(?:\r\n|[{BREAKS}])( *)#[^{BREAKS}]*")
_DASH = re.compile(" *- +")


class Unfit(Exception):  # noqa: N818 - it never leaves the core
    """The values do not have the shape that their form asks for."""


@dataclass(frozen=True, slots=True)
class Splice:
    """A replacement for the text's characters from `start` up to, and not including, `end`."""

    start: int
    end: int
    written: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A mapping within a file's text, the key above it, and how lists are written there."""

    text: str
    mapping: yaml.MappingNode
    above: yaml.ScalarNode | None
    habit: Habit


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """Apply all splices, which come in the order of the text. Their lines end like the lines that they are put into."""
    for splice in reversed(splices):
        written = splice.written.replace("\n", line_end(text, splice.start))
        text = text[: splice.start] + written + text[splice.end :]
    return text


def line_end(text: str, place: int) -> str:
    """The line break after a place. If the last line has none, that of the first line, or else "\\n"."""
    found = _LINE_END.search(text, place) or _LINE_END.search(text)
    return found.group() if found else "\n"


def lengthened(text: str, node: yaml.Node, keys: Sequence[YamlKey], texts: Sequence[str]) -> list[Splice]:
    """Put texts at the end of the list in `node` under `keys`. Keys that are missing on the way are made.

    Raises `Unfit` if something else stands in place of the list, or on the way to it.
    """
    return _lengthened(spot_at(text, node, None, Habit()), keys, texts)


def spot_at(text: str, node: yaml.Node, above: yaml.ScalarNode | None, outer: Habit) -> Spot:
    """A mapping's spot. Raises `Unfit` if the node is no mapping."""
    if not isinstance(node, yaml.MappingNode):
        raise Unfit
    return Spot(text, node, above, next(_habits(node, above), outer))


def _lengthened(spot: Spot, keys: Sequence[YamlKey], texts: Sequence[str]) -> list[Splice]:
    (name, _), *inner = keys
    key, value = child_of(spot.mapping, name)
    if key is None or value is None:
        return [new_key(spot, keys[0], _nested([name for name, _ in inner], texts))]
    if inner:
        return _lengthened(spot_at(spot.text, value, key, spot.habit), inner, texts)
    if not isinstance(value, yaml.SequenceNode) or not all(isinstance(one, yaml.ScalarNode) for one in value.value):
        raise Unfit
    if not value.value:
        return _first(spot, key, value, texts)
    return _more_in_brackets(spot.text, value, texts) if value.flow_style else [_more(spot.text, value, texts)]


def child_of(mapping: yaml.MappingNode, name: str) -> tuple[yaml.ScalarNode | None, yaml.Node | None]:
    """A key of a mapping and its value; two `None` if it has no such key."""
    return next(((key, value) for key, value in mapping.value if key.value == name), (None, None))


def _nested(keys: Sequence[str], texts: Sequence[str]) -> Value:
    value: Value = list(texts)
    for key in reversed(keys):
        value = {key: value}
    return value


def _habits(mapping: yaml.MappingNode, above: yaml.ScalarNode | None) -> Iterator[Habit]:
    """Yield how each list within a mapping of lists by language is written."""
    for key, value in mapping.value:
        if isinstance(value, yaml.MappingNode):
            yield from _habits(value, key)
        elif above and isinstance(value, yaml.SequenceNode) and value.value and isinstance(key, yaml.ScalarNode):
            yield _habit(above.start_mark, key.start_mark, value)


def _habit(above: yaml.Mark, key: yaml.Mark, items: yaml.SequenceNode) -> Habit:
    step = key.column - above.column if key.line > above.line else Habit().key
    if items.flow_style:
        return Habit(step, in_brackets=True)
    return Habit(step, items.start_mark.column - key.column)


def _more(text: str, items: yaml.SequenceNode, texts: Sequence[str]) -> Splice:
    """Put texts below the last item of a list with dashes, indented like that item."""
    last = items.value[-1]
    before = text[last.start_mark.index - last.start_mark.column : last.start_mark.index]
    column = items.start_mark.column
    dash = before if _DASH.fullmatch(before) else " " * column + "- "
    place = below(text, end_of(text, last), column)
    return _at(place, _dashed(dash, texts))


def _first(spot: Spot, key: yaml.ScalarNode, items: yaml.SequenceNode, texts: Sequence[str]) -> list[Splice]:
    """Put texts into an empty list: within its brackets, or with dashes in their place if that is the habit."""
    text, start, end = spot.text, items.start_mark.index, items.end_mark.index
    if spot.mapping.flow_style or spot.habit.in_brackets or text[start + 1 : end - 1].strip(" "):
        written = listed(texts, items.start_mark.column + 1, _indentation(text, start) + 2)
        return [_at(start + 1, written)]
    dash = " " * (key.start_mark.column + spot.habit.dash) + "- "
    place = _rest_of_line(text, end)
    return [Splice(len(text[:start].rstrip(" ")), end, ""), _at(place, _dashed(dash, texts))]


def _dashed(dash: str, texts: Sequence[str]) -> str:
    return "".join(f"\n{dash}{scalar(one, len(dash), len(dash))}" for one in texts)


def _more_in_brackets(text: str, items: yaml.SequenceNode, texts: Sequence[str]) -> list[Splice]:
    last = items.value[-1]
    end, column = last.end_mark.index, last.start_mark.column
    has_own_line = not text[last.start_mark.index - column : last.start_mark.index].strip(" ")
    if not has_own_line:
        hang = _indentation(text, items.start_mark.index) + 2
        return [_at(end, listed(texts, last.end_mark.column, hang, goes_on=True))]
    lines = ["\n" + " " * column + scalar(one, column, column, in_brackets=True) for one in texts]
    place = _rest_of_line(text, end)
    if items.end_mark.index <= place:  # the bracket closes on the line of the last item
        return [_at(end, "".join(f",{line}" for line in lines))]
    if text[end:place].lstrip(" ").startswith(","):
        return [_at(place, "".join(f"{line}," for line in lines))]
    return [_at(end, ","), _at(place, ",".join(lines))]


def new_key(spot: Spot, new: YamlKey, value: Value) -> Splice:
    """Put a key where the form's order wants it: after the last of the keys that come before it in the form."""
    text, mapping, (name, order) = spot.text, spot.mapping, new
    ends = {order.index(key.value): value for key, value in mapping.value if key.value in order[: order.index(name)]}
    before = ends[max(ends)] if ends else None
    if mapping.flow_style:
        written = f"{name}: {bracketed(value)}"
        if before:
            return _at(end_of(text, before), f", {written}")
        return _at(mapping.start_mark.index + 1, f"{written}, " if mapping.value else written)
    column = mapping.start_mark.column
    if before is None and spot.above:
        place = _rest_of_line(text, spot.above.end_mark.index)
    else:
        place = below(text, end_of(text, before or mapping), column)
    return _at(place, "\n" + " " * column + keyed({name: value}, column, spot.habit))


def without_item(text: str, items: yaml.SequenceNode, number: int) -> Splice:
    """Take an item out of a list of blocks, with its lines and the empty one that parts it from its neighbour."""
    start = text.rfind("\n", 0, items.value[number].start_mark.index) + 1
    end = _rest_of_line(text, end_of(text, items.value[number]))
    end = min(len(text), text.find("\n", end) + 1 or len(text))
    if number + 1 < len(items.value):
        end += len(text[end:]) - len(text[end:].lstrip("\r\n"))
    elif number:
        start = len(text[:start].rstrip("\r\n")) + 1
    return Splice(start, end, "")


def rearranged(text: str, items: yaml.SequenceNode, old: Sequence[Value], new: Sequence[Value]) -> Splice:
    """Put other mappings into a list of blocks, in their order. Those that are there already keep every byte."""
    starts = [text.rfind("\n", 0, one.start_mark.index) + 1 for one in items.value]
    end, column = below(text, end_of(text, items), items.start_mark.column), items.start_mark.column
    pieces = [text[at:to].rstrip(f" {BREAKS}") for at, to in zip(starts, [*starts[1:], end], strict=True)]
    is_parted = any(not line.strip() for line in text[starts[0] : starts[-1]].splitlines())
    known = [(value, piece.replace("\r\n", "\n")) for value, piece in zip(old, pieces, strict=True)]
    written = [next((piece for value, piece in known if value == one), None) or _block(one, column) for one in new]
    return Splice(starts[0], end, ("\n\n" if is_parted else "\n").join(written))


def _block(value: Value, column: int) -> str:
    if not isinstance(value, dict):
        raise Unfit
    return " " * column + "- " + keyed(value, column + 2, Habit())


def _at(place: int, written: str) -> Splice:
    return Splice(place, place, written)


def end_of(text: str, node: yaml.Node) -> int:
    """Where a value's last character ends. A block's own mark is after the blank lines and comments below it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return end_of(text, node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return end_of(text, node.value[-1])
    end: int = node.end_mark.index
    return len(text[:end].rstrip(f" \t{BREAKS}"))


def _rest_of_line(text: str, place: int) -> int:
    found = _LINE.match(text, place)
    return found.end() if found else place


def below(text: str, place: int, column: int) -> int:
    """The end of the line and of the comments that belong to it: those below, indented further than `column`."""
    place = _rest_of_line(text, place)
    while (comment := _COMMENT.match(text, place)) and len(comment.group(1)) > column:
        place = comment.end()
    return place


def _indentation(text: str, place: int) -> int:
    start = max(text.rfind(sign, 0, place) for sign in BREAKS) + 1
    return len(text[start:place]) - len(text[start:place].lstrip(" "))


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
