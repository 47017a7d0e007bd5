"""Edit the files that hold no entries. So far these are the articles: one comes in, or goes out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

from bot.content.new_article import add_article, remove_article
from bot.content.problems import Edit
from bot.content.revision import FieldValues

FileVerb = Literal["add-article", "remove-article"]
FILE_VERBS: tuple[FileVerb, ...] = get_args(FileVerb)
"""What is decided about the files that hold no entries."""


def file_edits(verb: FileVerb, faq: Path, corpus: Path, name: str, fields: FieldValues | None) -> Iterator[Edit]:
    """The edits that a decision asks for. Each has to be made before the next one is asked for.

    `name` is the id of the article. `fields` holds its facts under the keys of sources.yaml, and its "text". Raises
    `ContentError`.
    """
    values = fields or {}
    match verb:
        case "add-article":
            known = {"id": name} | {key: value for key, value in values.items() if key != "text" and value is not None}
            yield from add_article(corpus, str(values["text"]).encode(), known)
        case "remove-article":
            yield from remove_article(corpus, name)
