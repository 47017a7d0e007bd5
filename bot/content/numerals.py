"""Numbers as people write them: 10 000 and 10,000 are one."""

import re

_NUMBER = re.compile(r"\d+(?:[ \u00a0,]\d{3}(?!\d))*")


def numbers_in(text: str) -> dict[str, str]:
    """The numbers of a text in their order: the digits of each, and how it is written."""
    return {re.sub(r"\D", "", number): number for number in _NUMBER.findall(text)}
