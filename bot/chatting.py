"""Chat in the terminal over a database: what is asked there is in the log too."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import Console

from bot import assembly, terminal
from bot.conversation import Guide, Listener, Occasion, Record, Turn
from bot.settings import Settings
from bot.storage import Records, migrate, open_engine, open_sessions
from bot.telegram.attending import KAZAKHSTAN

_NOBODY = 0  # who asks in the terminal; no number of a person's in Telegram


@dataclass(frozen=True, slots=True)
class _Desk:
    """The records, for a chat in the terminal that does one thing after another."""

    runner: asyncio.Runner
    records: Records
    asker: str

    def keep(self, name: str, turn: Turn) -> bool:
        return self.runner.run(self.records.keep(turn.deeds, Occasion(name, self.asker, datetime.now(UTC))))

    def record(self) -> Record:
        return self.runner.run(self.records.people.record_of(self.asker))

    def cancel(self) -> int:
        return self.runner.run(self.records.notices.cancel(self.asker))


def chat(guide: Guide, settings: Settings) -> None:
    """Chat in the terminal; what is asked there is in the log too."""
    asker = assembly.identity(settings).code(_NOBODY)
    with asyncio.Runner() as runner:
        engine = open_engine(settings.database_url)
        runner.run(migrate(engine))
        desk = _Desk(runner, Records(open_sessions(engine)), asker)
        listener = Listener(datetime.now(KAZAKHSTAN).date(), reachable=False)
        terminal.chat(guide, listener, Console(highlight=False), desk)
        runner.run(engine.dispose())
