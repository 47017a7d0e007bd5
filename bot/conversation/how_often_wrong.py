"""Put into words how often the bot is wrong, what it replies, and what was corrected, as far as everybody may know."""

from collections.abc import Iterable, Iterator

from bot.content import Entry, Language
from bot.conversation.public_figures import Accuracy, OutcomeShares, PublicFigures, percent
from bot.conversation.wording import Wording

_CORRECTIONS = 3  # of the latest, as /about is one message


def how_often_wrong(
    say: Wording, language: Language, figures: PublicFigures, entries: Iterable[Entry]
) -> Iterator[str]:
    """The paragraphs of it; none about what is not known. `entries` are all of the content."""
    if figures.accuracy:
        yield accuracy_sentence(say, language, figures.accuracy)
    if figures.outcomes:
        yield _shares(say, language, figures.outcomes)
    corrected = [entry for entry in entries if entry.correction]
    corrected.sort(key=lambda entry: str(figures.corrected.get(entry.id, "")), reverse=True)
    if corrected:
        lines = (_corrected(say, language, entry, figures) for entry in corrected[:_CORRECTIONS])
        yield "\n".join([say(language, "about-corrected", count=len(corrected)), *lines])


def accuracy_sentence(say: Wording, language: Language, accuracy: Accuracy) -> str:
    """The share that was wrong, with its interval and its period."""
    return say(
        language,
        "about-wrong",
        judged=accuracy.judged,
        first=say.date(language, accuracy.first),
        last=say.date(language, accuracy.last),
        wrong=percent(accuracy.wrong),
        low=percent(accuracy.low),
        high=percent(accuracy.high),
    )


def _shares(say: Wording, language: Language, outcomes: OutcomeShares) -> str:
    first, last = say.date(language, outcomes.first), say.date(language, outcomes.last)
    few = say(language, "about-few")
    told = {name: few if share is None else f"{percent(share)} %" for name, share in outcomes.shares.items()}
    lines = (
        say(language, "about-answer", share=told["answer"]),
        say(language, "about-choices", share=told["choices"]),
        say(language, "about-gap", share=told["gap"]),
        say(language, "about-unknown", share=told["unknown"]),
    )
    return "\n".join([say(language, "about-shares", first=first, last=last), *(f"• {line}" for line in lines)])


def _corrected(say: Wording, language: Language, entry: Entry, figures: PublicFigures) -> str:
    day = figures.corrected.get(entry.id)
    when = f" ({say.date(language, day)})" if day else ""
    correction = entry.correction[language] if entry.correction else ""
    return f"• {entry.question[language]}{when}: {correction}"
