"""The fields of an entry or a signpost as texts: what is proposed for a new one, and what forms and talk change."""

import re
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.content import LANGUAGES, Entry, Language, Library, Signpost, Trilingual
from bot.content.entries import LONGEST_ID, LONGEST_LABEL, LONGEST_LEAD, Wordings
from bot.content.revision import FieldValues
from bot.content.wordings import same_wording
from bot.content.yaml_writer import one_line
from bot.desk.queue import Group

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


def id_for(group: Group, questions: Mapping[Language, str], taken: Collection[str]) -> str:
    """Propose an id that no entry has: the longest words of the entry's question, else of one that was asked.

    English comes first, because an id has Latin letters only.
    """
    asked = (questions.get("en", ""), *group.wordings("en"), *questions.values(), *group.texts)
    text = next(filter(None, asked), "")
    latin = "".join(_LATIN.get(letter, letter) for letter in text.lower())
    words = re.findall(r"[a-z0-9]+", latin)
    longest = sorted(range(len(words)), key=lambda place: -len(words[place]))[:_WORDS]
    name = "-".join(words[place] for place in sorted(longest))[: LONGEST_ID - 3].strip("-") or "entry"
    return next(one for one in (name, *(f"{name}-{number}" for number in range(2, 100))) if one not in taken)


def section_for(group: Group, library: Library) -> str:
    """The topic of the entry nearest to what was asked; "" if none is near."""
    near = (library.entries[name].section for name, _ in group.nearest if name in library.entries)
    return next(near, "")


# How questions begin or end that only say that something was said: what they are about is left.
_SAYING: Mapping[Language, re.Pattern[str]] = {
    "kk": re.compile(r"\s+(?:туралы|жайлы|жайында)\s+(?:не\s+)?(?:айтыл|делін|белгілі)\S*$", re.IGNORECASE),
    "ru": re.compile(
        r"^что\s+(?:говор|сказа|было\s+сказа|известн)\S*\s+(?:в\s+(?:проекте|статьях)\s+)?(?=об?\s|про\s)",
        re.IGNORECASE,
    ),
    "en": re.compile(r"^what\s+(?:(?:was|is)\s+(?:said|told|known)|did\s.+?\ssay)\s+about\s+", re.IGNORECASE),
}
_LOOSE = {
    "kk": "және мен бен пен не ма ме ба бе па пе үшін туралы бұл ол",
    "ru": "и а но о об в во на по с со к из у за для от до что как кто его её их это ли не том то был была было были",
    "en": "and or the a an of in on at to by for with about is are was were be been do does did has have had "
    "how what who that this it its their",
}
_LOOSE_WORDS = {language: frozenset(words.split()) for language, words in _LOOSE.items()}


def label_for(question: str, language: Language) -> str:
    """Propose a button's label for a question: what it asks about, cut between words."""
    whole = one_line(question).strip(" ?!.…")
    about = _SAYING[language].sub("", whole)
    clause = about.rpartition(",")[2].strip()
    for text in (about, whole, clause if " " in clause else ""):
        if text and len(text) <= LONGEST_LABEL:
            return _capital(text)
    words = _fitting(about.replace("«", "").replace("»", "").split())
    while len(words) > 1 and words[-1].lower().strip(",") in _LOOSE_WORDS[language]:
        words.pop()
    return _capital(" ".join(words).strip(" ,;:—–-"))


def _fitting(words: Sequence[str]) -> list[str]:
    """The first words that have room on a button together."""
    found: list[str] = []
    for word in words:
        if len(" ".join([*found, word])) > LONGEST_LABEL:
            break
        found.append(word)
    return found or [word[:LONGEST_LABEL] for word in words[:1]]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_SENTENCE = re.compile(r".+?[.!?…][»”\"')]*(?=\s|$)|.+$", re.DOTALL)
_NUMBER = r"(?:\d[\d.,\u00a0]*\d|\d)"
_DATE = r"\d{4} жыл\w* \d{1,2} \w+"  # as Kazakh has it
_AFTER = rf"(?:[ \u00a0]{_NUMBER}(?:[ \u00a0](?:год|жыл)\w*)?)*"
_FIGURE = re.compile(rf"{_DATE}|{_NUMBER}(?:[ \u00a0]?%|[ \u00a0]\w+)?{_AFTER}")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_NAMED = re.compile(r"[«“][^«»“”]+[»”]")
_WHEN = re.compile(r"когда|какого числа|в какой день|қашан|қай күн|\bwhen\b|\bwhat date\b|\bwhat day\b", re.IGNORECASE)


def fact_for(answer: str, question: str = "") -> str:
    """Propose the fact of an answer: its first sentence, with a figure or a name in it between asterisks.

    A date is marked only if the question asks when. "" where that sentence is too long to be read at a glance.
    """
    sentence = next(iter(_SENTENCE.findall(one_line(answer).replace("*", ""))), "").strip()
    if len(sentence) > LONGEST_LEAD:
        return ""
    figures = list(_FIGURE.finditer(sentence))
    dates = [one for one in figures if _YEAR.search(one[0])]
    others = [one for one in figures if one not in dates]
    asked_for = dates if dates and _WHEN.search(question) else [*others, *_NAMED.finditer(sentence)]
    if not asked_for:
        return sentence
    start, end = asked_for[0].span()
    return f"{sentence[:start]}*{sentence[start:end]}*{sentence[end:]}"


