"""What people of the articles said of something: "what did Karin say about education", "did Koshanov mention land?".

Of two or three people, each is looked at by themselves. Whom a message names is known from `subjects.py`.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from bot.content import Article, Figure, Library, Quote, Sentence
from bot.content.quotes import quote_of
from bot.conversation.dialogue_acts import names_by_pronoun
from bot.conversation.second_reading import SAID, asks, asks_why, compares, plainly
from bot.conversation.subjects import Subjects
from bot.conversation.turns import SaidWords
from bot.matching import Verdict
from bot.matching.spelling import words_of
from bot.search.word_forms import Vocabulary, plain_words

_MOST = 3  # people; who names more asks about an event
_FEW = 2  # words of one person that fit a phone; of two people, one each
_MANY = 12  # sentences; a word that more have says nothing of what is asked
_WHOLE = 8  # words of a question that names somebody, and by a pronoun what they may have said
_MAY_BE = 0.1  # the belief from which on an entry may be on a topic, if it quotes the one who is asked about
_SHORT = 3  # letters; shorter words say nothing of what is asked
_OF_ANOTHER = re.compile(
    r"\b(?:says?|said|claims?|claimed) that\b|\b(?:сказал|говорил|заявил)\w*,? (?:что|про|об?)\b", re.IGNORECASE
)
_SAYS = re.compile(
    r"\b(?:says?|said|claims?|claimed|swears?|insists?|tells? (?:me|us)|told (?:me|us))\b"
    r"|\b(?:сказал|говорил|говорит|говорят|заявил|утверждает|уверяет)\w*\b"
)
_NO_TOPIC = ("tell-about", "asks-when", "asks-where", "says", "speaks-of", "was-there", "meeting", "asks")
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
        if not SAID.found("says", plainly(text), "speaks-of", "was-there", "compares") or _is_of_others(text):
            return ()
        named = self._subjects.named_in(text)
        message = text
        people, text = self._people_in(message)
        events = [figure for figure in named if self._is_event(figure, text)]
        is_asked = says_something(text) or (events and was_there(text)) or (len(people) > 1 and compares(text))
        if not 1 <= len(people) <= _MOST or not is_asked or self._is_told_by_another(message):
            return ()
        if len(people) == 2 and (speaker := self._speaker_of_another(text)):
            people = [speaker]
        topic = left_of_saying(self._subjects.without(text, [*people, *events]))
        most, is_near = _FEW if len(people) == 1 else 1, self._near_topic(topic, events)
        if len(people) == 1 and (not (topic or events) or self._says_more(verdict, people[0], is_near)):
            return ()
        return tuple(self._words(one, is_near if self._was_at_any(one, events) else _nowhere, most) for one in people)

    def of_each(self, people: Sequence[Figure]) -> tuple[SaidWords, ...]:
        """Some words of each of those whom a message may mean."""
        return tuple(self._words(one, self._near_topic("", ()), 1) for one in people)

    def _is_told_by_another(self, text: str) -> bool:
        """Whether somebody of no article says what a message tells: "my wife says that the speaker …"."""
        said = plainly(text)
        speaker, *told = _SAYS.split(said, maxsplit=1)
        is_somebody = bool(told) and bool(left_of_saying(speaker))  # in "and did he say so" nobody is named before it
        is_known = bool(self._named_people(speaker) or self._subjects.holder_in(speaker))
        is_another = is_somebody and not (is_known or _leans_on_another(speaker))
        return is_another or SAID.found("told-by-others", said)

    def _was_at_any(self, figure: Figure, events: Collection[Figure]) -> bool:
        return not events or any(self._subjects.was_at(figure, event) for event in events)

    def asked_alone(self, text: str) -> Figure | None:
        """Of whom, or of the holder of which office, a message asks what they said, and no more."""
        if not says_something(text) or _is_of_others(text) or asks_what_else(text):
            return None
        people, rest = self._people_in(text)
        is_alone = len(people) == 1 and not left_of_saying(self._subjects.without(rest, people))
        others = [figure for figure in self._subjects.named_in(text) if figure.kind != "institution"]
        return people[0] if is_alone and others in ([], people) else None

    def holder_named(self, text: str) -> Figure | None:
        """Who holds the office that is all that a few words name; `None` if they say anything else."""
        holder = self._subjects.holder_in(text)
        return holder if holder and not left_of_saying(self._subjects.without_office(text, holder)) else None

    def knows(self, text: str) -> bool:
        """Whether the articles have a word of what a few words name."""
        return any(self._having(word) for word in plain_words(text) if len(word) >= _SHORT)

    def _named_people(self, text: str) -> list[Figure]:
        return [figure for figure in self._subjects.named_in(text) if figure.kind == "person"]

    def _people_in(self, text: str) -> tuple[list[Figure], str]:
        """The people whom a message names, else who holds the office that it names, and the message without that."""
        people = self._named_people(text)
        holder = self._subjects.holder_in(text) if not people and says_something(text) else None
        return ([holder], self._subjects.without_office(text, holder)) if holder else (people, text)

    def _speaker_of_another(self, text: str) -> Figure | None:
        """Who is asked about of the two whom a message names, if it is what one said of the other."""
        named = [self._named_people(part) for part in _OF_ANOTHER.split(text, maxsplit=1)]
        return named[0][0] if [len(some) for some in named] == [1, 1] else None

    def of_entry(self, text: str, name: str) -> tuple[SaidWords, ...]:
        """The words of whom a message names in what an entry quotes: "did Karin say that?"; none if it asks no such."""
        entry = self._library.entries.get(name)
        if entry is None or not points_at_words(text) or asks_who_said(text):
            return ()
        people, rest = self._people_in(text)
        if len(people) != 1 or left_of_saying(self._subjects.without(rest, people)):
            return ()
        told = [quote.text for quote in entry.quotes]
        there = self._words(people[0], lambda sentence, _: _place_among(told, sentence), _FEW)
        there = replace(there, entries=tuple(dict.fromkeys((name, *there.entries))))
        if there.quotes:
            return (there,)
        events = [event for event in self._subjects.events_of(name) if self._subjects.was_at(people[0], event)]
        near = self._words(people[0], self._near_topic("" if events else entry.question["en"], events), _FEW)
        return (near if near.quotes else there,)

    def asked_again(self, figure: Figure, text: str, on_screen: str) -> tuple[SaidWords, ...]:
        """The words of somebody on what a message asked of somebody else, or of the answer `on_screen`; else none."""
        people = self._named_people(text)
        if len(people) > 1 or figure in people or not asks_for_words(text):
            return ()
        asked = self._subjects.without(text, people)
        return self.asked_of(figure, asked) or self.of_entry(f"{figure.name['en']} {asked}", on_screen)

    def asked_of(self, figure: Figure, text: str) -> tuple[SaidWords, ...]:
        """The words of somebody that a message asks for which does not name them: "and did he mention land?"."""
        return self.asked(f"{figure.name['en']} {text}", _UNREAD)

    def _is_event(self, figure: Figure, text: str) -> bool:
        """Whether a figure is an event, or an institution at whose meeting somebody may have spoken."""
        is_met = figure.kind == "institution" and (speaks_of_meeting(text) or spoke_there(text))
        return figure.kind == "event" or (is_met and len({one.source for one in figure.mentions}) == 1)

    def _says_more(self, verdict: Verdict, figure: Figure, is_near: Callable[[Sentence, Article], int]) -> bool:
        """Whether an answer is carried by somebody's words on what is asked, or is that the articles do not say it."""
        if verdict.outcome != "answer":
            return False
        if self._library.signposts.keys() >= set(verdict.entries):
            return True
        entries = (self._library.entries[name] for name in verdict.entries if name in self._library.entries)
        quotes = (quote for entry in entries for quote in entry.carrying if quote.said_by == figure.id)
        return any(
            is_near(sentence, quote.article)
            for quote in quotes
            for sentence in quote.article.sentences
            if _is_told(sentence, [quote.text])
        )

    def _told_of(self, topic: str) -> frozenset[str]:
        """The passages of the entries that a topic may mean."""
        verdict = self._understand(topic)
        likely = verdict.entries or tuple(name for name, belief in verdict.ranking if belief >= _MAY_BE)
        entries = (self._library.entries.get(name) for name in likely)
        return frozenset(quote.text for entry in entries if entry for quote in entry.quotes)

    def _words(self, figure: Figure, is_near: Callable[[Sentence, Article], int], most: int) -> SaidWords:
        """The sentences of a person, the nearest first, without those that are not near to what is asked."""
        spoken = [
            (sentence, article)
            for article in self._library.articles.values()
            for sentence in article.sentences
            if sentence.said_by == figure.id and sentence.is_fact
        ]
        nearest = sorted(spoken, key=lambda one: -is_near(*one))[:most]
        found = tuple(quote_of(article, one.text, {}) for one, article in nearest if is_near(one, article))
        quoting = tuple(name for name in self._library.entries if self._quotes_one(name, found))
        return SaidWords(figure, found, quoting or figure.entries, bool(spoken))

    def _near_topic(self, topic: str, events: Sequence[Figure]) -> Callable[[Sentence, Article], int]:
        """How near a sentence is to a topic: by its words, or because an entry on that quotes it. Without one, all are.

        Of `events`, only what their articles have is near.
        """
        there = {mention.source for event in events for mention in event.mentions}
        wanted = self._telling(topic)
        told = self._told_of(topic) if topic else ()

        def nearness(sentence: Sentence, article: Article) -> int:
            if events and article.id not in there:
                return 0
            words = sum(sentence.text in having for having in wanted)
            return words + _is_told(sentence, told) if topic else 1

        return nearness

    def _telling(self, topic: str) -> Sequence[frozenset[str]]:
        """Which sentences have each word of a topic that few have: of "the constitution and pensions", the pensions."""
        having = [self._having(word) for word in plain_words(topic) if len(word) >= _SHORT]
        return [sentences for sentences in having if len(sentences) <= _MANY] or having

    def _having(self, word: str) -> frozenset[str]:
        """The sentences of the articles that have a word, in any of its forms."""
        vocabulary, sentences = self._lexicon
        return frozenset[str]().union(*(sentences[vocabulary.words[place]] for place in vocabulary.forms_of(word)))

    @cached_property
    def _lexicon(self) -> tuple[Vocabulary, Mapping[str, set[str]]]:
        """All words of the articles in all languages, and the sentences that have each."""
        sentences: dict[str, set[str]] = {}
        for article in self._library.articles.values():
            for sentence in article.sentences:
                for word in plain_words(" ".join((sentence.text, *sentence.translations.values()))):
                    sentences.setdefault(word, set()).add(sentence.text)
        return Vocabulary(sentences), sentences

    def _quotes_one(self, name: str, quotes: Sequence[Quote]) -> bool:
        told = [quote.text for quote in self._library.entries[name].quotes]
        return any(quote.text in text or text in quote.text for quote in quotes for text in told)


