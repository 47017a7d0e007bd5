"""The articles themselves, searched word for word: by the forms of words, and by meaning. Says nothing of its own."""

from bot.search.article_search import ArticleSearch, ArticlesFound, FoundPassage, search_by_words
from bot.search.passage_index import PassageIndex

__all__ = ["ArticleSearch", "ArticlesFound", "FoundPassage", "PassageIndex", "search_by_words"]
