"""Let decisions into the content's files, if the gate lets them through, and take them back."""

import asyncio
from collections.abc import Callable, Sequence
from threading import Thread

from bot import assembly, publishing
from bot.curation import DRAFTS, Decision, Refused, edits_of
from bot.gate import content_problems, lost_wordings
from bot.knowledge import ContentError, Edit, Library, Problem
from bot.settings import Settings


def examined(settings: Settings) -> tuple[Library | None, list[Problem]]:
    """What the gate says of the content as it stands. Computes for seconds where it has changed."""
    library, problems = content_problems(settings.faq_dir, settings.corpus_dir)
    if library and not problems:
        mind = assembly.learn(library, assembly.state_folder(settings) / "learned")
        problems = lost_wordings(library, settings.faq_dir, mind.matcher)
    return library, problems


State = tuple[tuple[str, int], ...]  # the content's files, each with the moment at which it was last written


class Examiner:
    """What the gate says of the files, computed in the background, once for each state of them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._seen: tuple[State, Sequence[Problem]] | None = None
        self._looking: State | None = None

    def __call__(self) -> Sequence[Problem] | None:
        """All problems of the files as they are now; `None` while the gate is still looking."""
        state = self._state()
        if self._seen and self._seen[0] == state:
            return self._seen[1]
        if self._looking != state:
            self._looking = state
            Thread(target=self._look, args=[state], daemon=True).start()  # a stop does not wait for it
        return None

    def _look(self, state: State) -> None:
        try:
            self._seen = state, examined(self._settings)[1]
        finally:
            self._looking = None

    def _state(self) -> State:
        folders = (self._settings.faq_dir, self._settings.corpus_dir)
        files = [file for folder in folders for file in sorted(folder.glob("*.*"))]
        return tuple((str(file), file.stat().st_mtime_ns) for file in files)


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
            edits.extend(edits_of(decision, self._settings.faq_dir, publishing.apply))
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
            publishing.undo(edit)
            taken.append(edit)
    except Exception:
        for edit in reversed(taken):
            publishing.apply(edit)
        raise
