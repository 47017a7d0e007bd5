"""Take an article into the corpus, byte for byte, or out again. Nothing is written here: edits say what to write."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from bot.content.editing import appended, open_sheet
from bot.content.entries import Article, Library
from bot.content.folders import SOURCES_FILE
from bot.content.forms import ArticleForm, keys_of
from bot.content.problems import ContentError, Edit, Problem
from bot.content.splicing import without_item
from bot.content.told import told
from bot.content.yaml_reader import Value

OddityKind = Literal["breaks", "no-break", "hyphens", "zero-width", "lost", "tabs", "control", "mixed", "accents"]
_SIGNS: tuple[tuple[OddityKind, str], ...] = (
    ("breaks", "\r\n"),
    ("no-break", "\N{NO-BREAK SPACE}"),
    ("hyphens", "\N{SOFT HYPHEN}"),
    ("zero-width", "\N{ZERO WIDTH SPACE}"),
    ("lost", "\N{REPLACEMENT CHARACTER}"),
    ("tabs", "\t"),
)
_IN_ENGLISH: Mapping[OddityKind, str] = {
    "breaks": "line ends as Windows writes them",
    "no-break": "no-break spaces",
    "hyphens": "soft hyphens, which are not seen",
    "zero-width": "zero-width spaces, which are not seen",
    "lost": "signs that an earlier conversion has lost (\N{REPLACEMENT CHARACTER})",
    "tabs": "tabs",
    "control": "control characters",
    "mixed": "words of Latin and Cyrillic letters",
    "accents": "letters written as a letter and an accent",
}
_MIXED = re.compile(r"\w*(?:[a-zA-Z][а-яёәғқңөұүһі]|[а-яёәғқңөұүһі][a-zA-Z])\w*", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NAMED = 3  # mixed words named


class EncodingError(ValueError):
    """The bytes are not UTF-8. `likely` is the encoding that they seem to have."""

    def __init__(self, likely: str) -> None:
        super().__init__(f"not UTF-8 but, it seems, {likely}")
        self.likely = likely


def decoded(data: bytes) -> str:
    """The text of an article's bytes. Raises `EncodingError` if they are not plain UTF-8."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            raise EncodingError(name)
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise EncodingError("cp1251") from None  # what Windows wrote in Russian and Kazakh


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something unusual in a text: how often it is there, and the first few words, where words are odd."""

    kind: OddityKind
    count: int
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The oddity in English, as the command names it."""
        if self.words:
            return f"{_IN_ENGLISH[self.kind]}: {', '.join(self.words)}"
        return _IN_ENGLISH[self.kind] if self.kind == "accents" else f"{self.count} × {_IN_ENGLISH[self.kind]}"


def oddities(text: str) -> Iterator[Oddity]:
    """What is unusual in a text and easily overlooked, because a quote of it has to have it too."""
    for kind, sign in _SIGNS:
        if count := text.count(sign):
            yield Oddity(kind, count)
    if control := sum(unicodedata.category(sign) == "Cc" and sign not in "\n\r\t" for sign in text):
        yield Oddity("control", control)
    if mixed := list(dict.fromkeys(_MIXED.findall(text))):
        yield Oddity("mixed", len(mixed), tuple(mixed[:_NAMED]))
    if text != unicodedata.normalize("NFC", text):
        yield Oddity("accents", 1)


def twin_of(text: str, articles: Iterable[Article]) -> Article | None:
    """The article that has this text, whatever the space between its words."""
    words = text.split()
    return next((article for article in articles if article.text.split() == words), None)


def facts_of(given: Mapping[str, str], spoken: Mapping[str, Mapping[str, str]]) -> dict[str, Value]:
    """What is known of an article, under the keys of sources.yaml and in their order; what is "" is left out.

    `spoken` has what it is ("description") and who speaks in it ("voices"), by language.
    """
    facts: dict[str, Value] = {}
    for key in keys_of(ArticleForm):
        texts: dict[str, Value] = {code: text for code, text in spoken.get(key, {}).items() if text}
        if value := texts or given.get(key, ""):
            facts[key] = value
    return facts


def add_article(corpus: Path, data: bytes, known: Mapping[str, Value]) -> tuple[Edit, Edit]:
    """Add an article's bytes, and what is `known` of it under the keys of sources.yaml. Its `id` names its file.

    Raises `ContentError` if there is such a file, or sources.yaml cannot be read.
    """
    text, sources = corpus / f"{known['id']}.txt", corpus / SOURCES_FILE
    if text.exists():
        raise ContentError([Problem(str(text), 1, told("article-there"), told("mend-article-there"))])
    return Edit(text, b"", data), appended(sources, "article", dict(known))


def remove_article(corpus: Path, name: str) -> tuple[Edit, ...]:
    """Take an article out of the corpus, with its translations and what is known of it.

    Raises `ContentError` if there is none of this name.
    """
    path = corpus / SOURCES_FILE
    sheet = open_sheet(path, path.read_bytes(), "article")
    known = sheet.page.value if isinstance(sheet.page.value, list) else []
    root = sheet.root if isinstance(sheet.root, yaml.SequenceNode) else None
    numbers = [number for number, one in enumerate(known) if isinstance(one, dict) and one.get("id") == name]
    if root is None or not numbers:
        raise ContentError([Problem(str(path), 1, told("no-article", name=name), told("mend-no-article"))])
    left = [one for number, one in enumerate(known) if number != numbers[0]]
    edit = sheet.edit([without_item(sheet.text, root, numbers[0])], (), left)
    files = [file for file in (corpus / f"{name}.yaml", corpus / f"{name}.txt") if file.is_file()]
    return (*(Edit(file, file.read_bytes(), b"") for file in files), edit)


@dataclass(frozen=True, slots=True)
class Holders:
    """What would be left without its article: the entries that quote it, and the people it alone names there."""

    entries: tuple[str, ...]
    people: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.entries or self.people)


def holders_of(library: Library, article: str) -> Holders:
    """Who rests on an article, by their ids."""
    entries = (one.id for one in library.entries.values() if any(quote.article.id == article for quote in one.quotes))
    people = (one.id for one in library.figures.values() if any(said.source == article for said in one.mentions))
    return Holders(tuple(entries), tuple(people))
