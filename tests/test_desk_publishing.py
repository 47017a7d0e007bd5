"""The desk behind its faces, on real files, the real gate and a real database: decided, published, taken back."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from earlier_start import started_before
from gate_content import Content
from kept import kept_in
from spreadsheet_work import files
from test_desk import UNKNOWN, Log

from bot.content import ContentError, EditConflict, NewEntry, NewQuote, UnknownEntry, load
from bot.desk import AlreadyDecided, BadName, Desk, Draft, Refused, Verb, decide
from bot.publishing.publisher import Publisher
from bot.settings import Settings, read_settings

POND = NewEntry(
    "pond",
    "town",
    {"kk": "Тоған бар ма?", "ru": "Есть ли пруд?", "en": "Is there a pond?"},
    {"kk": "Онда екі жүз ағаш бар.", "ru": "Там двести деревьев.", "en": "There are two hundred trees."},
    [NewQuote("park-news", "Two hundred trees", {"kk": "Екі жүз ағаш", "ru": "Двести деревьев"})],
    {"kk": ["тоған бар екен бе"], "ru": ["пруд там есть?"], "en": ["any pond there"]},
)


class Room:
    """An office over a small content, and what people have asked."""

    def __init__(self, root: Path, log: Log, settings: Settings) -> None:
        self.root, self.log, self._settings = root, log, settings
        self.desk = self.over(settings)

    def over_now(self) -> Desk:
        """An office over the content as it is by now."""
        return self.over(self._settings)

    def over(self, settings: Settings) -> Desk:
        """An office with these settings."""
        library = load(settings.faq_dir, settings.corpus_dir)
        return Desk(self.log.desk, Publisher(settings, lambda: library), lambda: datetime.now(UTC))

    async def asked(self, text: str = "any pond there", group: int = 1) -> None:
        """Somebody has asked in English."""
        await self.log.asks(group=group, asked=UNKNOWN, text=text, language="en")

    def changed(self, before: dict[str, bytes]) -> list[str]:
        """The files that hold something else now."""
        now = files(self.root)
        return sorted(name for name in {*now, *before} if now.get(name) != before.get(name))


@pytest.fixture
async def room(content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[Room]:
    monkeypatch.setenv("FAQ_DIR", "faq")
    monkeypatch.setenv("CORPUS_DIR", "corpus")
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")
    settings = read_settings()
    started_before(tmp_path, settings.faq_dir, settings.corpus_dir)
    async with kept_in(tmp_path) as kept:
        yield Room(content.root, Log(kept), settings)


async def test_each_verb_s_undo_brings_every_file_back_byte_for_byte(room: Room) -> None:
    before = files(room.root)
    verbs: list[tuple[Verb, str | None]] = [
        ("add", "trees"), ("unlike", "trees"), ("outside", None), ("spam", None), ("draft", "pond")
    ]  # fmt: skip
    for number, (verb, entry) in enumerate(verbs, 1):
        await room.asked(f"pond question number {number}", number)
        group = await room.desk.group(number)
        assert group
        made = await room.desk.carry_out("saule", decide(group, verb, entry))
        assert bool(room.changed(before)) == bool(made.edits) == (verb != "spam")

        undone = await room.desk.undo("aidos")
        assert undone and undone.number == made.number
        assert room.changed(before) == []
        assert await room.desk.group(number)


async def test_a_question_becomes_a_whole_entry_that_passes_the_gate(room: Room) -> None:
    await room.asked()
    group = await room.desk.group(1)
    assert group
    made = await room.desk.carry_out("saule", decide(group, "draft", "pond", draft=Draft(POND, "park")))

    assert made.decision.draft and made.decision.draft.entry.id == "pond"
    library = load(room.root / "faq", room.root / "corpus")
    assert library.entries["pond"].question["en"] == "Is there a pond?"
    assert (await room.desk.waiting()).total == 0


async def test_a_question_is_added_to_a_signpost_and_taken_back(content: Content, room: Room) -> None:
    content.points_elsewhere()
    await room.asked("any carps in the lake")
    before = files(room.root)
    group = await room.desk.group(1)
    assert group
    await room.desk.carry_out("saule", decide(group, "add", "gap-fishing"))

    library = load(room.root / "faq", room.root / "corpus")
    assert library.signposts["gap-fishing"].phrasings["en"] == ("fishing", "any carps in the lake")
    await room.desk.undo("saule")
    assert room.changed(before) == []


async def test_what_the_gate_refuses_changes_nothing_and_waits_on(room: Room) -> None:
    await room.asked("When does the park open?")
    before = files(room.root)
    group = await room.desk.group(1)
    assert group

    with pytest.raises(Refused, match="opening"):
        await room.desk.carry_out("saule", decide(group, "add", "trees"))
    with pytest.raises(UnknownEntry):
        await room.desk.carry_out("saule", decide(group, "add", "treez"))
    with pytest.raises(BadName):
        await room.desk.carry_out("saule", decide(group, "draft", "../trees"))

    assert room.changed(before) == []
    assert (await room.desk.waiting()).total == 1


async def test_what_the_gate_refuses_never_stood_in_the_files_that_a_running_bot_watches(room: Room) -> None:
    await room.asked("When does the park open?")
    group = await room.desk.group(1)
    assert group
    before = {file: file.stat().st_ino for file in (room.root / "faq").iterdir()}

    with pytest.raises(Refused) as refused:
        await room.desk.carry_out("saule", decide(group, "add", "trees"))

    assert {file: file.stat().st_ino for file in (room.root / "faq").iterdir()} == before, "none was replaced"
    assert {problem.file.partition("/")[0] for problem in refused.value.problems} == {"faq"}


async def test_of_two_curators_at_once_the_later_one_is_told_what_the_other_decided(room: Room) -> None:
    await room.asked()
    group = await room.desk.group(1)
    assert group
    decisions = [decide(group, "add", "trees"), decide(group, "unlike", "trees")]
    fates = await asyncio.gather(
        *(room.desk.carry_out(who, what) for who, what in zip(("saule", "aidos"), decisions, strict=True)),
        return_exceptions=True,
    )

    [late] = [fate for fate in fates if isinstance(fate, AlreadyDecided)]
    assert late.made and late.made.curator in ("saule", "aidos")
    before = files(room.root)
    await room.desk.undo("saule")
    assert [Path(name).name for name in room.changed(before)] == ["park.yaml"]
    assert len(await room.desk.trail()) == 1


async def test_what_somebody_has_changed_since_is_not_overwritten_by_an_undo(room: Room) -> None:
    await room.asked()
    group = await room.desk.group(1)
    assert group
    await room.desk.carry_out("saule", decide(group, "add", "trees"))
    file = room.root / "faq" / "park.yaml"
    file.write_text(file.read_text() + "# mine\n")
    before = files(room.root)

    with pytest.raises(EditConflict, match="mine"):
        await room.desk.undo("aidos")
    assert room.changed(before) == []
    assert (await room.desk.waiting()).total == 0


async def test_where_the_files_lie_elsewhere_a_decision_waits_to_be_pulled(room: Room) -> None:
    await room.asked()
    before = files(room.root)
    far = room.over(read_settings().model_copy(update={"keep_edits": "database"}))
    group = await far.group(1)
    assert group
    made = await far.carry_out("saule", decide(group, "add", "trees"))

    assert (made.applied, room.changed(before)) == (False, [])
    assert [one.number for one in await room.log.desk.unapplied()] == [made.number]


async def test_what_was_pulled_is_taken_back_where_the_files_are(room: Room) -> None:
    await room.asked()
    group = await room.desk.group(1)
    assert group
    await room.desk.carry_out("saule", decide(group, "add", "trees"))
    far = room.over(read_settings().model_copy(update={"keep_edits": "database"}))

    with pytest.raises(ContentError, match="pulled into a working copy"):
        await far.undo("aidos")
