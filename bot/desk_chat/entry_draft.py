"""An entry that a curator is writing in Telegram: what they have given so far, and what to ask for next."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.content import LANGUAGES, Article, Entry, Language, NewEntry, NewQuote, Trilingual, quote_of, translated
from bot.content.wordings import same_wording
from bot.desk import Draft, Group, passage_from
from bot.desk.drafts import KeptDraft
from bot.desk.entry_fields import proposed
from bot.desk.passages import pick, sentences

PREVIEW = "preview"
"""The step at which nothing is missing."""

FoundPassage = tuple[str, str]
"""A passage found by a search: its article's id, and the passage word for word."""


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """How far a curator has come. All of it is saved after each message.

    `given` holds what they gave, by the name of the step: "section", "question-kk", "answer-ru", "phrasings-en", and
    for the quotes "passage-1", "source-1", "quote-1", "translation-1-ru"; also "id", "lead-kk" and "short-ru", which
    are only proposed. `messages` says which of their messages gave which step, so that editing a message changes that
    step. `update` is the last one processed. `draft` is the number of the draft that all curators share, `seen` the
    revision of it that this one has seen. `suggested` is the id that it gets if they give none. `language` is the one
    that is asked for first, and `changing` a step that is asked for once more.
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
    language: Language = "kk"
    changing: str = ""

    @property
    def name(self) -> str:
        """The entry's id."""
        return self.given.get("id", self.suggested)

    @property
    def languages(self) -> list[Language]:
        """All languages, the curator's own first."""
        return sorted(LANGUAGES, key=lambda one: one != self.language)

    def state(self) -> dict[str, Any]:
        """The draft as it is stored."""
        return asdict(self)

    def with_given(self, step: str, text: str, message: int | None = None) -> "EntryDraft":
        """The draft with one more step, and the number of the message that gave it, if a message did."""
        by = {str(message): step} if message else {}
        changing = "" if step == self.changing else self.changing
        given = {name: said for name, said in self.given.items() if (name, step) != ("file", "section")} | {step: text}
        return replace(self, given=given, messages={**self.messages, **by}, changing=changing)

    def step(self, group: Group, articles: Mapping[str, Article]) -> str:
        """The step to ask for next."""
        if self.changing:
            return self.changing
        return next((step for step in self.steps(group, articles) if step not in self.given), PREVIEW)

    def steps(self, group: Group, articles: Mapping[str, Article]) -> Iterator[str]:
        """All steps, in the order in which they are asked for."""
        yield "section"
        yield from (f"question-{language}" for language in self.languages)
        yield from (f"answer-{language}" for language in self.languages)
        yield from (f"phrasings-{language}" for language in self.languages if self._lacks(language, group))
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
        yield from (language for language in self.languages if not article or language != article.language)

    def without_language(self, step: str) -> "EntryDraft":
        """The draft without the texts that are still to come in the language of a step: others will write them."""
        language = step[-2:]
        texts = (step, *(f"{what}-{language}" for what in ("question", "answer", "phrasings")))
        return replace(self, given={**dict.fromkeys(texts, ""), **self.given})

    @property
    def lacking(self) -> tuple[Language, ...]:
        """The languages that were left to other curators. The entry cannot be published without them."""
        empty = {step[-2:] for step in self.empty}
        return tuple(language for language in LANGUAGES if language in empty)

    @property
    def empty(self) -> tuple[str, ...]:
        """The steps that were left to other curators."""
        return tuple(step for step, text in self.given.items() if not text)

    def with_passage(self, source: str, passage: str, articles: Mapping[str, Article]) -> "EntryDraft":
        """The draft with the passage that its last quote is taken from. Of a single sentence, the whole is quoted."""
        number = self.quotes
        chosen = self.with_given(f"source-{number}", source).with_given(f"passage-{number}", passage)
        is_whole = len(sentences_of(articles, source, passage)) < 2
        return replace(chosen.with_given(f"quote-{number}", passage) if is_whole else chosen, offered=())

    def without_quote(self, number: int) -> "EntryDraft":
        """The draft with another passage to be found in place of a quote: the last one is asked for again."""
        given: dict[str, str] = {}
        for step, text in self.given.items():
            what, _, about = step.partition("-")
            at, _, language = about.partition("-")
            if what not in ("passage", "source", "quote", "translation"):
                given[step] = text
            elif int(at) != number:
                moved = int(at) - (int(at) > number)
                given["-".join(filter(None, (what, str(moved), language)))] = text
        return replace(self, given=given, offered=(), changing="")

    def fields(self, group: Group, articles: Mapping[str, Article]) -> dict[str, str]:
        """What the shared draft holds: the fields of the console's form."""
        spoken = [f"{what}-{language}" for what in _SPOKEN for language in LANGUAGES]
        fields = {step: self.given[step] for step in ("id", "section", *spoken) if step in self.given}
        fields |= {"file": self._file} if "section" in fields else {}
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
        begun = ("id", "section", "file", "phrasings", *_SPOKEN)
        given = {name: text for name, text in fields.items() if name.split("-")[0] in begun and text}
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
        phrasings = self.phrasings(group)
        question, answer, short, lead = (self.texts(what) for what in _SPOKEN)
        entry = NewEntry(self.name, given["section"], question, answer, quotes, phrasings, short, lead)
        return Draft(entry, self._file)

    @property
    def _file(self) -> str:
        return self.given.get("file") or self.given["section"]  # the files of entries are named after their sections

    def texts(self, what: str) -> dict[Language, str]:
        """A text in each language: "lead", say. What the curator has not given is proposed where that can be done."""
        known = self.all_texts
        return {language: known.get(f"{what}-{language}", "") for language in LANGUAGES}

    @property
    def all_texts(self) -> dict[str, str]:
        """All that is given or proposed, by the names of the fields."""
        return {**proposed(self.given), **self.given}

    def _translations(self, number: int) -> dict[Language, str]:
        named = ((language, self.given.get(f"translation-{number}-{language}")) for language in LANGUAGES)
        return {language: text for language, text in named if text}

    def asked_in(self, language: str, group: Group) -> list[str]:
        """What was asked in a language, as it may become the entry's own question."""
        return [text for one in LANGUAGES if one == language for text in group.wordings(one)]

    def phrasings(self, group: Group) -> dict[Language, tuple[str, ...]]:
        """How people ask it, in each language."""
        return {language: self._phrasings(language, group) for language in LANGUAGES}

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
        question, answer = (_in_all(texts) for texts in (new.question, new.answer))
        phrasings = {language: tuple(texts) for language, texts in new.phrasings.items()}
        entry = Entry(new.id, new.section, question, answer, quotes, phrasings, dict.fromkeys(LANGUAGES, ()), ())
        short, lead = (_in_all(texts) if self._is_whole(texts) else None for texts in (new.short, new.lead))
        return replace(entry, short=short, lead=lead)

    def _is_whole(self, texts: Mapping[Language, str]) -> bool:
        """Whether there is a text in each language that is not left to others."""
        return all(text for language, text in texts.items() if language not in self.lacking)


_SPOKEN = ("question", "answer", "short", "lead")


def _in_all(texts: Mapping[Language, str]) -> Trilingual:
    return Trilingual(*(texts[one] for one in LANGUAGES))


def sentences_of(articles: Mapping[str, Article], source: str, passage: str) -> list[str]:
    """The sentences of a passage, each word for word; none if its article does not have it any longer."""
    article = articles.get(source)
    start = article.text.find(passage) if article else -1
    if article is None or start < 0:
        return []
    return [one.text(articles).strip() for one in sentences(article, start, start + len(passage))]


def entry_draft_from(state: Mapping[str, Any]) -> EntryDraft:
    """Read a draft back from its stored form."""
    state = {name: value for name, value in state.items() if name in EntryDraft.__dataclass_fields__}
    offered = tuple((source, text) for source, text in state["offered"])
    return EntryDraft(**{**state, "offered": offered})
