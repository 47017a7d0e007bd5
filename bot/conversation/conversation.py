"""The conversation: takes what a person does, and returns what the bot says and what has to be stored.

Knows nothing of Telegram, the database or the clock: callers pass in the person and the day.
"""

import re
from dataclasses import dataclass, replace
from typing import Protocol

from bot.content import Language, Library
from bot.conversation.buttons import Press
from bot.conversation.message import Card
from bot.conversation.on_button import ButtonReply
from bot.conversation.personal_data import Notice, Record
from bot.conversation.speaker import voice_over
from bot.conversation.turns import Answer, Asked, Before, Choices, Person, Reply, SmallTalk, Turn, Unknown, outcome_of
from bot.conversation.wording import Wording
from bot.matching import Explanation, Verdict

_ENDED = re.compile(r"[?!.…][\s)»”\"']*$")
_WORTH_A_LOOK = 0.02  # from this belief on, an entry may well be meant


class Understands(Protocol):
    """What the conversation needs from the matcher."""

    def understand(self, text: str) -> Verdict:
        """Say which entries a message means, and in which language it is."""

    def remembers(self, text: str) -> bool:
        """Whether the text was understood before, so that `understand` returns at once."""

    def explain(self, text: str) -> Explanation:
        """Say why a message is understood as it is."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message and what it was understood to mean. `repeats`: it only repeats what was answered a moment ago."""

    text: str
    verdict: Verdict
    repeats: bool = False

    @property
    def may_go_on(self) -> bool:
        """Whether the writer may have more to say: no mark ends the message, and it means nothing clear by itself."""
        return self.verdict.outcome != "answer" and not self.repeats and not is_ended(self.text)


def is_ended(text: str) -> bool:
    """Whether a text ends with a mark that ends a sentence."""
    return bool(_ENDED.search(text))


def _may_end(heard: Heard, before: Before) -> bool:
    """Whether a message may complete the one before it: that one had no mark at its end, and its text is different."""
    return bool(before.text) and not is_ended(before.text) and before.text != heard.text


class Conversation:
    """Talks about one version of the content. `answers` is false while the bot is paused."""

    answers = True

    def __init__(self, library: Library, understanding: Understands, wording: Wording, retention_days: int) -> None:
        self.library = library
        self.voice = voice_over(library, wording, retention_days)
        self._understanding = understanding

    def hear(self, text: str) -> Heard:
        """Understand a message by itself. This and `hear_on` run the matcher, which takes tens of milliseconds."""
        return Heard(text, self._understanding.understand(text))

    def remembers(self, text: str) -> bool:
        """Whether a message was understood before, so that `hear` returns at once."""
        return self._understanding.remembers(text)

    def explain(self, text: str) -> Explanation:
        """Say why a message is understood as it is, for the people who look after the content."""
        return self._understanding.explain(text)

    def hear_on(self, heard: Heard, before: Before) -> Heard:
        """Understand a message as the continuation of another: it may mean more than it does alone, or nothing new."""
        if heard.verdict.outcome == "answer":
            same = set(heard.verdict.entries) == set(before.entries)
            return replace(heard, repeats=same and _may_end(heard, before))
        if heard.verdict.outcome == "chat":
            return heard
        return self._together(heard, before)

    def _together(self, heard: Heard, before: Before) -> Heard:
        entries = [self.library.entries[name] for name in before.entries if name in self.library.entries]
        started = before.text or " ".join(entry.question[heard.verdict.language or "en"] for entry in entries)
        together = self._understanding.understand(f"{started} {heard.text}")
        if together.outcome != "answer":
            return heard
        new = tuple(name for name in together.entries if name not in before.entries)
        if new:
            return replace(heard, verdict=replace(together, entries=new))
        likely = {name for name, belief in heard.verdict.ranking if belief >= _WORTH_A_LOOK}
        return replace(heard, repeats=bool(likely & set(before.entries)) and _may_end(heard, before))

    def reply(self, heard: Heard, person: Person, turn: str) -> Turn:
        """Reply to a question asked in words. The turn has no messages if the question has been answered already."""
        if heard.repeats:
            return Turn(())
        verdict = heard.verdict
        language = person.language(verdict.language)
        reply = self._reply(verdict)
        asked = Asked(
            heard.text,
            outcome_of(reply),
            verdict.entries if verdict.outcome == "answer" else (),
            verdict.entries if verdict.outcome == "choices" else (),
            verdict.ranking,
            verdict.confidence,
            language,
            self.library.version,
        )
        if reply == SmallTalk("forget"):
            return Turn(self._forget(language, person).messages, effects=(asked,))
        return Turn(self.voice.speaker.reply(reply, language, person, turn), effects=(asked,))

    def _reply(self, verdict: Verdict) -> Reply:
        entries = tuple(self.library.entries[name] for name in verdict.entries)
        match verdict.outcome:
            case "answer":
                return Answer(entries)
            case "choices":
                return Choices(entries)
            case "unknown":
                return Unknown()
            case "chat":
                return SmallTalk(verdict.chat)

    def look_up(self, text: str, person: Person) -> tuple[Card, ...]:
        """The answers that a half-typed question may want, the likeliest first; all answers if nothing is typed."""
        names, heard = list(self.library.entries), None
        if text.strip():
            verdict = self._understanding.understand(text)
            heard = verdict.language
            likely = [name for name, belief in verdict.ranking if belief >= _WORTH_A_LOOK]
            names = [] if verdict.outcome == "chat" else list(dict.fromkeys([*verdict.entries, *likely]))
        language, speaker = person.language(heard), self.voice.speaker
        return tuple(speaker.card(self.library.entries[name], language, person) for name in names)

    def press(self, press: Press | None, person: Person, turn: str) -> Turn:
        """Reply to a button, however old it is."""
        language = person.language(press.under if press else None)
        return ButtonReply(self.voice, person, language, turn).reply(press)

    def command(self, name: str, argument: str, person: Person, turn: str) -> Turn:
        """Reply to a command, `name` without its slash."""
        language, voice = person.language(), self.voice
        match name:
            case "start" if argument in self.library.entries:
                return voice.show(argument, language, person, turn)
            case "start":
                return Turn((voice.speaker.welcome(language),))
            case "help":
                return Turn((voice.speaker.help(language),))
            case "topics":
                return Turn((voice.catalogue.topics(language),))
            case "sources":
                return Turn((voice.catalogue.sources(language),))
            case "language":
                return Turn((voice.about_you.languages(language),))
            case "privacy":
                return Turn((voice.about_you.privacy(language),))
            case "ask":
                return voice.say("ask-how", language)
            case "forget":
                return self._forget(language, person)
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
