"""The bot is started with settings that cannot work: each is named, all at once, and no secret is shown."""

import asyncio
import subprocess
from pathlib import Path

import pytest
from bot_api import BotApi
from commanding import typed_in
from running import PROJECT, command, environment, new_database

TOKEN = "7123456789:AAE-made_up_token_for_these_tests_only"


def started(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Type `run` with these settings, which end it."""
    return typed_in(folder, environment(None, new_database(folder)) | settings, "run")


def test_every_bad_setting_is_named_at_once_and_no_secret_is_shown(folder: Path) -> None:
    bad = {
        "TELEGRAM_BOT_TOKEN": "12345:not a token",
        "TELEGRAM_BASE_URL": "localhost",
        "WEBHOOK_URL": "ftp://bot.example.kz",
        "WEBHOOK_SECRET": "päss wörd",
        "PORT": "eighty",
        "DATABASE_URL": "mysql://user:hidden@host/bot",
        "RETENTION_DAYS": "0",
        "LOG_LEVEL": "loud",
    }

    done = started(folder, **bad)

    assert done.returncode == 2
    assert {line.partition(":")[0] for line in done.stderr.splitlines()[1:]} == set(bad)
    printed = done.stdout + done.stderr
    assert not [secret for secret in ("not a token", "wörd", "hidden", "Traceback") if secret in printed]


def test_a_webhook_without_token_and_secret_names_both_beside_other_faults(folder: Path) -> None:
    done = started(folder, WEBHOOK_URL="https://bot.example.kz", PORT="0")

    assert done.returncode == 2
    assert [name in done.stderr for name in ("TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET", "PORT")] == [True] * 3


@pytest.mark.parametrize(
    "settings",
    [
        {"WEBHOOK_URL": "http://bot.example.kz", "WEBHOOK_SECRET": "a-secret-of-16-signs"},
        {"WEBHOOK_URL": "http://127.0.0.1:8080", "WEBHOOK_SECRET": "a-secret-of-16-signs"},
    ],
)
def test_a_webhook_that_is_not_encrypted_is_refused(folder: Path, settings: dict[str, str]) -> None:
    done = started(folder, TELEGRAM_BOT_TOKEN=TOKEN, **settings)

    assert (done.returncode, TOKEN in done.stdout + done.stderr) == (2, False)
    assert "WEBHOOK_URL: has to begin with https://" in done.stderr


@pytest.mark.parametrize("token", [f"{TOKEN} x", f"{TOKEN}/getMe", "٧١٢٣:" + "x" * 35, ":" + "x" * 35])
def test_a_token_that_could_lead_elsewhere_is_refused(folder: Path, token: str) -> None:
    done = started(folder, TELEGRAM_BOT_TOKEN=token)

    assert (done.returncode, "TELEGRAM_BOT_TOKEN" in done.stderr) == (2, True)
    assert token not in done.stdout + done.stderr


async def test_a_token_that_telegram_does_not_know_is_named_and_not_shown(api: BotApi, folder: Path) -> None:
    api.fail("getMe", 401, times=None)

    done = await asyncio.to_thread(command, folder, environment(api, new_database(folder)), "run")

    assert (done.returncode, "TELEGRAM_BOT_TOKEN" in done.stderr) == (2, True)
    assert api.token not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


async def test_a_webhook_that_telegram_does_not_take_ends_the_start_with_its_words(api: BotApi, folder: Path) -> None:
    refused = "Bad Request: bad webhook: IP address 10.0.0.1 is reserved"
    api.fail("setWebhook", 400, description=refused, times=None)
    settings = {"WEBHOOK_URL": "http://127.0.0.1:8080/hook", "WEBHOOK_SECRET": "a-secret"}

    done = await asyncio.to_thread(command, folder, environment(api, new_database(folder)) | settings, "run")

    assert done.returncode == 2
    assert "Telegram does not take this WEBHOOK_URL: Bad webhook: ip address 10.0.0.1 is reserved" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_content_that_cannot_be_served_is_not(folder: Path, tmp_path: Path) -> None:
    done = started(folder, TELEGRAM_BOT_TOKEN=TOKEN, FAQ_DIR=str(tmp_path))

    assert done.returncode == 1
    assert "is not served" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["FAQ_DIR", "CORPUS_DIR"])
def test_a_folder_that_is_not_there_is_a_wrong_setting_and_not_restarted(
    folder: Path, tmp_path: Path, name: str
) -> None:
    done = started(folder, TELEGRAM_BOT_TOKEN=TOKEN, **{name: str(tmp_path / "nowhere")})

    assert (done.returncode, f"{name}: there is no folder {tmp_path / 'nowhere'}" in done.stderr) == (2, True)
    assert "Traceback" not in done.stderr


async def test_a_database_that_cannot_be_opened_is_named(api: BotApi, folder: Path) -> None:
    broken = new_database(folder)
    broken.write_text("This is a letter, and no database.\n" * 100)

    done = await asyncio.to_thread(command, folder, environment(api, broken), "run")

    assert (done.returncode, "DATABASE_URL" in done.stderr) == (2, True)
    assert "python -m bot restore" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_setting_is_as_good_as_none(folder: Path) -> None:
    env = environment(None, new_database(folder)) | {"WEBHOOK_URL": "", "PORT": "", "TELEGRAM_BOT_TOKEN": ""}

    done = typed_in(folder, env, "unanswered")

    assert (done.returncode, done.stdout.strip()) == (0, "No unanswered questions.")


def test_the_settings_are_read_from_a_file_where_the_bot_is_started(folder: Path, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("RETENTION_DAYS=0\nSOMETHING_ELSE=1\n", encoding="utf-8")

    done = typed_in(tmp_path, environment(None, new_database(folder)), "unanswered")

    assert (done.returncode, "RETENTION_DAYS" in done.stderr) == (2, True)
    assert (PROJECT / "faq").is_dir()
