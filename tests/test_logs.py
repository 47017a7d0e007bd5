"""The log: lines to read on a terminal, JSON elsewhere, libraries' messages too, and a line for each question."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from chatting import Chat, chatting
from running import PROJECT
from structlog.testing import capture_logs

LOGGING = """
import logging, structlog
from bot.run.logs import form_of, set_up_logging
set_up_logging("INFO", form_of({form!r}))
structlog.get_logger().info("an edit is live", version="0123")
try:
    secret = "87011234567"
    raise ValueError("a fault")
except ValueError:
    structlog.get_logger().error("ours", exc_info=True)
    logging.getLogger("library").exception("theirs")
logging.getLogger("library").info("chatter")
"""


def logged(form: str) -> tuple[list[str], list[str]]:
    """What a process writes on standard output and on standard error, line by line."""
    done = subprocess.run(
        [sys.executable, "-c", LOGGING.format(form=form)], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines(), done.stderr.splitlines()


@pytest.mark.parametrize("form", ["json", "auto"])
def test_where_no_terminal_is_every_line_is_json_tracebacks_and_libraries_included(form: str) -> None:
    out, err = logged(form)

    lines = [json.loads(line) for line in [*out, *err]]
    assert [line["event"] for line in lines] == ["an edit is live", "ours", "theirs"]
    assert lines[0]["version"] == "0123"
    assert all("ValueError: a fault" in line["exception"] for line in lines[1:])
    assert lines[2]["logger"] == "library"


def test_lines_can_be_read_and_show_no_values_of_variables() -> None:
    out, err = logged("lines")

    assert "an edit is live" in out[0]
    assert "version" in out[0]
    assert not out[0].startswith("{")
    assert "ValueError: a fault" in "\n".join(out)
    assert "ValueError: a fault" in "\n".join(err)
    assert "87011234567" not in "\n".join([*out, *err]).replace('secret = "87011234567"', "")


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    async with chatting(tmp_path) as chat:
        yield chat


async def test_each_question_leaves_a_line_without_its_text_and_its_asker(chat: Chat) -> None:
    with capture_logs() as lines:
        await chat.says("how many deputies")
        await chat.says("погода")

    questions = [line for line in lines if line["event"] == "a question"]
    assert [(line["outcome"], line["entries"], line["language"]) for line in questions] == [
        ("answer", ["seats"], "en"),
        ("unknown", [], "en"),  # one word says too little of its language
    ]
    assert all({"update", "milliseconds"} <= line.keys() for line in questions)
    assert "deputies" not in str(lines)
    assert "погода" not in str(lines)
