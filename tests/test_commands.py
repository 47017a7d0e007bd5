"""The commands as a curator types them: ask, evaluate, calibrate."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from earlier_start import started_before
from gate_content import Content
from typer.testing import CliRunner, Result

from bot.cli.main import app
from bot.matching.signs import SIGNS

FORM = [
    *("text", "outcome", "entry", "entries", "gap", "slot", "about", "command"),
    *("confidence", "language", "reply"),
]
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
    started_before(content.root / "var", content.root / "faq", content.root / "corpus")
    return content


def asked(*lines: str | dict[str, Any]) -> list[dict[str, Any]]:
    """What `ask --jsonl` prints for some texts, or for some lines that say more."""
    whole = ({"text": line} if isinstance(line, str) else line for line in lines)
    done = bot("ask", "--jsonl", typed="\n".join(map(json.dumps, whole)))
    assert (done.exit_code, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.usefixtures("project")
def test_questions_asked_line_by_line_get_a_line_each() -> None:
    two = "Неше депутат болады және референдум қашан өтеді?"
    lines = asked(QUESTION, "what is the weather", "рақмет", two, "experts", "Where is my polling station?", "сәлем")
    answer, weather, thanks, both, choices, gap, greeting = lines

    assert [list(line) for line in lines] == [FORM] * len(lines)
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
    assert (gap["outcome"], gap["entry"], gap["gap"]) == ("gap", None, "gap-how-to-vote")
    assert gap["entries"][0] == "gap-how-to-vote"
    assert greeting["outcome"] == "chat"
    assert all(line["gap"] is None for line in lines if line is not gap)
    assert all(line[key] is None for line in lines for key in ("slot", "about", "command"))


@pytest.mark.usefixtures("project")
def test_a_line_may_say_what_was_asked_before() -> None:
    who, again = "Кто это сказал?", [QUESTION, "what is the weather", "спасибо"]
    said, at_first, later, words, why, alone, order = asked(
        {"text": who, "after": again},
        {"text": who},
        {"text": who, "after": [QUESTION, "Who heads the coalition?"]},
        {"text": "а точная цитата?", "after": [QUESTION]},
        {"text": "почему?", "after": [QUESTION]},
        {"text": "почему?", "after": []},
        {"text": "delete my data", "after": [QUESTION]},
    )

    assert (said["outcome"], said["slot"], said["about"]) == ("slot", "who", "parliament-size")
    assert (said["text"], said["entry"], said["gap"], said["command"]) == (who, None, None, None)
    assert (at_first["outcome"], at_first["slot"], at_first["about"]) == ("ask-back", None, None)
    assert (later["outcome"], later["about"]) == ("slot", "coalition-head")
    assert (words["slot"], words["about"]) == ("quote", "parliament-size")
    assert "consisting of 145 deputies" in words["reply"]
    assert (why["outcome"], why["slot"], why["about"]) == ("not-given", None, "parliament-size")
    assert (alone["outcome"], alone["about"]) == ("ask-back", None)
    assert (order["outcome"], order["command"], order["about"]) == ("command", "forget", None)


def test_a_line_may_say_what_day_it_is_and_in_which_language_to_answer(park: Content) -> None:
    opening = "When does the park open?"
    last_day, day_after, whole, short = asked(
        {"text": opening, "today": "2026-05-31"},
        {"text": opening, "today": "2026-06-01"},
        {"text": opening, "today": "2026-06-01", "language": "kk"},
        {"text": "🎉", "language": "kk"},
    )

    assert "That day is over." not in last_day["reply"]
    assert "That day is over." in day_after["reply"]
    assert (whole["language"], whole["reply"]) == ("en", day_after["reply"])  # the text says in which
    assert (short["outcome"], short["language"]) == ("chat", "kk")


def test_one_question_gets_its_answer_as_people_read_it(park: Content) -> None:
    done = bot("ask", "When does the park open?")

    assert done.exit_code == 0
    assert "The park opens in May." in done.stdout
    assert "https://example.com/park" in done.stdout


def test_one_question_gets_its_answer_as_json(park: Content) -> None:
    done = bot("ask", "--json", "When does the park open?")
    found = json.loads(done.stdout)

    assert list(found) == FORM
    assert (found["outcome"], found["entry"], found["language"]) == ("answer", "opening", "en")
    assert "<b>When does the park open?</b>" in found["reply"]
    assert "<blockquote>The mayor’s office said that the park opens in May.</blockquote>" in found["reply"]
    assert [found[key] for key in ("gap", "slot", "about", "command")] == [None] * 4


def test_why_a_message_matched_is_explained(park: Content) -> None:
    done = bot("ask", "--explain", "When does the park open, and how many tress are there?")
    explained = done.stdout

    assert done.exit_code == 0
    assert "Read as     'When does the park open, and how many trees are there?': English, as typed" in explained
    assert re.search(r"^Outcome     \w+", explained, re.MULTILINE)
    assert re.search(r"^[12]\. opening  \d+%  When does the park open\?\n +[01]\.\d\d  ", explained, re.MULTILINE)
    assert re.search(r"^[12]\. trees  \d+%", explained, re.MULTILINE)
    assert "messages that no entry answers, the nearest:" in explained
    assert "who designed the bridge" in explained
    assert re.search(r"^Why (opening|trees) is believed at \d+%", explained, re.MULTILINE)
    assert re.search(r"[+-]\d\.\d\d  how far the runner-up is behind", explained)
    assert len(explained.split("\nWhy ")[1].splitlines()) == 1 + 1 + len(SIGNS)


def test_what_was_undone_is_explained(park: Content) -> None:
    explained = bot("ask", "--explain", "Rjulf jnrhjtncz gfhr?").stdout

    assert "Read as     'Когда откроется парк?': Russian, typed on the wrong keyboard" in explained


def test_a_message_without_words_is_explained_too(park: Content) -> None:
    done = bot("ask", "--explain", "🎉")

    assert done.exit_code == 0
    assert "Outcome     small talk: without words" in done.stdout


def test_lines_are_answered_up_to_a_bad_one_which_is_named_with_its_number(park: Content) -> None:
    done = bot("ask", "--jsonl", typed='{"text": "When does the park open?"}\n\n{"text": park}\n')

    assert json.loads(done.stdout)["entry"] == "opening"
    assert (done.exit_code, done.stderr) == (1, "standard input:3: this line is not JSON.\n")


def test_a_file_that_an_editor_marked_as_utf8_is_read(park: Content) -> None:
    done = bot("ask", "--jsonl", typed='\ufeff{"text": "When does the park open?"}\n')

    assert (done.exit_code, json.loads(done.stdout)["entry"]) == (0, "opening")


def test_a_terminal_that_lacks_letters_shows_others_in_their_place(park: Content) -> None:
    done = CliRunner(charset="ascii").invoke(app, ["ask", "When does the park open?"], env={"COLUMNS": "200"})

    assert done.exit_code == 0, done.exception
    assert "When does the park open?" in done.stdout


_AFTER = "it needs a 'text', and 'after' has to be a list of texts."
_TODAY = "'today' has to be a date such as 2026-03-15."


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ({"after": ["When does the park open?"]}, 'a line has to look like {"text": "…"}.'),
        ({"text": 145}, 'a line has to look like {"text": "…"}.'),
        ({"text": "and the trees?", "after": "When does the park open?"}, _AFTER),
        ({"text": "and the trees?", "after": ["When does the park open?", 145]}, _AFTER),
        ({"text": "and the trees?", "after": {"0": "When does the park open?"}}, _AFTER),
        ({"text": "When does the park open?", "today": "tomorrow"}, _TODAY),
        ({"text": "When does the park open?", "today": "2026-02-30"}, _TODAY),
        ({"text": "When does the park open?", "today": 20260315}, _TODAY),
    ],
)
def test_what_is_wrong_with_a_line_is_said_after_the_good_ones_before_it(
    park: Content, line: dict[str, Any], wrong: str
) -> None:
    done = bot("ask", "--jsonl", typed="\n".join(map(json.dumps, [{"text": "When does the park open?"}, line])))

    assert json.loads(done.stdout)["entry"] == "opening"
    assert (done.exit_code, done.stderr) == (1, f"standard input:2: {wrong}\n")


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
