"""What everybody may know of how well the bot does: in `/about`, on the site; and nothing of a group below ten."""

import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from desk_log import asked, bot, happened
from gate_content import Content
from kept import Kept, kept_at
from site_reading import broken_links, faults_in, made, read, written
from small_library import CORRECTED, LIBRARY, SAY, Told

from bot.content import LANGUAGES, Language
from bot.conversation import Conversation, Person
from bot.conversation.about_bot import NO_FIGURES, Accuracy, OutcomeShares, PublicFigures, figure_weeks, no_figures
from bot.jobs.refresh import figures_from
from bot.settings import KAZAKHSTAN
from bot.stats.numbers import OutcomeCount, outcome_shares
from bot.telegram.notices import correction_name

WEEKS = [date(2026, 3, 2), date(2026, 3, 9)]
NOW = datetime(2026, 3, 19, 12, tzinfo=KAZAKHSTAN)
MENDED = CORRECTED.entries["seats"]
OUTCOMES = OutcomeShares(WEEKS[0], date(2026, 3, 15), {"answer": 0.71, "choices": 0.1, "gap": 0.19, "unknown": None})
FIGURES = PublicFigures(
    True, Accuracy(WEEKS[0], date(2026, 3, 15), 80, 0.05, 0.0196, 0.1216), OUTCOMES, {MENDED.id: date(2026, 3, 20)}
)
ADDRESS = "how-often-wrong/index.html"


def shares(*people: int) -> list[float | None]:
    """The shares of answer, choices, gap and unknown, each asked once by so many people."""
    names = ("answer", "choices", "gap", "unknown")
    told = outcome_shares(WEEKS, {name: OutcomeCount(count, count) for name, count in zip(names, people, strict=True)})
    assert told
    return list(told.shares.values())


def test_each_outcome_has_its_share() -> None:
    assert shares(50, 20, 20, 10) == [0.5, 0.2, 0.2, 0.1]
    assert outcome_shares(WEEKS, {"chat": OutcomeCount(9, 9)}) is None


def test_a_group_of_fewer_than_ten_is_not_told_and_cannot_be_reckoned_from_the_others() -> None:
    assert shares(60, 20, 11, 9) == [0.6, 0.2, None, None]
    assert shares(60, 20, 9, 9)[2:] == [None, None]
    assert shares(60, 40, 0, 0) == [0.6, 0.4, 0.0, 0.0]
    assert shares(9, 0, 0, 0) == [None, 0.0, 0.0, 0.0]


def about(language: Language, figures: Callable[[], PublicFigures] = no_figures) -> str:
    """What /about says."""
    conversation = Conversation(CORRECTED, Told({}), SAY, 30, figures=figures)
    return str(conversation.command("about", "", Person(date(2026, 11, 29), language), "1f").messages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_says_how_often_the_bot_was_wrong_and_what_was_corrected(language: Language) -> None:
    told = about(language, lambda: FIGURES)

    first, last = SAY.date(language, WEEKS[0]), SAY.date(language, date(2026, 3, 15))
    wrong = SAY(language, "about-wrong", judged=80, first=first, last=last, wrong=5, low=2, high=12)
    assert wrong in told
    assert SAY(language, "about-answer", share="71 %") in told
    assert SAY(language, "about-unknown", share=SAY(language, "about-few")) in told
    assert MENDED.correction and MENDED.correction[language] in told
    assert SAY.date(language, date(2026, 3, 20)) in told


def test_about_says_nothing_of_what_nobody_knows() -> None:
    told = about("en")

    assert "%" not in told and "between" not in told
    assert MENDED.correction and MENDED.correction["en"] in told


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        (NO_FIGURES, "Nothing was audited yet."),
        (PublicFigures(began=True), "too few so far"),
        (FIGURES, "5 % were wrong. The share among all answers lies between 2 % and 12 %"),
    ],
)
def test_the_page_says_what_was_found_or_that_nothing_was(figures: PublicFigures, told: str, tmp_path: Path) -> None:
    files = made(LIBRARY, figures=figures)

    page = files[f"en/{ADDRESS}"]
    assert told in read(page).words
    assert ("no answer is known: fewer than ten people" in " ".join(read(page).words.split())) == bool(figures.outcomes)
    assert all(f"{language}/{ADDRESS}" in files for language in LANGUAGES)
    assert "../how-often-wrong/" in files["en/about/index.html"]
    assert [*broken_links(files)] == []
    assert faults_in(written({f"en/{ADDRESS}": page}, tmp_path)) == ""


