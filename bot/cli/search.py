"""The command that searches the articles, as people do with /search."""

import json
from typing import Annotated, Any

import typer

from bot.cli import shell
from bot.cli.shell import AsJson, language_or_stop, library_or_stop, matcher_or_stop, out, settings_or_stop, stop
from bot.conversation import Turn, Wording
from bot.conversation.article_pages import ArticlePlaces
from bot.search import ArticlePassage, ArticlesFound


def search(
    text: Annotated[str, typer.Argument(help="What to look for: words, or a question.")],
    as_json: AsJson = False,
    language: Annotated[
        str | None, typer.Option("--language", help="Of the reply: kk, ru or en; by default that of the question.")
    ] = None,
) -> None:
    """Search the articles: show up to three places that mention it, word for word."""
    spoken = language_or_stop(language) if language else None
    if not text.strip():
        stop("Give the words to look for.", 2)
    settings = settings_or_stop()
    library = library_or_stop(settings)
    articles = matcher_or_stop(library, settings).search
    found = articles.find(text)
    if as_json:
        print(json.dumps(_described(text, found), ensure_ascii=False, indent=2))
        return
    places = ArticlePlaces(articles, Wording())
    shell.show(Turn((places.message(found, spoken or found.language),)), out)


def _described(text: str, found: ArticlesFound) -> dict[str, Any]:
    return {
        "text": text,
        "language": found.language,
        "passages": [_passage(passage, found) for passage in found.passages],
        "absent": found.absent,
    }


def _passage(passage: ArticlePassage, found: ArticlesFound) -> dict[str, Any]:
    start, end = passage.place
    return {
        "source": passage.article.id,
        "start": start,
        "end": end,
        "text": passage.text,
        "sentence": passage.sentence.text,
        "translations": dict(passage.sentence.translations),
        "words": [passage.text[first:last] for first, last in found.marks(passage.text)],
        "likelihood": round(passage.likelihood, 4),
    }
