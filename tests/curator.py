"""A curator who edits what a running bot serves: a few entries of the FAQ, so few that they are learned in a second.

async with curating(folder) as curator:
    await aliya.says("Who leads the coalition?")     # none of the few entries answers that
    await curator.adds("coalition-head")             # saved as an editor saves, and live when this returns
"""

import asyncio
import contextlib
import copy
import functools
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import yaml
from bot_api import BotApi
from inside import running
from running import PATIENCE, PROJECT, Running

from bot.content import LANGUAGES, Snapshot
from bot.content.folders import OUTSIDE_FILE, PEOPLE_FILE, SECTIONS_FILE, WITHOUT_ENTRIES

FEW = ("parliament-size", "kurultai", "vice-president", "peoples-council")
"""The entries that she begins with."""

Written = dict[str, Any]
"""An entry as it stands in YAML."""


_SOME = 5
"""One of so many wordings is enough to find an entry among a few, and each edit is learned sooner."""
_WORDING = r"^ +- .*\n(?: {8}.*\n)*"


@functools.cache
def all_written() -> dict[str, Written]:
    """All entries of the FAQ, as written, with some of their phrasings."""
    files = [file for file in sorted((PROJECT / "faq").glob("*.yaml")) if file.name not in WITHOUT_ENTRIES]
    return {entry["id"]: _with_some(entry) for file in files for entry in _read(file)}


def _read(file: Path) -> Any:
    return yaml.load(file.read_bytes(), yaml.CSafeLoader)


def _with_some(entry: Written) -> Written:
    lists = {key: _some(entry[key]) for key in ("phrasings", "not") if key in entry}
    return entry | lists


def _some(wordings: dict[str, list[str]]) -> dict[str, list[str]]:
    return {language: texts[::_SOME] for language, texts in wordings.items()}


@functools.cache
def _outside() -> str:
    """The project's file of what lies outside, with some of its wordings and every other line as it stands there."""
    text = (PROJECT / "faq" / OUTSIDE_FILE).read_text(encoding="utf-8")
    return re.sub(f"(?:{_WORDING})+", lambda found: "".join(_one_in_some(found[0])), text, flags=re.MULTILINE)


def _one_in_some(wordings: str) -> list[str]:
    return re.findall(_WORDING, wordings, flags=re.MULTILINE)[::_SOME]


@functools.cache
def _people() -> str:
    """The project's people and institutions, of whom the corpus has words. Which entries tell of them is left out."""
    return _dumped([one | {"entries": []} for one in _read(PROJECT / "faq" / PEOPLE_FILE)])


def _dumped(items: list[Any]) -> str:
    text: str = yaml.dump(items, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
    return text


class Curator:
    """Edits a small FAQ in a folder of its own. `bot` serves it; while it does not run, edits wait in the file."""

    bot: Running

    def __init__(self, folder: Path) -> None:
        self.faq, self.corpus = folder / "faq", folder / "corpus"
        self._file = self.faq / "entries.yaml"
        self._all = all_written()
        self.faq.mkdir(parents=True)
        shutil.copytree(PROJECT / "corpus", self.corpus)
        shutil.copy(PROJECT / "faq" / SECTIONS_FILE, self.faq)
        (self.faq / OUTSIDE_FILE).write_text(_outside(), encoding="utf-8")
        (self.faq / PEOPLE_FILE).write_text(_people(), encoding="utf-8")
        self._entries = self._beginning()
        self._valid = self._written(self._entries)
        self._file.write_text(self._valid, encoding="utf-8")

    @property
    def settings(self) -> dict[str, str]:
        """What a bot has to be told to serve her entries."""
        return {"FAQ_DIR": str(self.faq), "CORPUS_DIR": str(self.corpus)}

    def _beginning(self) -> dict[str, Written]:
        return {name: copy.deepcopy(self._all[name]) for name in FEW}

    async def starts_over(self) -> None:
        """Go back to the few entries."""
        self._entries = self._beginning()
        await self._publish()

    async def adds(self, *names: str, **keys: Any) -> None:
        """Publish entries that the project's FAQ has too, with other keys in them if need be."""
        self._entries |= {name: copy.deepcopy(self._all[name]) | keys for name in names}
        await self._publish()

    async def removes(self, *names: str) -> None:
        """Take entries away."""
        for name in names:
            del self._entries[name]
        await self._publish()

    async def changes(self, name: str, **keys: Any) -> None:
        """Write other keys into an entry."""
        self._entries[name] |= keys
        await self._publish()

    async def corrects(self, name: str, wrong: str) -> None:
        """Say what was wrong about an entry's answer: in each language the same, and the language."""
        await self.changes(name, correction={language: f"{wrong} ({language})" for language in LANGUAGES})

    async def adds_phrasing(self, name: str, phrasing: str) -> None:
        """Let an entry be asked for in these words too, in English."""
        self._entries[name]["phrasings"]["en"].append(phrasing)
        await self._publish()

    async def spoils(self, name: str, **keys: Any) -> None:
        """Save an entry in a way that is not valid."""
        before = len(self.bot.log)
        spoiled = {**self._entries, name: self._entries[name] | keys}
        self._file.write_text(self._written(spoiled), encoding="utf-8")
        await self.bot.prints("the edit is not served", before)

    def finds(self) -> None:
        """Take what the bot serves by now for what is in the file: somebody else has written it."""
        self._valid = self._file.read_text(encoding="utf-8")

    async def _publish(self) -> None:
        """Save what was changed, and wait until a running bot serves it."""
        text, before = self._written(self._entries), len(self.bot.log)
        self._file.write_text(text, encoding="utf-8")
        if text != self._valid and self.bot.is_alive:
            await self.bot.prints("an edit is live", before)
            await self._kept()
        self._valid = text

    async def _kept(self) -> None:
        """Wait until what is served can be gone back to: it is kept just after it goes live."""
        newest = "SELECT version FROM publications WHERE served ORDER BY id DESC LIMIT 1"
        version = Snapshot.of(self.faq, self.corpus).version
        async with asyncio.timeout(PATIENCE):
            while self.bot.rows(newest) != [{"version": version}]:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    def _written(self, entries: dict[str, Written]) -> str:
        return _dumped([self._linked(entry) for entry in entries.values()])

    def _linked(self, entry: Written) -> Written:
        """An entry whose related ones are all there: links to nowhere are not served."""
        return entry | {"related": [name for name in entry.get("related", []) if name in self._entries]}


@contextlib.asynccontextmanager
async def curating(folder: Path, api: BotApi | None = None, **settings: str) -> AsyncIterator[Curator]:
    """A curator, and a bot that serves what she edits."""
    curator = Curator(folder / "content")
    async with running(folder, api, **curator.settings, **settings) as bot:
        curator.bot = bot
        yield curator
