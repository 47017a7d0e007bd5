"""Memory that is free goes back to the system, and the clock is the package's own."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import PROJECT

from bot.run.memory import give_back, give_back_regularly


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux's C library can")
def test_what_was_freed_is_given_back() -> None:
    assert give_back()


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
