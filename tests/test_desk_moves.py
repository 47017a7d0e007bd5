"""A decision about a wording that stands elsewhere in the content: it is asked for, moved, and undone as one."""

from dataclasses import replace
from pathlib import Path

import pytest
from console_house import Setting, asks
from small_library import LIBRARY, NOTHING
from spreadsheet_work import files
from test_console_review import decides
from test_desk_publishing import POND, Room, room
from visiting import Visitor

from bot.content import Entry, Outside, load
from bot.content.standing import SpotKind
from bot.desk import Draft, Refused, StandsElsewhere, Verb, decide

__all__ = ["room"]

BRIDGE = "who designed the bridge"


async def carried_out(room: Room, text: str, verb: Verb, entry: str | None, draft: Draft | None = None) -> list[str]:
    """What stands in the way of a decision about a text; it is carried out all the same, and undone."""
    before = files(room.root)
    await room.asked(text)
    group = await room.desk.group(1)
    assert group
    decision = decide(group, verb, entry, draft=draft)
    with pytest.raises(StandsElsewhere) as elsewhere:
        await room.desk.carry_out("saule", decision)
    assert room.changed(before) == []
    made = await room.desk.carry_out("saule", decision, "move")

    assert [one.standing for one in elsewhere.value.wordings] == list(made.decision.moves)
    assert [one.decision.moves for one in await room.desk.trail()] == [made.decision.moves]
    changed = room.changed(before)
    load(room.root / "faq", room.root / "corpus")
    await room.desk.undo("aidos")
    assert room.changed(before) == []
    return [Path(name).name for name in changed]


@pytest.mark.parametrize(
    ("text", "verb", "entry", "changed"),
    [
        (BRIDGE, "add", "trees", ["outside.yaml", "park.yaml"]),
        ("hello", "add", "trees", ["outside.yaml", "park.yaml"]),
        ("погода завтра", "outside", None, ["outside.yaml"]),
        ("When does the park close?", "add", "opening", ["park.yaml"]),
        ("Opening day!", "add", "trees", ["park.yaml"]),
        ("opening day", "unlike", "opening", ["park.yaml"]),
    ],
)
async def test_a_wording_is_taken_from_where_it_stands(
    room: Room, text: str, verb: Verb, entry: str | None, changed: list[str]
) -> None:
    assert await carried_out(room, text, verb, entry) == changed


async def test_a_new_entry_takes_its_wordings_from_what_was_ruled_out(room: Room) -> None:
    new = replace(POND, phrasings={**POND.phrasings, "en": ["any pond there", BRIDGE]})
    changed = await carried_out(room, "any pond there", "draft", "pond", Draft(new, "lake"))

    assert changed == ["lake.yaml", "outside.yaml"]


async def test_a_move_says_which_decision_put_the_wording_there(room: Room) -> None:
    await room.asked("is there a zoo", 1)
    group = await room.desk.group(1)
    assert group
    ruled = await room.desk.carry_out("aidos", decide(group, "outside"))
    room.desk = room.over_now()
    await room.asked("Is there a ZOO?", 2)
    group = await room.desk.group(2)
    assert group
    with pytest.raises(StandsElsewhere) as elsewhere:
        await room.desk.carry_out("saule", decide(group, "add", "trees"))

    [one] = elsewhere.value.wordings
    assert one.made and (one.made.number, one.made.curator) == (ruled.number, "aidos")
    assert one.standing.text == "is there a zoo"


async def test_a_question_that_heads_an_answer_is_not_taken_from_it(room: Room) -> None:
    await room.asked("When does the park open?")
    group = await room.desk.group(1)
    assert group
    with pytest.raises(Refused, match="opening"):
        await room.desk.carry_out("saule", decide(group, "add", "trees"), "move")


async def test_what_stands_in_another_entrys_not_is_in_nobodys_way(room: Room) -> None:
    await room.asked("when does the park close")
    group = await room.desk.group(1)
    assert group
    made = await room.desk.carry_out("saule", decide(group, "add", "trees"))

    assert made.decision.moves == ()


def with_wording(there: Setting, kind: SpotKind) -> None:
    """Serve a library in which "погода" stands somewhere."""
    texts = {**NOTHING, "ru": ("погода",)}
    vote: Entry = replace(LIBRARY.entries["vote"], unlike=texts if kind == "not" else NOTHING)
    outside = Outside({}, texts if kind == "near" else NOTHING, NOTHING)
    there.content.served = replace(LIBRARY, entries={**LIBRARY.entries, "vote": vote}, outside=outside)


@pytest.mark.parametrize(("kind", "said"), [("near", "out of scope"), ("not", "“vote” does not answer it")])
async def test_the_console_asks_and_moves(there: Setting, saule: Visitor, kind: SpotKind, said: str) -> None:
    with_wording(there, kind)
    await asks(there, "погода")
    page = await decides(saule, "add", entry="vote")
    assert f"“погода” — {said}" in page and 'name="do" value="take add"' in page
    assert there.content.published == []
    page = await decides(saule, "take add", entry="vote")

    assert [one.text for one in there.content.published[0].moves] == ["погода"]
    assert "Taken from where it stood" in page and f"“погода” — {said}" in page


async def test_the_console_says_since_when(there: Setting, saule: Visitor) -> None:
    await asks(there, "погода", group=2)
    await decides(saule, "outside", 2)
    with_wording(there, "near")
    await asks(there, "погода", "ruslan", 1)
    page = await decides(saule, "add vote")

    assert "since" in page and 'href="/trail/1"' in page and 'value="take add vote"' in page


async def test_a_draft_moves_too(there: Setting, saule: Visitor) -> None:
    with_wording(there, "near")
    await asks(there, "погода")
    form = {"upto": "1", "id": "weather", "file": "people", "phrasings-ru": "погода", "phrasings-kk": "ауа райы"}
    answer = await saule.posts("/review/1/draft", step="save", **form)
    assert answer.status_code == 422 and 'name="step" value="take save"' in answer.text
    answer = await saule.posts("/review/1/draft", step="take save", **form)

    assert answer.status_code == 303
    assert [one.kind for one in there.content.published[0].moves] == ["near"]
