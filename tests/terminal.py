"""A real terminal: a program that believes somebody sits before it, and what it has shown.

async with terminal(bot, "review", "--language", "ru") as screen:
    shown = await screen.types("d")
"""

import asyncio
import contextlib
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from running import STARTING, Running

_MARKS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\][^\x07]*\x07")  # of colours, and of where the cursor goes
_PROMPT = re.compile(r"(?:^|[\r\n])> $")


@dataclass
class Terminal:
    """The program's terminal, by its descriptor."""

    side: int

    async def shows(self) -> str:
        """What the program shows until it asks for a line again, or ends."""
        return await asyncio.to_thread(self._shows)

    def _shows(self) -> str:
        said, end = b"", time.monotonic() + STARTING
        while time.monotonic() < end:
            if select.select([self.side], [], [], 0.2)[0]:
                try:
                    said += os.read(self.side, 65536)
                except OSError:  # it has ended
                    break
            if _PROMPT.search(_plain(said)):
                break
        return _plain(said)

    async def types(self, *lines: str) -> str:
        """Type lines one after another, as fast as a keyboard can; what the program shows then."""
        for line in lines:
            os.write(self.side, f"{line}\r".encode())
            await asyncio.sleep(0.2)
        return await self.shows()

    async def pastes(self, text: str, *lines: str) -> str:
        """Paste a block as terminals do that mark it as pasted, press Enter, and type more lines."""
        os.write(self.side, f"\x1b[200~{text}\x1b[201~\r".encode())
        return await self.types(*lines)


def _plain(said: bytes) -> str:
    return _MARKS.sub("", said.decode(errors="replace"))


@contextlib.asynccontextmanager
async def terminal(bot: Running, *arguments: str) -> AsyncIterator[Terminal]:
    """`python -m bot` with some arguments, in a terminal of its own, over what a bot works on."""
    mine, its = pty.openpty()
    env = bot.env | {"TERM": "xterm", "COLUMNS": "100"}
    program = subprocess.Popen(  # noqa: ASYNC220 - it starts at once
        [sys.executable, "-m", "bot", *arguments],
        stdin=its, stdout=its, stderr=its, env=env, cwd=bot.database.parent, start_new_session=True,
    )  # fmt: skip
    os.close(its)
    try:
        yield Terminal(mine)
    finally:
        program.kill()
        await asyncio.to_thread(program.wait)
        os.close(mine)
