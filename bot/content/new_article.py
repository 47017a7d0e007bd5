"""Take an article into the corpus, byte for byte, or out again. Nothing is written here: edits say what to write."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.content.editing import appended, open_sheet
from bot.content.entries import Article, Library
from bot.content.folders import SOURCES_FILE
from bot.content.problems import ContentError, Edit, Problem
from bot.content.splicing import without_item
from bot.content.yaml_reader import Value

_KINDS = (
    ("\r\n", "line ends as Windows writes them"),
    ("\N{NO-BREAK SPACE}", "no-break spaces"),
    ("\N{SOFT HYPHEN}", "soft hyphens, which are not seen"),
    ("\N{ZERO WIDTH SPACE}", "zero-width spaces, which are not seen"),
    ("\N{REPLACEMENT CHARACTER}", "signs that an earlier conversion has lost (\N{REPLACEMENT CHARACTER})"),
    ("\t", "tabs"),
)
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


def oddities(text: str) -> Iterator[str]:
    """What is unusual in a text and easily overlooked, because a quote of it has to have it too."""
    for sign, name in _KINDS:
        if count := text.count(sign):
            yield f"{count} × {name}"
    if control := sum(unicodedata.category(sign) == "Cc" and sign not in "\n\r\t" for sign in text):
        yield f"{control} × control characters"
    if mixed := list(dict.fromkeys(_MIXED.findall(text))):
        yield f"words of Latin and Cyrillic letters: {', '.join(mixed[:_NAMED])}"
    if text != unicodedata.normalize("NFC", text):
        yield "letters written as a letter and an accent"


def twin_of(text: str, articles: Iterable[Article]) -> Article | None:
    """The article that has this text, whatever the space between its words."""
    words = text.split()
    return next((article for article in articles if article.text.split() == words), None)


def add_article(corpus: Path, data: bytes, known: Mapping[str, Value]) -> tuple[Edit, Edit]:
    """Add an article's bytes, and what is `known` of it under the keys of sources.yaml. Its `id` names its file.

    Raises `ContentError` if there is such a file, or sources.yaml cannot be read.
    """
    text, sources = corpus / f"{known['id']}.txt", corpus / SOURCES_FILE
    if text.exists():
        raise ContentError([Problem(str(text), 1, "there is an article of this name.", "Choose another --id.")])
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
        raise ContentError([Problem(str(path), 1, f"there is no article '{name}'.", "`/sources` lists them.")])
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
