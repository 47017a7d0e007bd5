"""The desk in a spreadsheet: which rows are exported, and what is imported from a curator's rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from typing import Literal, get_args

from bot.content import LANGUAGES, Language, Library, UnknownEntry
from bot.content.wordings import same_wording
from bot.desk.csv_format import Row, UnfitError, each, language_of
from bot.desk.decision import Decision, Made, Verb, decide
from bot.desk.queue import Group

PhraseKind = Literal["phrasing", "not", "outside-near", "outside-far"]
KINDS: tuple[PhraseKind, ...] = get_args(PhraseKind)

PHRASINGS = ("entry", "kind", "language", "text")
DECISIONS = ("number", "decided_at", "curator", "verb", "entry", "language", "text", "until", "undone")
QUESTIONS = ("group", "askers", "asked_at", "language", "why", "reason", "nearest", "belief", "text")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording and where it belongs. `entry` is "" for a wording that no entry answers."""

    entry: str
    kind: PhraseKind
    language: Language
    text: str


def phrases_of(library: Library) -> Iterator[Phrase]:
    """All phrasings and `not` wordings of the entries and signposts, as the content has them, then those outside."""
    outside = library.outside
    for entry in library.everything.values():
        for language in LANGUAGES:
            yield from (Phrase(entry.id, "phrasing", language, text) for text in entry.phrasings[language])
        for language in LANGUAGES:
            yield from (Phrase(entry.id, "not", language, text) for text in entry.unlike[language])
    for language in LANGUAGES:
        yield from (Phrase("", "outside-near", language, text) for text in outside.near[language])
    for language in LANGUAGES:
        yield from (Phrase("", "outside-far", language, text) for text in outside.far[language])


def phrasing_rows(library: Library) -> Iterator[tuple[str, ...]]:
    """A row for each wording, with the cells that `PHRASINGS` names."""
    return ((one.entry, one.kind, one.language, one.text) for one in phrases_of(library))


def decision_rows(trail: Iterable[Made], zone: tzinfo) -> Iterator[tuple[str, ...]]:
    """A row for each text of each decision, with times in `zone`; an empty text if the words are forgotten."""
    for made in trail:
        decision = made.decision
        until = f"{decision.until.astimezone(zone):%Y-%m-%d}" if decision.until else ""
        before = (
            str(made.number),
            f"{made.at.astimezone(zone):%Y-%m-%d %H:%M}",
            made.curator,
            decision.verb,
            decision.entry or "",
        )
        for language, text in decision.texts or (("", ""),):
            yield (*before, language, text, until, "yes" if made.undone else "")


def question_rows(groups: Iterable[Group], zone: tzinfo) -> Iterator[tuple[str, ...]]:
    """A row for each question that waits, group by group. Of the people who asked, it shows only how many they were."""
    for number, group in enumerate(groups, 1):
        for gap in group.gaps:
            nearest, belief = (gap.entries[0][0], f"{gap.entries[0][1]:.2f}") if gap.entries else ("", "")
            asked = (f"{gap.at.astimezone(zone):%Y-%m-%d %H:%M}", gap.language, gap.why, gap.reason or "")
            yield (str(number), str(group.askers), *asked, nearest, belief, gap.text)


class Places:
    """Where each wording stands. A wording may stand in only one place, except for an entry's `not`."""

    def __init__(self, library: Library) -> None:
        self._places: dict[str, str] = {}
        self._asking: set[tuple[str, str]] = set()
        for entry in library.everything.values():
            self._put(entry.wordings(), f"entry '{entry.id}'")
            self._asking.update((entry.id, same_wording(text)) for text in entry.wordings())
        outside = library.outside
        for name, wordings in (("outside-near", outside.near), ("outside-far", outside.far), *outside.chat.items()):
            self._put(_flat(wordings.values()), f"'{name}'")

    def _put(self, texts: Iterable[str], place: str) -> None:
        for text in texts:
            self._places.setdefault(same_wording(text), place)

    def asks_itself(self, phrase: Phrase) -> bool:
        """Whether the entry is already asked for with this wording, so that it needs no new phrasing."""
        return phrase.kind == "phrasing" and (phrase.entry, same_wording(phrase.text)) in self._asking

    def take(self, phrase: Phrase) -> None:
        """Give a new wording its place. Raises `UnfitError` if it cannot stand there."""
        if phrase.kind == "not":
            if (phrase.entry, same_wording(phrase.text)) in self._asking:
                raise UnfitError(
                    f"'{phrase.text}' is how entry '{phrase.entry}' is asked for.\nIt cannot be its 'not'."
                )
            return
        place, own = self._places.get(same_wording(phrase.text)), _place(phrase)
        if place not in (None, own):
            raise UnfitError(
                f"'{phrase.text}' already stands in {place}.\nDelete this row, or delete that wording first."
            )
        if phrase.kind == "phrasing":
            self._asking.add((phrase.entry, same_wording(phrase.text)))
        self._put([phrase.text], own)


def _place(phrase: Phrase) -> str:
    return f"entry '{phrase.entry}'" if phrase.entry else f"'{phrase.kind}'"


