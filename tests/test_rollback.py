"""Going back to a version, and the trail of decisions that says the same as the files: real files and a database."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from console_house import PLAIN, setting_in
from spreadsheet_work import files
from test_desk_publishing import Room, room

from bot.content import Snapshot
from bot.desk import decide
from bot.desk.history import NoVersion, Unpublished
from bot.publishing.rollback import Rollback
from bot.settings import read_settings
from bot.storage import Versions

__all__ = ["room"]


class History:
    """A content with decisions, each of whose versions is kept."""

    def __init__(self, room: Room) -> None:
        self.room, self.settings = room, read_settings()
        sessions = room.log.kept.sessions
        self.versions, self.rollback = Versions(sessions), Rollback(sessions, self.settings)

    async def publishes(self) -> str:
        """Keep what is in the files as the latest version."""
        snapshot = Snapshot.of(self.settings.faq_dir, self.settings.corpus_dir)
        await self.versions.keep(snapshot)
        return snapshot.version

    async def decides(self, number: int, entry: str = "trees") -> str:
        """A question is added to an entry; the version that goes live."""
        await self.room.asked(f"any beach to swim there {number}", number)
        group = await self.room.desk.group(number)
        assert group
        await self.room.desk.carry_out("saule", decide(group, "add", entry))
        return await self.publishes()

    async def standing(self) -> list[int]:
        """The decisions that stand."""
        return sorted(made.number for made in await self.room.desk.trail() if not made.undone)

    async def waiting(self) -> list[int]:
        """The groups that wait."""
        return sorted(group.number for group in (await self.room.desk.waiting()).groups)


@pytest.fixture
async def history(room: Room) -> History:
    return History(room)


async def test_what_is_rolled_back_is_undone_on_the_trail_and_its_questions_wait_again(history: History) -> None:
    await history.publishes()
    first = await history.decides(1)
    before = files(history.room.root)
    await history.decides(2)
    last = await history.decides(3, "swimming")
    done = await history.rollback.go("aidos", first)

    assert files(history.room.root) == before and (done.files, done.undone) == (2, (2, 3))
    assert (await history.standing(), await history.waiting()) == ([1], [2, 3])
    assert {made.undone_by for made in await history.room.desk.trail() if made.undone} == {"rollback: aidos"}

    forward = await history.rollback.go("aidos", last)
    assert forward.redone == (2, 3)
    assert (await history.standing(), await history.waiting()) == ([1, 2, 3], [])


async def test_what_a_curator_undid_herself_stays_undone(history: History) -> None:
    start = await history.publishes()
    last = await history.decides(1)
    await history.room.desk.undo("saule", 1)
    await history.publishes()
    await history.rollback.go("aidos", last)

    assert await history.standing() == []
    await history.rollback.go("aidos", start)
    assert await history.waiting() == [1]


async def test_a_version_that_is_not_kept_and_edits_that_would_be_lost_are_refused(history: History) -> None:
    first = await history.publishes()
    with pytest.raises(NoVersion):
        await history.rollback.go("aidos", "000000000000")
    with pytest.raises(NoVersion):
        await history.rollback.go("aidos")
    park = history.room.root / "faq" / "park.yaml"
    park.write_text(park.read_text() + "# mine\n")
    with pytest.raises(Unpublished):
        await history.rollback.go("aidos", first)

    assert (await history.rollback.go("aidos", first, force=True)).kept


async def test_the_list_says_what_changed_and_what_is_here(history: History) -> None:
    await history.publishes()
    await history.decides(1)
    last, start = await history.rollback.history(9)

    assert (last.files, last.is_here, start.files, start.is_here) == (["park.yaml"], True, [], False)
    assert replace(last.publication, at=datetime.now(UTC)).version == last.publication.version


async def test_the_console_lists_versions_and_brings_one_back(history: History, tmp_path: Path) -> None:
    first = await history.publishes()
    last = await history.decides(1)
    (tmp_path / "console").mkdir()
    async with setting_in(tmp_path / "console", rollback=history.rollback) as there:
        saule = await there.curator()
        saule.headers = PLAIN
        assert 'href="/content/versions"' in await saule.sees("/content")
        page = await saule.sees("/content/versions")
        assert page.index(last) < page.index(first) and f'action="/content/versions/{first}"' in page
        assert f'action="/content/versions/{last}"' not in page
        done = await saule.posts(f"/content/versions/{first}")

        assert f"The files are those of {first} again" in done.text and 'href="/trail/1"' in done.text
        assert await history.waiting() == [1]
        assert (await saule.posts("/content/versions/000000000000")).status_code == 404
        (history.room.root / "faq" / "park.yaml").write_text("# mine")
        assert "never published" in (await saule.posts(f"/content/versions/{last}")).text
