"""What a message asks of an institution or an event: of the one that the conversation is about, or of the next."""

from collections.abc import Collection
from dataclasses import replace

from bot.content import Figure, Library
from bot.conversation.dialogue_acts import ELLIPSIS, after_and, names_by_pronoun, without_pronouns
from bot.conversation.heard import SHORT, Heard, Understands
from bot.conversation.names import short_name
from bot.conversation.second_reading import is_of_any_body
from bot.conversation.subjects import Subjects
from bot.conversation.turns import LIKELY, Before
from bot.matching import Verdict
from bot.matching.spelling import words_of

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
        leans = names_by_pronoun(heard.text, "there") and not self._subjects.names_somebody(heard.text)
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
        is_open = heard.leaves_open or heard.may_be_of_others or is_gap
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
