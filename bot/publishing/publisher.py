"""Edit the content's files: make a decision's edits if the gate lets them through, each whole or not at all, and undo.

This is not in the core, because only `os` can make sure that what was written is on the disk.
"""

import asyncio
import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.content import ContentError, Edit, EditConflict, Library, Problem
from bot.content.folders import not_to_copy
from bot.content.problems import told
from bot.desk import (
    DRAFTS,
    Audit,
    Decision,
    Desk,
    Group,
    Impact,
    NeedsYes,
    Past,
    Published,
    Refused,
    Rehearsed,
    Roles,
    SampleSizes,
    Unwritable,
    Verb,
    edits_of,
)
from bot.desk.answerable import passages_for
from bot.publishing.gate import Checked, Readings, check_content, check_edit
from bot.publishing.learned import LearnedMatcher
from bot.publishing.trial import DAYS, MOST, PastQuestions, Served, Trial, nobody
from bot.search import ArticlePassage, ArticleSearch
from bot.settings import KAZAKHSTAN, Settings, is_writable, locked_folder
from bot.storage import DeskStore, QuestionLog, Sessions
from bot.storage.audit import AuditStore

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # its users ask `files_can_be_edited` first


def files_can_be_edited() -> bool:
    """Whether this system can lock a folder. If not, the content can still be checked and asked."""
    return fcntl is not None


def apply(edit: Edit) -> None:
    """Make an edit. Raises `EditConflict` if the file is not as it was before the edit."""
    _put(edit.file, edit.before, edit.after)


def undo(edit: Edit) -> None:
    """Undo an edit. Raises `EditConflict` if the file is not as the edit left it."""
    _put(edit.file, edit.after, edit.before)


def apply_all(edits: Sequence[Edit]) -> None:
    """Make all the edits or none: if one fails, undo those before it. Raises `EditConflict` or `OSError`."""
    made: list[Edit] = []
    try:
        for edit in edits:
            apply(edit)
            made.append(edit)
    except (EditConflict, OSError):
        for edit in reversed(made):
            undo(edit)
        raise


def _put(file: Path, expected: bytes, wanted: bytes) -> None:
    place = file.resolve()  # a symbolic link stays one
    with _alone_in(place.parent) as folder:
        found = place.read_bytes() if place.exists() else b""
        if found != expected:
            raise EditConflict(file, expected, found)
        if wanted and wanted != found:
            _replace(place, wanted)
        elif not wanted:
            place.unlink(missing_ok=True)  # the edit created the file
        os.fsync(folder)


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[int]:
    """Lock the folder, so that no second edit comes between reading a file and replacing it."""
    if not files_can_be_edited():
        message = told("cannot-lock")
        raise ContentError([Problem(str(folder), 1, message, told("mend-cannot-lock"))])
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield opened
    finally:
        os.close(opened)


def _replace(file: Path, wanted: bytes) -> None:
    """Replace a file by a new one. Until then the new one has a name that is not read as content."""
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as new:
            new.write(wanted)
            new.flush()
            if file.exists():
                _take_rights(file, beside)
            os.fsync(new.fileno())
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _take_rights(file: Path, beside: Path) -> None:
    """Give the new file the owner and the permissions of the old one."""
    owner = file.stat()
    with contextlib.suppress(PermissionError):  # only root may give a file to somebody else
        os.chown(beside, owner.st_uid, owner.st_gid)
    shutil.copymode(file, beside)