def _is_of_others(text: str) -> bool:
    """Whether a message asks for something else than the words of whom it names: for who said it, for why, or where."""
    said = plainly(text)
    return asks_who_said(text) or SAID.found("landmark", said) or asks_why(said)


def _leans_on_another(speaker: str) -> bool:
    """Whether the words before "said" ask something, or speak of saying themselves."""
    return asks(speaker) or SAID.found("says", speaker)


def says_something(text: str) -> bool:
    """Whether a message speaks of what somebody said, or of something that they may have spoken about."""
    return SAID.found("says", plainly(text), "speaks-of")


def asks_for_words(text: str) -> bool:
    """Whether a message has a word for saying something."""
    return SAID.found("says", plainly(text))


def points_at_words(text: str) -> bool:
    """Whether a message speaks of words that were shown, or of something there: "did he really say so?"."""
    return says_something(text) and (
        names_by_pronoun(text, "anything", most=_WHOLE) or SAID.found("says-so", plainly(text))
    )


def was_there(text: str) -> bool:
    """Whether a message speaks of somebody's being somewhere, or taking part."""
    return SAID.found("was-there", plainly(text))


def speaks_of_meeting(text: str) -> bool:
    """Whether a message speaks of a meeting, at which somebody may have spoken."""
    return SAID.found("meeting", plainly(text))


