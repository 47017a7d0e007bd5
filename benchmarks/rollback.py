"""Time from saving an edit, or from `rollback`, until a running bot serves it. `python -m benchmarks.rollback`"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

from bot.settings import PROJECT

_TIMES = 5
_PATIENCE = 60.0  # seconds
_LIVE = "an edit is live"
_TOLD = "asked to look at the files"

# The part of the serving process that follows the files, without Telegram.
_SERVER = """
import asyncio
from bot.publishing import learned
from bot.publishing.gate import load_servable
from bot.jobs.live_content import LiveContent
from bot.settings import read_settings
from bot.storage import Versions, migrate, open_engine, open_sessions

async def main():
    settings = read_settings()
    engine = open_engine(settings.database_url)
    await migrate(engine)
    library = load_servable(settings.faq_dir, settings.corpus_dir)
    trained = learned.learn(library, learned.state_folder(settings) / "learned")
    conversation = learned.conversation_for(library, trained, settings)
    live = LiveContent(conversation, trained, settings, Versions(open_sessions(engine)).keep)
    live.look_now()
    await live.follow()

asyncio.run(main())
"""


def main() -> None:
    """Print seconds: medians and ranges."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("faq", "corpus"):
            shutil.copytree(PROJECT / part, folder / part)
        env = os.environ | {
            "FAQ_DIR": str(folder / "faq"),
            "CORPUS_DIR": str(folder / "corpus"),
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bot.db",
        }
        with _serving(env) as lines:
            saved, rolled = [], []
            for number in range(_TIMES):
                saved.append(_saved(folder / "faq" / "rights.yaml", number, lines))
                time.sleep(1)  # until it is kept
                rolled.append(_rolled_back(env, lines))
                time.sleep(1)
        print(f"saved edit → served              {_figures(saved)}")
        print(f"rollback, the command alone      {_figures([command for command, _ in rolled])}")
        print(f"rollback, command → served       {_figures([total for _, total in rolled])}")


@contextmanager
def _serving(env: dict[str, str]) -> Iterator[Queue[str]]:
    """A process that serves the content, and the lines that it prints."""
    process = subprocess.Popen([sys.executable, "-c", _SERVER], env=env, stdout=subprocess.PIPE, text=True)
    lines: Queue[str] = Queue()

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line)

    threading.Thread(target=read, daemon=True).start()
    try:
        _wait_for(_TOLD, lines)
        time.sleep(2)  # until it has looked at the files and started watching them
        yield lines
    finally:
        process.terminate()
        process.wait()


def _wait_for(text: str, lines: "Queue[str]") -> None:
    while text not in lines.get(timeout=_PATIENCE):
        pass


def _saved(file: Path, number: int, lines: "Queue[str]") -> float:
    """Add a phrasing and save, as an editor saves. Returns the seconds until it is served."""
    text = file.read_text(encoding="utf-8")
    place = text.index("\n      - ", text.index("  phrasings:")) + 1
    start = time.perf_counter()
    file.write_text(f"{text[:place]}      - one more way of asking, number {number}\n{text[place:]}", encoding="utf-8")
    _wait_for(_LIVE, lines)
    return time.perf_counter() - start


def _rolled_back(env: dict[str, str], lines: "Queue[str]") -> tuple[float, float]:
    """Go back a version. Returns the seconds that the command says it took, and those from its start until served."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "bot", "rollback"]
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    _wait_for(_LIVE, lines)
    return float(done.stdout.split(" written in ")[1].split()[0]), time.perf_counter() - start


def _figures(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return f"{ordered[len(ordered) // 2]:5.2f} s (median of {len(ordered)}; {ordered[0]:.2f} to {ordered[-1]:.2f} s)"


if __name__ == "__main__":
    main()
