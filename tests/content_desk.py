"""A console whose decisions go into real files, through the real gate: a small content in a folder of its own."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from console_house import PLAIN, Setting, setting_in
from gate_content import Content
from visiting import Visitor, carried

from bot.content import load
from bot.desk import Desk
from bot.publishing.publisher import Publisher
from bot.settings import read_settings
from bot.storage import DeskStore


class FilesDesk:
    """A curator at that console. `root` has the folders of the content."""

    def __init__(self, root: Path, there: Setting, saule: Visitor) -> None:
        self.root, self.there, self.saule = root, there, saule
        self.drafts: dict[str, dict[str, str]] = {}  # by pages, as their forms carry them

    async def presses(self, path: str, step: str, **fields: Any) -> tuple[int, str]:
        """Send a page's form with one of its buttons; the status, and the page or the one that it leads to."""
        answer = await self.saule.posts(path, **self.drafts.get(path, {}) | {"step": step} | fields)
        page = answer.text if answer.status_code != 303 else await self.saule.sees(answer.headers["location"])
        self.drafts[path] = {name: text for name, text in carried(page).items() if name in ("draft", "revision")}
        return answer.status_code, page

    async def undoes(self, number: int = 1) -> None:
        """Undo a decision."""
        assert (await self.saule.posts(f"/trail/{number}/undo")).status_code == 303


@contextlib.asynccontextmanager
async def files_desk(content: Content, monkeypatch: pytest.MonkeyPatch, folder: Path) -> AsyncIterator[FilesDesk]:
    """A console over the content as it is now. What is published there is not served."""
    monkeypatch.setenv("FAQ_DIR", "faq")
    monkeypatch.setenv("CORPUS_DIR", "corpus")
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{folder / 'learned.db'}")
    settings = read_settings()

    def desk(there: Setting) -> Desk:
        publisher = Publisher(settings, lambda: load(settings.faq_dir, settings.corpus_dir))
        return Desk(DeskStore(there.kept.sessions), publisher, there.clock)

    (folder / "console").mkdir()
    library = load(settings.faq_dir, settings.corpus_dir)
    async with setting_in(folder / "console", library=library, desk=desk) as there:
        saule = await there.curator()
        saule.headers = PLAIN
        yield FilesDesk(content.root, there, saule)