def _flat(groups: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return (text for group in groups for text in group)


_Key = tuple[str, PhraseKind, str]


@dataclass(frozen=True, slots=True)
class PhraseChanges:
    """`vanished` is reported but stays in the content: the row may be missing by mistake."""

    new: tuple[Phrase, ...]
    vanished: tuple[Phrase, ...]


def compare(file: str, rows: Sequence[Row], library: Library) -> PhraseChanges:
    """Compare the rows with the content. Raises `ContentError` with every row that cannot be imported."""
    there = {_phrase_key(phrase): phrase for phrase in phrases_of(library)}
    places = Places(library)
    new: dict[_Key, Phrase] = {}
    seen: set[_Key] = set()

    def take(row: Row) -> None:
        phrase = _phrase(row, library)
        key = _phrase_key(phrase)
        seen.add(key)
        if key not in there and key not in new and not places.asks_itself(phrase):
            places.take(phrase)
            new[key] = phrase

    each(file, rows, take)
    return PhraseChanges(tuple(new.values()), tuple(phrase for key, phrase in there.items() if key not in seen))


def _phrase_key(phrase: Phrase) -> _Key:
    return phrase.entry, phrase.kind, same_wording(phrase.text)


def _phrase(row: Row, library: Library) -> Phrase:
    entry, written, language, text = (row[column].strip() for column in ("entry", "kind", "language", "text"))
    kind = next((one for one in KINDS if one == written.casefold()), None)
    if kind is None:
        raise UnfitError(f"the kind is '{written}'.\nIt has to be one of {', '.join(KINDS)}.")
    if kind.startswith("outside") and entry:
        raise UnfitError(
            f"what lies outside belongs to no entry, but this row names '{entry}'.\nLeave that cell empty."
        )
    if not kind.startswith("outside") and not library.find(entry):
        raise UnfitError(str(UnknownEntry(entry, library.everything)))
    if not any(map(str.isalpha, text)):
        raise UnfitError("the text has no word.")
    return Phrase(entry, kind, language_of(language), text)


_VERBS: dict[str, Verb] = {"add": "add", "unlike": "unlike", "outside": "outside", "spam": "spam"}
_ABOUT_ENTRIES: tuple[Verb, ...] = ("add", "unlike")
_KINDS: dict[Verb, PhraseKind] = {"add": "phrasing", "unlike": "not", "outside": "outside-near"}  # spam is in no file
_OF_THE_TRAIL = (0, 3, 4, 6)  # number, verb, entry, text: the cells that a spreadsheet does not rewrite


def new_decisions(
    file: str, rows: Sequence[Row], trail: Sequence[Made], waiting: Sequence[Group], library: Library
) -> list[Decision]:
    """The decisions that the rows without a number ask for. Each is about the question with that text and its copies.

    Rows with the same group, verb and entry are one decision. A row that was carried out before is skipped. Raises
    `ContentError` with every row that is none of these.
    """
    known = {_history(*(cells[place] for place in _OF_THE_TRAIL)) for cells in decision_rows(trail, UTC)}
    standing = [made.decision for made in trail if not made.undone]
    done = {(one.verb, one.entry, _key(text)) for one in standing for _, text in one.texts}
    asked = {_key(gap.text): (group, gap.language) for group in waiting for gap in group.gaps}
    places = Places(library)
    decisions: dict[tuple[int, Verb, str | None], Decision] = {}

    def take(row: Row) -> None:
        if row["number"].strip():
            _check_history(row, known)
            return
        verb, entry = _ruling(row, library)
        text = row["text"].strip()
        if _key(text) not in asked:
            if (verb, entry, _key(text)) not in done:
                raise UnfitError(f"no waiting question has the text '{text}'.\nCopy it exactly from questions.csv.")
            return
        group, spoken = asked[_key(text)]
        language: Language = language_of(row["language"].strip()) if row["language"].strip() else spoken
        if verb in _KINDS:
            places.take(Phrase(entry or "", _KINDS[verb], language, text))
        key = (group.number, verb, entry)
        before = decisions.get(key, replace(decide(group, verb, entry), texts=()))
        decisions[key] = replace(before, texts=(*before.texts, (language, text)))

    each(file, rows, take)
    return list(decisions.values())


def _key(text: str) -> str:
    return same_wording(text) or text  # a question may consist of punctuation alone


def _history(number: str, verb: str, entry: str, text: str) -> tuple[str, ...]:
    return (number.strip(), verb.strip(), entry.strip(), _key(text.strip()))


def _check_history(row: Row, known: set[tuple[str, ...]]) -> None:
    history = _history(*(row[column] for column in ("number", "verb", "entry", "text")))
    if history not in known:
        raise UnfitError(
            f"the trail has no decision {history[0]} like this row.\n"
            "Past decisions cannot be changed; for a new decision, leave the number empty."
        )


def _ruling(row: Row, library: Library) -> tuple[Verb, str | None]:
    written, entry = row["verb"].strip(), row["entry"].strip()
    verb = _VERBS.get(written.casefold())
    if verb is None:
        raise UnfitError(f"the verb is '{written}'.\nIt has to be one of {', '.join(_VERBS)}.")
    if verb in _ABOUT_ENTRIES and not library.find(entry):
        raise UnfitError(str(UnknownEntry(entry, library.everything)))
    if verb not in _ABOUT_ENTRIES and entry:
        raise UnfitError(f"'{verb}' is about no entry, but this row names '{entry}'.\nLeave that cell empty.")
    return verb, entry or None
