"""What an operator deploys with: every setting is explained, and platforms are told what the bot knows."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from commanding import typed_in
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from running import PROJECT, new_database

from bot.settings import Settings, doubts

POSTGRES = "postgresql://user:secret@host/name"


def explained() -> dict[str, str]:
    """Each setting of `.env.example`, with the comment above it."""
    found, about = {}, ""
    for line in (PROJECT / ".env.example").read_text(encoding="utf-8").splitlines():
        if setting := re.match("([A-Z_]+)=", line):
            found[setting[1]] = about
        else:
            about = f"{about} {line}" if line.startswith("#") and about.startswith("#") else line
    return found


def test_every_setting_is_explained_and_nothing_else_is() -> None:
    assert set(explained()) == {name.upper() for name in Settings.model_fields}
    assert not [name for name, about in explained().items() if not about.startswith("# ") or len(about) < 20]


def test_the_example_as_it_stands_is_a_good_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    shutil.copy(PROJECT / ".env.example", tmp_path / ".env")
    monkeypatch.chdir(tmp_path)

    assert Settings() == Settings(_env_file=None)  # type: ignore[call-arg]  # pydantic's own, beside the fields


def knows(arguments: list[str]) -> bool:
    """Whether `python -m bot` knows a command."""
    return typed_in(PROJECT, os.environ, *arguments, "--help").returncode == 0


def test_the_procfile_calls_commands_that_there_are() -> None:
    lines = (PROJECT / "Procfile").read_text().splitlines()
    processes = {name: shlex.split(line) for name, _, line in (line.partition(": ") for line in lines)}

    assert set(processes) == {"release", "web", "worker"}
    for line in processes.values():
        begin = line.index("python")
        assert line[begin : begin + 3] == ["python", "-m", "bot"]
        assert knows(line[begin + 3 :])


@pytest.fixture
def composed() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((PROJECT / "deploy" / "compose.yaml").read_text())
    return found


def test_what_is_composed_is_built_from_the_project(composed: dict[str, Any]) -> None:
    bot = composed["services"]["bot"]
    context = (PROJECT / "deploy" / bot["build"]["context"]).resolve()

    assert context == PROJECT.resolve()
    assert (context / bot["build"]["dockerfile"]).is_file()
    assert (PROJECT / "deploy" / bot["env_file"]).resolve() == context / ".env"


def test_the_composed_bot_waits_for_its_database_and_reaches_it(composed: dict[str, Any]) -> None:
    bot, database = (composed["services"][name] for name in ("bot", "database"))

    assert set(bot["environment"]) <= {name.upper() for name in Settings.model_fields}
    assert bot["depends_on"] == {"database": {"condition": "service_healthy"}}
    written = bot["environment"]["DATABASE_URL"]
    password = database["environment"]["POSTGRES_PASSWORD"]
    assert written == f"postgresql://{database['environment']['POSTGRES_USER']}:{password}@database/bot"
    assert {volume.partition(":")[0] for service in (bot, database) for volume in service["volumes"]} == set(
        composed["volumes"]
    )


def test_the_image_runs_as_nobody_in_particular_and_takes_no_secrets_in() -> None:
    dockerfile = PROJECT / "deploy" / "Dockerfile"
    lines = [line.split(" ", 1) for line in dockerfile.read_text().splitlines() if " " in line]

    assert [what for command, what in lines if command == "USER"] == ["bot"]
    assert {".env", "var", ".git"} <= set(dockerfile.with_name("Dockerfile.dockerignore").read_text().split())
    copied = [part for command, what in lines if command == "COPY" for part in what.split()[:-1]]
    assert not [part for part in copied if not part.startswith(("--", "/")) and not (PROJECT / part).exists()]


def test_image_platforms_and_makefile_install_the_tested_versions() -> None:
    for file in ("deploy/Dockerfile", "Makefile"):
        text = (PROJECT / file).read_text()
        assert "constraints.txt" in text, file
    assert "-c constraints.txt" in (PROJECT / "requirements.txt").read_text().splitlines()


def test_what_is_declared_allows_what_was_tested() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    declared = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    tested = {}
    for line in (PROJECT / "constraints.txt").read_text().splitlines():
        if not line.startswith("#"):
            one = Requirement(line)
            tested[canonicalize_name(one.name)] = str(one.specifier).removeprefix("==")

    for one in map(Requirement, declared):
        assert one.specifier.contains(tested[canonicalize_name(one.name)]), one


WITHOUT_LOCKS = """
import json, sys
sys.modules["fcntl"] = None
from typer.testing import CliRunner
from bot.cli.main import app
for line in json.load(sys.stdin):
    done = CliRunner().invoke(app, line)
    print(json.dumps([done.exit_code, done.output]))
