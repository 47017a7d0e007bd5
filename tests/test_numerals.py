"""Numbers are the same however their thousands are parted, and others are not."""

import pytest

from bot.content.entries import numbers_in


@pytest.mark.parametrize("written", ["10 000", "10,000", "10\u00a0000", "10000"])
def test_thousands_may_be_parted(written: str) -> None:
    assert numbers_in(f"about {written} proposals") == {"10000": written}


def test_numbers_side_by_side_are_told_apart() -> None:
    assert list(numbers_in("9, 10 and 1,2345, in 2026")) == ["9", "10", "1", "2345", "2026"]
