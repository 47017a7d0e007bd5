"""Cut articles for reading: into pages, and the surroundings of a quote. Every word stays as the article has it."""

from bot.content import Article, Language
from bot.conversation.message import Citation, Passage
from bot.conversation.wording import Wording

_PAGE = 1800  # characters; about two screens of a phone
_AROUND = 1000  # characters of a passage; an entry quotes three articles at most, and a message takes 4,096 in all


def pages(text: str) -> tuple[str, ...]:
    """An article's pages: whole paragraphs, as many as fit; of a longer paragraph, whole words."""
    found: list[str] = []
    page = ""
    for paragraph in _paragraphs(text):
        if page and len(page) + len(paragraph) + 2 > _PAGE:
            found.append(page)
            page = ""
        page = f"{page}\n\n{paragraph}" if page else paragraph
    return (*found, page) if page else tuple(found)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, blank lines left out and overlong ones cut between words."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        while len(line) > _PAGE:
            cut = line.rfind(" ", 0, _PAGE)
            cut = cut if cut > 0 else _PAGE
            found.append(line[:cut])
            line = line[cut:].lstrip()
        found.append(line)
    return found


def around(text: str, quote: str) -> Passage:
    """The paragraph, or paragraphs, that a quote stands in; where it fills them, those beside them too.

    Of very long ones, as much as fits around the quote.
    """
    start = text.index(quote)
    end = start + len(quote)
    first, last = _whole_lines(text, start, end)
    if text[first:last].strip() == quote.strip():
        above, below = text[:first].rstrip(), text[last:].lstrip()
        first, last = _whole_lines(text, len(above), len(text) - len(below))
    room = max(0, _AROUND - len(quote)) // 2
    return Passage(_last_words(text[first:start].lstrip(), room), quote, _first_words(text[end:last].rstrip(), room))


def _whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the lines begin and end that a part of a text stands in."""
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, last if last >= 0 else len(text)


def _first_words(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return text[: max(0, text.rfind(" ", 0, most))] + " …"


def _last_words(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    cut = text.find(" ", len(text) - most)
    return "… " + (text[cut + 1 :] if cut >= 0 else "")


def citation(say: Wording, article: Article, language: Language) -> Citation:
    """Where a passage is from, in one line."""
    title = article.title or say(language, "untitled", description=article.description[language])
    name = article.publisher or say(language, "publisher-unknown")
    if article.published:
        end = say(language, "source-published", name=name, date=say.date(language, article.published))
    elif article.not_before:
        end = say(language, "source-not-before", name=name, date=say.date(language, article.not_before))
    else:
        end = say(language, "source-undated", name=name)
    return Citation("— ", title, f" · {end}", article.url)


def name_of(article: Article, language: Language) -> str:
    """What to call an article: its title, or where none is known, what it is."""
    return article.title or article.description[language]
