"""Take personal data out of what people write, before anything is stored."""

import re

# Replaces what was taken out. A word, in any of the three languages, would be read as part of the question.
REMOVED = "▮▮▮"

# Also "aidana (at) mail.kz" and "aidana собака mail.kz". A dot with a space only after it ends a sentence.
_AT = r"\s?(?:@|[(\[]\s?(?:at|собака)\s?[)\]]|(?<=\s)собака(?=\s))\s?"
_EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]+{_AT}[\w-]+(?:(?:\s\.\s?|[.,])[\w-]+)+", re.IGNORECASE)

# A run of digits as people write numbers: with spaces, dashes, dots, slashes and brackets between them, or with the
# invisible characters that copying from a page leaves there.
_BETWEEN = r"[\s()./_\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff-]{0,4}"
_NUMBER = re.compile(rf"(?<!\d)\+?\(?\d(?:{_BETWEEN}\d){{8,}}")

# Years and dates at the start of such a run: "1998–2022", "15.03.2026 – 18.03.2026", "2026-03-15". No phone or card
# begins with a group like that. An IIN could only if it is written in fours, and then eight more digits follow.
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DATE = rf"(?:{_YEAR}-{_MONTH}-{_DAY}|(?:{_DAY}[./-]{_MONTH}[./-])?{_YEAR})(?!\d)"
_DATES = re.compile(rf"\(?(?:{_DATE}{_BETWEEN})+")
_FEWEST_AFTER_DATES = 8  # digits; counts have fewer


def scrub(text: str) -> str:
    """Remove e-mail addresses and every number of nine digits or more: IINs, phones, cards, accounts.

    Law numbers, dates, years and counts stay.
    """
    return _NUMBER.sub(_scrubbed, _EMAIL.sub(REMOVED, text))


def _scrubbed(run: re.Match[str]) -> str:
    dates = _DATES.match(run[0])
    if not dates:
        return REMOVED
    few = sum(map(str.isdecimal, run[0][dates.end() :])) < _FEWEST_AFTER_DATES
    return run[0] if few else dates[0] + REMOVED
