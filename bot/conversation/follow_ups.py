"""Understand a message as the continuation of what was said before it: an answer, choices, a card, half a sentence."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.content import Entry, Language, Library, Signpost
from bot.conversation.dialogue_acts import (
    ABOUT_A_PASSAGE,
    ABOUT_BOT,
    ELLIPSIS,
    SPOKEN_COMMANDS,
    after_and,
    goes_on,
    names_by_pronoun,
    needs_what_was_said,
    slot_of,
    without_pronouns,
)
from bot.conversation.heard import SHORT, Heard, Understands, asking_words, is_ended, says_nothing_alone, unsaid
from bot.conversation.inline_offer import WORTH_A_LOOK
from bot.conversation.not_said import subject_asked
from bot.conversation.said_by import SaidBy, asks_who_said, spoke_there
from bot.conversation.second_reading import (
    asks,
    asks_of_private_life,
    asks_only_how_many,
    asks_where_to_ask,
    attributes_asked,
    compares,
    is_bare,
    is_in_language,
    is_of_any_body,
    is_of_somebody,
    is_of_words,
    names_new,
    slot_asked_alone,
    subject_gone_back_to,
)
from bot.conversation.spoken_of import AskedOfBody, AskedOfPerson, AskedOfScreen, lacking, takes_as_missing
from bot.conversation.subjects import Subjects, is_large_number
from bot.conversation.turns import LIKELY, Before
from bot.conversation.typed_input import may_choose, typed_choice
from bot.matching import Verdict
from bot.matching.signs import names_another_country
from bot.matching.spelling import words_of
from bot.matching.thresholds import MOST_CHOICES, WORTH_OFFERING

_DRAFT: Mapping[Language, str] = {"kk": "жаңа Конституция", "ru": "новая Конституция", "en": "the new Constitution"}
_RELATED = 0.05  # from this belief on, something related to the answer before may be meant instead of the likeliest
_CLEAR = 0.9  # the same for what a message means if it is read as one with that answer's question
_READ = 0.8  # the same for something related to that answer, which the message may ask of
_CLOSE = 0.3  # from this belief on, what a message means alone may be meant also if it is read so
_FEW_WORDS = 5  # words that may name what is missing, and say nothing else
_HARDLY = 0.02  # the belief from which on they may mean it
_QUESTION = 2  # words; one alone asks of what is on the screen
_NEAREST = 3  # entries: an unknown question for which these have what was just answered is most likely about that


class FollowUps:
    """Understands messages that go on from others, by one version of the content."""

    def __init__(self, library: Library, understanding: Understands, subjects: Subjects, said_by: SaidBy) -> None:
        self._library = library
        self._understanding = understanding
        self._subjects = subjects
        self._screen = AskedOfScreen(library, subjects)
        self._bodies = AskedOfBody(library, understanding, subjects)
        self._person = AskedOfPerson(library, understanding, subjects, said_by)

    def hear_on(self, heard: Heard, before: Before) -> Heard:
        """Understand a message as the continuation of another: it may mean more than it does alone, or nothing new."""
        told = self._hear_on(replace(heard, spoken=before.language), before)
        is_again = before.is_all and (told.lacking or told.on_screen) in before.shown
        return replace(told, again=True) if is_again else told

    def _hear_on(self, heard: Heard, before: Before) -> Heard:
        if heard.verdict.entries and is_large_number(heard.text):
            return heard
        if doubted := self._screen.doubted(heard, before):
            return doubted
        if asked := self._bodies.another(heard, before):
            return asked
        if asks_of_private_life(heard.text) and (asked := self._person.spoken_of(heard, before)):
            return asked
        if there := self._screen.said_there(heard, before):
            return there
        if words := self._person.words_asked(heard, before, next(iter(before.shown), "")):
            if told := self._screen.said_by_whom(heard, before, words):
                return told
            return asking_words(heard, words, slot_of(heard.verdict.chat) if heard.is_slot else None)
        if heard.figure and names_by_pronoun(heard.text, "surely he") and is_of_somebody(heard.text):
            heard = replace(heard, figure="", verdict=unsaid(heard.verdict))  # "is she in the commission?"
        if heard.lacking or heard.figure or heard.words or heard.on_screen:
            return heard
        if chosen := self._chosen(heard, before):
            return chosen
        if again := self._back_to(heard, before):
            return replace(heard, verdict=replace(heard.verdict, outcome="answer", entries=(again,), chat=""))
        if len(before.offered) > 1 and before.said and self._subjects.says_what_about(before.said[0]):
            before = replace(before, entries=())  # the choices are of what they asked since
        on_screen = next((name for name in before.shown if self._library.find(name)), "")
        if not on_screen and heard.is_slot and before.offered and slot_of(heard.verdict.chat) in ABOUT_A_PASSAGE:
            on_screen = next((name for name in before.offered if name in self._library.entries), "")  # the likeliest
        slot = slot_asked_alone(heard.text) if on_screen else None
        if slot == "who" and spoke_there(heard.text) and self._subjects.events_of(on_screen):
            slot = None  # who were the speakers, and not who said what is told of it
        if slot == "who" and self._screen.asks_who_they_are(heard, before, on_screen):
            return self._lacking(heard, on_screen)
        is_one_word = len(words_of(heard.text)) == 1
        may_be_to_bot = heard.verdict.outcome == "chat" and heard.verdict.chat in (*ABOUT_BOT, *SPOKEN_COMMANDS)
        if slot and (is_one_word or asks_who_said(heard.text) or not may_be_to_bot):
            heard = replace(heard, verdict=replace(unsaid(heard.verdict), chat=f"slot-{slot}"))  # "which month?"
        is_clear = heard.verdict.outcome == "answer" and on_screen not in heard.verdict.entries
        if on_screen in self._library.signposts and takes_as_missing(heard.text) and not is_clear:
            return replace(heard, verdict=unsaid(heard.verdict), on_screen=on_screen)
        if on_screen in self._library.signposts and asks_where_to_ask(heard.text):
            return replace(heard, verdict=replace(heard.verdict, outcome="answer", entries=(on_screen,), chat=""))
        if self._screen.asks_which_of_them(heard, before, self._beside):
            return self._lacking(heard, on_screen)
        if known := self._screen.known_beside(heard, on_screen):
            return replace(heard, verdict=replace(heard.verdict, outcome="answer", entries=(known,), chat=""))
        return self._asked_of_somebody(heard, before, on_screen) or self._going_on(heard, before, on_screen)

    def _back_to(self, heard: Heard, before: Before) -> str:
        """The earlier answer that "back to the date" goes back to; empty if it goes back to nothing known."""
        subject = subject_gone_back_to(heard.text) if heard.verdict.outcome != "answer" else ""
        if not subject:
            return ""
        believed = dict(self._understanding.understand(subject).ranking)
        asked = (self._understanding.understand(text) for text in (*before.said, *before.earlier))
        answers = [name for one in asked if one.outcome == "answer" for name in one.entries if name in believed]
        return max(answers, key=lambda name: believed[name], default="")

    def _asked_of_somebody(self, heard: Heard, before: Before, on_screen: str) -> Heard | None:
        """What is asked of a person or a body that was spoken of, or of what is known to be missing."""
        if stranger := self._person.stranger(heard):
            return stranger
        asked = self._bodies.there(heard, before) or self._person.spoken_of(heard, before)
        if asked and asked.lacking in self._library.figures and not self._person.may_be_of_card(heard.text, before):
            # Who is only named in a question is hardly "them": "what became of them?" is asked of the answer to it.
            other = self._bodies.spoken_of(heard, before, on_screen) or self._of_it(heard, before)
            return other if other and not other.lacking else self._lacking(heard, on_screen or asked.lacking)
        if asked:
            return asked
        if gap := self._gap_named(heard, on_screen):
            return replace(heard, verdict=replace(heard.verdict, outcome="answer", entries=(gap,), chat=""))
        if asked := self._bodies.spoken_of(heard, before, on_screen):
            return asked
        if asked := self._of_draft(heard, on_screen):
            return asked
        if asked := self._of_it(heard, before):
            return asked
        if heard.leaves_open and heard.verdict.outcome == "choices" and on_screen in self._library.signposts:
            return replace(heard, verdict=unsaid(heard.verdict), on_screen=on_screen)
        may_be_of_it = heard.leaves_open and heard.verdict.entries and len(before.shown) == 1
        is_unsaid = heard.verdict.outcome == "answer" and heard.may_be_of_others
        return self._of_subject(heard, on_screen) if may_be_of_it and not is_unsaid else None

    def _of_draft(self, heard: Heard, on_screen: str) -> Heard | None:
        """What "and who wrote it?" asks of the draft as a whole, after an answer on that; `None` if nothing clear."""
        leans = is_bare(heard.text) or names_by_pronoun(heard.text, "anything") or goes_on(heard.text)
        is_clear = heard.verdict.outcome == "answer" and not (heard.leaves_open or heard.may_be_of_others)
        if is_clear or not leans or is_of_words(heard.text) or not self._subjects.is_of_draft(on_screen):
            return None
        rest = without_pronouns(heard.text)
        read = self._understanding.understand(f"{_DRAFT[heard.language or 'en']} {rest}")
        nearest, belief = next(iter(read.ranking), ("", 0.0))
        is_clear = belief >= (LIKELY if read.outcome == "answer" else _READ)
        is_new = is_clear and nearest != on_screen and read.outcome in ("answer", "choices")
        return replace(heard, verdict=replace(read, outcome="answer", entries=(nearest,))) if is_new else None

    def _of_it(self, heard: Heard, before: Before) -> Heard | None:
        """What "who came up with it" asks of the answer, though alone it clearly asks something; `None` if nothing."""
        names = before.shown if len(before.shown) == 1 else before.offered
        screen = [found for name in names if (found := self._library.find(name))]
        by_pronoun = any(names_by_pronoun(heard.text, whom) for whom in ("it", "person"))
        leans = is_bare(heard.text) or (heard.leaves_open and by_pronoun)
        if not screen or not leans:
            return None
        language, related = heard.language or "en", self._beside(screen).union(before.offered)
        starts = (one[language] for shown in screen for one in (shown.question, shown.short) if one)
        for start in dict.fromkeys(starts):
            read = self._understanding.understand(f"{start} {heard.text}")
            is_clear = read.outcome == "answer" and read.confidence >= _READ
            if is_clear and related.issuperset(read.entries) and read.entries != heard.verdict.entries:
                return replace(heard, verdict=read)
        # "Who proposed this?" asks it of what is on the screen, whatever else is known to have been proposed.
        is_of_more = names_by_pronoun(heard.text, "it") and attributes_asked(heard.text) and not is_of_words(heard.text)
        is_of_another = heard.verdict.entries and related.union(names).isdisjoint(heard.verdict.entries)
        return self._lacking(heard, names[0], heard.verdict.entries) if is_of_more and is_of_another else None

    def _going_on(self, heard: Heard, before: Before, on_screen: str) -> Heard:
        """What a message asks that goes on from the answer on the screen, or from half a sentence."""
        if heard.verdict.outcome == "answer" and heard.may_be_of_others and on_screen:
            heard = replace(heard, verdict=unsaid(heard.verdict))
        if heard.verdict.outcome == "answer":
            same = set(heard.verdict.entries) == set(before.entries)
            return replace(heard, repeats=same and _may_end(heard, before))
        if heard.is_wish_alone:
            return replace(heard, on_screen=on_screen)
        if heard.verdict.chat == ELLIPSIS and on_screen and self._is_of_another_thing(heard.text, on_screen):
            return replace(heard, verdict=replace(heard.verdict, outcome="unknown", entries=(), chat=""))
        if heard.verdict.outcome == "chat" and not needs_what_was_said(heard.verdict.chat):
            if not (on_screen and heard.is_hardly_talk):
                return heard
            nearest, belief = next(iter(heard.verdict.ranking), ("", 0.0))
            if nearest == on_screen in self._library.signposts and belief >= WORTH_OFFERING:
                return replace(heard, verdict=unsaid(heard.verdict), on_screen=on_screen)  # "I live abroad"
            asked = self._together(replace(heard, verdict=unsaid(heard.verdict), on_screen=on_screen), before)
            return asked if asked.verdict.outcome == "answer" or heard.asks_nobody else heard
        if heard.verdict.outcome == "unknown" and len(heard.text.split()) > SHORT and not before.text:
            likely = [name for name, belief in heard.verdict.ranking[:1] if belief >= WORTH_OFFERING]
            return replace(heard, lacking=on_screen) if likely == [on_screen] else heard
        if heard.verdict.outcome == "chat" and slot_of(heard.verdict.chat):
            told = replace(heard, on_screen=on_screen)
        else:
            told = self._together(replace(heard, on_screen=on_screen), before)
        return self._of_choices(told, before) if says_nothing_alone(told.verdict) and not on_screen else told

    def _gap_named(self, heard: Heard, on_screen: str) -> str:
        """The one signpost that has a subject named by a few words, if they sound like it: "and the Uzbeks?".

        Of several that have it, the one on the screen.
        """
        language, believed = heard.language or "en", dict(heard.verdict.ranking)
        is_of_reply = heard.verdict.outcome == "chat" and is_in_language(heard.text)  # and not of a language
        is_few = len(heard.text.split()) <= _FEW_WORDS and not is_of_reply
        goes_over = on_screen in self._library.signposts and names_new(heard.text)  # "and for foreigners?" after land
        if not is_few or not (goes_over or heard.verdict.outcome in ("chat", "unknown")):
            return ""
        named = [one.id for one in self._library.signposts.values() if subject_asked(one, heard.text, language)]
        if on_screen in named:
            return on_screen
        is_open = heard.verdict.outcome in ("chat", "unknown")
        return named[0] if is_open and len(named) == 1 and believed.get(named[0], 0.0) >= _HARDLY else ""

    def _is_of_another_thing(self, text: str, on_screen: str) -> bool:
        """Whether "and prison?" goes over to something that the answer on the screen never speaks of."""
        if not names_new(text) or names_by_pronoun(text, "anything"):
            return False
        entry = self._library.entries.get(on_screen)
        return entry is not None and not self._subjects.speaks_of(entry, after_and(text))

    def _together(self, heard: Heard, before: Before) -> Heard:
        on_screen = [found for name in before.about if (found := self._library.find(name))]
        # "And who leads them?" after several answers at once may be about any of them.
        about = heard.on_screen if len(before.shown) == 1 else ""
        read = self._as_one(heard, before, on_screen)
        if read is None:
            return self._related_first(heard, on_screen, about)
        if goes_on(heard.text) and set(read.entries) & self._library.signposts.keys() & set(before.shown):
            return self._related_first(heard, on_screen, about, is_gap=True)
        new = _new(read, heard, before)
        if self._may_follow(new, heard, on_screen):
            is_of_it = about and read.ranking[0][0] == about and self._subjects.are_of_two_bodies(about, new[0])
            return self._lacking(heard, about, new) if is_of_it else replace(heard, verdict=replace(read, entries=new))
        likely = {name for name, belief in heard.verdict.ranking if belief >= WORTH_A_LOOK}
        if likely & set(before.entries) and _may_end(heard, before):
            return replace(heard, repeats=True)
        return self._related_first(heard, on_screen, about)

    def _as_one(self, heard: Heard, before: Before, on_screen: Sequence[Entry | Signpost]) -> Verdict | None:
        """What a message asks for if it is read as one with what was said before it, the surest reading of several."""
        starts = [("", before.text)]
        if not before.text and on_screen:
            starts = [(one.id, one.question[heard.language or "en"]) for one in on_screen]
        read = [(name, self._understanding.understand(f"{start} {heard.text}")) for name, start in starts]
        read += [(name, taken) for name, one in read if (taken := _taken(name, one, before))]
        answers = [one for name, one in read if one.outcome == "answer" and not _echoes(name, one, heard, before)]
        follows = [one for one in answers if self._may_follow(_new(one, heard, before), heard, on_screen)]
        return max(follows or answers, key=lambda one: (bool(_new(one, heard, before)), one.confidence), default=None)

    def _related_first(
        self, heard: Heard, on_screen: Sequence[Entry | Signpost], about: str, is_gap: bool = False
    ) -> Heard:
        """`about`: the only entry that was answered with. `is_gap`: it asks for more of what the articles do not say,
        unless it means something that is related.
        """
        if not on_screen:
            return heard
        beside, verdict = self._beside(on_screen), heard.verdict
        # Whether land is sold to foreigners is still a question of land.
        if names_another_country(heard.text) and not any(map(self._subjects.speaks_of_countries, on_screen)):
            beside |= self._subjects.abroad
        if verdict.outcome != "chat":
            if about and self._subjects.names_others(heard.text, about):
                return heard
            expected = self._understanding.expecting(verdict, beside)
            is_about = about in {name for name, _ in verdict.ranking[:_NEAREST]}
            if (expected.outcome, verdict.outcome) == ("unknown", "choices"):
                return heard
            if expected.outcome == "unknown" and (is_gap or is_about or names_by_pronoun(heard.text)):
                return replace(heard, verdict=unsaid(expected), on_screen=about)
            return replace(heard, verdict=expected)
        if about and (asked := self._asked_beside(heard, beside)):
            return asked
        likeliest, belief = next(iter(verdict.ranking), ("", 0.0))
        if verdict.chat != ELLIPSIS or likeliest not in beside or belief < (WORTH_A_LOOK if about else LIKELY):
            return heard
        if about and self._subjects.are_of_two_bodies(about, likeliest):
            return self._lacking(heard, about, (likeliest,))
        return replace(heard, verdict=replace(verdict, outcome="answer", entries=(likeliest,)))

    def _asked_beside(self, heard: Heard, beside: frozenset[str]) -> Heard | None:
        """What "and who decides?" asks of something related, if that is what it sounds like alone."""
        rest = after_and(heard.text)
        if heard.verdict.chat != ELLIPSIS or not asks(rest) or len(words_of(rest)) < _QUESTION:
            return None
        expected = self._understanding.expecting(self._understanding.understand(rest), beside)
        is_beside = expected.outcome in ("answer", "choices") and beside.issuperset(expected.entries)
        return replace(heard, verdict=replace(expected, language=heard.verdict.language)) if is_beside else None

    def _chosen(self, heard: Heard, before: Before) -> Heard | None:
        """What a message takes of what is on the screen: one of the choices, of several answers, or two to compare."""
        if compared := self._compared(heard, before):
            return replace(heard, verdict=compared, compares=True)
        if before.offered:
            places = typed_choice(heard.text, len(before.offered))
            picked = tuple(before.offered[place] for place in places or ())
            return replace(heard, picked=picked, offered_in=before.turn) if places is not None else None
        listed = self._listed(before) if may_choose(heard.text) and not before.text else ()
        places = typed_choice(heard.text, len(listed)) if len(listed) > 1 else None
        taken = tuple(listed[place] for place in places or ())
        return (
            replace(heard, verdict=replace(heard.verdict, outcome="answer", entries=taken, chat="")) if taken else None
        )

    def _listed(self, before: Before) -> tuple[str, ...]:
        """What "and the second?" is the second of: several answers, or what the last that is a list has entries on."""
        if len(before.entries) > 1:
            return before.entries
        asked = (self._understanding.understand(text) for text in (*before.said, *before.earlier))
        answers = (*before.entries, *(name for one in asked if one.outcome == "answer" for name in one.entries))
        return next((listed for name in answers if (listed := self._subjects.listed_in(name))), ())

    def _compared(self, heard: Heard, before: Before) -> Verdict | None:
        """A body that a message names, and the one that was spoken of before it, which it wants compared with that."""
        if heard.compares or before.text or not compares(heard.text):
            return None
        body = self._subjects.body_of((*before.said, *before.earlier), next(iter(before.shown), ""))
        return self._subjects.compared(heard.text, heard.verdict, body) if body else None

    def _of_subject(self, heard: Heard, on_screen: str) -> Heard | None:
        """What a few words ask after an answer to something else than they were taken to mean; `None` if just that.

        What was taken to be about another body is asked of the body on the screen, if it goes well with the answer's
        question. Where something related to the answer may be meant instead, both are offered.
        """
        screen, meant = self._library.everything[on_screen], heard.verdict.entries
        beside = self._beside([screen])
        if on_screen in meant:
            return None
        question = screen.question[heard.language or "en"]
        read = self._understanding.understand(f"{question} {heard.text}")
        likeliest = read.ranking[0][0] if read.outcome == "answer" else ""
        names_nothing = is_bare(heard.text) or asks_only_how_many(heard.text)
        is_bare_of_body = likeliest == on_screen and self._subjects.is_of_body(on_screen) and names_nothing
        is_meant_too = dict(read.ranking).get(meant[0], 0.0) >= _CLOSE or set(read.entries).issuperset(meant)
        is_read_so = likeliest in (on_screen, *meant) and is_meant_too and not is_bare_of_body
        if is_read_so and heard.verdict.confidence >= _READ:
            return None
        if is_bare_of_body or self._is_about_another(on_screen, meant, beside, heard.text):
            is_of_it = read.outcome == "choices" and beside.union([on_screen]).issuperset(read.entries)
            if likeliest == on_screen or is_of_it:
                return self._lacking(heard, on_screen, meant)
            if likeliest and not any(self._subjects.are_of_two_bodies(on_screen, name) for name in read.entries):
                return replace(heard, verdict=read)
        near = [name for name, belief in heard.verdict.ranking if name in beside and belief >= _RELATED]
        is_read = likeliest in beside and read.confidence >= _CLEAR
        also = [likeliest] if is_read else near[:1] if beside.isdisjoint(meant) else []
        if not also or also[0] in meant:
            return None
        return replace(heard, verdict=replace(heard.verdict, outcome="choices", entries=(*also, *meant)[:MOST_CHOICES]))

    def _is_about_another(self, on_screen: str, meant: Sequence[str], beside: frozenset[str], text: str) -> bool:
        """Whether what a message was taken to mean is about another body, or of what the articles lack elsewhere."""
        if not any(map(is_of_any_body, words_of(text))):
            return False
        signposts = self._library.signposts
        if signposts.keys() >= set(meant):
            return beside.isdisjoint(meant)
        return all(self._subjects.are_of_two_bodies(on_screen, name) for name in meant if name not in signposts)

    def _of_choices(self, heard: Heard, before: Before) -> Heard:
        """What is asked of choices that nobody took: of the body that all are about, or else they are offered again."""
        entries = [name for name in before.offered if name in self._library.entries]
        is_of_one = len(entries) == 1 or self._subjects.are_of_one_body(entries)
        if entries and (is_of_one or self._subjects.body_of(before.said[:1], "")):
            return self._lacking(heard, entries[0], before.offered[1:])
        offered = tuple(name for name in before.offered if self._library.find(name))
        told = replace(heard.verdict, outcome="choices", entries=offered)
        return replace(heard, verdict=told, again_offered=True) if offered else heard

    def _lacking(self, heard: Heard, name: str, beside: Collection[str] = ()) -> Heard:
        return lacking(self._subjects, heard, name, beside)

    def _beside(self, entries: Sequence[Entry | Signpost]) -> frozenset[str]:
        """The entries related to one of these, whichever of the two says so."""
        ids = {entry.id for entry in entries}
        there = (name for one in entries for name in (one.related if isinstance(one, Entry) else one.nearest))
        back = (other.id for other in self._library.entries.values() if not ids.isdisjoint(other.related))
        lacking = (signpost.id for signpost in self._library.signposts.values() if not ids.isdisjoint(signpost.nearest))
        return frozenset([*there, *back, *lacking])

    def _may_follow(self, names: Collection[str], heard: Heard, on_screen: Sequence[Entry | Signpost]) -> bool:
        """Whether these may be meant: an ellipsis goes on about the answers before it or an entry related to those."""
        if heard.verdict.chat != ELLIPSIS:
            return bool(names)
        return bool(names) and self._beside(on_screen).union(one.id for one in on_screen).issuperset(names)


def _may_end(heard: Heard, before: Before) -> bool:
    """Whether a message may complete the one before it: that one had no mark at its end, and its text is different.

    A long message that has a mark of its own is a question by itself.
    """
    is_whole = is_ended(heard.text) and len(heard.text.split()) > SHORT
    return bool(before.text) and not is_ended(before.text) and before.text != heard.text and not is_whole


def _echoes(name: str, verdict: Verdict, heard: Heard, before: Before) -> bool:
    """Whether a reading with the question of a choice, one of several, means that choice, and nothing else says so."""
    is_choice = len(before.offered) > 1 and name in before.offered and name not in before.entries
    return is_choice and verdict.entries == (name,) and dict(heard.verdict.ranking).get(name, 0.0) < WORTH_A_LOOK


def _taken(name: str, verdict: Verdict, before: Before) -> Verdict | None:
    """What a reading with the question of one choice means, if it comes nearest to another choice."""
    first = next((other for other, _ in verdict.ranking), "")
    is_other = verdict.outcome == "choices" and first in before.offered and first != name and not before.entries
    return replace(verdict, outcome="answer", entries=(first,)) if is_other else None


def _new(verdict: Verdict, heard: Heard, before: Before) -> tuple[str, ...]:
    """The entries of a verdict that say something new.

    A choice that was not taken does, if the message goes on from it and there is no answer that it may go on from. Read
    as one with the choice's own question, everything seems to mean that choice.
    """
    is_ellipsis = heard.verdict.outcome == "chat" and heard.verdict.chat == ELLIPSIS
    is_clear = heard.verdict.entries and set(before.offered).isdisjoint(heard.verdict.entries)
    leans = is_ellipsis or heard.leaves_open or goes_on(heard.text) or names_by_pronoun(heard.text)
    may_take = leans and not before.entries and not is_clear
    return tuple(name for name in verdict.entries if may_take or name not in before.about)
