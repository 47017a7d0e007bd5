"""What the README tells a reader to type is there to be typed."""

import re
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from bot.cli.main import app
from bot.content.forms import EntryForm, keys_of
from bot.settings import Settings

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def program() -> TyperGroup:
    """`python -m bot`, with its commands."""
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def test_every_command_of_the_readme_is_one() -> None:
    written = set(re.findall(r"python -m bot ([a-z]+(?:-[a-z]+)*)", README))

    assert written == {
        "ask", "backup", "calibrate", "chat", "check", "copy-database", "decisions", "evaluate", "export", "import",
        "login-link", "migrate", "pause", "pull", "resume", "review", "rollback", "run", "stats", "status",
        "unanswered", "versions",
    }  # fmt: skip
    assert written <= set(program().commands)


def test_every_option_of_the_readme_is_one() -> None:
    options = {name for command in program().commands.values() for option in command.params for name in option.opts}

    assert set(re.findall(r"`(--[a-z-]+)", README)) <= options


def test_every_benchmark_of_the_readme_is_one() -> None:
    written = set(re.findall(r"python -m benchmarks\.([a-z]+)", README))

    assert written
    assert [name for name in written if not (PROJECT / "benchmarks" / f"{name}.py").is_file()] == []


@pytest.mark.parametrize("target", ["run", "test"])
def test_the_two_commands_at_the_top_are_targets_of_make(target: str) -> None:
    assert re.search(rf"^make {target} ", README, re.MULTILINE)
    assert re.search(rf"^{target}:", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_entry_shown_has_the_keys_that_entries_have_in_their_order() -> None:
    shown = re.search(r"```yaml\n- id(.*?)```", README, re.DOTALL)
    assert shown is not None
    keys = ["id", *re.findall(r"^  ([a-z_]+):", shown.group(1), re.MULTILINE)]

    assert keys == list(keys_of(EntryForm))


def test_every_file_that_the_readme_points_to_is_there() -> None:
    pointed = [target for target in re.findall(r"\]\(([^)#]+)\)", README) if not target.startswith("http")]

    assert [target for target in pointed if not (PROJECT / target).is_file()] == []


def test_every_setting_is_explained() -> None:
    explained = (PROJECT / ".env.example").read_text(encoding="utf-8")

    assert re.findall(r"^([A-Z_]+)=", explained, re.MULTILINE) == [name.upper() for name in Settings.model_fields]
