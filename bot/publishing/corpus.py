"""Change the corpus: an article comes in or goes out only if the content stays valid, and whole or not at all."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.content import ContentError, Edit, Library, check_files
from bot.content.folders import not_to_copy
from bot.publishing import publisher
from bot.settings import Settings


def rehearsed(settings: Settings, edits: Sequence[Edit]) -> Library:
    """The content as it would be with edits of the corpus. Raises `ContentError` with all that would be wrong."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "corpus"
        shutil.copytree(settings.corpus_dir, copy, ignore=not_to_copy)
        for edit in edits:
            file = copy / edit.file.name
            if edit.after:
                file.write_bytes(edit.after)
            else:
                file.unlink()
        library, problems = check_files(settings.faq_dir, copy)
        real = str(settings.corpus_dir)
        problems = [replace(problem, file=problem.file.replace(str(copy), real)) for problem in problems]
    if problems or library is None:
        raise ContentError(problems)
    return library


def change(edits: Sequence[Edit]) -> None:
    """Make the edits. Raises `EditConflict` if a file has changed meanwhile, or `OSError`; then nothing is changed."""
    publisher.apply_all(edits)
