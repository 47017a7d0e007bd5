"""Where a wording stands already, so that it cannot stand in a second place too, and how to take it from there."""

import copy
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rapidfuzz import fuzz

from bot.content.editing import Part, entry_part, outside_part, value_at
from bot.content.entries import LANGUAGES, Entry, Language, Library, Signpost, Wordings
from bot.content.problems import Edit
from bot.content.splicing import Unfit, removed, without
from bot.content.wordings import NEARLY, same_wording

SpotKind = Literal["question", "phrasing", "asks", "not", "near", "far", "chat"]
UseKind = Literal["phrasing", "not", "near"]
"""What a wording is wanted for: an entry's phrasing, its `not`, or the questions that no entry answers."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A wording where it stands now. `owner` is the entry or signpost, or the kind of small talk, or ""."""

    kind: SpotKind
    owner: str
    language: Language
    text: str

    @property
    def can_move(self) -> bool:
        """Whether the wording can be taken from there. A question that heads an answer stays."""
        return self.kind != "question"


def in_the_way(library: Library, use: UseKind, entry: str, texts: Collection[str]) -> tuple[Standing, ...]:
    """The wordings that forbid `texts` a new use for `entry` ("" for none), in the order of the content.

    These are the same wordings elsewhere. Between an entry's own phrasings and its `not`, nearly the same ones count.
    """
    wanted = {same_wording(text) for text in texts}
    found: list[Standing] = []
    for asked in library.everything.values():
        own = asked.id == entry
        found += (one for one in _asking(asked) if _forbids(one, wanted, use, own))
        if own and use == "phrasing":
            tested = _spots("asks", asked.id, asked.asks)
            found += (one for one in tested if same_wording(one.text) in wanted)
            found += (one for one in _spots("not", asked.id, asked.unlike) if _is_nearly(one.text, wanted))
    if use != "not":
        found += (one for one in _outside(library) if same_wording(one.text) in wanted and one.kind != use)
    return tuple(found)


def _forbids(one: Standing, wanted: Collection[str], use: UseKind, own: bool) -> bool:
    """Whether a question or phrasing forbids the use: another entry's if it is the same, its own `not` if nearly."""
    if use == "not":
        return own and _is_nearly(one.text, wanted)
    return not own and same_wording(one.text) in wanted


def _asking(asked: Entry | Signpost) -> Iterator[Standing]:
    for language in LANGUAGES:
        yield Standing("question", asked.id, language, asked.question[language])
    yield from _spots("phrasing", asked.id, asked.phrasings)


def _outside(library: Library) -> Iterator[Standing]:
    outside = library.outside
    yield from _spots("near", "", outside.near)
    yield from _spots("far", "", outside.far)
    for kind, wordings in outside.chat.items():
        yield from _spots("chat", kind, wordings)


def _spots(kind: SpotKind, owner: str, wordings: Wordings) -> Iterator[Standing]:
    return (Standing(kind, owner, language, text) for language in LANGUAGES for text in wordings[language])


def _is_nearly(text: str, wanted: Collection[str]) -> bool:
    key = same_wording(text)
    return any(fuzz.ratio(key, one) >= NEARLY for one in wanted)


_KEYS: Mapping[SpotKind, tuple[str, ...]] = {
    "phrasing": ("phrasings",),
    "asks": ("asks",),
    "not": ("not",),
    "near": ("outside", "near"),
    "far": ("outside", "far"),
}
_OPTIONAL: Collection[SpotKind] = ("asks", "not")  # an entry may be without these keys


def take_out(faq: Path, standings: Sequence[Standing]) -> Iterator[Edit]:
    """Take wordings from where they stand. Each edit has to be made before the next is asked for.

    What no longer stands there is passed over. Raises `UnknownEntry`, and `ContentError` if a file cannot be read.
    """
    spots = dict.fromkeys((one.kind, one.owner, one.language) for one in standings if one.can_move)
    for kind, owner, language in spots:
        texts = [one.text for one in standings if (one.kind, one.owner, one.language) == (kind, owner, language)]
        keys = _KEYS.get(kind, ("chat", owner))
        part = entry_part(faq, owner) if len(keys) == 1 else outside_part(faq)
        yield _shorter(part, (*keys, language), texts, 0 if kind in _OPTIONAL else len(keys))


def _shorter(part: Part, keys: Sequence[str], texts: Iterable[str], keep: int) -> Edit:
    gone = {same_wording(text) for text in texts}

    def is_gone(text: str) -> bool:
        return same_wording(text) in gone

    try:
        splices = without(part.sheet.text, part.node, keys, is_gone, keep)
    except Unfit:
        raise part.refused() from None
    if not splices:
        return part.sheet.unchanged()
    expected = copy.deepcopy(part.sheet.page.value)
    removed(value_at(expected, part.place), keys, is_gone, keep)
    return part.sheet.edit(splices, (*part.place, *keys), expected)
