"""Numbers: what people asked in a period, what the bot replied, and how they rated it."""

import asyncio
from datetime import UTC
from typing import Any

from starlette.responses import Response

from bot.desk.tending import ListedQuestions
from bot.stats.numbers import Numbers, Period
from bot.web.pages import guarded
from bot.web.visit import Visit

OUTCOMES: tuple[ListedQuestions, ...] = ("all", "answer", "choices", "gap", "unknown")
PERIODS = (7, 30, 90, 365)  # days
_USUAL = 30


def _days(visit: Visit) -> int:
    days = visit.query.number("days", _USUAL)
    return days if days in PERIODS else _USUAL


async def numbers(visit: Visit) -> Response:
    """Show the numbers of a period, as tables and as a picture."""
    days = _days(visit)
    stats = visit.house.stats
    counted = await stats.latest(days) if stats else None
    audited = await stats.audited() if stats else None
    shown: dict[str, Any] = {"numbers": counted, "audit": audited, "days": days, "periods": PERIODS}
    return visit.page("numbers.html", "numbers", **shown, **_named(visit, counted))


def _named(visit: Visit, numbers: Numbers | None) -> dict[str, Any]:
    """The rows of the tables, with names that a curator knows. The latest day comes first."""
    if numbers is None:
        return {}
    titles = {section.id: section.title[visit.language] for section in visit.conversation.library.sections}
    date = visit.pages.say.date
    themes = {one.gap: one.short[visit.language] for one in visit.conversation.library.signposts.values()}
    return {
        "named_weeks": [(date(visit.language, monday), tally) for monday, tally in numbers.weeks.items()],
        "named_gaps": [(themes.get(theme, theme), count) for theme, count in numbers.gaps.items()],
        "named_languages": [(visit.say(f"language-{code}"), tally) for code, tally in numbers.languages.items()],
        "named_sections": [(titles.get(name, name), tally) for name, tally in numbers.sections.items()],
        "named_days": [(date(visit.language, day), tally) for day, tally in sorted(numbers.days.items(), reverse=True)],
    }


async def picture(visit: Visit) -> Response:
    """Serve the picture alone, as SVG."""
    stats = visit.house.stats
    if stats is None:
        return visit.missing()
    counted = await stats.latest(_days(visit))
    drawn = await asyncio.to_thread(stats.picture, counted, visit.language, visit.query("dark") == "1", "svg")
    return guarded(Response(drawn, media_type="image/svg+xml"), "default-src 'none'; style-src 'unsafe-inline'")


_LISTED = 200  # questions on the page


async def questions(visit: Visit) -> Response:
    """Show the questions behind a number: those of the period that had an outcome, the newest first."""
    outcome: ListedQuestions = next((one for one in OUTCOMES if one == visit.query("outcome")), "all")
    days, tending = _days(visit), visit.house.tending
    since = Period.until(visit.house.now().date(), days, visit.house.now().tzinfo or UTC).bounds[0]
    listed = await tending.logged(outcome, since, _LISTED + 1) if tending else []
    return visit.page(
        "questions.html",
        "numbers",
        questions=listed[:_LISTED],
        more=len(listed) > _LISTED,
        outcome=outcome,
        outcomes=OUTCOMES,
        days=days,
    )
