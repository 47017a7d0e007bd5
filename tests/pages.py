"""The documentation as a reader has it: pages with their code, links and headings."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PROJECT = Path(__file__).parent.parent
README = PROJECT / "README.md"
PAGES = (README, *sorted((PROJECT / "docs").glob("*.md")), *sorted((PROJECT / ".github").glob("*.md")))

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_BOT = re.compile(r"(?:^|[ /])python -m bot(?= |$)")
_ENDS = {"|", ">", ">>", "<", "&&", "||", ";", "&"}  # what a shell does not pass on


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of code set apart, and the language that it is said to be in."""

    language: str
    lines: tuple[str, ...]


class Page:
    """A page in Markdown."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.text = file.read_text(encoding="utf-8")

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of code, each line without the block's own indentation."""
        found = _FENCE.findall(self.text)
        return tuple(
            Block(language, tuple(line.removeprefix(indent) for line in body.splitlines()))
            for indent, language, body in found
        )

    @cached_property
    def prose(self) -> str:
        """All else."""
        return _FENCE.sub("", self.text)

    @property
    def links(self) -> list[str]:
        """Where it leads to within the project: files, each perhaps with a heading in it."""
        targets = re.findall(r"\]\(([^)\s]+)\)", self.prose)
        return [target for target in targets if not re.match(r"[a-z]+:", target)]

    @property
    def anchors(self) -> set[str]:
        """The headings, as links name them."""
        headings = re.findall(r"^#+ (.+)$", self.prose, re.MULTILINE)
        return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}

    @property
    def inline(self) -> list[str]:
        """The code within sentences and tables."""
        return re.findall(r"`([^`\n]+)`", self.prose)

    @property
    def commands(self) -> list[list[str]]:
        """What is typed after `python -m bot` in blocks of code, word by word."""
        return [words for block in self.blocks if block.language in ("", "sh") for words in _typed(block.lines)]

    @property
    def mentioned(self) -> list[list[str]]:
        """The same within sentences and tables, where what a command needs may be left out."""
        return [words for code in self.inline for words in _typed([code])]


def _typed(lines: tuple[str, ...] | list[str]) -> Iterator[list[str]]:
    for line in lines:
        found = _BOT.search(line)
        if found:
            words = shlex.split(line[found.end() :], comments=True)
            yield words[: next((place for place, word in enumerate(words) if word in _ENDS), len(words))]