def spoke_there(text: str) -> bool:
    """Whether a message asks whether somebody spoke somewhere, and not what they said."""
    return SAID.found("spoke-there", plainly(text))


def asks_who_else(text: str) -> bool:
    """Whether a message wonders who else said something."""
    return SAID.found("who-else", plainly(text))


def asks_who_is(text: str) -> bool:
    """Whether a message asks who somebody is."""
    return SAID.found("who-is", plainly(text))


def asks_who_said(text: str) -> bool:
    """Whether a message asks who said something."""
    return SAID.found("who-says", plainly(text))


def asks_what_else(text: str) -> bool:
    """Whether a message asks what else was said."""
    return SAID.found("what-else", plainly(text))


def left_of_saying(text: str) -> str:
    """What a message asks somebody's words about: "education" of "what did he say about education"; or empty."""
    left = words_of(SAID.without(plainly(text), _NO_TOPIC))
    return " ".join(word for word in left if word not in SAID.words("said-beside"))


def _nowhere(_sentence: Sentence, _article: Article) -> int:
    return 0


def _place_among(told: Sequence[str], sentence: Sentence) -> int:
    """How near to the first of some passages a sentence stands: the first is that which carries an answer."""
    return next((len(told) - number for number, text in enumerate(told) if _is_told(sentence, [text])), 0)


def _is_told(sentence: Sentence, told: Collection[str]) -> bool:
    return any(sentence.text in text or text in sentence.text for text in told)
