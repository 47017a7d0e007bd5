"""Name a source: title, publisher, link and date of an article. What is not known is said to be unknown."""

from bot.conversation.message import Citation
from bot.conversation.wording import Wording
from bot.knowledge import Article, Language


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
