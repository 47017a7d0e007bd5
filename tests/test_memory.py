"""Memory that is free goes back to the system, and the clock is the package's own."""

import asyncio
import json
import mmap
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from embedded import really_embedded
from running import PROJECT, new_database

from bot.matching.embedding import E5, release_pages
from bot.run.memory import give_back, give_back_regularly


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux's C library can")
def test_what_was_freed_is_given_back() -> None:
    assert give_back()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_the_pages_of_a_mapped_file_are_given_back_and_can_be_read_again(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(bytes(range(256)) * 4096)
    with (tmp_path / "weights.bin").open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ)
    sum(mapped[::4096])
    before = _resident_kilobytes(tmp_path / "weights.bin")
    release_pages("weights.bin")

    assert before == 1024
    assert _resident_kilobytes(tmp_path / "weights.bin") == 0
    assert mapped[300_001] == 300_001 % 256


def _resident_kilobytes(file: Path) -> int:
    """How much of a mapped file is in this process's memory."""
    lines = iter(Path("/proc/self/smaps").read_text().splitlines())
    next(line for line in lines if line.endswith(str(file)))
    return next(int(line.split()[1]) for line in lines if line.startswith("Rss:"))


def test_a_thread_that_embeds_gets_what_it_gets_alone() -> None:
    model = E5(at_once=3)
    texts = [f"how many deputies are there in {number}" for number in range(12)]
    alone = [really_embedded([text], model) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda text: really_embedded([text], model), texts * 3))

    assert all(np.array_equal(one, other) for one, other in zip(alone * 3, together, strict=True))


MESSAGES = PROJECT / "benchmarks" / "questions.jsonl"
FOREIGN = {"sqlalchemy", "telegram", "cryptography", "starlette", "aiohttp", "alembic", "PIL", "jinja2", "sklearn"}
LATER = {"alembic", "PIL", "matplotlib", "sklearn", "scipy.special", "scipy.optimize"}


@pytest.mark.parametrize("module", ["bot.cli.main", "bot.cli.ask", "bot.cli.ask", "bot.cli.evaluate"])
def test_a_command_that_only_answers_loads_nothing_that_serves(module: str) -> None:
    told = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], cwd=PROJECT, capture_output=True, text=True, check=True)

    assert module in done.stdout.split()
    assert not FOREIGN & set(done.stdout.split())


def test_what_serves_loads_only_when_it_is_needed_what_migrates_draws_and_fits() -> None:
    told = "import sys, bot.cli.run; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], cwd=PROJECT, capture_output=True, text=True, check=True)

    assert not LATER & set(done.stdout.split())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_a_command_that_answers_many_questions_stays_within_its_memory(folder: Path) -> None:
    asked = [json.loads(line)["text"] for line in MESSAGES.read_text(encoding="utf-8").splitlines()[:100]]
    env = os.environ | {"DATABASE_URL": f"sqlite+aiosqlite:///{new_database(folder)}"}
    line = [sys.executable, "-m", "bot", "ask", "--jsonl"]
    with subprocess.Popen(
        line, cwd=PROJECT, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin and process.stdout
        for text in asked:
            process.stdin.write(json.dumps({"text": text}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["text"] == text
        status = Path(f"/proc/{process.pid}/status").read_text()
        process.stdin.close()

    held = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    assert held < 250 * 1024


async def test_it_is_given_back_again_and_again_until_cancelled() -> None:
    task = asyncio.create_task(give_back_regularly(0.01))
    await asyncio.sleep(0.05)
    assert not task.done() or sys.platform != "linux"
    task.cancel()


def test_an_old_systems_tables_do_not_shift_the_day(tmp_path: Path) -> None:
    (tmp_path / "Asia").mkdir()
    zone = b"TZif2" + bytes(15) + b"\0\0\0\0" * 4 + b"\0\0\0\1\0\0\0\4" + b"\0\0\x54\x60\0\0+06\0"
    (tmp_path / "Asia" / "Almaty").write_bytes(zone * 2 + b"\n<+06>-6\n")  # an hour ahead, as before March 2024
    told = (
        "from bot.settings import KAZAKHSTAN as k; from datetime import datetime as d; print(d(2026, 3, 15, tzinfo=k))"
    )
    env = os.environ | {"PYTHONTZPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=PROJECT, env=env, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "2026-03-15 00:00:00+05:00"
