"""The conversation: takes what a person does, and returns what the bot says and what has to be stored.

Knows nothing of Telegram, the database or the clock: callers pass in the person and the day.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Protocol

from bot.content import LANGUAGES, Entry, Figure, Language, Library, Signpost
from bot.conversation.article_places import ArticlePlaces
from bot.conversation.buttons import Press
from bot.conversation.command_names import NamedCommand, command_in
from bot.conversation.dialogue_acts import (
    ABOUT_BOT,
    ELLIPSIS,
    is_one_new_word,
    leans_on_what_was_said,
    needs_what_was_said,
    slot_of,
    spoken_command,
)
from bot.conversation.inline_offer import WORTH_A_LOOK, InlineOffer, InlineOffers
from bot.conversation.link_alone import is_link_alone
from bot.conversation.names import Names
from bot.conversation.on_button import ButtonReply, form_chosen
from bot.conversation.personal_data import Notice, Record
from bot.conversation.public_figures import PublicFigures, no_figures
from bot.conversation.reactions import reaction_to
from bot.conversation.reading_wish import ReadingWish, asks_something_else, is_surely_for_all, reading_wish
from bot.conversation.second_reading import after_politeness, asks_after, language_named, more_exactly, reports_error
from bot.conversation.speaker import NOBODY, Operator, voice_over
from bot.conversation.turns import (
    AboutAnswer,
    AboutBot,
    Answer,
    AskBack,
    Asked,
    Before,
    Choices,
    NotGiven,
    NotSaid,
    Person,
    Picked,
    Reply,
    Reported,
    Shortened,
    SmallTalk,
    Spoken,
    Turn,
    Unknown,
    WhoIs,
    detail_of,
    outcome_of,
)
from bot.conversation.typed_choice import may_choose, typed_choice
from bot.conversation.wording import Wording
from bot.matching import Explanation, Verdict
from bot.matching.thresholds import MOST_CHOICES, WORTH_OFFERING
from bot.search import ArticleSearch, search_by_words

_ENDED = re.compile(r"[?!.…][\s)»”\"']*$")
_OPENINGS = ("greeting", "preamble")  # small talk after which people come to the point
_FIGURES = 2  # of a text without letters that chooses from a list
_SHORT = 7  # words; a longer question says itself what it is about
_CLEAR_ALONE = 0.9  # from this belief on, a message is clear though it names by a pronoun what it is about


_NOTHING = Verdict("chat", (), (), 1.0, None)
"""Of a message that is understood without the matcher."""


class Understands(Protocol):
    """What the conversation needs from the matcher."""

    def understand(self, text: str) -> Verdict:
        """Say which entries a message means, and in which language it is."""

    def remembers(self, text: str) -> bool:
        """Whether the text was understood before, so that `understand` returns at once."""

    def expecting(self, verdict: Verdict, names: Collection[str]) -> Verdict:
        """The verdict if one of these entries is more likely than others to be asked about next."""

    def explain(self, text: str) -> Explanation:
        """Say why a message is understood as it is."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message and what it was understood to mean.

    `repeats`: it only repeats what was answered a moment ago. `on_screen` is the entry that its writer has before them,
    if the message says something about that. `figure` is the one whose name it is, if it is a name alone. `command` is
    the command that it gives, with its argument. `wish` is the form that it asks all answers to have. `picked` are the
    choices on the screen that it names, which `offered_in` offered; `None` if it names none. `spoken` is the language
    of the bot's last reply.
    """

    text: str
    verdict: Verdict
    repeats: bool = False
    on_screen: str = ""
    figure: str = ""
    command: tuple[NamedCommand, str] | None = None
    wish: ReadingWish | None = None
    picked: tuple[str, ...] | None = None
    offered_in: str = ""
    spoken: Language | None = None

    @property
    def language(self) -> Language | None:
        """The language that it asks for. A single word is no reason to change it."""
        is_one_word = len(self.text.split()) == 1
        is_kept = self.verdict.language is None or is_one_word or self.picked is not None
        return self.spoken if self.spoken and is_kept else self.verdict.language

    @property
    def is_wish_alone(self) -> bool:
        """Whether it asks for short and simple answers, and nothing else."""
        return self.wish == "simple" and not asks_something_else(self.text, self.verdict)

    @property
    def follows_on(self) -> bool:
        """Whether it may be understood better with the answer that its writer has before them."""
        if self.is_wish_alone or may_choose(self.text) or len(self.text.split()) == 1:
            return True
        if self.verdict.outcome == "chat":
            return needs_what_was_said(self.verdict.chat)
        return self.verdict.outcome in ("unknown", "choices") and len(self.text.split()) <= _SHORT

    @property
    def may_go_on(self) -> bool:
        """Whether the writer may have more to say: it means nothing clear by itself, and no mark ends it.

        After a greeting, or the news that there is a question, more comes even so.
        """
        if self.verdict.outcome == "chat" and self.verdict.chat in _OPENINGS:
            return True
        return self.verdict.outcome != "answer" and not self.repeats and not is_ended(self.text)


def is_ended(text: str) -> bool:
    """Whether a text ends with a mark that ends a sentence."""
    return bool(_ENDED.search(text))


def _is_a_number(text: str) -> bool:
    """Whether a text is a figure or two: it may choose something from a list, and asks nothing."""
    return 1 <= sum(map(str.isdecimal, text)) <= _FIGURES and not any(map(str.isalpha, text))


def _may_end(heard: Heard, before: Before) -> bool:
    """Whether a message may complete the one before it: that one had no mark at its end, and its text is different.

    A long message that has a mark of its own is a question by itself.
    """
    is_whole = is_ended(heard.text) and len(heard.text.split()) > _SHORT
    return bool(before.text) and not is_ended(before.text) and before.text != heard.text and not is_whole


class Conversation:
    """Talks about one version of the content. `answers` is false while the bot is paused."""

    answers = True

    def __init__(
        self,
        library: Library,
        understanding: Understands,
        wording: Wording,
        retention_days: int,
        operator: Operator = NOBODY,
        search: ArticleSearch | None = None,
        figures: Callable[[], PublicFigures] = no_figures,
    ) -> None:
        """`search` searches the articles; without one, they are searched by words alone.

        `figures` gives what everybody may know of how well the bot does, as it is at the moment.
        """
        self.library = library
        self.figures = figures
        self.voice = voice_over(library, wording, retention_days, operator, figures)
        self._understanding = understanding
        self._names = Names.of(library)
        self._inline = InlineOffers(library, self.voice.speaker, understanding.understand)
        self._places = ArticlePlaces(search or search_by_words(library.articles.values()), wording)

    def hear(self, text: str) -> Heard:
        """Understand a message by itself. This and `hear_on` run the matcher, which takes tens of milliseconds."""
        if typed := command_in(text):
            name, argument, language = typed
            if name == "ask" and argument:
                return self.hear(argument)
            return Heard(text, replace(_NOTHING, language=language), command=(name, argument))
        if is_link_alone(text):
            return Heard(text, replace(_NOTHING, chat="link"))
        verdict = more_exactly(text, self._understanding.understand(text))
        if rest := after_politeness(text, verdict):
            after = self.hear(rest)
            if after.figure or asks_after(verdict, after.verdict, rest):
                return replace(after, text=text)
        figure = self._names.alone_in(text)
        # Of an institution that an entry is about, the entry says more.
        if figure and (figure.kind == "person" or verdict.outcome == "unknown"):
            return Heard(text, self._about(figure, verdict), figure=figure.id)
        if verdict.outcome == "answer" and verdict.confidence < _CLEAR_ALONE and leans_on_what_was_said(text):
            verdict = replace(verdict, outcome="chat", entries=(), chat=ELLIPSIS)
        return Heard(text, verdict, wish=reading_wish(text, verdict))

    def _about(self, figure: Figure, verdict: Verdict) -> Verdict:
        """A name alone asks for what its bearer said or did: the likeliest entries about them."""
        believed = dict(verdict.ranking)
        entries = sorted(figure.entries, key=lambda name: -believed.get(name, 0.0))[:MOST_CHOICES]
        return replace(verdict, outcome="answer" if len(entries) == 1 else "choices", entries=tuple(entries))

    def remembers(self, text: str) -> bool:
        """Whether a message was understood before, so that `hear` returns at once."""
        return self._understanding.remembers(text)

    def explain(self, text: str) -> Explanation:
        """Say why a message is understood as it is, for the people who look after the content."""
        return self._understanding.explain(text)

    def hear_after(self, text: str, on_screen: Before | None) -> Heard:
        """Understand a message of somebody who may have an answer before them."""
        heard = self.hear(text)
        return self.hear_on(heard, on_screen) if on_screen and heard.follows_on else heard

    def hear_on(self, heard: Heard, before: Before) -> Heard:
        """Understand a message as the continuation of another: it may mean more than it does alone, or nothing new."""
        heard = replace(heard, spoken=before.language)
        places = typed_choice(heard.text, len(before.offered)) if before.offered else None
        if places is not None:
            picked = tuple(before.offered[place] for place in places)
            return replace(heard, picked=picked, offered_in=before.turn)
        if heard.verdict.outcome == "answer":
            same = set(heard.verdict.entries) == set(before.entries)
            return replace(heard, repeats=same and _may_end(heard, before))
        on_screen = next((name for name in before.entries if name in self.library.entries), "")
        if heard.is_wish_alone:
            return replace(heard, on_screen=on_screen)
        if heard.verdict.outcome == "chat" and not needs_what_was_said(heard.verdict.chat):
            return heard
        if slot_of(heard.verdict.chat):
            return replace(heard, on_screen=on_screen)
        return self._together(replace(heard, on_screen=on_screen), before)

    def _together(self, heard: Heard, before: Before) -> Heard:
        entries = [found for name in before.entries if (found := self.library.find(name))]
        started = before.text or " ".join(entry.question[heard.verdict.language or "en"] for entry in entries)
        together = self._understanding.understand(f"{started} {heard.text}")
        if together.outcome != "answer":
            return self._related_first(heard)
        new = tuple(name for name in together.entries if name not in before.entries)
        if new and self._may_follow(new, heard):
            return replace(heard, verdict=replace(together, entries=new))
        likely = {name for name, belief in heard.verdict.ranking if belief >= WORTH_A_LOOK}
        if likely & set(before.entries) and _may_end(heard, before):
            return replace(heard, repeats=True)
        return self._related_first(heard)

    def _related_first(self, heard: Heard) -> Heard:
        on_screen = self.library.entries.get(heard.on_screen)
        if on_screen is None:
            return heard
        beside, verdict = self._beside(on_screen), heard.verdict
        if verdict.outcome != "chat":
            return replace(heard, verdict=self._understanding.expecting(verdict, beside))
        likeliest = verdict.ranking[0][0] if verdict.ranking else ""
        if verdict.chat == ELLIPSIS and likeliest in beside:
            return replace(heard, verdict=replace(verdict, outcome="answer", entries=(likeliest,)))
        return heard

    def _beside(self, entry: Entry) -> frozenset[str]:
        """The entries related to one, whichever of the two says so."""
        back = (other.id for other in self.library.entries.values() if entry.id in other.related)
        lacking = (signpost.id for signpost in self.library.signposts.values() if entry.id in signpost.nearest)
        return frozenset([*entry.related, *back, *lacking])

    def _may_follow(self, names: tuple[str, ...], heard: Heard) -> bool:
        """Whether these may be meant: an ellipsis goes on about the answer before it or an entry related to that."""
        on_screen = self.library.entries.get(heard.on_screen)
        return heard.verdict.chat != ELLIPSIS or (on_screen is not None and self._beside(on_screen).issuperset(names))

    def reply(self, heard: Heard, person: Person, turn: str) -> Turn:
        """Reply to a question asked in words. The turn has no messages if the question has been answered already."""
        if heard.repeats:
            return Turn(())
        form = self._form_wished(heard, person)
        if form is None:
            return self._replied(self._reply(heard), heard, person, turn)
        is_simple = form == "simple"
        if asks_something_else(heard.text, heard.verdict):
            replied = self._replied(self._reply(heard), heard, replace(person, simple=is_simple), turn)
        elif is_simple and (on_screen := self.library.entries.get(heard.on_screen)):
            replied = self._replied(AboutAnswer(on_screen, "short"), heard, replace(person, simple=True), turn)
        else:
            return self._replied(Spoken(form), heard, person, turn)
        told = form_chosen(self.voice, is_simple, person.language(heard.language), person)
        return replace(replied, messages=(*replied.messages, *told.messages), effects=(*replied.effects, *told.effects))

    def _form_wished(self, heard: Heard, person: Person) -> ReadingWish | None:
        """The form that all answers to this person are to have from now on, if they ask for one."""
        if heard.wish == "full" and not person.simple and not is_surely_for_all(heard.text):
            return None  # answers are full already
        return heard.wish if person.private else None

    def _replied(self, reply: Reply, heard: Heard, person: Person, turn: str) -> Turn:
        verdict = heard.verdict
        language = person.language(heard.language)
        if isinstance(reply, AboutAnswer) and reply.slot in LANGUAGES:
            language = reply.slot
        gap = (reply.signpost.id,) if isinstance(reply, NotSaid) else ()
        answered = reply.entries if isinstance(reply, Answer | WhoIs) and outcome_of(reply) == "answer" else ()
        answered = reply.entries if isinstance(reply, Picked) else answered
        asked = Asked(
            heard.text,
            outcome_of(reply),
            tuple(entry.id for entry in answered) or gap,
            verdict.entries if verdict.outcome == "choices" else (),
            verdict.ranking,
            verdict.confidence,
            language,
            self.library.version,
            detail_of(reply),
        )
        if isinstance(reply, Spoken):
            obeyed = self._obeyed(reply, language, person, heard.text)
            return Turn(obeyed.messages, effects=(asked, *obeyed.effects))
        if isinstance(reply, Picked) and not reply.entries:
            declined = ButtonReply(self.voice, person, language, turn).reply(Press("none", reply.turn))
            return replace(declined, effects=(asked, *declined.effects))
        is_shorter = isinstance(reply, AboutAnswer) and reply.slot == "short" and person.private and not person.simple
        effects = (asked, Shortened()) if is_shorter else (asked,)
        # What was picked answers the question that the choices were offered for, and is rated as that.
        name = reply.turn if isinstance(reply, Picked) else turn
        small_talk = isinstance(reply, SmallTalk) and not person.private
        reaction = reaction_to(verdict.chat, heard.text) if small_talk else None
        return Turn(self.voice.speaker.reply(reply, language, person, name), effects=effects, reaction=reaction)

    def answered_above(self, turn: Turn, person: Person) -> Turn:
        """A short word in place of an answer that stands a little above, and the way to read it again all the same."""
        if turn.asked is None or not turn.asked.answered:
            return turn
        return replace(turn, messages=(self.voice.speaker.above(turn.asked.answered[0], turn.asked.language),))

    def _obeyed(self, spoken: Spoken, language: Language, person: Person, text: str) -> Turn:
        match spoken.command:
            case "language" if named := language_named(text):
                chosen = ButtonReply(self.voice, person, named, "").reply(Press("language", named))
                return replace(chosen, place="below")
            case "forget":
                return self._forget(language, person)
            case "cancel":
                return self.voice.say("cancel-how", language)
            case _:
                return self.command(spoken.command, spoken.argument, replace(person, chosen=language), "")

    def _reply(self, heard: Heard) -> Reply:
        verdict = heard.verdict
        if heard.picked is not None:
            return Picked(tuple(found for name in heard.picked if (found := self.library.find(name))), heard.offered_in)
        if heard.command:
            name, argument = heard.command
            return AboutBot(name) if name == "mydata" else Spoken(name, argument)
        if _is_a_number(heard.text):
            return AskBack()
        if reports_error(heard.text, verdict):
            return Reported()
        entries = tuple(found for name in verdict.entries if (found := self.library.find(name)))
        if heard.figure:
            told = tuple(entry for entry in entries if isinstance(entry, Entry))
            return WhoIs(self.library.figures[heard.figure], told)
        match verdict.outcome:
            case "answer" if len(entries) == 1 and isinstance(entries[0], Signpost):
                may_mean = [name for name, belief in verdict.ranking if belief >= WORTH_OFFERING]
                also = tuple(found for name in may_mean if (found := self.library.entries.get(name)))
                return NotSaid(entries[0], also)
            case "answer":  # of several, what the articles say comes before what they do not say
                return Answer(tuple(sorted(entries, key=lambda entry: isinstance(entry, Signpost))))
            case "choices":
                return Choices(entries)
            case "unknown":
                return Unknown()
            case "chat" if heard.is_wish_alone:  # in a group, whose form of answers is nobody's to choose
                return self._talk("slot-short", self.library.entries.get(heard.on_screen))
            case "chat" if not heard.on_screen and is_one_new_word(heard.text, verdict.chat):
                return Unknown()
            case "chat":
                return self._talk(verdict.chat, self.library.entries.get(heard.on_screen))

    def _talk(self, kind: str, on_screen: Entry | None) -> Reply:
        slot, command = slot_of(kind), spoken_command(kind)
        if needs_what_was_said(kind):
            if on_screen is None:
                return AskBack()
            return AboutAnswer(on_screen, slot) if slot else NotGiven(on_screen)
        if command:
            return Spoken(command)
        return AboutBot(kind) if kind in ABOUT_BOT else SmallTalk(kind)

    def with_removal(self, turn: Turn, person: Person) -> Turn:
        """A reply, and after it the word that personal data was taken out of the message; in the reply's language."""
        language = turn.asked.language if turn.asked else person.language()
        return replace(turn, messages=(*turn.messages, self.voice.speaker.plain("personal-removed", language)))

    def look_up(self, text: str, person: Person) -> InlineOffer:
        """What to offer to somebody who types this in another chat. Runs the matcher."""
        return self._inline.offer(text, person)

    def press(self, press: Press | None, person: Person, turn: str, asked: str = "") -> Turn:
        """Reply to a button, however old it is. `asked` is the question of the turn that a press on "look" names."""
        language = person.language(press.under if press else None)
        if press and press.verb == "look":
            return self._look_into_articles(asked, language, person)
        return ButtonReply(self.voice, person, language, turn).reply(press)

    def _look_into_articles(self, text: str, language: Language, person: Person) -> Turn:
        if not text.strip():
            return self.voice.say("search-how", language)
        return Turn((self._places.message(self._places.search(text), language, person.reads_simply),))

    def command(self, name: str, argument: str, person: Person, turn: str) -> Turn:
        """Reply to a command, `name` without its slash. `search` takes tens of milliseconds of processor time."""
        language, voice = person.language(), self.voice
        match name:
            case "start" if self.library.find(argument):
                return voice.show(argument, language, person, turn)
            case "start":
                return Turn((voice.speaker.welcome(language),))
            case "help":
                return Turn((voice.speaker.help(language),))
            case "search":
                return self._look_into_articles(argument, language, person)
            case "topics":
                return Turn((voice.catalogue.topics(language, person.most_asked),))
            case "sources":
                return Turn((voice.catalogue.sources(language),))
            case "language":
                return Turn((voice.about_you.languages(language),))
            case "about":
                return Turn((voice.speaker.about(language),))
            case "privacy":
                return Turn((voice.about_you.privacy(language),))
            case "ask":
                return voice.say("ask-how", language)
            case "forget":
                return self._forget(language, person)
            case "simple" | "full":
                return form_chosen(voice, name == "simple", language, person)
            case _:
                return voice.say("unknown-command", language)

    def _forget(self, language: Language, person: Person) -> Turn:
        """Ask whether to delete everything about the person. Only in a private chat, never in a group."""
        if not person.private:
            return self.voice.say("in-private", language)
        return Turn((self.voice.about_you.forget(language),))

    def mydata(self, record: Record, person: Person) -> Turn:
        """Show a person what is stored about them. Only in a private chat, never in a group."""
        language = person.language()
        if not person.private:
            return self.voice.say("in-private", language)
        return Turn((self.voice.about_you.mydata(record, language),))

    def cancelled(self, count: int, person: Person) -> Turn:
        """Confirm that the person will not be told about `count` answers that they had asked for."""
        language = person.language()
        if not count:
            return self.voice.say("nothing-to-cancel", language)
        return Turn((self.voice.speaker.plain("cancelled", language, count=count),))

    def notice(self, notice: Notice, person: Person) -> Turn | None:
        """Put a notice that the bot owes a person into words. Returns `None` if its entry no longer exists."""
        entry = self.library.entries.get(notice.entry)
        if entry is None:
            return None
        speaker = self.voice.speaker
        say = speaker.told if notice.kind == "answer" else speaker.corrected
        return Turn((say(entry, notice.language, person, notice.turn),))

    def say(self, name: str, person: Person) -> Turn:
        """Say one sentence of the wording, for example in reply to a photo or after an error in the bot."""
        return self.voice.say(name, person.language())
