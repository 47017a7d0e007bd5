"""What is proposed for a new entry, so that curators only change it where it does not fit: id, topic, label, fact."""

import re
from collections.abc import Collection, Mapping, Sequence

from bot.content import LANGUAGES, Language, Library
from bot.content.entries import LONGEST_ID, LONGEST_LABEL, LONGEST_LEAD
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
