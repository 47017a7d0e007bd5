"""What a message asks of a person, a body, or the answer or the signpost on the screen: of what was spoken of."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from bot.content import Entry, Figure, Library
from bot.conversation.dialogue_acts import (
    ABOUT_A_PASSAGE,
    ELLIPSIS,
    Slot,
    after_and,
    names_by_pronoun,
    needs_what_was_said,
    slot_of,
    without_pronouns,
)
from bot.conversation.heard import SHORT, Heard, Understands, is_said_to_bot, says_nothing_alone, unsaid
from bot.conversation.names import short_name
from bot.conversation.said_by import (
    SaidBy,
    asks_for_words,
    asks_what_else,
    asks_who_is,
    asks_who_said,
    left_of_saying,
    says_something,
)
from bot.conversation.second_reading import (
    SAID,
    Attribute,
    asks,
    asks_attendance,
    asks_for_office,
    asks_how_many,
    asks_of_private_life,
    asks_who_counted,
    attributes_asked,
    heard_number,
    is_all,
    is_bare,
    is_doubt_of_it,
    is_of_any_body,
    is_of_somebody,
    is_of_words,
    names_new,
    picks_among_them,
    plainly,
    subject_of,
)
from bot.conversation.subjects import Subjects
from bot.conversation.turns import LIKELY, Before, SaidWords
from bot.matching import Verdict
from bot.matching.spelling import words_of

_KNOWN_BESIDE: tuple[Attribute, ...] = ("when", "where")
_WHOLE = 8  # words of a message that says one thing


class AskedOfScreen:
    """Understands what is asked of the answer on the screen, by one version of the content."""

    def __init__(self, library: Library, subjects: Subjects) -> None:
        self._library = library
        self._subjects = subjects

    def _only_shown(self, before: Before) -> Entry | None:
        """The entry that was answered with; `None` if it is no entry, or one of several."""
        return self._library.entries.get(before.shown[0]) if len(before.shown) == 1 else None

    def doubted(self, heard: Heard, before: Before) -> Heard | None:
        """Whose words the answer is, or its passage, for who takes it to be somebody or something else."""
        entry = self._only_shown(before)
        if entry is None or before.text:
            return None
        is_heard = entry.has_number and heard.verdict.outcome != "answer" and heard_number(heard.text)
        if not (is_heard or is_doubt_of_it(heard.text)):
            return None
        is_name = self._subjects.names_somebody(heard.text)
        if not (is_name or any(map(str.isdigit, heard.text))):
            return None
        told = replace(unsaid(heard.verdict), chat="slot-who" if is_name else "slot-quote")
        return replace(heard, verdict=told, on_screen=entry.id, figure="", lacking="", words=(), also=())

    def said_there(self, heard: Heard, before: Before) -> Heard | None:
        """Where the words on the screen were said, for who asks whether that was at some event."""
        entry = self._only_shown(before)
        named = self._subjects.named_in(heard.text)
        is_event = bool(named) and all(figure.kind == "event" for figure in named)
        is_of_it = is_of_words(heard.text) and names_by_pronoun(heard.text, "it", _WHOLE)
        if entry is None or not (is_event and is_of_it):
            return None
        return replace(heard, verdict=replace(unsaid(heard.verdict), chat="slot-where"), on_screen=entry.id)

    def said_by_whom(self, heard: Heard, before: Before, words: Sequence[SaidWords]) -> Heard | None:
        """Whose words are on the screen, for who takes them to be somebody's of whom nothing like it is known."""
        entry = self._only_shown(before)
        is_known = any(one.quotes for one in words)
        is_of_it = bool(self._subjects.named_in(heard.text)) and names_by_pronoun(heard.text, "it", _WHOLE)
        if entry is None or is_known or not (is_of_it and is_of_words(heard.text)):
            return None
        told = replace(unsaid(heard.verdict), chat="slot-who")
        return replace(heard, verdict=told, on_screen=entry.id, figure="", lacking="", words=(), also=())

    def known_beside(self, heard: Heard, on_screen: str) -> str:
        """What is known beside what the articles lack, if a few words ask for that: the date, after the results."""
        signpost, asked = self._library.signposts.get(on_screen), attributes_asked(heard.text)
        if signpost is None or asked.isdisjoint(_KNOWN_BESIDE) or is_of_words(heard.text):
            return ""
        near = (found for name in signpost.nearest if (found := self._library.entries.get(name)))
        is_unclear = heard.verdict.outcome != "answer"
        return next((one.id for one in near if is_unclear and self._subjects.is_asked_for(heard.text, one)), "")

    def asks_which_of_them(
        self, heard: Heard, before: Before, beside: Callable[[Sequence[Entry]], frozenset[str]]
    ) -> bool:
        """Whether "which of them is a senator?" picks among those on the screen, and means nothing `beside` that."""
        screen = [entry for name in before.shown if (entry := self._library.entries.get(name))]
        is_of_articles = slot_of(heard.verdict.chat) == "source"  # "which of the articles?"
        if len(screen) != 1 or len(heard.text.split()) > _WHOLE or not picks_among_them(heard.text) or is_of_articles:
            return False
        is_clear = heard.verdict.outcome == "answer"
        return not (is_clear and beside(screen).union([screen[0].id]).issuperset(heard.verdict.entries))

    def asks_who_they_are(self, heard: Heard, before: Before, on_screen: str) -> bool:
        """Whether "and who?" asks for those who were counted: "how many people are in the commission?"."""
        entry = self._library.entries.get(on_screen)
        is_counted = entry is not None and entry.has_number and bool(before.said) and asks_how_many(before.said[0])
        return is_counted and not (is_of_words(heard.text) or asks_who_counted(heard.text))


