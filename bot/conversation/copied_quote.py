"""What the *Copy* button puts into a person's clipboard: a passage in their language, and where it is from."""

from bot.content import Language, Quote
from bot.conversation.wording import Wording, brief_citation

MOST = 256
"""UTF-16 units that Telegram takes."""

_CUT = " …"
_OPENING = "«“„\"'"


def copied(say: Wording, quote: Quote, language: Language) -> str:
    """The passage with its source, in at most `MOST` units. A long passage ends between two words, and says so.

    A translation says that it is one. The article's address is left out where it does not fit whole.
    """
    article = quote.article
    mark = "" if language == article.language else f"{say(language, 'translation')} "
    source = brief_citation(say, article, language)
    # Read without the chat around it, "publisher unknown" would not say what the passage is from.
    below = f"\n— {source.linked if article.publisher else article.description[language]}{source.after}"
    text = f"{mark}{_quoted(quote[language], language)}{below}"
    if _units(text) > MOST:
        room = MOST - _units(f"{mark}{_quoted('', language)}{_CUT}{below}")
        return f"{mark}{_quoted(_first_words(quote[language], room) + _CUT, language)}{below}"
    linked = f"{text}\n{article.url}" if article.url else text
    return linked if _units(linked) <= MOST else text


def _quoted(text: str, language: Language) -> str:
    """The text between quotation marks, unless it brings its own."""
    if text[:1] and text[0] in _OPENING:
        return text
    return f"“{text}”" if language == "en" else f"«{text}»"


def _first_words(text: str, room: int) -> str:
    kept = text.encode("utf-16-le")[: 2 * (room + 1)].decode("utf-16-le", "ignore")
    return kept[: max(0, kept.rfind(" "))].rstrip(" ,;:–—")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
