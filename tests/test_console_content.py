"""What curators see of the content and of the numbers, and what of an edit that cannot be served."""

import re
from dataclasses import replace
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest
from console_house import Setting, asks, setting_in
from staffed import FixedStats
from visiting import Visitor

from bot.content import Language, Problem
from bot.stats.chart import PictureFormat
from bot.stats.numbers import Numbers, Period, Received, Tally

TALLY = Tally(answer=1234, choices=22, gap=11, unknown=33, liked=44, disliked=5)


class Counted(FixedStats):
    """The numbers that a test knows beforehand."""

    async def latest(self, days: int) -> Numbers:
        """The same for each period."""
        period = Period.until(date(2026, 3, 2), days, UTC)
        days_of = {date(2026, 3, 1): TALLY, date(2026, 3, 2): Tally(answer=7)}
        entry = Received("seats", 17, 3, {"topic": 2})
        closing = timedelta(hours=30 if days < 90 else 633)
        return Numbers(period, TALLY, days_of, {"ru": TALLY}, {"people": TALLY}, (entry,), 99, 8, closing, 6)

    def picture(self, numbers: Numbers, language: Language, dark: bool = False, form: PictureFormat = "png") -> bytes:
        """A picture that says what it was asked for."""
        return f"<{form}><!-- {len(numbers.period.days)} {language} {dark} --></{form}>".encode()


@pytest.fixture
def stats() -> Counted:
    return Counted()


async def test_entries_stand_by_section_and_are_found_by_their_words(saule: Visitor) -> None:
    page = await saule.sees("/content")
    assert (
        page.index("title of parliament, en") < page.index("question of seats, en") < page.index("title of people, en")
    )
    assert "title of empty" not in page and "3 entries" in page

    found = await saule.sees("/content?search=SEATS ANSWER")
    assert "question of seats, en" in found and "question of vote, en" not in found


async def test_an_entry_is_shown_whole_with_its_quote_in_context_and_how_it_was_received(saule: Visitor) -> None:
    page = await saule.sees("/content/entries/seats")
    for part in (
        "answer to seats, kk", "answer to seats, ru", "answer to seats, en", "145 deputies (translated)",
        "В новом Парламенте будет <mark>«145 депутатов»</mark>, сказал министр.", "question of name, en",
        "the answer 17 times in 30 days", "👍 3 · 👎 2",
    ):  # fmt: skip
        assert part in page


async def test_an_entry_shows_its_own_faults_and_not_those_of_others(there: Setting, saule: Visitor) -> None:
    there.problems += [
        Problem("faq/a.yaml", 3, f"entry '{name}' has a fault.", "Mend it.") for name in ("seats", "vote")
    ]
    page = await saule.sees("/content/entries/seats")
    banner, _, rest = page.partition("<main")
    assert "entry &#39;seats&#39; has a fault." in rest and "&#39;vote&#39;" not in rest
    assert "2 faults" in banner and "a.yaml:3" in banner


async def test_an_article_shows_all_of_its_text_and_what_is_quoted_of_it(saule: Visitor) -> None:
    page = await saule.sees("/content/articles/dated")
    assert "<mark>«145 депутатов»</mark>" in page and "Больше он не сказал." in page
    assert 'href="/content/entries/vote"' in page and 'href="https://a.kz/?x=1&amp;y=2"' in page


async def test_an_invalid_edit_is_said_on_every_page_and_the_files_can_be_looked_at_now(
    there: Setting, saule: Visitor
) -> None:
    assert "All is well" in await saule.sees("/content/faults")
    there.problems.append(Problem("faq/a.yaml", 3, "a <fault>.", "Mend it."))
    for path in ("/try", "/review", "/trail", "/numbers"):
        assert "a &lt;fault&gt;." in await saule.sees(path)

    answer = await saule.posts("/content/look")
    assert (answer.headers["location"], there.looked) == ("/content/faults", 1)


