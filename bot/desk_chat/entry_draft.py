"""An entry that a curator is writing in Telegram: what they have given so far, and what to ask for next."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.content import LANGUAGES, Article, Entry, Language, NewEntry, NewQuote, Trilingual, quote_of, translated
from bot.content.wordings import same_wording
from bot.desk import Draft, Group, passage_from
from bot.desk.drafts import KeptDraft
from bot.desk.passages import pick

PREVIEW = "preview"
"""The step at which nothing is missing."""

FoundPassage = tuple[str, str]
"""A passage found by a search: its article's id, and the passage word for word."""


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """How far a curator has come. All of it is saved after each message.

    `given` holds what they gave, by the name of the step: "id", "kind", "section", "question-kk", "answer-ru",
    "phrasings-en", and for the quotes "passage-1", "source-1", "quote-1", "translation-1-ru". `messages` says which of
    their messages gave which step, so that editing a message changes that step. `update` is the last one processed.
    `draft` is the number of the draft that all curators share, `seen` the revision of it that this one has seen.
    """

    group: int
    upto: int
    place: int
    suggested: str
    given: Mapping[str, str] = field(default_factory=dict)
    messages: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[FoundPassage, ...] = ()
    quotes: int = 1
    update: int = 0
    draft: int = 0
    seen: int = 0

    def state(self) -> dict[str, Any]:
        """The draft as it is stored."""
        return asdict(self)

    def with_given(self, step: str, text: str, message: int | None = None) -> "EntryDraft":
        """The draft with one more step, and the number of the message that gave it, if a message did."""
        by = {str(message): step} if message else {}
        return replace(self, given={**self.given, step: text}, messages={**self.messages, **by})

    def step(self, group: Group, articles: Mapping[str, Article]) -> str:
        """The step to ask for next."""
        return next((step for step in self._steps(group, articles) if step not in self.given), PREVIEW)

    def _steps(self, group: Group, articles: Mapping[str, Article]) -> Iterator[str]:
        yield from ("kind", "section")
        yield from (f"question-{language}" for language in LANGUAGES)
        yield from (f"answer-{language}" for language in LANGUAGES)
        yield from (f"phrasings-{language}" for language in LANGUAGES if self._lacks(language, group))
        for number in range(1, self.quotes + 1):
            yield from (f"passage-{number}", f"quote-{number}")
            yield from (f"translation-{number}-{language}" for language in self._others(number, articles))

    def _lacks(self, language: Language, group: Group) -> bool:
        """Whether nobody has asked this in a language, other than in the words of the entry's own questions."""
        questions = {same_wording(self.given.get(f"question-{one}", "")) for one in LANGUAGES}
        return all(same_wording(text) in questions for text in group.wordings(language))

    def _others(self, number: int, articles: Mapping[str, Article]) -> Iterator[Language]:
        """The languages that a quote has to be translated into: none if its translation stands with the article."""
        article = articles.get(self.given.get(f"source-{number}", ""))
        if article and translated(article, self.given.get(f"quote-{number}", "")):
            return
        yield from (language for language in LANGUAGES if not article or language != article.language)

    def without_language(self, step: str) -> "EntryDraft":
        """The draft without the texts that are still to come in the language of a step: others will write them."""
        language = step[-2:]
        texts = (step, *(f"{what}-{language}" for what in ("question", "answer", "phrasings")))
        return replace(self, given={**dict.fromkeys(texts, ""), **self.given})

    @property
    def lacking(self) -> tuple[Language, ...]:
        """The languages that were left to other curators. The entry cannot be published without them."""
        empty = {step[-2:] for step, text in self.given.items() if not text}
        return tuple(language for language in LANGUAGES if language in empty)

    def without_passage(self) -> "EntryDraft":
        """The draft without the last quote's passage, so that the curator can search for another."""
        number = self.quotes
        gone = (f"passage-{number}", f"source-{number}", f"quote-{number}")
        given = {step: text for step, text in self.given.items() if step not in gone}
        return replace(self, given=given, offered=())

    def fields(self, group: Group, articles: Mapping[str, Article]) -> dict[str, str]:
        """What the shared draft holds: the fields of the console's form."""
        spoken = [f"{what}-{language}" for what in ("question", "answer") for language in LANGUAGES]
        fields = {step: self.given[step] for step in ("id", "section", *spoken) if step in self.given}
        fields |= {"file": fields["section"]} if "section" in fields else {}
        for language in LANGUAGES:
            if f"phrasings-{language}" in self.given or not self._lacks(language, group):
                fields[f"phrasings-{language}"] = "\n".join(self._phrasings(language, group))
        picked: list[str] = []
        for number in range(1, self.quotes + 1):
            article, text = articles.get(self.given.get(f"source-{number}", "")), self.given.get(f"quote-{number}")
            start = article.text.find(text) if article and text else -1
            if article and text and start >= 0:
                for language, translation in self._translations(number).items():
                    fields[f"quote-{len(picked)}-{language}"] = translation
                picked.append(str(pick(article, start, start + len(text))))
        return {name: text for name, text in {**fields, "quote": "\n".join(picked)}.items() if text}

    def resumed(self, kept: KeptDraft, articles: Mapping[str, Article]) -> "EntryDraft":
        """The same dialogue, gone on with from what the shared draft holds now."""
        fields = kept.fields
        begun = ("id", "kind", "section", "question", "answer", "phrasings", "short", "lead")
        given = {name: text for name, text in fields.items() if name.split("-")[0] in begun and text}
        given |= {"id": given.get("id", self.suggested), "kind": "here"}
        number = 0
        for at, written in enumerate(fields.get("quote", "").split("\n")):
            passage = passage_from(written, articles)
            if passage:
                number, text = number + 1, passage.text(articles)
                given |= {f"source-{number}": passage.source, f"passage-{number}": text, f"quote-{number}": text}
                texts = {language: fields.get(f"quote-{at}-{language}", "") for language in LANGUAGES}
                given |= {f"translation-{number}-{language}": text for language, text in texts.items() if text}
        return replace(
            self, given=given, messages={}, offered=(), quotes=max(1, number), draft=kept.number, seen=kept.revision
        )

    def new(self, group: Group) -> Draft:
        """The entry to publish, and the file of its section."""
        given = self.given
        quotes = tuple(
            NewQuote(given[f"source-{number}"], given[f"quote-{number}"], self._translations(number))
            for number in range(1, self.quotes + 1)
        )
        phrasings = {language: self._phrasings(language, group) for language in LANGUAGES}
        entry = NewEntry(
            given["id"],
            given["section"],
            self._in_all("question"),
            self._in_all("answer"),
            quotes,
            phrasings,
            *({one: given.get(f"{what}-{one}", "") for one in LANGUAGES} for what in ("short", "lead")),
        )
        return Draft(entry, given["section"])

    def _in_all(self, what: str) -> dict[Language, str]:
        return {language: self.given[f"{what}-{language}"] for language in LANGUAGES}

    def _translations(self, number: int) -> dict[Language, str]:
        named = ((language, self.given.get(f"translation-{number}-{language}")) for language in LANGUAGES)
        return {language: text for language, text in named if text}

    def _phrasings(self, language: Language, group: Group) -> tuple[str, ...]:
        lines = [line.strip() for line in self.given.get(f"phrasings-{language}", "").splitlines()]
        return tuple(filter(None, lines)) or group.wordings(language)

    def entry(self, group: Group, articles: Mapping[str, Article]) -> Entry:
        """The entry as it will be served."""
        new = self.new(group).entry
        quotes = tuple(
            quote_of(articles[quote.source], quote.text, quote.translations)
            for quote in new.quotes
            if quote.source in articles
        )
        question, answer = (
            Trilingual(*(self.given[f"{what}-{one}"] for one in LANGUAGES)) for what in ("question", "answer")
        )
        phrasings = {language: tuple(texts) for language, texts in new.phrasings.items()}
        return Entry(new.id, new.section, question, answer, quotes, phrasings, dict.fromkeys(LANGUAGES, ()), ())


