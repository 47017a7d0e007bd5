"""`stats` as a curator types it, over a real database."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from desk_log import asked, bot, decided, happened, rated
from gate_content import Content

NOW = datetime.now(UTC)


@pytest.fixture
def park(park: Content) -> Content:
    """A small content, and a log in which a few things were asked just now, and one long ago."""
    happened(park.root, (asked, "a", "answer", "trees"), (asked, "b", "answer", "trees"), asked_at=NOW)
    happened(park.root, (asked, "c", "unknown"), asked_at=NOW - timedelta(hours=1), language="kk")
    happened(park.root, (asked, "d", "answer", "opening"), asked_at=NOW - timedelta(days=40))
    happened(park.root, (rated, "a", "trees", False, "outdated"), rated_at=NOW)
    happened(park.root, (decided, "spam", "c"), at=NOW)
    return park


@pytest.mark.usefixtures("park")
def test_the_numbers_of_a_month_are_shown_as_tables() -> None:
    done = bot("stats")

    assert done.exit_code == 0
    assert "3 questions by 1 person; answered 67%; 👍 0, 👎 1" in done.stdout
    assert "1 question waits for a curator; 1 decision, usually within 1 hour" in done.stdout
    assert "The town" in done.stdout and "Nature" not in done.stdout
    assert "1 outdated" in done.stdout


@pytest.mark.usefixtures("park")
def test_the_numbers_of_other_days_are_shown_as_json() -> None:
    month, year = (json.loads(bot("stats", "--json", *days).stdout) for days in ((), ("--days", "365")))

    assert (month["overall"]["answer"], year["overall"]["answer"]) == (2, 3)
    assert [one["entry"] for one in year["entries"]] == ["trees", "opening"]
    assert (len(month["days"]), len(year["days"])) == (30, 365)


@pytest.mark.parametrize(("name", "begins"), [("month.png", b"\x89PNG"), ("month.svg", b"<?xml")])
def test_the_numbers_are_drawn_into_a_file(park: Content, name: str, begins: bytes) -> None:
    done = bot("stats", "--picture", name, "--language", "ru", "--dark")

    assert done.exit_code == 0
    assert (park.root / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--language", "de"], "--language is kk, ru or en, not 'de'."),
        (["--picture", "a.gif"], "a.gif: a picture's name ends in .png or .svg."),
        (["--picture", "no-such-folder/a.png"], "no-such-folder/a.png cannot be written: No such file or directory."),
    ],
)
@pytest.mark.usefixtures("park")
def test_what_cannot_be_done_is_said(arguments: list[str], said: str) -> None:
    done = bot("stats", *arguments)

    assert (done.exit_code, done.stderr) == (2, f"{said}\n")


def test_without_a_single_question_there_are_numbers_too(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAQ_DIR", "faq")
    monkeypatch.setenv("CORPUS_DIR", "corpus")
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:///var/bot.db")

    assert "0 questions by 0 people; answered –" in bot("stats").stdout
    assert bot("stats", "--picture", "none.png").exit_code == 0
    assert (content.root / "none.png").is_file()
