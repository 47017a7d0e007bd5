"""What a message asks of a person: of whose card or words are on the screen, or whom the answer is about."""

from dataclasses import replace

from bot.content import Figure, Library
from bot.conversation.asked_of_body import lacking
from bot.conversation.dialogue_acts import ABOUT_A_PASSAGE, Slot, after_and, names_by_pronoun, slot_of
from bot.conversation.heard import Heard, Understands, is_said_to_bot, says_nothing_alone
from bot.conversation.said_by import SaidBy, asks_for_words, asks_what_else, left_of_saying, says_something
from bot.conversation.second_reading import (
    asks,
    asks_for_office,
    attributes_asked,
    is_of_any_body,
    is_of_somebody,
    names_new,
    subject_of,
)
from bot.conversation.subjects import Subjects
from bot.conversation.turns import Before, SaidWords

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
        if words := self._said_by.of_entry(heard.text, on_screen) or self._on_another_topic(heard, before):
            return words
        person = self._library.figures.get(heard.figure)
        if person and person.kind == "person" and not heard.of_card and self._is_name_alone(heard.text, person):
            return self._said_by.asked_again(person, last)
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
        is_of_him = says_something(text) and names_by_pronoun(text, "he", most=_QUESTION)
        rest = after_and(text) if says_something(before.said[0]) else ""  # "and oil?"
        is_topic = bool(rest) and len(rest.split()) <= _FEW and not asks(rest.strip("?")) and not is_of_any_body(rest)
        if not (is_of_him or is_topic):
            return ()
        figure = self._subjects.spoken_of(before.said, before.earlier, by_pronoun=True)
        return self._said_by.asked_of(figure, text if says_something(text) else f"said {rest}") if figure else ()

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
        is_of_answer = figure is None and names_by_pronoun(heard.text, "he") and slot in (None, "more")
        if is_of_answer and (slot or is_office or verdict.outcome == "answer"):
            shown = before.shown[0] if len(before.shown) == 1 else ""
            figure = self._subjects.person_of(shown) or (self._subjects.speaker_of(shown) if of_words else None)
        if figure is None:
            return None
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
