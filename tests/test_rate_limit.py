"""How much one person is read of, counted in messages and seconds."""

import pytest

from bot.telegram.rate_limit import RateLimit, cost_of

BURST = 40


def met(flood: RateLimit, *times: float, person: int = 7) -> list[str]:
    """How somebody is treated who sends something at each of these seconds."""
    return [flood.meet(person, at) for at in times]


@pytest.fixture
def flood() -> RateLimit:
    return RateLimit()


def test_a_burst_is_read_then_there_is_one_notice_and_then_quiet(flood: RateLimit) -> None:
    assert met(flood, *[0.0] * (BURST + 20)) == ["read"] * BURST + ["warn"] + ["quiet"] * 19


@pytest.mark.parametrize(("seconds", "manner"), [(0, "quiet"), (29, "quiet"), (30, "read"), (3600, "read")])
def test_quiet_lasts_half_a_minute(flood: RateLimit, seconds: float, manner: str) -> None:
    met(flood, *[0.0] * (BURST + 1))

    assert flood.meet(7, seconds) == manner


def test_who_goes_on_while_it_is_quiet_is_read_again_half_a_minute_after_the_notice_too(flood: RateLimit) -> None:
    met(flood, *[0.0] * (BURST + 1))

    assert met(flood, *range(1, 30)) == ["quiet"] * 29
    assert flood.meet(7, 30.0) == "read"


def test_who_floods_again_gets_a_notice_again(flood: RateLimit) -> None:
    met(flood, *[0.0] * (BURST + 1))
    again = met(flood, *[30.0] * 30)

    assert again == ["read"] * 15 + ["warn"] + ["quiet"] * 14


@pytest.mark.parametrize("apart", [2.0, 10.0, 3600.0])
def test_who_writes_at_a_persons_pace_is_always_read(flood: RateLimit, apart: float) -> None:
    assert set(met(flood, *(number * apart for number in range(500)))) == {"read"}


def test_one_message_a_second_is_read_for_more_than_a_minute(flood: RateLimit) -> None:
    manners = met(flood, *map(float, range(120)))

    assert manners.index("warn") == 2 * BURST - 1
    assert set(manners[: manners.index("warn")]) == {"read"}


def test_one_persons_flood_keeps_nobody_else_from_being_read(flood: RateLimit) -> None:
    met(flood, *[0.0] * (BURST + 5))

    assert met(flood, 0.0, 0.0, person=8) == ["read", "read"]


def test_what_came_while_the_bot_was_away_is_counted_by_when_it_was_sent(flood: RateLimit) -> None:
    assert set(met(flood, *(60.0 * number for number in range(200)))) == {"read"}


def test_a_message_dated_before_the_last_one_gives_nothing_back(flood: RateLimit) -> None:
    met(flood, *[1000.0] * (BURST + 1))

    assert met(flood, 0.0, 500.0, 1000.0) == ["quiet"] * 3


def test_a_quiet_that_has_passed_in_part_goes_on_though_others_came_between(flood: RateLimit) -> None:
    met(flood, *[0.0] * (BURST + 1))
    met(flood, *[0.0] * 5, person=8)

    assert met(flood, 10.0, 20.0, 31.0) == ["quiet", "quiet", "read"]


def test_of_very_many_people_those_longest_away_are_forgotten_and_nobody_present() -> None:
    flood = RateLimit()
    met(flood, *[0.0] * (BURST + 1))
    for stranger in range(100, 10_099):
        flood.meet(stranger, 0.0)
    assert flood.meet(7, 0.0) == "quiet"

    for stranger in range(20_000, 30_001):
        flood.meet(stranger, 0.0)
    assert flood.meet(7, 0.0) == "read"


def test_who_wrote_a_moment_before_is_known_by_the_times_of_the_sending() -> None:
    flood = RateLimit()
    wrote = []
    for at in (100.0, 101.0, 103.5, 103.5):
        flood.meet(7, at)
        wrote.append(flood.wrote_just_before(7, 2))

    assert wrote == [False, True, False, True]
    assert not flood.wrote_just_before(8, 2)


def test_a_long_text_takes_what_many_short_ones_do() -> None:
    flood = RateLimit()
    long, short = cost_of("1" * 1200), cost_of("How many deputies?")

    assert [flood.meet(7, 0.0, long) for _ in range(5)] == ["read"] * 3 + ["warn", "quiet"]
    assert [flood.meet(8, 0.0, short) for _ in range(BURST + 1)] == ["read"] * BURST + ["warn"]