def proposed(fields: Mapping[str, str]) -> dict[str, str]:
    """What is proposed for those labels and facts of an entry that its fields leave empty, by the fields' names.

    Where a fact cannot be proposed in one language it is proposed in none: an entry has it in all three.
    """
    found = {}
    for one in LANGUAGES:
        question, answer = fields.get(f"question-{one}", ""), fields.get(f"answer-{one}", "")
        if question and not fields.get(f"short-{one}"):
            found[f"short-{one}"] = label_for(question, one)
        if answer and not fields.get(f"lead-{one}"):
            found[f"lead-{one}"] = fact_for(answer, question)
    if not all(text for name, text in found.items() if name.startswith("lead")):
        found = {name: text for name, text in found.items() if not name.startswith("lead")}
    return {name: text for name, text in found.items() if text}


Editable = Entry | Signpost

SPOKEN = ("question", "short", "lead", "answer", "note", "correction")
"""Fields with a text in each language."""
WORDINGS = ("phrasings", "subjects", "asks", "not")
"""Fields with any number of wordings in each language."""
_QUESTIONS = tuple(f"question-{language}" for language in LANGUAGES)
ENTRY_IDS, SIGNPOST_IDS = ("related",), ("nearest", "official")


def _field(asked: Editable, name: str) -> Any:
    return getattr(asked, "unlike" if name == "not" else name, None)


def names_of(asked: Editable, names: Sequence[str]) -> list[str]:
    """Those of the fields that such an entry or signpost may have."""
    return [name for name in names if name in asked.__dataclass_fields__ or name == "not"]


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """What stands in the form, by the names of its inputs."""

    values: Mapping[str, str]

    @classmethod
    def of(cls, asked: Editable) -> "FieldSheet":
        """The form of an entry or a signpost as it is served."""
        values = {"section": getattr(asked, "section", getattr(asked, "gap", ""))}
        for name in names_of(asked, SPOKEN):
            spoken: Trilingual | None = _field(asked, name)
            values |= {f"{name}-{language}": spoken[language] if spoken else "" for language in LANGUAGES}
        for name in names_of(asked, WORDINGS):
            wordings: Wordings = _field(asked, name)
            values |= {f"{name}-{language}": "\n".join(wordings[language]) for language in LANGUAGES}
        for name in names_of(asked, (*ENTRY_IDS, *SIGNPOST_IDS)):
            values[name] = " ".join(_field(asked, name))
        if isinstance(asked, Entry):
            values["valid_until"] = asked.valid_until.isoformat() if asked.valid_until else ""
        values["careful"] = "true" if asked.careful else ""
        return cls(values)

    def written(self, form: Callable[[str], str]) -> "FieldSheet":
        """The same form as it was posted; `form` gives a field by its name."""
        return FieldSheet({name: form(name).strip() for name in self.values})

    def with_drafted(self, fields: Mapping[str, str]) -> "FieldSheet":
        """The same form with the fields that a draft has changed."""
        return FieldSheet({name: fields.get(name, value) for name, value in self.values.items()})

    def differing(self, other: "FieldSheet") -> dict[str, str]:
        """The fields that have another text here."""
        return {name: text for name, text in self.values.items() if other.values.get(name, "") != text}

    def changes(self, asked: Editable) -> FieldValues:
        """The new values of the fields that differ from those that are served, as the files have them."""
        before = FieldSheet.of(asked)
        if any(self.values[name] != before.values[name] for name in _QUESTIONS):
            return self._without_questions(before)._changes(asked, before)
        return self._changes(asked, before)

    def _without_questions(self, before: "FieldSheet") -> "FieldSheet":
        """The same, but no phrasing is one of the new questions: the old question stands in its place."""
        questions = {same_wording(self.values[name]) for name in _QUESTIONS}
        values = dict(self.values)
        for language in LANGUAGES:
            name, old = f"phrasings-{language}", before.values[f"question-{language}"]
            lines = [line for line in self.lines(name) if same_wording(line) not in questions]
            is_taken = len(lines) < len(self.lines(name)) and same_wording(old) not in questions
            values[name] = "\n".join([*lines, *([old] if is_taken else [])])
        return FieldSheet(values)

    def _changes(self, asked: Editable, before: "FieldSheet") -> FieldValues:
        changed = {name for name, value in self.values.items() if value != before.values[name]}
        fields = {name.rpartition("-")[0] or name for name in changed}
        return {self._key(name, asked): self._value(name) for name in sorted(fields)}

    def _key(self, name: str, asked: Editable) -> str:
        return "gap" if name == "section" and isinstance(asked, Signpost) else name

    def _value(self, name: str) -> Any:
        if name in SPOKEN:
            spoken = {str(language): text for language in LANGUAGES if (text := self.values[f"{name}-{language}"])}
            return spoken or None
        if name in WORDINGS:
            lists = {str(language): self.lines(f"{name}-{language}") for language in LANGUAGES}
            return lists if any(lists.values()) else None
        if name in (*ENTRY_IDS, *SIGNPOST_IDS):
            return self.values[name].replace(",", " ").split() or None
        return self.values[name] or None

    def lines(self, name: str) -> list[str]:
        """The wordings of an input, one a line."""
        return [line.strip() for line in self.values[name].splitlines() if line.strip()]

    def asked(self, asked: Editable, library: Library) -> Editable:
        """The entry or signpost as this form has it, for a preview."""
        values: dict[str, Any] = {}
        for name in names_of(asked, SPOKEN):
            texts = [self.values[f"{name}-{language}"] for language in LANGUAGES]
            values[name] = Trilingual(*texts) if any(texts) or name in ("question", "answer") else None
        if isinstance(asked, Entry):
            values["valid_until"] = _day(self.values["valid_until"])
            values["related"] = tuple(name for name in self._value("related") or () if name in library.entries)
        return replace(asked, **values)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def mark_of(asked: Editable) -> str:
    """A sum that tells whether an entry is still as it was when the form was opened."""
    return f"{zlib.crc32(repr(FieldSheet.of(asked)).encode()):x}"