async def test_while_the_gate_is_looking_that_is_said(tmp_path: Path) -> None:
    async with setting_in(tmp_path, examine=lambda: None) as there:
        visitor = await there.curator()
        visitor.headers = {"Accept-Language": "en"}
        for path in ("/content/faults", "/content/entries/seats"):
            assert "The gate is checking the files" in await visitor.sees(path)


async def test_the_numbers_of_a_period_stand_in_tables_and_a_picture(saule: Visitor) -> None:
    page = await saule.sees("/numbers?days=7")
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', page)
    table = {re.sub(r"<.*?>", "", name): re.findall(r"<td>(\d+)</td>", cells) for name, cells in rows}

    counted = ["1234", "22", "11", "33", "44", "5"]
    assert table["Russian"] == table["title of people, en"] == table["1 March 2026"] == counted
    assert table["question of seats, en"] == ["17", "3", "2"]
    assert list(table).index("2 March 2026") < list(table).index("1 March 2026")
    assert 'href="/review?why=unknown&amp;period=7"' in page and 'href="/review?why=disliked&amp;period=7"' in page
    assert "30 hours" in page and 'src="/numbers/picture.svg?days=7"' in page

    picture = await saule.gets("/numbers/picture.svg?days=7&dark=1")
    assert (picture.headers["content-type"], picture.text) == ("image/svg+xml", "<svg><!-- 7 en True --></svg>")


async def test_a_wait_of_more_than_two_days_is_given_in_days(saule: Visitor) -> None:
    assert "26 days" in await saule.sees("/numbers?days=90")


@pytest.mark.parametrize("days", ["0", "-5", "999999", "x", ""])
async def test_a_period_that_is_not_offered_is_the_usual_one(saule: Visitor, days: str) -> None:
    assert 'src="/numbers/picture.svg?days=30"' in await saule.sees(f"/numbers?days={days}")


async def test_a_number_leads_to_its_questions(there: Setting, saule: Visitor) -> None:
    page = await saule.sees("/numbers")
    assert 'href="/numbers/questions?outcome=answer&amp;days=30"' in page and "By week" in page

    await asks(there, "rain", group=1)
    await asks(there, "who votes", outcome="answer", answered=("vote",), group=2)
    page = await saule.sees("/numbers/questions?outcome=unknown")
    assert 'href="/review/1"' in page and "who votes" not in page and "2026-03-02 09:00" in page
    assert "question of vote, en" in await saule.sees("/numbers/questions")


async def test_no_column_is_always_nought(tmp_path: Path) -> None:
    class Few(Counted):
        """Numbers of a week without choices."""

        async def latest(self, days: int) -> Numbers:
            """Answers alone, by day."""
            return replace(await super().latest(days), days={date(2026, 3, 1): Tally(answer=7, unknown=1)}, sections={})

    async with setting_in(tmp_path, stats=Few()) as there:
        saule = await there.curator()
        saule.headers = {"Accept-Language": "en"}
        page = await saule.sees("/numbers")
    head = page.partition("<caption>By day")[2].partition("</thead>")[0]
    assert re.findall(r'col">(.*?)</th>', head) == ["Answered", "No answer", "Share answered"]
    assert "By section" not in page


async def test_the_list_of_entries_says_how_often_each_was_asked_and_what_is_over(saule: Visitor) -> None:
    page = await saule.sees("/content")
    assert "<span>the answer 17 times in 30 days</span><span>👎 2</span>" in page
    assert "1 entry is over, or will be within 30 days" in page and "valid until 15 March 2026" in page


async def test_where_nobody_counts_that_is_said(tmp_path: Path) -> None:
    async with setting_in(tmp_path) as there:
        visitor = await there.curator()
        visitor.headers = {"Accept-Language": "en"}
        assert "Nothing has been counted yet" in await visitor.sees("/numbers")
        assert (await visitor.gets("/numbers/picture.svg")).status_code == 404
        assert "times in 30 days" not in await visitor.sees("/content/entries/seats")
