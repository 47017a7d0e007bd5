"""The commands as a curator types them: ask, evaluate, calibrate."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from gate_content import Content
from typer.testing import CliRunner, Result

from bot.cli.main import app
from bot.matching.belief import SIGNS

FORM = ["text", "outcome", "entry", "entries", "confidence", "language", "reply"]
QUESTION = "сколько депутатов будет в парламенте"


def bot(*arguments: str, typed: str = "") -> Result:
    """Run a command."""
    return CliRunner().invoke(app, list(arguments), input=typed, env={"COLUMNS": "200"})


@pytest.fixture
def project(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project's own content, with what other tests of the run have learned of it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{folder / 'commands.db'}")


@pytest.fixture
def park(content: Content, monkeypatch: pytest.MonkeyPatch) -> Content:
    """A small content about a park and a lake."""
    monkeypatch.setenv("FAQ_DIR", "faq")
    monkeypatch.setenv("CORPUS_DIR", "corpus")
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:///var/bot.db")
    return content


def asked(*texts: str) -> list[dict[str, Any]]:
    """What `ask --jsonl` prints for some texts."""
    done = bot("ask", "--jsonl", typed="\n".join(json.dumps({"text": text}) for text in texts))
    assert (done.exit_code, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.usefixtures("project")
def test_questions_asked_line_by_line_get_a_line_each() -> None:
    two = "Неше депутат болады және референдум қашан өтеді?"
    answer, weather, thanks, both, choices = asked(QUESTION, "what is the weather", "рақмет", two, "парламент")

    assert [list(line) for line in (answer, weather, thanks, both, choices)] == [FORM] * 5
    assert (answer["text"], answer["outcome"], answer["language"]) == (QUESTION, "answer", "ru")
    assert (answer["entry"], answer["entries"][0]) == ("parliament-size", "parliament-size")
    assert 0.8 < answer["confidence"] <= 1
    assert "145" in answer["reply"]
    assert (weather["outcome"], weather["entry"]) == ("unknown", None)
    assert (thanks["outcome"], thanks["entry"], thanks["language"]) == ("chat", None, "kk")
    assert both["outcome"] == "answer"
    assert both["entries"][:2] == ["parliament-size", "referendum-date"]
    assert both["entry"] == both["entries"][0]
    assert len(set(both["entries"])) == len(both["entries"])
    assert (choices["outcome"], choices["entry"]) == ("choices", None)


def test_one_question_gets_its_answer_as_people_read_it(park: Content) -> None:
    done = bot("ask", "When does the park open?")

    assert done.exit_code == 0
    assert "The park opens in May." in done.stdout
    assert "A park for the town" in done.stdout


def test_one_question_gets_its_answer_as_json(park: Content) -> None:
    done = bot("ask", "--json", "When does the park open?")
    found = json.loads(done.stdout)

    assert list(found) == FORM
    assert (found["outcome"], found["entry"], found["language"]) == ("answer", "opening", "en")


def test_why_a_message_matched_is_explained(park: Content) -> None:
    done = bot("ask", "--explain", "When does the park open, and how many tress are there?")
    explained = done.stdout

    assert done.exit_code == 0
    assert "Read as     'When does the park open, and how many trees are there?': English, as typed" in explained
    assert re.search(r"^Outcome     \w+", explained, re.MULTILINE)
    assert re.search(r"^1\. opening  \d+%  When does the park open\?\n +[01]\.\d\d  ", explained, re.MULTILINE)
    assert re.search(r"^2\. \w+  \d+%", explained, re.MULTILINE)
    assert "messages that no entry answers, the nearest:" in explained
    assert "who designed the bridge" in explained
    assert re.search(r"^Why opening is believed at \d+%", explained, re.MULTILINE)
    assert re.search(r"[+-]\d\.\d\d  how far the runner-up is behind", explained)
    assert len(explained.split("Why opening")[1].splitlines()) == 1 + 1 + len(SIGNS)


def test_what_was_undone_is_explained(park: Content) -> None:
    explained = bot("ask", "--explain", "Rjulf jnrhjtncz gfhr?").stdout

    assert "Read as     'Когда откроется парк?': Russian, typed on the wrong keyboard" in explained


def test_a_message_without_words_is_explained_too(park: Content) -> None:
    done = bot("ask", "--explain", "🎉")

    assert done.exit_code == 0
    assert "Outcome     small talk" in done.stdout


def test_lines_are_answered_up_to_a_bad_one_which_is_named_with_its_number(park: Content) -> None:
    done = bot("ask", "--jsonl", typed='{"text": "When does the park open?"}\n\n{"text": park}\n')

    assert json.loads(done.stdout)["entry"] == "opening"
    assert (done.exit_code, done.stderr) == (1, "standard input:3: this line is not JSON.\n")


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "--json"], ["ask", "--jsonl", "a question"]])
def test_to_ask_takes_a_question_or_lines(arguments: list[str]) -> None:
    done = bot(*arguments)

    assert (done.exit_code, done.stderr) == (2, "Give either a question or --jsonl.\n")


def labelled(folder: Path, *lines: str) -> str:
    """A file of labelled messages."""
    (folder / "labelled.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return "labelled.jsonl"


GOOD = '{"lang": "en", "text": "When does the park open?", "accept": ["opening"], "tags": ["plain"]}'
FAR = '{"lang": "ru", "text": "погода завтра", "kind": "far"}'


def test_the_matcher_is_measured_as_a_table(park: Content) -> None:
    done = bot("evaluate", labelled(park.root, GOOD, FAR))

    assert done.exit_code == 0
    for name in ("all", "language en", "language ru", "tag plain", "kind far"):
        assert re.search(rf"^ *{name} +\d", done.stdout, re.MULTILINE), name


def test_the_matcher_is_measured_as_json(park: Content) -> None:
    figures = json.loads(bot("evaluate", "--json", labelled(park.root, GOOD, FAR)).stdout)

    assert figures["all"]["messages"] == 2
    assert figures["language"]["en"]["right"] == 1.0
    assert figures["kind"]["far"]["false"] == 0.0


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ([GOOD, "nonsense"], "labelled.jsonl:2: this line is not JSON."),
        ([GOOD, '{"lang": "en"}'], 'labelled.jsonl:2: a line has to look like {"text": "…"}.'),
        ([GOOD, '["park"]'], 'labelled.jsonl:2: a line has to look like {"text": "…"}.'),
        ([GOOD, '{"text": 5}'], 'labelled.jsonl:2: a line has to look like {"text": "…"}.'),
        ([GOOD, "", '{"text": "x"}'], "labelled.jsonl:3: it needs either 'accept' (ids of entries) or 'kind'"),
    ],
)
def test_a_bad_label_is_named_with_its_line(park: Content, lines: list[str], wrong: str) -> None:
    done = bot("evaluate", labelled(park.root, *lines))

    assert done.exit_code == 1
    assert done.stderr.startswith(wrong)


@pytest.mark.parametrize("command", ["evaluate", "calibrate"])
def test_a_missing_file_is_named(command: str) -> None:
    done = bot(command, "no-such-file.jsonl")

    assert done.exit_code == 2
    assert "no-such-file.jsonl" in done.stderr


def test_calibrate_says_whom_it_is_for() -> None:
    done = bot("calibrate", "--help")

    assert done.exit_code == 0
    assert "For people who change the matcher itself." in " ".join(done.stdout.split())


def test_content_with_problems_is_not_asked(park: Content) -> None:
    park.change("faq/lake.yaml", "  answer:", "  anwser:")
    done = bot("ask", "When does the park open?")

    assert done.exit_code == 1
    assert "faq/lake.yaml:7" in done.stderr
    assert "python -m bot check" in done.stderr