class Rehearsal:
    """A copy of the FAQ's files, in which edits are made and checked before they touch the real ones.

    A running bot serves at once what is in the files, so an edit that the gate refuses must never get there. The
    articles are copied too if they are edited; `corpus` is where they are.
    """

    def __init__(self, settings: Settings, folder: Path, with_articles: bool = False) -> None:
        self._real, self._real_corpus = settings.faq_dir, settings.corpus_dir
        self.faq, self.corpus = folder / "faq", folder / "corpus" if with_articles else settings.corpus_dir
        if with_articles:
            shutil.copytree(settings.corpus_dir, self.corpus, ignore=not_to_copy)
        shutil.copytree(self._real, self.faq, ignore=not_to_copy)
        (self.faq / DRAFTS).mkdir(exist_ok=True)
        self._settings = settings.model_copy(update={"faq_dir": self.faq, "corpus_dir": self.corpus})

    def problems(self) -> list[Problem]:
        """What the gate finds in the copy, under the names of the real files. Takes seconds."""
        return self.checked(None, Readings()).problems

    def stands(self) -> None:
        """Check the files of the copy, but not how the matcher understands them. Raises `Refused`."""
        _, problems = check_content(self._settings.faq_dir, self._settings.corpus_dir)
        if problems:
            raise Refused([self._named(problem) for problem in problems])

    def checked(self, earlier: LearnedMatcher | None, readings: Readings) -> Checked:
        """What the gate finds in the copy, under the names of the real files; quicker with what was learned earlier."""
        found = check_edit(self._settings, earlier, readings)
        return replace(found, problems=[self._named(problem) for problem in found.problems])

    def real(self, edits: Iterable[Edit]) -> tuple[Edit, ...]:
        """The same edits, but of the real files."""
        return tuple(replace(edit, file=self._real_file(edit.file)) for edit in edits)

    def _real_file(self, file: Path) -> Path:
        in_faq = file.is_relative_to(self.faq)
        return self._real / file.relative_to(self.faq) if in_faq else self._real_corpus / file.relative_to(self.corpus)

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """Make errors that are raised inside name the real files."""
        try:
            yield
        except ContentError as error:
            raise ContentError([self._named(problem) for problem in error.problems]) from None

    def _named(self, problem: Problem) -> Problem:
        file = problem.file.replace(str(self.faq), str(self._real)).replace(str(self.corpus), str(self._real_corpus))
        return replace(problem, file=file)


@contextlib.contextmanager
def rehearsal(settings: Settings, with_articles: bool = False) -> Iterator[Rehearsal]:
    """A rehearsal, whose copy exists until the end of the block."""
    with tempfile.TemporaryDirectory() as folder:
        yield Rehearsal(settings, Path(folder), with_articles)


Offer = Callable[[Library, LearnedMatcher], None]


def ignored(library: Library, trained: LearnedMatcher) -> None:
    """Nobody here serves the content."""


class Publisher:
    """Edits the content's files, behind the gate. `library` returns the content now served.

    `trained` returns the matcher that has learned it, if there is one here already; then each publication is tried on
    the `past` questions.
    """

    def __init__(
        self,
        settings: Settings,
        library: Callable[[], Library],
        trained: Callable[[], LearnedMatcher] | None = None,
        past: PastQuestions = nobody,
        offer: Offer = ignored,
        can_write: Callable[[Path], bool] = is_writable,
    ) -> None:
        """`offer` gets content that has passed the gate, with the matcher that has learned it, before it is written."""
        self._settings = settings
        self.alone = asyncio.Lock()
        self.library = library
        self._trained = trained
        self._past = past
        self._offer = offer
        self._can_write = can_write
        self._trial = Trial(settings)
        self._readings = Readings()

    async def publish(self, decision: Decision, sure: bool = False) -> Published | None:
        """Make the edits that a decision asks for, if the gate lets them through.

        `None` if edits are kept in the database instead. Raises a kind of `NotDone`, among them `NeedsYes` unless the
        curator is `sure`; then nothing has changed.
        """
        if self._settings.keep_edits == "database":
            return None
        if decision.verb not in _WITHOUT_EDITS and (folder := locked_folder(self._settings, self._can_write)):
            raise Unwritable(folder)
        past = await self._past(DAYS, MOST) if self._trained else ()
        return await asyncio.to_thread(self._publish, decision, sure, past)

    async def rehearse(self, decision: Decision, sure: bool = False) -> Rehearsed | None:
        """What a decision would do if it were published now; nothing is changed.

        `None` and raises as `publish` does.
        """
        if self._settings.keep_edits == "database":
            return None
        past = await self._past(DAYS, MOST) if self._trained else ()
        edits, after, _ = await asyncio.to_thread(self._tried_out, decision, sure, past)
        return Rehearsed(edits, after.library if after else None)

    def _tried_out(
        self, decision: Decision, sure: bool, past: Sequence[Past]
    ) -> tuple[tuple[Edit, ...], Served | None, Impact | None]:
        """The edits of a decision, the content after them if they touch any of it, and what they do to people."""
        impact, after = None, None
        with rehearsal(self._settings, decision.verb in _OF_ARTICLES) as copy:
            with copy.told():
                edits = list(edits_of(decision, copy.faq, apply, copy.corpus))
            if set(decision.fields or ()) == {"vouched"}:
                copy.stands()  # a vouch changes nothing that is said or matched: one tap, and no trial
            elif any(_is_served(edit) for edit in edits):
                impact, after = self._tried(decision, copy, past)
            wanted = copy.real(_joined(edits))
        if impact and impact.needs_yes and not sure:
            raise NeedsYes(impact)
        return wanted, after, impact

    def _publish(self, decision: Decision, sure: bool, past: Sequence[Past]) -> Published:
        wanted, after, impact = self._tried_out(decision, sure, past)
        if not all(map(_is_served, wanted)):
            (self._settings.faq_dir / DRAFTS).mkdir(exist_ok=True)
        if after:
            self._offer(after.library, after.trained)
        apply_all(wanted)
        return Published(wanted, impact)

    def _tried(
        self, decision: Decision, copy: Rehearsal, past: Sequence[Past]
    ) -> tuple[Impact, Served] | tuple[None, None]:
        """What the edits in a copy do to people, and the content they make. Raises `Refused` if the gate does so."""
        before = Served(self.library(), self._trained()) if self._trained else None
        checked = copy.checked(before.trained if before else None, self._readings)
        if checked.problems or checked.library is None:
            raise Refused(checked.problems)
        if before is None or checked.trained is None:
            return None, None
        after = Served(checked.library, checked.trained)
        return self._trial.impact(decision, before, after, past), after

    async def prepare(self) -> AsyncIterator[None]:
        """Get ready to try publications, because somebody will wait for that; yields after each portion of work."""
        if self._trained:
            # Every decision needs the readings; vectors of past questions that are not there yet are left out.
            while await asyncio.to_thread(self._readings.prepare, self.library(), self._trained()):
                yield
            texts = [one.text for one in await self._past(DAYS, MOST)]
            while await asyncio.to_thread(self._trial.prepare, self._trained(), texts):
                yield

    async def take_back(self, edits: Sequence[Edit]) -> None:
        """Undo edits, the last one first.

        Raises a kind of `NotDone`, also if the files are on another machine; then nothing has changed.
        """
        if edits and self._settings.keep_edits == "database":
            message, mend = told("pulled"), told("mend-pulled")
            raise ContentError([Problem(str(edits[0].file), 1, message, mend)])
        await asyncio.to_thread(_take_back, edits)