"""


def test_a_system_that_cannot_lock_a_folder_can_check_and_ask(folder: Path) -> None:
    address = f"sqlite+aiosqlite:///{new_database(folder)}"  # where the matcher has learned already
    expected = [
        (["check", "--help"], 0, "check"),
        (["ask", "how many deputies will parliament have"], 0, "145"),
        (["run"], 2, "does not run on this system"),
    ]
    typed = json.dumps([arguments for arguments, _, _ in expected])
    line, env = [sys.executable, "-c", WITHOUT_LOCKS], {**os.environ, "DATABASE_URL": address}
    done = subprocess.run(line, cwd=PROJECT, input=typed, capture_output=True, text=True, env=env, check=True)

    for (arguments, code, said), printed in zip(expected, done.stdout.splitlines(), strict=True):
        exit_code, output = json.loads(printed)
        assert (exit_code, said in output) == (code, True), (arguments, output)


def test_an_installed_bot_checks_the_content_where_it_is_started(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "bot", tmp_path / "packages" / "bot")
    for folder in ("faq", "corpus"):
        shutil.copytree(PROJECT / folder, tmp_path / "content" / folder)
    (tmp_path / "content" / "faq" / "power.yaml").write_text("- id: [")
    line = [sys.executable, "-m", "bot", "check"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "packages")}
    done = subprocess.run(line, cwd=tmp_path / "content", capture_output=True, text=True, env=environment)

    assert done.returncode == 1
    assert (done.stdout + done.stderr).startswith("faq/power.yaml:")


def test_the_unit_starts_what_there_is_with_what_the_bot_understands() -> None:
    unit = (PROJECT / "deploy" / "constitution-bot.service").read_text()
    lines = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line and not line.startswith("#"))

    command = lines["ExecStart"].split()
    assert command[1:3] == ["-m", "bot"]
    assert knows(command[3:])
    assert (lines["DynamicUser"], lines["NoNewPrivileges"], lines["ProtectSystem"]) == ("yes", "yes", "strict")
    assert int(lines["TimeoutStopSec"]) > 8


def test_where_the_content_cannot_be_written_the_start_says_so(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    settings = Settings(_env_file=None, faq_dir=tmp_path / "faq", corpus_dir=tmp_path / "none")  # type: ignore[call-arg]  # the same

    [doubt] = doubts(settings, {}, can_write=lambda _: False)
    assert str(tmp_path / "faq") in doubt and "KEEP_EDITS" in doubt
    assert not [*doubts(settings, {})]
    kept = settings.model_copy(update={"keep_edits": "database"})
    assert not [*doubts(kept, {}, can_write=lambda _: False)]


def test_the_content_can_be_written_as_it_is_shipped(composed: dict[str, Any]) -> None:
    volumes = dict(volume.split(":") for volume in composed["services"]["bot"]["volumes"])
    copied = (PROJECT / "deploy" / "Dockerfile").read_text()
    for name in ("faq", "corpus"):
        assert volumes[name] == f"/app/{name}" == composed["services"]["bot"]["environment"][f"{name.upper()}_DIR"]
        assert f"COPY --chown=bot {name} {name}" in copied

    unit = (PROJECT / "deploy" / "constitution-bot.service").read_text()
    [copying] = re.findall(r"^ExecStartPre=(.*)$", unit, re.MULTILINE)
    assert "test -e faq ||" in copying and "/opt/constitution-bot/corpus" in copying
    page = (PROJECT / "docs" / "operating.md").read_text()
    assert "FAQ_DIR=/var/lib/constitution-bot/faq" in page


@pytest.mark.parametrize(
    ("settings", "environment", "said"),
    [
        ({}, {}, []),
        ({}, {"DYNO": "web.1"}, ["DATABASE_URL", "PSEUDONYM_KEY", "KEEP_EDITS"]),
        ({}, {"K_SERVICE": "bot"}, ["DATABASE_URL", "PSEUDONYM_KEY", "KEEP_EDITS"]),
        ({"database_url": POSTGRES}, {}, ["PSEUDONYM_KEY"]),
        ({"database_url": POSTGRES}, {"DYNO": "web.1"}, ["PSEUDONYM_KEY", "KEEP_EDITS"]),
        ({"database_url": POSTGRES, "pseudonym_key": "k", "keep_edits": "database"}, {"DYNO": "web.1"}, []),
    ],
)
def test_what_will_not_last_is_said(settings: dict[str, Any], environment: dict[str, str], said: list[str]) -> None:
    found = list(doubts(Settings(_env_file=None, **settings), environment))  # type: ignore[call-arg]  # the same

    assert len(found) == len(said)
    assert all(name in doubt for name, doubt in zip(said, found, strict=True))
    assert "secret" not in "".join(found)
