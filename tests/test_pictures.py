"""The pictures of the README show what the bot says today."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import PROJECT

from bot.content import Library
from bot.conversation import Conversation, Wording
from bot.matching import Understanding
from docs.conversations import CONVERSATIONS, Presses, Scene, Writes
from docs.pages import page, pages
from docs.pictures import FOLDER, stamp_for, stamp_in
from docs.talking import Said, UnexpectedError, talk

NAMES = [conversation.name for conversation in CONVERSATIONS]


@pytest.fixture(scope="module")
def conversation(library: Library, understanding: Understanding) -> Conversation:
    return Conversation(library, understanding, Wording(), retention_days=365)


@pytest.fixture(scope="module")
def shown(conversation: Conversation) -> dict[str, str]:
    """The pages, as the content, the wording and the rendering make them now."""
    return pages(conversation)


def _picture(name: str) -> Path:
    return FOLDER / f"{name}.png"


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_shows_what_the_bot_says_today(shown: dict[str, str], name: str) -> None:
    stale = f"docs/pictures/{name}.png shows what the bot no longer says. To take the pictures anew: make pictures"

    assert _picture(name).is_file(), stale
    assert stamp_in(_picture(name).read_bytes()) == stamp_for(shown[name]), stale


def test_the_pictures_are_sharp_and_equal_so_that_they_stand_side_by_side() -> None:
    widths, heights = zip(*(_size(_picture(name).read_bytes()) for name in NAMES), strict=True)

    assert set(widths) == {840}
    assert len(set(heights)) == 1


def _size(png: bytes) -> tuple[int, int]:
    """Width and height: the first two numbers of the first chunk."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_soon_loaded(name: str) -> None:
    assert _picture(name).stat().st_size < 150_000


def test_no_picture_lies_there_that_is_no_longer_made() -> None:
    assert sorted(file.stem for file in FOLDER.iterdir()) == sorted(NAMES)


def test_the_same_content_makes_the_same_pages(shown: dict[str, str], conversation: Conversation) -> None:
    assert pages(conversation) == shown


def test_another_wording_makes_another_stamp(library: Library, understanding: Understanding, tmp_path: Path) -> None:
    for file in (PROJECT / "bot" / "conversation" / "wording").glob("*.ftl"):
        reworded = file.read_text(encoding="utf-8").replace("More", "Further")
        (tmp_path / file.name).write_text(reworded, encoding="utf-8")
    told = pages(Conversation(library, understanding, Wording(tmp_path), retention_days=365))

    assert stamp_for(told["en"]) != stamp_in(_picture("en").read_bytes())
    assert stamp_for(told["kk"]) == stamp_in(_picture("kk").read_bytes())


def test_a_reply_that_the_picture_is_not_there_to_show_is_named(conversation: Conversation) -> None:
    weather = Scene("weather", "en", 600, (Writes("what is the weather in Almaty?", "answer"),))

    with pytest.raises(UnexpectedError, match="weather: the reply to 'what is the weather in Almaty"):
        talk(weather, conversation)


def test_a_button_that_is_not_there_to_be_pressed_is_named(conversation: Conversation) -> None:
    start = Scene("start", "en", 600, (Writes("/start"), Presses("tell")))

    with pytest.raises(UnexpectedError, match="start: there is no button 'tell' to press"):
        talk(start, conversation)


def test_a_pressed_choice_turns_into_its_answer(conversation: Conversation) -> None:
    chosen = Scene("chosen", "en", 600, (Writes("citizens", "choices"), Presses("choose", 1)))
    _, answer = talk(chosen, conversation).lines

    assert isinstance(answer, Said)
    assert answer.message.shows


def test_a_pressed_button_is_marked_and_what_it_leads_to_stands_below(conversation: Conversation) -> None:
    asking = Writes("How many members did the commission have?", "answer")
    further = Scene("further", "en", 600, (asking, Presses("answer")))
    _, first, related = talk(further, conversation).lines

    assert isinstance(first, Said)
    assert isinstance(related, Said)
    assert related.message.shows
    assert first.pressed == f"answer:{related.message.shows.entry}:en"
    assert '<span class="pressed">' in page(talk(further, conversation))


def test_a_list_that_changes_stays_one_message(conversation: Conversation) -> None:
    browsed = Scene("browsed", "kk", 600, (Writes("/topics"), Presses("section"), Presses("open")))
    _, answer = talk(browsed, conversation).lines

    assert isinstance(answer, Said)
    assert answer.message.shows


def test_what_a_person_writes_is_shown_and_not_obeyed(conversation: Conversation) -> None:
    sly = Scene("sly", "en", 600, (Writes("<b>How many members did the commission have?</b>", "answer"),))

    assert "&lt;b&gt;How many members did the commission have?&lt;/b&gt;" in page(talk(sly, conversation))


def test_where_there_is_no_browser_the_command_says_in_a_line_how_to_get_one(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "docs.pictures"]
    bare = os.environ | {"PATH": str(tmp_path)}
    told = subprocess.run(command, cwd=PROJECT, env=bare, capture_output=True, text=True, check=False)

    assert told.returncode == 2
    assert told.stdout == ""
    assert told.stderr.splitlines() == [
        "There is no Chromium to take the pictures with: "
        "apt-get install chromium fonts-noto-core fonts-noto-color-emoji"
    ]