def takes_as_missing(text: str) -> bool:
    """Whether a message says nothing but that the articles do not say it, or that it was heard elsewhere."""
    said = plainly(text)
    is_few = len(said.split()) <= _WHOLE
    return (is_few and SAID.found("says-nothing", said)) or is_all("hearsay", said, "hearsay-with")


_CLEAR = 0.9  # the belief from which on a reading with the name of a body is clear
_OF_BODIES = ("slot-when", "slot-where")


class AskedOfBody:
    """Understands what is asked of a body, by one version of the content."""

    def __init__(self, library: Library, understanding: Understands, subjects: Subjects) -> None:
        self._library = library
        self._understanding = understanding
        self._subjects = subjects

    def another(self, heard: Heard, before: Before) -> Heard | None:
        """What was just asked of one body, of another: "and in the coalition?" after "how many here?"."""
        body = self._subjects.named_alone(after_and(heard.text))
        if body is None or body.kind == "person" or before.text or not before.said:
            return None
        asked = without_pronouns(self._subjects.asked_before(before.said[0]))
        if not asked:
            return None
        if leader := self._leader_asked(body, asked, heard):
            return leader
        heard, read = replace(heard, figure="", lacking=""), self._read_of(body, asked, heard)
        principal = self._subjects.principal(body)
        is_sure = principal not in read.entries or read.confidence >= _CLEAR
        if read.outcome == "answer" and is_sure and self._subjects.near(body).issuperset(read.entries):
            return replace(heard, verdict=read)
        return self._lacking(heard, principal or body.id, read.entries)

    def there(self, heard: Heard, before: Before) -> Heard | None:
        """What is asked of the event at which somebody spoke: "how many people were there?" after their words."""
        is_of_some = names_by_pronoun(heard.text, "there") or asks_attendance(heard.text)
        leans = is_of_some and not self._subjects.names_somebody(heard.text)
        event = self._subjects.event_there((*before.said, *before.earlier)) if leans and not before.text else None
        if event is None:
            return None
        read = self._read_of(event, without_pronouns(heard.text), heard)
        is_of_it = read.outcome == "answer" and self._subjects.near(event).issuperset(read.entries)
        return replace(heard, verdict=read) if is_of_it else None

    def spoken_of(self, heard: Heard, before: Before, on_screen: str) -> Heard | None:
        """What is asked of the body that the conversation is about, read with its name; `None` if nothing is.

        "And who is in it?" after the head of the coalition asks for the coalition's members.
        """
        body = self._body_asked(heard, before, on_screen)
        if body is None:
            return None
        near, verdict = self._subjects.near(body), heard.verdict
        if SAID.found("was-there", plainly(heard.text), "came") and self._subjects.holder_in(heard.text):
            return self._lacking(heard, on_screen or body.id)  # "did the President come?"
        if leader := self._leader_asked(body, without_pronouns(heard.text), heard):
            return leader
        read = self._read_of(body, without_pronouns(heard.text), heard)
        is_of_it = bool(read.entries) and near.issuperset(read.entries)
        # "Who said that?" and "is it true?" ask the answer itself; "and when was it founded?" may ask the body.
        is_slot = verdict.outcome == "chat" and verdict.chat != ELLIPSIS
        is_new = on_screen not in read.entries and set(read.entries) != set(before.offered)  # nobody took any of these
        if is_of_it and is_new and (not is_slot or verdict.chat in _OF_BODIES):
            return replace(heard, verdict=read)
        if is_of_it and not is_slot and (other := self._beside_screen(read, on_screen, body)):
            return replace(heard, verdict=replace(read, outcome="answer", entries=(other,)))
        is_of_another = bool(verdict.entries) and not near.issuperset(verdict.entries)
        if verdict.outcome == "answer" and is_of_it and is_of_another and on_screen in self._library.signposts:
            return self._lacking(heard, on_screen, verdict.entries)
        if verdict.outcome == "answer" and is_of_it and is_of_another and is_bare(heard.text):
            return replace(heard, verdict=read)  # "who spoke?" after a roundtable, and not at another meeting
        if verdict.outcome in ("chat", "answer") or (read.entries and not is_of_it):
            return None
        expected = self._understanding.expecting(verdict, near)
        if expected.outcome == "answer" and near.issuperset(expected.entries):
            return replace(heard, verdict=expected)
        is_unknown = verdict.outcome == read.outcome == "unknown"
        is_weak = verdict.confidence < LIKELY or not names_by_pronoun(heard.text, "it")
        is_meant = is_of_it or is_unknown or (is_of_another and is_weak)
        return self._lacking(heard, on_screen or body.id, verdict.entries) if is_meant else None

    def _body_asked(self, heard: Heard, before: Before, on_screen: str) -> Figure | None:
        """The body that the conversation is about, if a few words lean on it and are not clear themselves."""
        text, verdict = heard.text, heard.verdict
        leans = names_by_pronoun(text, "anything") or any(map(is_of_any_body, words_of(text)))
        is_gap = self._library.signposts.keys() >= set(verdict.entries) and verdict.confidence < _CLEAR
        is_of_event = is_bare(text) and bool(self._subjects.events_of(on_screen))  # "who spoke?"
        is_of_it = names_by_pronoun(text, "it") or names_by_pronoun(text, "there")
        is_open = heard.leaves_open or heard.may_be_of_others or is_gap or is_of_event or is_of_it
        is_clear = verdict.outcome == "answer" and not is_open
        is_of_person = names_by_pronoun(text, "he") and self._subjects.person_of(on_screen)
        if is_of_person or not leans or is_clear or len(text.split()) > SHORT or self._subjects.names_somebody(text):
            return None
        return self._subjects.body_of((*before.said, *before.earlier), on_screen) if not before.text else None

    def _beside_screen(self, read: Verdict, on_screen: str, body: Figure) -> str:
        """What a reading that means the entry on the screen clearly means besides, of the same body; else empty."""
        near = self._subjects.near(body) - {on_screen}
        beside = (name for name, belief in read.ranking if name in near and belief >= _CLEAR)
        return next(beside, "") if on_screen in read.entries else ""

    def _leader_asked(self, body: Figure, asked: str, heard: Heard) -> Heard | None:
        """The card of the one who leads a body, if that is asked of it; `None` if it is not."""
        leader = self._subjects.named_alone(f"{short_name(body, heard.language or 'en')} {asked}")
        if leader is None or leader.kind != "person":
            return None
        return replace(heard, figure=leader.id, lacking="", verdict=self._subjects.told_of(leader, heard.verdict))

    def _read_of(self, body: Figure, asked: str, heard: Heard) -> Verdict:
        """What a message means if it is read with the name of a body, whose entries it is likely to mean."""
        read = self._understanding.understand(f"{short_name(body, heard.language or 'en')} {asked}")
        expected = self._understanding.expecting(read, self._subjects.near(body))
        return replace(expected, language=heard.verdict.language)

    def _lacking(self, heard: Heard, name: str, beside: Collection[str] = ()) -> Heard:
        return lacking(self._subjects, heard, name, beside)


