"""What an earlier start of a bot has learned of its content, so that a test learns only what it edits."""

import atexit
import shutil
import tempfile
from pathlib import Path

from bot.content import Snapshot, load
from bot.publishing.learned import learn

_left: dict[str, Path] = {}
"""What was learned of each content, by its version."""


def started_before(state: Path, faq: Path, corpus: Path) -> None:
    """Leave what is learned of valid content in a bot's folder `state`, where it has not started yet."""
    version = Snapshot.of(faq, corpus).version
    if version not in _left:
        folder = Path(tempfile.mkdtemp(prefix="learned-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        learn(load(faq, corpus), folder)
        _left[version] = folder
    shutil.copytree(_left[version], state / "learned")
