"""Let decisions into the content's files, if the gate lets them through, and take them back."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from bot.content import ContentError, Edit, Library, Problem
from bot.desk import DRAFTS, Decision, Office, Refused, edits_of
from bot.publishing import files
from bot.publishing.gate import examined
from bot.settings import Settings
from bot.storage import Desk, Sessions


class Gatekeeper:
    """The content's files behind the gate. `library` gives the content that is served."""

    def __init__(self, settings: Settings, library: Callable[[], Library]) -> None:
        self._settings = settings
        self.alone = asyncio.Lock()
        self.library = library

    async def publish(self, decision: Decision) -> tuple[Edit, ...] | None:
        """Make the edits that a decision asks for, if the gate lets them through; `None` where there are no files.

        Raises `Refused`, `UnknownEntry`, `EditConflict` or `ContentError`; then nothing has changed.
        """
        if self._settings.keep_edits == "database":
            return None
        return await asyncio.to_thread(self._publish, decision)

    def _publish(self, decision: Decision) -> tuple[Edit, ...]:
        if decision.verb == "draft" and decision.draft is None:
            (self._settings.faq_dir / DRAFTS).mkdir(exist_ok=True)
        edits: list[Edit] = []
        try:
            edits.extend(edits_of(decision, self._settings.faq_dir, files.apply))
            problems = examined(self._settings)[1] if any(_is_served(edit) for edit in edits) else []
            if problems:
                raise Refused(problems)
        except Exception:
            _take_back(edits)
            raise
        return tuple(edits)

    async def take_back(self, edits: Sequence[Edit]) -> None:
        """Bring the files back to what they held before.

        Raises `EditConflict`, or `ContentError` where the files lie elsewhere; then nothing has changed.
        """
        if edits and self._settings.keep_edits == "database":
            message, mend = "this decision has been pulled into a working copy.", "Take it back there: review, then u."
            raise ContentError([Problem(str(edits[0].file), 1, message, mend)])
        await asyncio.to_thread(_take_back, edits)


def _is_served(edit: Edit) -> bool:
    return edit.file.parent.name != DRAFTS


def _take_back(edits: Sequence[Edit]) -> None:
    taken: list[Edit] = []
    try:
        for edit in reversed(edits):
            files.undo(edit)
            taken.append(edit)
    except Exception:
        for edit in reversed(taken):
            files.apply(edit)
        raise


def office_over(sessions: Sessions, settings: Settings, library: Callable[[], Library]) -> Office:
    """The curators' desk over a database and the content's files."""
    return Office(Desk(sessions), Gatekeeper(settings, library), lambda: datetime.now(UTC))