def test_the_page_says_what_was_corrected_and_when() -> None:
    page = made(CORRECTED, figures=FIGURES)[f"en/{ADDRESS}"]

    assert MENDED.correction and MENDED.correction["en"] in page
    assert "Corrected on 20 March 2026" in page


@pytest.fixture
async def kept(database: str) -> AsyncIterator[Kept]:
    async with kept_at(database) as kept:
        yield kept


async def test_the_figures_come_from_the_weeks_whose_questions_are_kept(kept: Kept) -> None:
    for number in range(12):
        at = datetime(2026, 3, 4 + number % 2, 7, tzinfo=UTC)
        await asked(kept, f"{number:x}", "answer", "vote", asker=f"p{number}", asked_at=at)
    for number in range(5):
        await asked(kept, f"u{number}", "unknown", asker=f"p{number}", asked_at=datetime(2026, 3, 10, 7, tzinfo=UTC))
    await asked(kept, "new", "unknown", asked_at=datetime(2026, 3, 18, 7, tzinfo=UTC))
    name = correction_name(MENDED)
    await kept.does("INSERT INTO corrections (cause, seen_at) VALUES (:name, :at)", name=name, at=NOW.astimezone(UTC))
    figures = await figures_from(kept.sessions, CORRECTED, NOW)

    assert figures == PublicFigures(
        False,
        None,
        OutcomeShares(WEEKS[0], date(2026, 3, 15), {"answer": None, "choices": 0.0, "gap": 0.0, "unknown": None}),
        {MENDED.id: date(2026, 3, 19)},
    )


def test_the_site_is_built_without_a_database_and_makes_none(park: Content) -> None:
    done = bot("site", "out")

    assert done.exit_code == 0, done.output
    assert "Nothing was audited yet." in (park.root / "out" / "en" / ADDRESS).read_text(encoding="utf-8")
    assert not (park.root / "var" / "bot.db").exists()


async def judged(kept: Kept, monday: date, right: int, wrong: int) -> None:
    """Answers of a week, drawn by chance, and what a curator said of them."""
    at = f"{monday} 07:00:00.000000"
    await kept.does("INSERT INTO audit_weeks VALUES (:week, :at, 90, 40)", week=str(monday), at=at)
    for number in range(1, right + wrong + 1):
        columns = "(id, week, part, language, entry, version) VALUES (:id, :week, 'random', 'ru', 'x', 'v')"
        await kept.does(f"INSERT INTO audited {columns}", id=number, week=str(monday))
        columns = "(decided_at, curator, verb, texts, audited) VALUES (:at, 'saule', :verb, '[]', :id)"
        verb = "wrong" if number <= wrong else "right"
        await kept.does(f"INSERT INTO decisions {columns}", at=at, verb=verb, id=number)


def test_the_site_shows_what_the_database_knows(park: Content) -> None:
    happened(park.root, (judged, figure_weeks(datetime.now(KAZAKHSTAN).date())[-1], 57, 3))

    done = bot("site", "out")
    numbers = json.loads(bot("stats", "--json").stdout)

    assert done.exit_code == 0, done.output
    page = (park.root / "out" / "en" / ADDRESS).read_text(encoding="utf-8")
    assert "Of 60 answers given between" in page and "5 % were wrong" in page
    assert (numbers["audit"]["judged"], numbers["audit"]["share"]) == (60, 0.05)
