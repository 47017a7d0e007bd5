"""Throw random texts at everything that reads what strangers write, and count; a fault is printed and ends the run.

`python -m benchmarks.fuzz` takes twenty seconds a target, `… fuzz 5` five, `… fuzz --inputs 100000` so many tries.
"""

import argparse
import asyncio
import json
import logging
import math
import random
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from starlette.applications import Starlette

from benchmarks.fuzz_doors import doors
from bot.content import ContentError, load
from bot.conversation import Heading, Message, Paragraph, Quotation, press_from
from bot.conversation.privacy import scrub
from bot.matching.spelling import fold, words_of
from bot.telegram.html import html_of
from bot.telegram.update_filter import Intake, Me
from bot.telegram.webhook import webhook_route

PROJECT = Path(__file__).parent.parent
SEEDS = [
    "Сколько депутатов будет в новом парламенте?",
    "crjkmrj ltgenfnjd",
    "<b>&amp;</b> 👍🏽 \u202e\u0301\x00",
    "ИИН 900101300123, +7 (701) 123-45-67, a@b.kz",
    "answer:seats:ru",
    "why:t.1f.seats.3:kk",
    '{"update_id": 1, "message": {"date": 1, "chat": {"id": 7, "type": "private"}, "from": {"id": 7}, "text": "a"}}',
    "- id: x\n  question: {kk: &a [*a], ru: no, en: 12:30}\n",
]


def normalization(given: str) -> None:
    """Cleaning a second time changes nothing."""
    words = words_of(fold(given))
    assert words_of(fold(" ".join(words))) == words


def scrubbing(given: str) -> None:
    """Scrubbing a second time changes nothing."""
    once = scrub(given)
    assert scrub(once) == once


def rendering(given: str) -> None:
    """Whatever the text, only the bot's own tags come out."""
    html = html_of(Message((Heading(given), Paragraph(given), Quotation(given))))
    allowed = html
    for tag in ("b", "/b", "blockquote", "blockquote expandable", "/blockquote"):
        allowed = allowed.replace(f"<{tag}>", "")
    assert "<" not in allowed, html


def presses(given: str) -> None:
    """A text that is read as a button begins with that button's verb."""
    press = press_from(given)
    assert press is None or given.startswith(f"{press.verb}:")


class Content:
    """A content file, read beside the real corpus."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in ("sections.yaml", "outside.yaml"):
            (folder / name).write_bytes((PROJECT / "faq" / name).read_bytes())

    def __call__(self, given: str) -> None:
        """Whatever curators save, they get problems with names and lines, or valid content."""
        (self._folder / "any.yaml").write_bytes(given.encode("utf-8", "surrogatepass"))
        try:
            load(self._folder, PROJECT / "corpus")
        except ContentError as error:
            assert error.problems


class _Shelf:
    """An inbox that keeps nothing, but demands what a database would."""

    async def put(self, updates: list[dict[str, object]], chats: list[int]) -> list[object]:
        for update, chat in zip(updates, chats, strict=True):
            assert json.loads(json.dumps(update)) == update
            assert isinstance(update["update_id"], int)
            assert isinstance(chat, int)
        return []


class Webhook:
    """The webhook that Telegram posts to, with the right secret."""

    def __init__(self) -> None:
        intake = Intake(_Shelf().put, Me(1, "bot"), lambda _: None)  # type: ignore[arg-type]  # it keeps nothing
        self._page = Starlette(routes=[webhook_route("/hook", "secret", intake)])
        self._runner = asyncio.Runner()

    def __call__(self, given: str) -> None:
        """The status is 200, or 400 for anything that is not an update."""
        body = given.encode("utf-8", "surrogatepass")
        assert self._runner.run(self._status(body)) in (200, 400)

    async def _status(self, body: bytes) -> int:
        headers = [(b"x-telegram-bot-api-secret-token", b"secret")]
        scope = {"type": "http", "method": "POST", "path": "/hook", "headers": headers, "query_string": b""}
        statuses: list[int] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(event: dict[str, object]) -> None:
            if event["type"] == "http.response.start":
                statuses.append(int(str(event["status"])))

        await self._page(scope, receive, send)  # type: ignore[arg-type]  # ASGI's own are mutable
        return statuses[0]


NAMES = (
    "normalization", "scrubbing", "rendering", "callback data", "YAML reading", "webhook body", "updates",
    "deep links", "buttons pressed", "words", "logins", "addresses and cookies",
)  # fmt: skip
"""The targets, as they are tried: a process each, as far as there are cores."""


def changed(text: str, dice: random.Random) -> str:
    """The text with parts cut out, doubled, moved, reversed or inserted at random."""
    for _ in range(dice.randint(1, 6)):
        begin, end = sorted((dice.randint(0, len(text)), dice.randint(0, len(text))))
        match dice.randint(0, 4):
            case 0:
                text = text[:begin] + text[end:]
            case 1:
                text = text[:end] + text[begin:end] + text[end:]
            case 2:
                text = text[:begin] + chr(dice.choice((dice.randint(0, 127), dice.randint(0, 0xFFFF)))) + text[begin:]
            case 3:
                other = dice.choice(SEEDS)
                text = text[:begin] + other[: dice.randint(0, len(other))] + text[end:]
            case _:
                text = text[:begin] + text[begin:end][::-1] + text[end:]
    return text[: 5000 if dice.random() < 0.01 else 300]  # long ones take long, and are met often enough


def fuzz(name: str, target: Callable[[str], None], seconds: float = math.inf, inputs: float = math.inf) -> int:
    """Try a target for `seconds`, or with so many inputs, the same each time. Returns the number of tries."""
    dice, pool, tries = random.Random(name), list(SEEDS), 0
    end = time.monotonic() + seconds
    while tries < inputs and time.monotonic() < end:
        given = changed(dice.choice(pool), dice)
        if dice.random() < 0.02 and len(pool) < 500:
            pool.append(given)
        try:
            target(given)
        except Exception:
            print(f"{name}: {given!r}")
            raise
        tries += 1
    return tries


def targets_in(folder: Path) -> dict[str, Callable[[str], None]]:
    """The targets by name. They put their files into `folder`."""
    return {
        "normalization": normalization,
        "scrubbing": scrubbing,
        "rendering": rendering,
        "callback data": presses,
        "YAML reading": Content(folder),
        "webhook body": Webhook(),
        **doors(),
    }


def main() -> None:
    """Fuzz every target, and print how often each was tried, and in how many seconds."""
    reader = argparse.ArgumentParser()
    reader.add_argument("seconds", nargs="?", type=float, default=20.0)
    reader.add_argument("--inputs", type=int)
    asked = reader.parse_args()
    with ProcessPoolExecutor(initializer=_quiet) as several:
        seconds = math.inf if asked.inputs else asked.seconds
        for told in several.map(partial(_tried, seconds, asked.inputs or math.inf), NAMES):
            print(told, flush=True)


def _quiet() -> None:
    """Log nothing: an update without Telegram's form has a line in the log."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def _tried(seconds: float, inputs: float, name: str) -> str:
    with TemporaryDirectory() as folder:
        target = targets_in(Path(folder))[name]
        began = time.monotonic()
        # Strangers write no YAML, and each try reads all the articles.
        tries = fuzz(name, target, seconds, inputs / 500 if name == "YAML reading" else inputs)
        return f"{name}: {tries:,} tries in {time.monotonic() - began:.0f} s, no fault"


if __name__ == "__main__":
    main()