def lacking(subjects: Subjects, heard: Heard, name: str, beside: Collection[str] = ()) -> Heard:
    """A message that asks more of something than is known. `beside` are entries that it may mean instead."""
    return replace(heard, lacking=name, also=subjects.may_mean(name, heard.verdict, beside))


_QUESTION = 8  # words that ask whether somebody said something
_FEW = 3  # words that follow somebody's card, and are taken to be about them
_OF_WORDS: tuple[Slot, ...] = ("when", "where")
_SURE = 0.95  # from this belief on, a command is one also after somebody's card


class AskedOfPerson:
    """Understands what is asked of a person, by one version of the content."""

    def __init__(self, library: Library, understanding: Understands, subjects: Subjects, said_by: SaidBy) -> None:
        self._library = library
        self._understanding = understanding
        self._subjects = subjects
        self._said_by = said_by

    def words_asked(self, heard: Heard, before: Before, on_screen: str) -> tuple[SaidWords, ...]:
        """The words that a message asks for because of what was said before it.

        Those of another person, or on another topic, or when and where they were said; or whether what is `on_screen`
        is somebody's: "did Karin say that?".
        """
        last = before.said[0] if before.said and not before.text else ""
        holder = self._said_by.holder_named(after_and(heard.text)) if last else None  # "and the President?"
        if holder and (words := self._said_by.asked_again(holder, last, on_screen)):
            return words
        if words := self._said_by.of_entry(heard.text, on_screen) or self._on_another_topic(heard, before):
            return words
        person = self._library.figures.get(heard.figure)
        if person and person.kind == "person" and not heard.of_card and self._is_name_alone(heard.text, person):
            return self._said_by.asked_again(person, last, on_screen)
        if not last or not heard.is_slot or slot_of(heard.verdict.chat) not in ABOUT_A_PASSAGE:
            return ()
        return self._said_by.asked(last, self._understanding.understand(last))

    def _is_name_alone(self, text: str, person: Figure) -> bool:
        """Whether a message says nothing beside a name, as "and Koshanov?" does, and "who is Koshanov?" does not."""
        asks_who = attributes_asked(text) or subject_of(text)
        return not (asks_who or left_of_saying(self._subjects.without(text, [person])))

    def _on_another_topic(self, heard: Heard, before: Before) -> tuple[SaidWords, ...]:
        """The words of whom the talk is about on what a few words name: "did he mention land?", "and about oil?"."""
        text = heard.text
        is_of_another = any(figure.kind == "person" for figure in self._subjects.named_in(text))
        if before.text or not before.said or is_of_another or heard.is_slot:
            return ()
        is_by_pronoun = says_something(text) and names_by_pronoun(text, "he", most=_QUESTION)
        # «Что говорил про язык» after somebody's card.
        is_of_card = asks_for_words(text) and not asks_who_said(text) and len(text.split()) <= _QUESTION
        is_of_card = is_of_card and self._subjects.spoken_of(before.said, (), by_pronoun=False) is not None
        is_of_him = is_by_pronoun or is_of_card
        rest = after_and(text) if says_something(before.said[0]) else ""  # "and oil?"
        is_few = 0 < len(rest.split()) <= _FEW and not asks(rest.strip("?")) and not is_of_any_body(rest)
        is_topic = is_few and self._said_by.knows(rest)
        if not (is_of_him or is_topic):
            return ()
        figure = self._subjects.spoken_of(before.said, before.earlier, by_pronoun=True)
        return self._said_by.asked_of(figure, text if says_something(text) else f"said {rest}") if figure else ()

    def may_be_of_card(self, text: str, before: Before) -> bool:
        """Whether a message may ask of a card on the screen, or of somebody's words: they are not only named before."""
        is_card = self._subjects.spoken_of(before.said, before.earlier, by_pronoun=False) is not None
        is_of_him = names_by_pronoun(text, "surely he") or asks_for_words(text)
        return is_card or (is_of_him and any(says_something(said) for said in before.said[:1]))

    def stranger(self, heard: Heard) -> Heard | None:
        """What asks who somebody is of whom no article has heard, as a question of its own: «Сәрсенбаев деген кім»."""
        verdict, text = heard.verdict, heard.text
        rest = left_of_saying(" ".join(word for word in words_of(text) if not attributes_asked(word)))
        is_named = 0 < len(rest.split()) <= _FEW and not names_by_pronoun(text, "anything")
        is_open = verdict.outcome == "unknown" or (verdict.outcome == "chat" and needs_what_was_said(verdict.chat))
        if not (is_open and asks_who_is(text) and is_named) or self._said_by.knows(rest):
            return None
        return replace(heard, verdict=replace(verdict, outcome="unknown", entries=(), chat=""))

    def spoken_of(self, heard: Heard, before: Before) -> Heard | None:
        """What is asked of the person whose card is on the screen, or whom the answer is about, if anything is."""
        verdict = heard.verdict
        of_words = _asked_of_words(heard.text)
        slot = of_words or (slot_of(verdict.chat) if says_nothing_alone(verdict) else None)
        by_pronoun = names_by_pronoun(heard.text, "person")
        is_office = asks_for_office(heard.text) or (by_pronoun and is_of_somebody(heard.text))
        is_gap = verdict.outcome == "answer" and self._library.signposts.keys() >= set(verdict.entries)
        if before.text or (is_gap and not is_office) or not (slot or is_office or _may_be_of_person(heard)):
            return None
        figure = self._subjects.spoken_of(before.said, before.earlier, by_pronoun)
        # A name alone got a card, also where one entry is all there is on it. "And what did she say?" asks that card.
        named = self._subjects.spoken_of(before.said, before.earlier, by_pronoun=False)
        is_card = named is not None and (len(named.entries) > 1 or slot in ("quote", "more"))
        if figure and slot and before.entries and not (is_card or is_office or of_words):
            return None
        is_private = asks_of_private_life(heard.text)
        is_of_answer = figure is None and names_by_pronoun(heard.text, "he") and slot in (None, "more")
        if is_of_answer and (slot or is_office or is_private or verdict.outcome == "answer"):
            shown = before.shown[0] if len(before.shown) == 1 else ""
            figure = self._subjects.last_named((*before.said, *before.earlier), shown)
            figure = figure or self._subjects.person_of(shown)
            figure = figure or (self._subjects.speaker_of(shown) if of_words else None)
        if figure is None:
            return None
        if is_private:
            return lacking(self._subjects, heard, figure.id)
        if slot or is_office:
            told = self._subjects.told_of(figure, verdict)
            return replace(heard, figure=figure.id, of_card=slot or "who", verdict=told)
        expected = self._understanding.expecting(verdict, figure.entries)
        if expected.outcome == "answer" and set(figure.entries).issuperset(expected.entries):
            return replace(heard, verdict=expected)
        return lacking(self._subjects, heard, figure.id)


def _asked_of_words(text: str) -> Slot | None:
    """What a message asks of what somebody said: when, where, or what else: "which day was she speaking?"."""
    if not (asks_for_words(text) and names_by_pronoun(text, "he", most=_QUESTION)) or left_of_saying(text):
        return None
    asked = attributes_asked(text)
    return "more" if asks_what_else(text) else next((slot for slot in _OF_WORDS if slot in asked), None)


def _may_be_of_person(heard: Heard) -> bool:
    """Whether a message may be about the person on the screen: "which party is he in?" is, however clear it is."""
    verdict = heard.verdict
    is_few = len(heard.text.split()) <= _FEW and not names_new(heard.text)
    is_short = names_by_pronoun(heard.text, "person") or is_few
    is_unsure = verdict.outcome == "unknown" or (is_said_to_bot(verdict) and verdict.confidence < _SURE)
    is_surely_he = verdict.outcome == "answer" and names_by_pronoun(heard.text, "surely he")
    return (is_short and (is_unsure or says_nothing_alone(verdict))) or heard.may_be_of_others or is_surely_he
