"""The articles themselves, searched word for word: by the forms of words, and by meaning. Says nothing of its own."""

from bot.search.article_search import ArticlePassage, ArticleSearch, ArticlesFound, search_by_words
from bot.search.passage_index import PassageIndex

__all__ = ["ArticlePassage", "ArticleSearch", "ArticlesFound", "PassageIndex", "search_by_words"]