def entry_draft_from(state: Mapping[str, Any]) -> EntryDraft:
    """Read a draft back from its stored form."""
    state = {name: value for name, value in state.items() if name in EntryDraft.__dataclass_fields__}
    state["given"] = {"id": state["suggested"], **state["given"]}  # it used to be asked for
    offered = tuple((source, text) for source, text in state["offered"])
    return EntryDraft(**{**state, "offered": offered})


LONGEST = 40
"""The most characters of an id; ids travel in buttons and links."""

_WORDS = 3
_LATIN = dict(zip("абвгдезийклмнопрстуфыэәғқңөұүһіё", "abvgdeziiklmnoprstufyeagqnouuhie", strict=True)) | {
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "sch",
    "ъ": "",
    "ь": "",
    "ю": "yu",
    "я": "ya",
}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def suggested(group: Group, taken: Collection[str]) -> str:
    """Suggest an id that no entry has: the longest words of a question, an English one if there is one."""
    text = next(iter((*group.wordings("en"), *group.texts)), "")
    latin = "".join(_LATIN.get(letter, letter) for letter in text.lower())
    words = re.findall(r"[a-z0-9]+", latin)
    longest = sorted(range(len(words)), key=lambda place: -len(words[place]))[:_WORDS]
    name = "-".join(words[place] for place in sorted(longest))[: LONGEST - 3].strip("-") or "entry"
    return next(one for one in (name, *(f"{name}-{number}" for number in range(2, 100))) if one not in taken)


def is_id(text: str) -> bool:
    """Whether this is a valid id for an entry."""
    return len(text) <= LONGEST and bool(_ID.fullmatch(text))
