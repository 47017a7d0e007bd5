"""What the documentation tells a reader to type can be typed, and what it points to is there."""

import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from pages import PAGES, PROJECT, Page
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from bot.settings import Settings

APP = importlib.import_module("bot.__main__").app
OPERATING = PROJECT / "docs" / "operating.md"

# Those that need neither the content nor a running bot take no time, and are run as they stand.
CHEAP = ("migrate", "status", "pause", "resume", "versions", "decisions", "unanswered", "login-link", "backup")

# Typer brings its own copy of click, or uses the one that is installed.
USAGE: Any = typer.BadParameter.__mro__[1]

pages = pytest.mark.parametrize("page", [Page(file) for file in PAGES], ids=[file.name for file in PAGES])


def program() -> TyperGroup:
    """`python -m bot`, with its commands."""
    group = get_command(APP)
    assert isinstance(group, TyperGroup)
    return group


def fault_in(words: list[str], *, complete: bool) -> str | None:
    """What the command line says against a command. Not `complete`: what a command needs may be left out."""
    if not words:
        return None
    name, *arguments = words
    command = program().commands.get(name)
    if command is None:
        return f"there is no command {name}"
    if arguments == ["--help"]:
        return None
    try:
        command.make_context(name, arguments)
    except USAGE as fault:
        said = str(fault.format_message())
        # A reader has the files that are named; here they are not there.
        missing = said.startswith("Missing argument") or said.startswith("Missing option")
        return None if "does not exist" in said or (missing and not complete) else said
    return None


@pages
def test_every_command_in_a_block_is_accepted_as_it_stands(page: Page) -> None:
    faults = [(" ".join(words), fault_in(words, complete=True)) for words in page.commands if words != ["--help"]]

    assert [fault for fault in faults if fault[1]] == []


@pages
def test_every_command_in_a_sentence_is_one(page: Page) -> None:
    faults = [(" ".join(words), fault_in(words, complete=False)) for words in page.mentioned if words != ["--help"]]

    assert [fault for fault in faults if fault[1]] == []


@pages
def test_every_option_named_is_one(page: Page) -> None:
    ours = {name for command in program().commands.values() for option in command.params for name in option.opts}

    assert {code for code in page.inline if re.fullmatch(r"--[a-z-]+", code)} <= {*ours, "--help"}


def test_a_command_that_is_none_is_found() -> None:
    assert fault_in(["asc", "x"], complete=True) == "there is no command asc"
    assert fault_in(["backup"], complete=True) is not None
    assert fault_in(["backup"], complete=False) is None
    assert fault_in(["status", "--jsom"], complete=False) is not None
    assert fault_in(["evaluate", "not-there.jsonl"], complete=True) is None


def test_the_table_of_commands_has_all_of_them() -> None:
    rows = re.findall(r"^\| `python -m bot ([a-z-]+)", Page(OPERATING).text, re.MULTILINE)

    assert set(rows) | {"resume"} == set(program().commands)


def cheap_commands() -> list[list[str]]:
    found = [tuple(words) for file in PAGES for words in Page(file).commands if words and words[0] in CHEAP]
    return [list(words) for words in sorted(set(found), key=lambda words: CHEAP.index(words[0]))]


def test_the_cheap_commands_do_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("PORT", "1")  # nobody answers there
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(APP, ["migrate"])
    commands = cheap_commands()
    inside = [[str(tmp_path / Path(word).name) if word.startswith("/") else word for word in one] for one in commands]

    ran = {
        " ".join(words): CliRunner().invoke(APP, [*words, *(["--force"] if words[0] == "backup" else [])])
        for words in inside
    }

    assert {words[0] for words in commands} >= {"status", "pause", "resume", "backup", "login-link"}
    expected = {line: 1 if line.startswith("status") else 0 for line in ran}  # no bot runs here
    assert {line: result.exit_code for line, result in ran.items()} == expected


@pages
def test_every_link_leads_somewhere(page: Page) -> None:
    lost = []
    for target in page.links:
        name, _, heading = target.partition("#")
        file = (page.file.parent / name).resolve() if name else page.file
        is_there = file.exists() and (not heading or heading in Page(file).anchors)
        lost += [] if is_there else [target]

    assert lost == []


@pages
def test_every_file_named_is_there(page: Page) -> None:
    files = {code for code in page.inline if re.fullmatch(r"(bot|faq|corpus|benchmarks|deploy|tests)/[\w./-]*", code)}
    parts = {code for code in page.inline if re.fullmatch(r"\w+\.py", code)}

    files -= {"faq/drafts/"}  # made with the first draft
    assert [name for name in files if not (PROJECT / name).exists()] == []
    assert [name for name in parts if not list((PROJECT / "bot").glob(f"*/{name}"))] == []


@pages
def test_every_benchmark_and_target_is_one(page: Page) -> None:
    benchmarks = re.findall(r"python -m benchmarks\.(\w+)", page.text)
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    lines = [*page.inline, *(line for block in page.blocks for line in block.lines)]
    targets = [found[1] for line in lines if (found := re.search(r"(?:^|&& )make (\w+)", line))]

    assert [name for name in benchmarks if not (PROJECT / "benchmarks" / f"{name}.py").is_file()] == []
    assert [name for name in targets if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []


@pages
def test_an_entry_shown_has_the_keys_of_entries_in_their_order(page: Page) -> None:
    schema = json.loads((PROJECT / "faq" / "schema.json").read_text(encoding="utf-8"))
    keys = list(schema["$defs"]["EntryForm"]["properties"])
    for block in page.blocks:
        if block.language == "yaml" and block.lines[0].startswith("- id:"):
            shown = ["id", *(found[1] for line in block.lines if (found := re.match(r"  ([a-z_]+):", line)))]
            assert shown == sorted(shown, key=keys.index)


def test_the_table_of_settings_has_each_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", Page(OPERATING).text, re.MULTILINE))
    fields = Settings.model_fields

    assert list(rows) == [name.upper() for name in fields]
    plain = {name: field.default for name, field in fields.items() if isinstance(field.default, str | int)}
    assert {name: rows[name.upper()] for name in plain} == {name: f"`{default}`" for name, default in plain.items()}
    assert {rows[name.upper()] for name, field in fields.items() if field.default in (None, frozenset())} == {"empty"}


def test_the_library_is_used_as_it_is_shown(tmp_path: Path) -> None:
    shown = [block for block in Page(PROJECT / "docs" / "matching.md").blocks if block.language == "python"]
    code = "\n".join(line for block in shown for line in block.lines)
    ran = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stderr) == (0, "")
