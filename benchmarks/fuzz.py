"""Throw random texts at everything that reads what strangers write, and count; a fault is printed and ends the run."""

import asyncio
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.applications import Starlette

from bot.content import ContentError, load
from bot.conversation import Heading, Message, Paragraph, Quotation, press_from
from bot.conversation.privacy import scrub
from bot.matching.spelling import fold, words_of
from bot.telegram.sending import html_of
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
        intake = Intake(_Shelf(), Me(1, "bot"), lambda _: None)  # type: ignore[arg-type]  # it only puts
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
    return text[:5000]


def fuzz(name: str, target: Callable[[str], None], seconds: float) -> int:
    """Try a target for `seconds`. Returns the number of tries."""
    dice, pool, tries = random.Random(name), list(SEEDS), 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
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
    }


def main() -> None:
    """Fuzz every target, and print how often each was tried."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    with TemporaryDirectory() as folder:
        for name, target in targets_in(Path(folder)).items():
            print(f"{name}: {fuzz(name, target, seconds):,} tries, no fault")


if __name__ == "__main__":
    main()
