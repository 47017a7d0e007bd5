"""The conversation: takes what a person does, and returns what the bot says and what has to be stored.

Knows nothing of Telegram, the database or the clock: callers pass in the person and the day.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.content import LANGUAGES, Entry, Language, Library, Signpost
from bot.content.entries import numbers_in
from bot.conversation.about_bot import NOBODY, Operator, PublicFigures, no_figures
from bot.conversation.buttons import Press, Shortened
from bot.conversation.catalogue import ArticlePlaces
from bot.conversation.dialogue_acts import (
    ABOUT_A_PASSAGE,
    ABOUT_BOT,
    Slot,
    is_one_new_word,
    needs_what_was_said,
    slot_of,
    spoken_command,
)
from bot.conversation.follow_ups import FollowUps
from bot.conversation.heard import Heard, Understands
from bot.conversation.hearing import Hearing
from bot.conversation.inline_offer import InlineOffer, InlineOffers
from bot.conversation.message import place_named, reaction_to
from bot.conversation.on_button import ButtonReply, form_chosen, voice_over
from bot.conversation.personal_data import Notice, Record
from bot.conversation.privacy import scrub
from bot.conversation.reading_wish import ReadingWish, asks_something_else, is_surely_for_all
from bot.conversation.said_by import asks_who_else
from bot.conversation.second_reading import (
    asks_only_how_many,
    is_of_words,
    language_named,
    reports_error,
    slot_asked_alone,
)
from bot.conversation.several_questions import SeveralQuestions, parts_asked
from bot.conversation.spoken_of import takes_as_missing
from bot.conversation.subjects import Subjects
from bot.conversation.turns import (
    LIKELY,
    AboutAnswer,
    AboutBot,
    AboutGap,
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
    SmallTalk,
    Spoken,
    Turn,
    Unknown,
    WhoIs,
    WordsOf,
    answered_by,
    detail_of,
    outcome_of,
)
from bot.conversation.wording import Wording
from bot.matching import Explanation, Verdict
from bot.matching.thresholds import WORD_FOR_WORD, WORTH_OFFERING
from bot.search import ArticleSearch, search_by_words

_NEAR = 0.01  # the belief from which on an entry comes near to what a signpost is told of
_FIGURES = 2  # of a text without letters that chooses from a list


def _language_in(code: str) -> Language | None:
    return next((language for language in LANGUAGES if language == code), None)


def _is_a_number(text: str) -> bool:
    """Whether a text is a figure or two: it may choose something from a list, and asks nothing."""
    return 1 <= sum(map(str.isdecimal, text)) <= _FIGURES and not any(map(str.isalpha, text))


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
        """Without a `search` of the articles, they are searched by words. `figures` gives what everybody may know."""
        self.library = library
        self.figures = figures
        self.voice = voice_over(library, wording, retention_days, operator, figures)
        self._understanding = understanding
        self._subjects = Subjects(library)
        self._hearing = Hearing(library, understanding, self._subjects)
        self._follow_ups = FollowUps(library, understanding, self._subjects, self._hearing.said_by)
        self._several = SeveralQuestions(library, self._hearing.hear, self._follow_ups.hear_on)
        self._inline = InlineOffers(library, self.voice.speaker, understanding.understand)
        self._places = ArticlePlaces(search or search_by_words(library.articles.values()), wording)

    def hear(self, text: str) -> Heard:
        """Understand a message by itself. This and `hear_on` run the matcher, which takes tens of milliseconds."""
        heard = self._hearing.hear(text)
        return self._several.apart(heard, parts) if len(parts := parts_asked(text)) > 1 else heard

    def hear_after(self, text: str, on_screen: Before | None) -> Heard:
        """Understand a message of somebody who may have an answer before them."""
        heard = self.hear(text)
        return self.hear_on(heard, on_screen) if on_screen and heard.follows_on else heard

    def hear_on(self, heard: Heard, before: Before) -> Heard:
        """Understand a message as the continuation of another: it may mean more than it does alone, or nothing new."""
        return self._follow_ups.hear_on(heard, before)

    def remembers(self, text: str) -> bool:
        """Whether a message was understood before, so that `hear` returns at once."""
        return self._understanding.remembers(text)

    def explain(self, text: str) -> Explanation:
        """Say why a message is understood as it is, for the people who look after the content."""
        return self._understanding.explain(text)

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
        wished = reply.slot if isinstance(reply, AboutAnswer | WhoIs | WordsOf) else None
        is_repeated = isinstance(reply, NotSaid) and verdict.outcome == "chat"
        if is_repeated or (isinstance(reply, Choices) and heard.again_offered):
            wished = slot_of(verdict.chat)  # "in Kazakh" after it, not a question of Kazakh
        language = wished if wished in LANGUAGES else language
        outcome = outcome_of(reply)
        offered = verdict.entries if outcome == "choices" else ()
        if isinstance(reply, NotGiven) and isinstance(reply.asked, Entry):
            offered = (reply.asked.id,)  # all of it is shown, as what comes nearest
        asked = Asked(
            heard.text,
            outcome,
            answered_by(reply),
            offered,
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
            case "language" if named := _language_in(spoken.argument) or language_named(text):
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
        if heard.lacking:
            return self._lacking(heard)
        told = tuple(entry for entry in entries if isinstance(entry, Entry))
        if heard.words:
            return WordsOf(heard.words, told, heard.of_card)
        if heard.figure:
            return WhoIs(self.library.figures[heard.figure], told, heard.of_card)
        match verdict.outcome:
            case "answer" if len(entries) == 1 and isinstance(entries[0], Signpost):
                may_mean = [name for name, belief in verdict.ranking if belief >= WORTH_OFFERING]
                also = tuple(found for name in may_mean if (found := self.library.entries.get(name)))
                return NotSaid(entries[0], also, asked=heard.text, near=self._near(entries[0], verdict))
            case "answer" if self._asks_for_more(entries, heard):
                return NotGiven(entries[0], text=heard.text, again=heard.again)
            case "answer":  # of several, what the articles say comes before what they do not say
                ordered = tuple(sorted(entries, key=lambda entry: isinstance(entry, Signpost)))
                return Answer(ordered, heard.text, heard.compares, tuple(map(scrub, heard.unanswered)))
            case "choices":
                return Choices(entries, len(entries) == 1 and verdict.confidence >= LIKELY)
            case "unknown":
                return Unknown()
            case "chat" if heard.is_wish_alone:  # in a group, whose form of answers is nobody's to choose
                return self._talk(heard.text, "slot-short", self.library.find(heard.on_screen))
            case "chat" if not heard.on_screen and is_one_new_word(heard.text, verdict.chat):
                return Unknown()
            case "chat":
                on_screen = self.library.find(heard.on_screen)
                return self._talk(heard.text, verdict.chat, on_screen, slot_asked_alone(heard.text), heard.again)

    def _lacking(self, heard: Heard) -> Reply:
        """That more is asked of an entry, a signpost or a figure than was found."""
        also = tuple(found for name in heard.also if (found := self.library.entries.get(name)))
        if entry := self.library.entries.get(heard.lacking):
            return self._more_of(entry, heard.text, also, heard.again)
        of = self.library.figures.get(heard.lacking) or self.library.everything[heard.lacking]
        return NotGiven(of, also, heard.text, heard.again)

    def _asks_for_more(self, entries: Sequence[Entry | Signpost], heard: Heard) -> bool:
        """Whether one entry is clearly meant, and not what it tells: who appoints a Vice President, not what for."""
        is_whole = heard.verdict.confidence < WORD_FOR_WORD and not heard.unanswered
        alone = entries[0] if len(entries) == 1 and is_whole else None
        if not isinstance(alone, Entry) or (alone.has_number and self._claims_another(heard.text, alone)):
            return False  # "why will there be 300?" is met with the number that there is
        return self._subjects.is_never_asked_for(heard.text, alone)

    @staticmethod
    def _claims_another(text: str, entry: Entry) -> bool:
        """Whether a message has a number that no passage of an entry has."""
        told = numbers_in(" ".join(quote.text for quote in entry.quotes))
        return not numbers_in(text).keys() <= told.keys()

    def _near(self, signpost: Signpost, verdict: Verdict) -> tuple[Entry, ...]:
        """The entries that a signpost names and a message sounds like, the nearest first."""
        near = (name for name, belief in verdict.ranking if name in signpost.nearest and belief >= _NEAR)
        return tuple(self.library.entries[name] for name in near)

    def _more_of(self, entry: Entry, text: str, also: tuple[Entry, ...] = (), again: bool = False) -> Reply:
        """What asks more of an answer: what it tells, its number say, or something that is not known of it."""
        is_told = (entry.has_number and asks_only_how_many(text)) or self._subjects.is_asked_for(text, entry)
        return Answer((entry,)) if is_told else NotGiven(entry, also, text, again)

    def _talk(
        self, text: str, kind: str, on_screen: Entry | Signpost | None, alone: Slot | None = None, again: bool = False
    ) -> Reply:
        """`alone`: what a question word without a question asks of what is on the screen."""
        slot, command = slot_of(kind), spoken_command(kind)
        if needs_what_was_said(kind):
            if on_screen is None:
                if slot == "source":
                    return Spoken("sources")
                return Spoken("language", slot) if slot in LANGUAGES else AskBack()
            if isinstance(on_screen, Signpost):
                return self._beyond(on_screen, text, slot, alone is not None and not is_of_words(text))
            slot = slot or alone
            if slot:
                of_words = slot == "where" and self._is_of_words(text, on_screen)
                return AboutAnswer(on_screen, slot, of_words, slot == "who" and asks_who_else(text))
            return self._more_of(on_screen, text, again=again)
        if command:
            return Spoken(command)
        return AboutBot(kind) if kind in ABOUT_BOT else SmallTalk(kind)

    def _is_of_words(self, text: str, entry: Entry) -> bool:
        """Whether "where?" asks where something was said, and not where the body sits that an entry is about."""
        return is_of_words(text) or not self._subjects.is_of_body(entry.id)

    def _beyond(self, signpost: Signpost, text: str, slot: Slot | None, is_alone: bool) -> Reply:
        """What follows on from a signpost: "when?" asks for what is missing, "who said that?" for what it tells."""
        if slot == "short" or takes_as_missing(text):
            return NotSaid(signpost, briefly=True)
        if slot in ABOUT_A_PASSAGE and not is_alone and signpost.nearest:
            return AboutGap(signpost, slot, self._subjects.names_nearest(text, signpost))
        return NotSaid(signpost) if slot in (*LANGUAGES, "more") else NotGiven(signpost, text=text)

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
            case "start" if place := place_named(argument):
                return Turn((voice.catalogue.passage(place, language),))
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
                return Turn((voice.speaker.about_bot.whole(language),))
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