_WITHOUT_EDITS: tuple[Verb, ...] = ("spam", "postpone")
_OF_ARTICLES: tuple[Verb, ...] = ("add-article", "remove-article")


def _joined(edits: Iterable[Edit]) -> list[Edit]:
    """One edit for each file, from what it held first to what it holds last."""
    files: dict[Path, Edit] = {}
    for edit in edits:
        files[edit.file] = replace(files.get(edit.file, edit), after=edit.after)
    return [edit for edit in files.values() if edit.before != edit.after]


def _is_served(edit: Edit) -> bool:
    return edit.file.parent.name != DRAFTS


def _take_back(edits: Sequence[Edit]) -> None:
    taken: list[Edit] = []
    try:
        for edit in reversed(edits):
            undo(edit)
            taken.append(edit)
    except Exception:
        for edit in reversed(taken):
            apply(edit)
        raise


def publisher_over(
    sessions: Sessions,
    settings: Settings,
    library: Callable[[], Library],
    trained: Callable[[], LearnedMatcher],
    offer: Offer = ignored,
) -> Publisher:
    """A publisher that tries each publication on the questions of the log."""
    return Publisher(settings, library, trained, QuestionLog(sessions).past, offer)


def audit_over(sessions: Sessions, settings: Settings) -> Audit:
    """The audit over a database, by the weeks of Kazakhstan."""
    sizes = SampleSizes(settings.audit_random, settings.audit_near, settings.audit_asked)
    return Audit(AuditStore(sessions), lambda: datetime.now(KAZAKHSTAN), sizes)


def desk_over(
    sessions: Sessions,
    publisher: Publisher,
    search: Callable[[], ArticleSearch] | None = None,
    publishers: Collection[int] = (),
) -> Desk:
    """The curators' desk over a database and the content's files. With `search`, groups come with passages.

    `publishers` are the numeric ids of those whose yes a decision needs, if any are named.
    """
    names = frozenset(f"telegram:{number}" for number in publishers)
    roles = Roles(names, publisher.rehearse) if names else None

    async def passages(group: Group) -> tuple[ArticlePassage, ...]:
        return await asyncio.to_thread(lambda: passages_for(group, search())) if search else ()

    return Desk(DeskStore(sessions), publisher, lambda: datetime.now(UTC), passages, roles)
