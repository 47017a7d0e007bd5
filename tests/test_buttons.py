"""Buttons: what they carry, read back however old or forged it is, and what follows from each."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_library import labels, small_conversation, title

from bot.content import LANGUAGES, Language, Library
from bot.conversation import (
    Button,
    Chose,
    Conversation,
    Declined,
    Effect,
    Forgotten,
    Liked,
    Message,
    Person,
    Press,
    WantedNotice,
    Wording,
    press_from,
)
from bot.conversation.buttons import REASONS, ButtonVerb, Mood, Rated, is_turn, paged_from, rated_from, reasoned_from
from bot.conversation.message import ButtonRows
from bot.telegram.html import MAX_BUTTON_BYTES

TODAY = date(2026, 3, 1)
NOBODY = Person(TODAY)
TURN = "7fffffff"  # as long as the numbers of Telegram's updates get
LONGEST_ID = "a" * 40
say = Wording()


@pytest.fixture
def conversation() -> Conversation:
    return small_conversation()


@pytest.mark.parametrize(
    ("written", "press"),
    [
        ("answer:seats:ru", Press("answer", "seats", "ru")),
        ("answer:seats", Press("answer", "seats")),
        ("open:seats.3:kk", Press("open", "seats.3", "kk")),
        ("none:t1", Press("none", "t1")),
        ("none:1f:en", Press("none", "1f", "en")),
        ("up:1f.seats.0:ru", Press("up", "1f.seats.0", "ru")),
        ("why:t.1f.seats:ru", Press("why", "t.1f.seats", "ru")),
        ("topics::en", Press("topics", "", "en")),
        ("topics:", Press("topics")),
        ("answer:seats:klingon", Press("answer", "seats")),
        ("answer:seats:ru:en", Press("answer", "seats")),
        ("forget:yes:ru", Press("forget", "yes", "ru")),
        ("answer", None),
        ("ANSWER:seats", None),
        (" answer:seats", None),
        ("delete:everything", None),
        (":seats:ru", None),
        ("", None),
        ("\u0000:💥", None),
    ],
)
def test_what_a_button_carried_is_read_or_is_none_of_ours(written: str, press: Press | None) -> None:
    assert press_from(written) == press


_abouts = st.text(st.characters(exclude_characters=":"), max_size=50)


@given(st.sampled_from(["answer", "open", "none", "up", "topics"]), _abouts, st.sampled_from([None, *LANGUAGES]))
def test_a_press_is_read_back_as_it_was_written(verb: ButtonVerb, about: str, under: Language | None) -> None:
    press = Press(verb, about, under)

    assert press_from(str(press)) == press


@given(st.text(max_size=64))
def test_whatever_comes_back_from_telegram_gets_a_reply(written: str) -> None:
    turn = small_conversation().press(press_from(written), NOBODY, "2f")

    assert turn.messages


@pytest.mark.parametrize(
    ("about", "rated"),
    [
        ("1f.seats", Rated("1f", "seats")),
        ("1f.seats.0", Rated("1f", "seats", 0)),
        ("7fffffff.parliament-size.12", Rated("7fffffff", "parliament-size", 12)),
        ("1f.seats.x", Rated("1f", "seats")),
        ("1f.seats.1234", Rated("1f", "seats")),
        ("1f.seats.-1", Rated("1f", "seats")),
        ("1f.seats.²", Rated("1f", "seats")),
        ("t1.seats", None),
        (".seats", None),
        ("1f.", None),
        ("1f", None),
        ("1F.seats", None),
        ("0123456789abcdef0.seats", None),
        ("", None),
    ],
)
def test_which_answer_is_judged_is_read_or_is_a_forgery(about: str, rated: Rated | None) -> None:
    assert rated_from(about) == rated


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ("t.1f.seats", "topic"),
        ("u.1f.seats", "unclear"),
        ("o.1f.seats", "outdated"),
        ("s.1f.seats", "source"),
        ("topic.1f.seats", None),
        ("x.1f.seats", None),
        (".1f.seats", None),
        ("1f.seats", None),
        ("t.seats", None),
        ("", None),
    ],
)
def test_a_reason_is_read_with_the_answer_that_it_is_about(about: str, reason: str | None) -> None:
    assert reasoned_from(about) == ((reason, Rated("1f", "seats")) if reason else None)


@pytest.mark.parametrize(
    ("about", "paged"),
    [("a", ("a", None)), ("a.0", ("a", 0)), ("a.999", ("a", 999)), ("a.1000", ("a", None)), ("a.", ("a", None)),
     (".5", ("", 5)), ("a.٣", ("a", None)), ("", ("", None))],
)  # fmt: skip
def test_a_page_is_read_from_behind_its_name(about: str, paged: tuple[str, int | None]) -> None:
    assert paged_from(about) == paged


def test_only_what_may_name_a_turn_does() -> None:
    assert all(map(is_turn, ("0", "1f", "7fffffff", "f" * 16)))
    assert not any(map(is_turn, ("", "t1", "1F", "f" * 17, "1f\n", "' OR 1=1 --")))


def carried(rows: ButtonRows) -> list[str]:
    """What comes back of the buttons when they are pressed."""
    return [button.press for row in rows for button in row if isinstance(button, Button)]


def test_every_button_of_the_projects_content_fits_into_what_telegram_carries(library: Library) -> None:
    conversation = small_conversation(library)
    keyboards, catalogue = conversation.voice.speaker.keyboards, conversation.voice.catalogue
    found: list[str] = []
    for language in LANGUAGES:
        for entry in library.entries.values():
            for mood in get_args(Mood):
                found += carried(keyboards.answer(Rated(TURN, entry.id, 99), language, mood))
            found += carried(conversation.voice.speaker.context(entry, language).buttons)
        lists: list[Message] = [catalogue.topics(language), catalogue.sources(language)]
        lists += [catalogue.section(section.id, 99, language) for section in library.sections]
        lists += [catalogue.article(article, 99, language) for article in library.articles]
        found += [press for shown in lists for press in carried(shown.buttons)]

    assert max(len(press.encode()) for press in found) <= MAX_BUTTON_BYTES
    assert all(press_from(press) for press in found)


@pytest.mark.parametrize(
    "press",
    [
        *(Press("why", f"{reason[0]}.{Rated(TURN, LONGEST_ID, 99)}", "kk") for reason in REASONS),
        Press("rate", str(Rated(TURN, LONGEST_ID, 99)), "ru"),
        Press("down", str(Rated(TURN, LONGEST_ID, 99)), "ru"),
        Press("context", LONGEST_ID, "en"),
        Press("open", f"{LONGEST_ID}.99", "en"),
        Press("section", f"{LONGEST_ID}.99", "en"),
        Press("article", f"{LONGEST_ID}.99", "en"),
        Press("untell", f"{2**63 - 1:x}", "en"),
    ],
    ids=str,
)
def test_the_longest_id_on_the_last_page_fits_too(press: Press) -> None:
    assert len(str(press).encode()) <= MAX_BUTTON_BYTES
    assert press_from(str(press)) == press


SEATS, GONE, OLD = "question of seats", "entry-gone-title", "old-button"


@pytest.mark.parametrize(
    ("pressed", "first", "place"),
    [
        ("answer:seats", f"{SEATS}, kk", "below"),
        ("answer:seats:ru", f"{SEATS}, ru", "below"),
        ("answer:seats:klingon", f"{SEATS}, kk", "below"),
        ("answer:removed:en", say("en", GONE), "below"),
        ("answer:", say("kk", GONE), "below"),
        ("open:seats.0:ru", f"{SEATS}, ru", "instead"),
        ("open:seats:ru", f"{SEATS}, ru", "instead"),
        ("open:removed.0:ru", say("ru", GONE), "below"),
        ("context:seats:ru", f"{SEATS}, ru", "below"),
        ("context:removed:ru", say("ru", GONE), "below"),
        ("none:1f:ru", say("ru", "none-noted-title"), "below"),
        ("none:t1:ru", say("ru", "none-noted-title"), "below"),
        ("none:", say("kk", "none-noted-title"), "below"),
        ("topics::en", say("en", "topics-title"), "instead"),
        ("topics:", say("kk", "topics-title"), "instead"),
        ("section:parliament:ru", "title of parliament, ru", "instead"),
        ("section:parliament.99:ru", "title of parliament, ru", "instead"),
        ("section:empty:ru", say("ru", "topics-title"), "instead"),
        ("section:no-such:ru", say("ru", "topics-title"), "instead"),
        ("sources::ru", say("ru", "sources-title"), "instead"),
        ("article:dated.0:ru", "Дом", "instead"),
        ("article:removed.0:ru", say("ru", "sources-title"), "instead"),
        ("language:en", say("en", "language-set"), "instead"),
        ("language:de", say("kk", "language-title"), "instead"),
        ("forget:yes:ru", say("ru", "forgotten"), "instead"),
        ("forget:no:ru", say("ru", "not-forgotten"), "instead"),
        ("forget:perhaps:ru", say("ru", "not-forgotten"), "instead"),
        ("up:1f.removed:ru", say("ru", GONE), "below"),
        ("up:t1.seats:ru", say("ru", OLD), "below"),
        ("why:1f.seats:ru", say("ru", OLD), "below"),
        ("why:x.1f.seats:ru", say("ru", OLD), "below"),
        ("rate::ru", say("ru", OLD), "below"),
        ("tell:t1:ru", say("ru", OLD), "below"),
        ("untell::ru", say("ru", OLD), "below"),
        ("answer", say("kk", OLD), "below"),
        ("", say("kk", OLD), "below"),
    ],
)
def test_a_press_however_old_or_forged_gets_a_reply(
    conversation: Conversation, pressed: str, first: str, place: str
) -> None:
    turn = conversation.press(press_from(pressed), NOBODY, "2f")

    assert (title(turn), turn.place) == (first, place)
    assert turn.asked is None


@pytest.mark.parametrize(
    ("pressed", "effects", "toast"),
    [
        ("answer:seats:ru", (), ""),
        ("none:1f:ru", (Declined("1f"),), ""),
        ("none:t1:ru", (Declined("t1"),), ""),
        ("language:ru", (Chose("ru"),), ""),
        ("language:de", (), ""),
        ("forget:yes:ru", (Forgotten(),), ""),
        ("forget:no:ru", (), ""),
        ("forget:YES:ru", (), ""),
        ("up:1f.seats:ru", (Liked("1f", "seats", True),), "rated-up"),
        ("down:1f.seats:ru", (Liked("1f", "seats", False),), "rated-down"),
        ("why:o.1f.seats:ru", (Liked("1f", "seats", False, "outdated"),), "rated-why"),
        ("rate:1f.seats:ru", (Liked("1f", "seats", None),), "rated-none"),
        ("up:1f.removed:ru", (), ""),
        ("up:t1.seats:ru", (), ""),
        ("why:x.1f.seats:ru", (), ""),
        ("untell:1f:ru", (WantedNotice("1f", False, "ru"),), "not-told-toast"),
        ("tell:t1:ru", (), ""),
    ],
)
def test_just_these_presses_have_to_be_kept(
    conversation: Conversation, pressed: str, effects: tuple[Effect, ...], toast: str
) -> None:
    turn = conversation.press(press_from(pressed), NOBODY, "2f")

    assert turn.effects == effects
    assert turn.toast == (say("ru", toast) if toast else "")


def test_who_wants_to_be_told_hears_for_how_long_and_can_take_it_back(conversation: Conversation) -> None:
    turn = conversation.press(press_from("tell:1f:ru"), NOBODY, "2f")

    assert turn.effects == (WantedNotice("1f", True, "ru"),)
    assert (turn.place, turn.messages[0].blocks) == ("buttons", ())
    assert labels(turn.messages[0])[0] == say("ru", "told-later")
    assert turn.toast == say("ru", "told-later-toast", days=90)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_shows_for_a_moment_is_as_short_as_telegram_wants_it(language: Language) -> None:
    for pressed in ("up:1f.seats:", "down:1f.seats:", "why:t.1f.seats:", "rate:1f.seats:", "tell:1f:", "untell:1f:"):
        toast = small_conversation().press(press_from(pressed + language), NOBODY, "2f").toast
        assert 0 < len(toast) <= 200


def test_a_button_answers_in_the_language_it_stands_in_unless_another_is_chosen(conversation: Conversation) -> None:
    pressed = press_from("answer:seats:ru")

    assert title(conversation.press(pressed, Person(TODAY, None, "en"), "2f")) == f"{SEATS}, ru"
    assert title(conversation.press(pressed, Person(TODAY, "kk", "en"), "2f")) == f"{SEATS}, kk"
