"""What people of the articles said of something: "what did Karin say about education", "did Koshanov mention land?".

Of two or three people, each is looked at by themselves. Whom a message names is known from `subjects.py`.
"""

from collections.abc import Callable, Sequence

from bot.content import LANGUAGES, Figure, Library, Quote, Sentence
from bot.content.quotes import quote_of
from bot.conversation.second_reading import asks_why, left_of_saying, says_something, speaks_of_meeting, was_there
from bot.conversation.subjects import Subjects
from bot.conversation.turns import SaidWords
from bot.matching import Verdict
from bot.matching.spelling import fold, words_of

_MOST = 3  # people; who names more asks about an event
_FEW = 2  # words of one person that fit a phone; of two people, one each
_STEM = 5  # letters by which a word is known in any of its forms
_SHORT = 3  # letters; shorter words say nothing of what is asked
_UNREAD = Verdict("unknown", (), (), 0.0, None)


class SaidBy:
    """Finds people's words in one version of the content."""

    def __init__(self, library: Library, understand: Callable[[str], Verdict], subjects: Subjects) -> None:
        self._library = library
        self._understand = understand
        self._subjects = subjects

    def asked(self, text: str, verdict: Verdict) -> tuple[SaidWords, ...]:
        """The words that a message asks for; none if it does not ask what somebody said of something.

        Where the words of one person carry the entry that answers it, that says more.
        """
        named = self._subjects.named_in(text)
        people = [figure for figure in named if figure.kind == "person"]
        if asks_why(text):
            return ()
        if not people and says_something(text) and (holder := self._subjects.holder_in(text)):
            people, text = [holder], self._subjects.without_office(text, holder)
        events = [figure for figure in named if self._is_event(figure, text)]
        if not 1 <= len(people) <= _MOST or not (says_something(text) or (events and was_there(text))):
            return ()
        topic = left_of_saying(self._subjects.without(text, [*people, *events]))
        if len(people) == 1 and (not (topic or events) or self._says_more(verdict, people[0])):
            return ()
        told = self._told_of(topic) if topic else frozenset()
        most = _FEW if len(people) == 1 else 1
        return tuple(self._words(figure, events, topic, told, most) for figure in people)

    def asked_again(self, figure: Figure, text: str) -> tuple[SaidWords, ...]:
        """The words of somebody on what a message asked of somebody else; none if it asked no such thing."""
        people = [one for one in self._subjects.named_in(text) if one.kind == "person"]
        is_of_one = len(people) == 1 and people[0] != figure
        return self.asked_of(figure, self._subjects.without(text, people)) if is_of_one else ()

    def asked_of(self, figure: Figure, text: str) -> tuple[SaidWords, ...]:
        """The words of somebody that a message asks for which does not name them: "and did he mention land?"."""
        return self.asked(f"{figure.name['en']} {text}", _UNREAD)

    def _is_event(self, figure: Figure, text: str) -> bool:
        """Whether a figure is an event, or an institution at whose meeting somebody may have spoken."""
        is_met = figure.kind == "institution" and speaks_of_meeting(text)
        return figure.kind == "event" or (is_met and len({one.source for one in figure.mentions}) == 1)

    def _says_more(self, verdict: Verdict, figure: Figure) -> bool:
        """Whether an answer is carried by somebody's words, or is that the articles do not say it."""
        if verdict.outcome != "answer":
            return False
        if self._library.signposts.keys() >= set(verdict.entries):
            return True
        entries = (self._library.entries[name] for name in verdict.entries if name in self._library.entries)
        return any(quote.said_by == figure.id for entry in entries for quote in entry.carrying)

    def _told_of(self, topic: str) -> frozenset[str]:
        """The passages of the entries that a topic may mean."""
        entries = (self._library.entries.get(name) for name in self._understand(topic).entries)
        return frozenset(quote.text for entry in entries if entry for quote in entry.quotes)

    def _words(
        self, figure: Figure, events: Sequence[Figure], topic: str, told: frozenset[str], most: int
    ) -> SaidWords:
        spoken = [
            (sentence, article)
            for article in self._library.articles.values()
            for sentence in article.sentences
            if sentence.said_by == figure.id and sentence.is_fact
        ]
        there = {mention.source for event in events for mention in event.mentions}
        wanted = _stems(topic)
        nearness = [
            (_common(sentence, wanted) + _is_told(sentence, told), quote_of(article, sentence.text, {}))
            for sentence, article in spoken
            if article.id in there or not events
        ]
        found = [quote for near, quote in sorted(nearness, key=lambda pair: -pair[0]) if near or not topic][:most]
        quoting = tuple(name for name in self._library.entries if self._quotes_one(name, found))
        return SaidWords(figure, tuple(found), quoting or figure.entries, bool(spoken))

    def _quotes_one(self, name: str, quotes: Sequence[Quote]) -> bool:
        told = [quote.text for quote in self._library.entries[name].quotes]
        return any(quote.text in text or text in quote.text for quote in quotes for text in told)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words_of(fold(text.lower())) if len(word) >= _SHORT)


def _common(sentence: Sentence, wanted: frozenset[str]) -> int:
    """How many of the words of a topic a sentence has, in any of their forms, in one of its languages."""
    texts = (sentence.text, *(sentence.translations[one] for one in LANGUAGES if one in sentence.translations))
    return len(wanted & frozenset[str]().union(*map(_stems, texts)))


def _is_told(sentence: Sentence, told: frozenset[str]) -> bool:
    return any(sentence.text in text or text in sentence.text for text in told)
