"""Show what the articles have on a question: places in them, word for word, and never an answer of the bot's own."""

from collections.abc import Iterator

from bot.content import Language
from bot.conversation.message import Block, Heading, Label, MarkedText, Message, Paragraph, Remark
from bot.conversation.wording import Wording, citation
from bot.search import ArticlePassage, ArticleSearch, ArticlesFound


class ArticlePlaces:
    """Says what a search in the articles found."""

    def __init__(self, search: ArticleSearch, wording: Wording) -> None:
        self._search = search
        self._wording = wording

    def search(self, text: str) -> ArticlesFound:
        """Look for what the articles say on a question. Takes tens of milliseconds of processor time."""
        return self._search.find(text)

    def message(self, found: ArticlesFound, language: Language, translated_only: bool = False) -> Message:
        """The passages that were found, each with its source and date, and the words that stand in no article.

        `translated_only`: without the original of a passage that has a translation into the reader's language.
        """
        if not found.passages:
            absent = [Paragraph(line) for line in self._absent(found, language)]
            said = Paragraph(self._wording(language, "search-none", count=self._count))
            return Message((Heading(self._wording(language, "search-none-title")), *(absent or [said])))
        passages = (self._passage(passage, found, language, translated_only) for passage in found.passages)
        blocks = [block for passage in passages for block in passage]
        absent_too = map(Remark, self._absent(found, language))
        return Message((Heading(self._wording(language, "search-title")), *blocks, *absent_too))

    @property
    def _count(self) -> int:
        return len(self._search.index.articles)

    def _passage(
        self, passage: ArticlePassage, found: ArticlesFound, language: Language, translated_only: bool
    ) -> Iterator[Block]:
        article, translated = passage.article, passage.sentence.translations.get(language)
        if not (translated and translated_only):
            if language != article.language:
                yield Label(self._wording(language, f"quoted-in-{article.language}"))
            yield MarkedText(passage.text, found.marks(passage.text))
        if translated:
            yield Label(self._wording(language, "search-translation"))
            yield MarkedText(translated, found.marks(translated))
        yield citation(self._wording, article, language, passage.text)

    def _absent(self, found: ArticlesFound, language: Language) -> Iterator[str]:
        """Which words stand in no article. In a language that is not the articles' own, our translations count too."""
        if found.absent:
            own = all(article.language == found.language for article in self._search.index.articles)
            words = ", ".join(self._wording(language, "in-quotes", text=word) for word in found.absent)
            numbers = {"number": len(found.absent), "count": self._count}
            if own:
                yield self._wording(language, "search-absent", words=words, **numbers)
            else:
                yield self._wording(language, "search-absent-translated", words=words, **numbers)
