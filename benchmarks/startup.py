"""Time to the first answer, memory, and the time to learn an edit. `python -m benchmarks.startup`"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bot.content import load
from bot.publishing import learned
from bot.settings import read_settings

_QUESTION = "сколько депутатов будет в парламенте"


def main() -> None:
    """Print seconds and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        state = {"DATABASE_URL": f"sqlite+aiosqlite:///{folder}/bot.db"}
        print(f"first answer of a fresh clone    {_first_answer(state):6.1f} s")
        warm = sorted(_first_answer(state) for _ in range(5))
        print(f"first answer of a later start    {warm[2]:6.1f} s (median of 5)")
        print(f"an edited entry, learned         {_edit(Path(folder) / 'learned'):6.1f} s")
    print(f"resident memory after an answer  {_memory():6.0f} MB")


def _first_answer(state: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot", "ask", _QUESTION], env=os.environ | state, check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - start


def _edit(cache: Path) -> float:
    """Seconds to learn the content with one more phrasing, starting from what was learned before."""
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    trained = learned.learn(library, cache)
    trained.matcher.rehearse()  # as a running bot does once it serves
    entry = next(iter(library.entries.values()))
    phrasings = {**entry.phrasings, "en": (*entry.phrasings["en"], "on which date in spring is everybody to vote")}
    changed = type(entry)(**{name: getattr(entry, name) for name in entry.__slots__} | {"phrasings": phrasings})
    edited = type(library)(
        **{name: getattr(library, name) for name in library.__slots__}
        | {"entries": {**library.entries, entry.id: changed}}
    )
    start = time.perf_counter()
    learned.learn(edited, cache, trained)
    return time.perf_counter() - start


def _memory() -> float:
    code = (
        "from bot.publishing import learned; from bot.content import load; from bot.settings import "
        "read_settings; s = read_settings(); m = learned.learn(load(s.faq_dir, s.corpus_dir), "
        "learned.state_folder(s) / 'learned').matcher; m.rank('how many deputies'); "
        "print([l.split()[1] for l in open('/proc/self/status') if l.startswith('VmRSS')][0])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


if __name__ == "__main__":
    main()
