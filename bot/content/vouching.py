"""Who vouches for the text of an entry in a language: that somebody who knows the language has read it and it is right.

A vouch carries a sum of the text that was read. Once that text changes, in whatever way, the sum differs and nobody
vouches for it; if the change is undone, the vouch holds again.
"""

import hashlib
from collections.abc import Iterator

from bot.content.entries import LANGUAGES, Entry, Language, Vouch
from bot.content.yaml_reader import Value

_DIGITS = 8  # of a sum, hexadecimal


def sum_of(entry: Entry, language: Language) -> str:
    """Name what people read of an entry in a language: equal texts have equal sums."""
    digest = hashlib.sha256("\0".join(_read(entry, language)).encode())
    return digest.hexdigest()[:_DIGITS]


def _read(entry: Entry, language: Language) -> Iterator[str]:
    """All that people read in this language; not the wordings, which are only matched."""
    for text in (entry.question, entry.short, entry.lead, entry.answer, entry.note, entry.correction):
        yield text[language] if text else ""
    for quote in entry.quotes:
        has_language = language == quote.article.language or language in quote.translations
        yield quote[language] if has_language else ""


def whole_sum_of(entry: Entry) -> str:
    """Name what people read of an entry in all languages."""
    return "".join(sum_of(entry, language) for language in LANGUAGES)


def vouch_of(entry: Entry, language: Language) -> Vouch | None:
    """Who vouches for the text as it is now; `None` if nobody does."""
    vouch = entry.vouched.get(language)
    return vouch if vouch and vouch.sum == sum_of(entry, language) else None


def unvouched(entry: Entry) -> tuple[Language, ...]:
    """The languages for whose texts nobody vouches."""
    return tuple(language for language in LANGUAGES if vouch_of(entry, language) is None)


def lapsed(entry: Entry) -> tuple[tuple[Language, Vouch], ...]:
    """The vouches that no longer hold, because the texts have changed since."""
    return tuple((code, entry.vouched[code]) for code in unvouched(entry) if code in entry.vouched)


def lost(before: Entry, after: Entry) -> tuple[tuple[Language, Vouch], ...]:
    """The vouches that a change of an entry withdraws."""
    return tuple((code, vouch) for code, vouch in lapsed(after) if vouch_of(before, code))


def with_vouch(entry: Entry, language: Language, by: str, day: str) -> Value:
    """The value of `vouched` in which somebody vouches for the text as it is now."""
    held = {code: (vouch.by, vouch.day.isoformat(), vouch.sum) for code, vouch in entry.vouched.items()}
    held[language] = (by, day, sum_of(entry, language))
    return {str(code): dict(zip(("by", "day", "sum"), held[code], strict=True)) for code in LANGUAGES if code in held}
