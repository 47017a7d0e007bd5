"""What a curator decides in a spreadsheet: the rows without a number that stand below those of the trail."""

from collections.abc import Sequence
from dataclasses import replace

from bot.curation.decisions import Decision, Made, Verb, decide
from bot.curation.places import Places
from bot.curation.queue import Group
from bot.curation.sheets import Kind, Phrase, decision_rows
from bot.curation.spreadsheets import Row
from bot.curation.unfit import UnfitError, each, language_of
from bot.knowledge import Language, Library, UnknownEntry
from bot.knowledge.checking import same_wording

_VERBS: dict[str, Verb] = {"add": "add", "unlike": "unlike", "outside": "outside", "spam": "spam"}
_ABOUT_ENTRIES: tuple[Verb, ...] = ("add", "unlike")
_KINDS: dict[Verb, Kind] = {"add": "phrasing", "unlike": "not", "outside": "outside-near"}  # spam stands nowhere
_OF_THE_TRAIL = (0, 3, 4, 6)  # number, verb, entry, text: what a spreadsheet does not write in another way


def new_decisions(
    file: str, rows: Sequence[Row], trail: Sequence[Made], waiting: Sequence[Group], library: Library
) -> list[Decision]:
    """The decisions that the rows without a number ask for: of the question with that text, and of its copies.

    Rows of one group, verb and entry are one decision. A row that was carried out before is passed over. Raises
    `ContentError` with every row that is none of these.
    """
    known = {_history(*(cells[place] for place in _OF_THE_TRAIL)) for cells in decision_rows(trail)}
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
                raise UnfitError(f"no question that waits has the text '{text}'.\nTake it as questions.csv has it.")
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
    return same_wording(text) or text  # a question may be of signs alone


def _history(number: str, verb: str, entry: str, text: str) -> tuple[str, ...]:
    return (number.strip(), verb.strip(), entry.strip(), _key(text.strip()))


def _check_history(row: Row, known: set[tuple[str, ...]]) -> None:
    history = _history(*(row[column] for column in ("number", "verb", "entry", "text")))
    if history not in known:
        raise UnfitError(
            f"decision {history[0]} is not on the trail as this row has it.\n"
            "What was decided stays; a new decision is a row without a number."
        )


def _ruling(row: Row, library: Library) -> tuple[Verb, str | None]:
    written, entry = row["verb"].strip(), row["entry"].strip()
    verb = _VERBS.get(written)
    if verb is None:
        raise UnfitError(f"the verb is '{written}'.\nIt has to be one of {', '.join(_VERBS)}.")
    if verb in _ABOUT_ENTRIES and entry not in library.entries:
        raise UnfitError(str(UnknownEntry(entry, library.entries)))
    if verb not in _ABOUT_ENTRIES and entry:
        raise UnfitError(f"'{verb}' is about no entry, and here is '{entry}'.\nLeave that cell empty.")
    return verb, entry or None
