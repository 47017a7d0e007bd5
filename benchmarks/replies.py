"""How much the bot adds to the matcher's own time, over a Bot API server on loopback. `python -m benchmarks.replies`

The bot runs in a process of its own, as an operator runs it. People ask one after another, so that nothing queues; the
time is from when Telegram has a question until it has the reply. The matcher's own time is measured on the same
questions in another process, while the bot is idle.
"""

import asyncio
import json
import random
import statistics
import tempfile
import time
from pathlib import Path

from apart import fresh
from bot_api import BotApi

from bot.content import load
from bot.matching import Understanding
from bot.publishing import learned
from bot.settings import PROJECT, read_settings

_QUESTIONS = 200
_PEOPLE = 50
_PATIENCE = 30.0  # seconds


def main() -> None:
    """Print medians in milliseconds, and the ratio."""
    settings = read_settings()
    library = load(settings.faq_dir, settings.corpus_dir)
    with tempfile.TemporaryDirectory() as folder:
        asked = _questions(learned.understanding_of(library, learned.learn(library, Path(folder) / "learned").matcher))
        # A new matcher, which has not seen these questions yet.
        matcher = learned.learn(library, Path(folder) / "learned").matcher
        own, replied = asyncio.run(_times(Path(folder), learned.understanding_of(library, matcher), asked))
    print(f"{'':32} {'p50 ms':>8} {'p90 ms':>8}")
    for name, times in (("the matcher alone", own), ("the reply, over loopback", replied)):
        print(f"{name:32} {statistics.median(times):8.1f} {statistics.quantiles(times, n=10)[-1]:8.1f}")
    print(f"{'ratio of the medians':32} {statistics.median(replied) / statistics.median(own):8.2f}")


def _questions(understanding: Understanding) -> list[str]:
    """Labelled messages that get an answer, and that are not phrasings whose vectors are known already."""
    lines = (PROJECT / "benchmarks" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    answered = [text for text in texts if understanding.understand(text).outcome == "answer"]
    return random.Random(1).sample(answered, _QUESTIONS)


async def _times(folder: Path, understanding: Understanding, asked_for: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds for each question, matched here and then answered by the bot, in turns on the same machine."""
    own, replied = [], []
    async with BotApi() as api, fresh(folder, api) as bot:
        people = [api.person(f"Person {number}", language_code="kk") for number in range(_PEOPLE)]
        for number, question in enumerate(asked_for):
            person = people[number % _PEOPLE]
            started = time.perf_counter()
            understanding.understand(question)
            own.append(1000 * (time.perf_counter() - started))
            asked = time.monotonic()
            await person.says(question)
            await person.reply(_PATIENCE)
            replied.append(1000 * (_last_sent(api) - asked))
            await bot.handled()
            person.chat.sent.clear()
    return own, replied


def _last_sent(api: BotApi) -> float:
    """When the bot's last message arrived. What the server does with it afterwards is not the bot's time."""
    return next(call.time for call in reversed(api.calls) if call.method == "sendMessage")


if __name__ == "__main__":
    main()
