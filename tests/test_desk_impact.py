"""What a publication does to people is found out before it, on real content and its matcher, and needs a yes."""

import gc
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from weakref import ref

import pytest
from console_house import Setting, asks
from remembering import nothing_handed_on
from small_library import LIBRARY
from spreadsheet_work import files
from test_console_review import decides
from test_desk_publishing import Room, room
from visiting import Visitor

from bot.content import Library, load
from bot.desk import Decision, Desk, Difference, Impact, NeedsYes, Past, Placed, Result, Verb, decide
from bot.desk_chat.cards import ConsentButtons, desk_wording, speaks
from bot.desk_chat.desk_press import names_in
from bot.publishing import learned
from bot.publishing.learned import LearnedMatcher
from bot.publishing.publisher import Publisher
from bot.publishing.trial import Served, Trial
from bot.settings import read_settings

__all__ = ["room"]

OPENING = "the date of the opening"
LOST = Difference("lost", Past("how many", 3, Result("answer", ("seats",), ())), Result("unknown", (), ()))
NEW = Difference("new", Past("who votes", 1, Result("unknown", (), ())), Result("answer", ("vote",), ()))
STRAY = Placed("погода", "answer", "seats", 0.93)


def trying(room: Room, past: Sequence[Past] = ()) -> Desk:
    """An office that tries its publications on past questions."""
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    trained = learned.learn(library, learned.state_folder(settings) / "learned")

    async def asked(days: int, limit: int) -> Sequence[Past]:
        return past

    publisher = Publisher(settings, lambda: library, lambda: trained, asked)
    return Desk(room.log.desk, publisher, lambda: datetime.now(UTC))


def answered(text: str, entry: str, people: int = 1) -> Past:
    """A question that got an answer."""
    return Past(text, people, Result("answer", (entry,), ((entry, 0.9),)))


async def needed(room: Room, text: str, verb: Verb, entry: str | None, past: Sequence[Past] = ()) -> Impact:
    """What a curator has to agree to; the files are unchanged as long as she does not, and changed when she does."""
    desk = trying(room, past)
    await room.asked(text)
    group = await desk.group(1)
    assert group
    before = files(room.root)
    with pytest.raises(NeedsYes) as unsure:
        await desk.carry_out("saule", decide(group, verb, entry), "move")
    assert room.changed(before) == [] and await desk.group(1)
    made = await desk.carry_out("saule", decide(group, verb, entry), "publish")

    assert room.changed(before) != [] and desk.impact(made.number) == unsure.value.impact
    return unsure.value.impact


async def test_a_wording_that_another_entry_answers_so_far_does_not_leave_it_unseen(room: Room) -> None:
    impact = await needed(room, OPENING, "add", "swimming")

    [stray] = impact.strays
    assert (stray.text, stray.outcome, stray.entry) == (OPENING, "answer", "opening")
    assert stray.belief > 0.5


async def test_somebody_who_would_lose_an_answer_is_shown_first(room: Room) -> None:
    past = [answered(OPENING, "opening", 3), answered("how many trees are in there", "trees")]
    impact = await needed(room, OPENING, "outside", None, past)

    assert [(one.past.text, one.past.people) for one in impact.lost] == [(OPENING, 3)]
    assert (impact.asked, impact.unasked) == (2, 0)


async def test_an_ordinary_publication_needs_no_yes_and_tells_where_its_wordings_have_gone(room: Room) -> None:
    desk = trying(room, [answered("how many trees are in there", "trees")])
    await room.asked("what about the carps")
    group = await desk.group(1)
    assert group
    made = await desk.carry_out("saule", decide(group, "unlike", "swimming"))
    impact = desk.impact(made.number)

    assert impact and not impact.needs_yes and impact.differences == ()
    assert [one.text for one in impact.placed] == ["what about the carps"]


async def test_vectors_of_past_questions_are_kept_and_those_of_forgotten_ones_are_not(room: Room) -> None:
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    trained = learned.learn(library, learned.state_folder(settings) / "learned")
    past = [answered("one past question", "trees"), answered("another past question", "trees")]

    async def asked(days: int, limit: int) -> Sequence[Past]:
        return past

    def prepared() -> Publisher:
        return Publisher(settings, lambda: library, lambda: trained, asked)

    portions = [None async for _ in prepared().prepare()]
    again = [None async for _ in prepared().prepare()]
    assert (len(portions), len(again)) == (2, 1), "the wordings are read again, the vectors of questions are there"


async def test_a_matcher_that_was_only_tried_out_is_let_go(room: Room) -> None:
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    trial = Trial(settings)

    def learned_from(content: Library) -> LearnedMatcher:
        return learned.learn(content, learned.state_folder(settings) / "learned")

    edited = replace(library, entries={name: one for name, one in library.entries.items() if name != "opening"})
    with nothing_handed_on():
        before, tried = learned_from(library), learned_from(edited)
    past = [answered("how many trees are in there", "trees")]
    decision = Decision("add", 1, 1, (("en", "what about the carps"),), "trees")
    impact = trial.impact(decision, Served(library, before), Served(edited, tried), past)
    kept = ref(tried.matcher)
    del tried
    gc.collect()

    assert impact.asked == 1
    assert kept() is None


def test_telegram_says_who_would_lose_an_answer_and_asks() -> None:
    say = speaks(desk_wording(), "en")
    impact = Impact((STRAY,), (STRAY,), (LOST, NEW), 350, 7)
    message = ConsentButtons("take it", "yes, publish").asked(
        say, NeedsYes(impact), (), datetime.now(UTC), names_in(LIBRARY, "en")
    )
    text = "\n".join(getattr(block, "text", "") for block in message.blocks)

    for part in (
        "погода → question of seats, en, 93%",
        "Lose their answer: 1",
        "• how many (3)",
        "Newly answered: 1",
        "350",
        "7",
    ):
        assert part in text
    assert [getattr(button, "press", "") for row in message.buttons for button in row] == ["yes, publish"]


async def test_the_console_asks_before_and_tells_after(there: Setting, saule: Visitor) -> None:
    there.content.impact = Impact((STRAY,), (STRAY,), (LOST, NEW), 350)
    await asks(there, "погода")
    page = await decides(saule, "add vote")
    seats, vote = (f'<a href="/content/entries/{name}">question of {name}, en</a>' for name in ("seats", "vote"))
    for part in (
        f"“погода” → {seats} 93 %",
        "Some people would lose",
        f"“how many” — {seats} → –",
        'value="yes add vote"',
    ):
        assert part in page
    assert there.content.published == []
    page = await decides(saule, "yes add vote")

    assert len(there.content.published) == 1
    for part in (
        "Past questions asked again: 350",
        f"Newly answered (1 person): “who votes” — – → {vote}",
    ):
        assert part in page
