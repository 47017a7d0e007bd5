"""The environment: read once, every fault in it named at once, its secrets never shown."""

from pathlib import Path

import pytest

from bot.settings import PROJECT, SettingsError, doubts, read_settings

TOKEN = "123456789:AAsecretsecretsecretsecretsecretsecret"
SECRET = "secret-of-the-webhook"
WEBHOOK = {"TELEGRAM_BOT_TOKEN": TOKEN, "WEBHOOK_URL": "https://bot.kz", "WEBHOOK_SECRET": SECRET}
NAMES = [
    "TELEGRAM_BOT_TOKEN", "TELEGRAM_BASE_URL", "WEBHOOK_URL", "WEBHOOK_SECRET", "HOST", "PORT", "DATABASE_URL",
    "PSEUDONYM_KEY", "FAQ_DIR", "CORPUS_DIR", "RETENTION_DAYS", "LOG_LEVEL",
]  # fmt: skip


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the environment nor the `.env` of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def faults(monkeypatch: pytest.MonkeyPatch, **environment: str) -> list[str]:
    """The lines in which the faults of an environment are told; none where it is in order."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    try:
        read_settings()
    except SettingsError as error:
        return str(error).splitlines()
    return []


def test_nothing_has_to_be_set() -> None:
    settings = read_settings()

    assert settings.telegram_bot_token is None
    assert settings.database_url == "sqlite+aiosqlite:///var/bot.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert (settings.retention_days, settings.log_level) == (365, "INFO")
    assert (settings.faq_dir, settings.corpus_dir) == (PROJECT / "faq", PROJECT / "corpus")


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, None),
        ({"CONSOLE_URL": "https://desk.kz/"}, "https://desk.kz"),
        ({"CONSOLE_URL": "https://desk.kz:8443", **WEBHOOK}, "https://desk.kz:8443"),
        ({**WEBHOOK, "WEBHOOK_URL": "https://bot.kz/a/path"}, "https://bot.kz"),
        ({**WEBHOOK, "WEBHOOK_URL": "http://127.0.0.1:1", "TELEGRAM_BASE_URL": "http://127.0.0.1:2/bot"}, None),
    ],
)
def test_curators_reach_the_console_where_it_is_said_to_be_or_where_the_webhook_is(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], address: str | None
) -> None:
    assert faults(monkeypatch, **environment) == []
    assert read_settings().console_address == address


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, ""),
        ({"SITE": "on"}, ""),
        ({"CONSOLE_URL": "https://desk.kz"}, ""),
        ({"SITE": "on", "CONSOLE_URL": "https://desk.kz"}, "https://desk.kz/site/"),
        ({"SITE": "on", **WEBHOOK, "WEBHOOK_URL": "https://bot.kz/a/path"}, "https://bot.kz/site/"),
        ({"SITE_URL": "https://answers.kz"}, "https://answers.kz/"),
        ({"SITE": "on", "CONSOLE_URL": "https://desk.kz", "SITE_URL": "https://a.kz/site"}, "https://a.kz/site/"),
    ],
)
def test_the_site_is_where_it_is_said_to_be_or_beside_the_console(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], address: str
) -> None:
    assert faults(monkeypatch, **environment) == []
    assert read_settings().site_address == address


@pytest.mark.parametrize("url", ["http://desk.kz", "desk.kz", "https://", "https://desk.kz/login", "https://a b.kz"])
def test_the_console_is_reached_over_https_and_stands_at_the_top(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    complaint = "CONSOLE_URL: has to begin with https:// and name a server, without a path."
    assert faults(monkeypatch, CONSOLE_URL=url) == [complaint]


def test_what_is_empty_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(monkeypatch, **dict.fromkeys(NAMES, "")) == []
    assert read_settings().port == 8080


def test_a_file_beside_the_program_is_read_and_the_environment_goes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nPORT=1234\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("PORT", "4321")
    settings = read_settings()

    assert settings.port == 4321
    assert settings.telegram_bot_token and settings.telegram_bot_token.get_secret_value() == TOKEN


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TELEGRAM_BOT_TOKEN", "123", "has to look like 123456789:AA…"),
        ("TELEGRAM_BOT_TOKEN", "123456789:", "has to look like"),
        ("TELEGRAM_BOT_TOKEN", TOKEN + "/../x y", "has to look like"),
        ("TELEGRAM_BASE_URL", "localhost:8081", "has to be a whole address"),
        ("TELEGRAM_BASE_URL", "http://[", ""),
        ("PORT", "eighty", ""),
        ("PORT", "0", ""),
        ("PORT", "65536", ""),
        ("DATABASE_URL", "mysql://db/bot", "has to begin with sqlite+aiosqlite:/// or postgresql://"),
        ("DATABASE_URL", "sqlite:///bot.db", "has to begin with sqlite+aiosqlite:/// or postgresql://"),
        ("DATABASE_URL", "bot.db", "is no address of a database"),
        ("CURATOR_IDS", "saule, 5", "has to be numbers with commas between them"),
        ("CURATOR_CHAT_ID", "@desk", ""),
        ("KEEP_EDITS", "nowhere", "'files' or 'database'"),
        ("RETENTION_DAYS", "0", ""),
        ("RETENTION_DAYS", "9999", ""),
        ("QUIET_HOURS", "23", "has to be two hours such as 23-8, or none"),
        ("QUIET_HOURS", "23-24", "has to be two hours"),
        ("LOG_LEVEL", "LOUD", "'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("WEBHOOK_SECRET", "x" * 257, "has to have 1 to 256"),
        ("WEBHOOK_SECRET", "with spaces in the secret", "has to have 1 to 256"),
    ],
)
def test_a_bad_setting_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    [line] = faults(monkeypatch, **{name: value})

    assert line.startswith(f"{name}: ")
    assert said in line


@pytest.mark.parametrize(
    ("changed", "lines"),
    [
        ({"TELEGRAM_BOT_TOKEN": ""}, ["TELEGRAM_BOT_TOKEN is missing: WEBHOOK_URL needs it."]),
        (
            {"WEBHOOK_SECRET": ""},
            ["WEBHOOK_SECRET is missing: WEBHOOK_URL needs it, so that only Telegram is listened to."],
        ),
        ({"WEBHOOK_URL": "bot.kz"}, ["WEBHOOK_URL: has to be a whole address, beginning with https://."]),
        (
            {"WEBHOOK_URL": "http://bot.kz"},
            ["WEBHOOK_URL: has to begin with https:// (http is for a local address with TELEGRAM_BASE_URL)."],
        ),
        (
            {"WEBHOOK_URL": "http://127.0.0.1:8080"},
            ["WEBHOOK_URL: has to begin with https:// (http is for a local address with TELEGRAM_BASE_URL)."],
        ),
        ({"WEBHOOK_URL": "http://127.0.0.1:8080", "TELEGRAM_BASE_URL": "http://127.0.0.1:8081/bot"}, []),
        ({"WEBHOOK_URL": "http://bot:8080", "TELEGRAM_BASE_URL": "http://api:8081/bot"}, []),
        ({}, []),
    ],
)
def test_a_webhook_has_to_be_whole(monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], lines: list[str]) -> None:
    assert faults(monkeypatch, **(WEBHOOK | changed)) == lines


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("postgres://bot:pass@db.kz:5432/bot", "postgresql+asyncpg://bot:pass@db.kz:5432/bot"),
        ("postgresql://db.kz/bot?sslmode=require", "postgresql+asyncpg://db.kz/bot?ssl=require"),
        ("postgresql+asyncpg://db.kz/bot", "postgresql+asyncpg://db.kz/bot"),
        ("sqlite+aiosqlite:////srv/bot.db", "sqlite+aiosqlite:////srv/bot.db"),
    ],
)
def test_a_database_is_named_as_platforms_name_it(monkeypatch: pytest.MonkeyPatch, given: str, understood: str) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    assert read_settings().database_url == understood
    assert "pass" not in repr(read_settings())


@pytest.mark.parametrize("given", ["5,7", "5 7", " 5 , 7,"])
def test_curators_are_numbers(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("CURATOR_IDS", given)
    assert read_settings().curator_ids == {5, 7}


@pytest.mark.parametrize(
    ("given", "quiet"),
    [
        (None, [0, 1, 2, 3, 4, 5, 6, 7, 23]),
        ("22-9", [0, 1, 2, 3, 4, 5, 6, 7, 8, 22, 23]),
        ("1-3", [1, 2]),
        ("none", []),
    ],
)
def test_the_quiet_hours_end_before_the_second_one(
    monkeypatch: pytest.MonkeyPatch, given: str | None, quiet: list[int]
) -> None:
    if given:
        monkeypatch.setenv("QUIET_HOURS", given)

    assert [hour for hour in range(24) if read_settings().is_quiet(hour)] == quiet


def test_every_fault_is_named_at_once_and_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = faults(
        monkeypatch,
        TELEGRAM_BASE_URL="x",
        WEBHOOK_URL="https://bot.kz",
        PORT="x",
        DATABASE_URL="x",
        RETENTION_DAYS="x",
        LOG_LEVEL="x",
    )

    assert [line.replace(":", " ").split()[0] for line in lines] == [
        "TELEGRAM_BASE_URL", "PORT", "DATABASE_URL", "RETENTION_DAYS", "LOG_LEVEL",
        "TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET",
    ]  # fmt: skip


def test_secrets_are_shown_neither_by_the_settings_nor_by_their_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (WEBHOOK | {"PSEUDONYM_KEY": "key-of-the-pseudonyms"}).items():
        monkeypatch.setenv(name, value)
    shown = f"{read_settings()!r} {read_settings()}"
    bad = faults(monkeypatch, TELEGRAM_BOT_TOKEN=TOKEN + "!", WEBHOOK_SECRET=SECRET + "!", PORT="x")

    assert len(bad) == 3
    for secret in (TOKEN, "AAsecret", SECRET, "key-of-the-pseudonyms"):
        assert secret not in shown
        assert secret not in "\n".join(bad)


def test_a_fault_has_no_cause_that_a_traceback_would_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN + "!")
    with pytest.raises(SettingsError) as fault:
        read_settings()

    assert (fault.value.__cause__, fault.value.__context__) == (None, None)


def test_a_file_in_another_encoding_is_named_with_the_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes("RETENTION_DAYS=30\n# Привет\n".encode("cp1251"))

    with pytest.raises(SettingsError, match=r"\.env is not UTF-8 \(line 2\): save it as UTF-8\."):
        read_settings()


PORTS = [("", True), (":443", True), (":8443", True), (":8080", False), (":99999", False)]


@pytest.mark.parametrize(("port", "is_taken"), PORTS)
def test_telegram_posts_to_four_ports_alone(monkeypatch: pytest.MonkeyPatch, port: str, is_taken: bool) -> None:
    found = faults(monkeypatch, **WEBHOOK | {"WEBHOOK_URL": f"https://bot.kz{port}/hook"})

    assert is_taken == (not found)
    assert all(fault.startswith("WEBHOOK_URL: has") and "port" in fault for fault in found)


def test_publishers_use_the_desk_too_and_one_alone_is_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURATOR_IDS", "5")
    monkeypatch.setenv("PUBLISHER_IDS", "7")
    settings = read_settings()

    assert settings.staff_ids == {5, 7}
    assert any("PUBLISHER_IDS names one person" in doubt for doubt in doubts(settings, {}))
