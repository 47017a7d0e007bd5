"""Read the settings from the environment, once. All missing or bad settings are reported together."""

import ipaddress
import os
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.database_url import database_address, sqlite_file

_CHECKOUT = Path(__file__).parent.parent
# Where the content is: beside the code, or, if the bot was installed as a package, in the current folder.
PROJECT = _CHECKOUT if (_CHECKOUT / "faq").is_dir() else Path()


_WEBHOOK_PORTS = (443, 80, 88, 8443)  # https://core.telegram.org/bots/api#setwebhook


class SettingsError(Exception):
    """What is wrong with the settings, one line for each fault."""


class Settings(BaseSettings):
    """What an operator can set. `.env.example` explains each."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    telegram_bot_token: SecretStr | None = None
    telegram_base_url: str | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    console_url: str | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    database_url: str = Field(default="sqlite+aiosqlite:///var/bot.db", repr=False)  # it may hold a password
    pseudonym_key: SecretStr | None = None
    metrics_token: SecretStr | None = None
    faq_dir: Path = PROJECT / "faq"
    corpus_dir: Path = PROJECT / "corpus"
    retention_days: int = Field(default=365, ge=1, le=3650)
    quiet_hours: str = "23-8"
    curator_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    publisher_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    curator_chat_id: int | None = None
    audit_random: int = Field(default=30, ge=0, le=500)
    audit_near: int = Field(default=10, ge=0, le=500)
    audit_asked: int = Field(default=10, ge=0, le=500)
    keep_edits: Literal["files", "database"] = "files"
    operator_name: str | None = None
    operator_contact: str | None = None
    operator_is_official: bool = False
    api: bool = False
    site: bool = False
    site_url: str | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["auto", "json", "lines"] = "auto"

    @field_validator("curator_ids", "publisher_ids", mode="before")
    @classmethod
    def _numbers(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        numbers = given.replace(",", " ").split()
        if not all(number.isascii() and number.isdecimal() for number in numbers):
            raise ValueError("has to be numbers with commas between them, as @userinfobot tells them")
        return frozenset(map(int, numbers))

    @field_validator("quiet_hours")
    @classmethod
    def _hours(cls, given: str) -> str:
        hours = given.split("-")
        if given != "none" and not (len(hours) == 2 and all(_is_hour(hour.strip()) for hour in hours)):
            raise ValueError("has to be two hours such as 23-8, or none")
        return given

    @property
    def staff_ids(self) -> frozenset[int]:
        """Everybody who may use the desk: curators and publishers."""
        return self.curator_ids | self.publisher_ids

    def is_quiet(self, hour: int) -> bool:
        """Whether an hour of the day, 0..23 by the clock of Almaty, is one in which nobody is written to unasked."""
        if self.quiet_hours == "none":
            return False
        start, end = map(int, self.quiet_hours.split("-"))
        return start <= hour < end if start <= end else hour >= start or hour < end

    @field_validator("telegram_bot_token")
    @classmethod
    def _token_form(cls, token: SecretStr | None) -> SecretStr | None:
        if token and not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", token.get_secret_value()):
            raise ValueError("has to look like 123456789:AA…, as @BotFather gives it")
        return token

    @field_validator("telegram_base_url", "webhook_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
            raise ValueError("has to be a whole address, beginning with https://")
        return url

    @field_validator("site_url")
    @classmethod
    def _folder_address(cls, url: str | None) -> str | None:
        if url and not re.fullmatch(r"https?://[^\s?#\"'<>]+", url):
            raise ValueError("has to be a whole address, such as https://answers.example.org/")
        return f"{url.rstrip('/')}/" if url else None

    @field_validator("webhook_url")
    @classmethod
    def _private_address(cls, url: str | None, others: ValidationInfo) -> str | None:
        if url and urlsplit(url).scheme == "http":
            host = urlsplit(url).hostname or ""
            if not others.data.get("telegram_base_url") or not _is_private(host):
                raise ValueError("has to begin with https:// (http is for a local address with TELEGRAM_BASE_URL)")
        return url

    @field_validator("webhook_url")
    @classmethod
    def _telegrams_port(cls, url: str | None, others: ValidationInfo) -> str | None:
        try:
            port = urlsplit(url or "").port
        except ValueError:
            raise ValueError("has a port that is none") from None
        # A Bot API server of one's own posts to any port.
        if port and port not in _WEBHOOK_PORTS and not others.data.get("telegram_base_url"):
            raise ValueError("has to have one of the ports that Telegram posts to: 443 (or none), 80, 88 or 8443")
        return url

    @field_validator("console_url")
    @classmethod
    def _secure_server(cls, url: str | None) -> str | None:
        if url and not re.fullmatch(r"https://[^\s/?#\"'<>]+/?", url):
            raise ValueError("has to begin with https:// and name a server, without a path")
        return url.rstrip("/") if url else None

    @property
    def console_address(self) -> str | None:
        """Where curators reach the console over https, if that is known; the webhook's server serves it too."""
        if self.console_url or not self.webhook_url:
            return self.console_url
        webhook = urlsplit(self.webhook_url)
        return f"https://{webhook.netloc}" if webhook.scheme == "https" else None

    @property
    def site_address(self) -> str:
        """Where the site is, ending in `/`; empty if nobody knows. What the bot serves is beside the console."""
        beside = f"{self.console_address}/site/" if self.site and self.console_address else ""
        return self.site_url or beside

    @field_validator("webhook_secret")
    @classmethod
    def _secret_form(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError("has to have 1 to 256 of the characters A-Z a-z 0-9 _ -")
        return secret

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, given: str) -> str:
        return database_address(given)

    @property
    def database_file(self) -> Path | None:
        """The file of a SQLite database; `None` for PostgreSQL."""
        return sqlite_file(self.database_url)

    @model_validator(mode="wrap")
    @classmethod
    def _name_every_fault(cls, given: dict[str, Any], validated: ModelWrapValidatorHandler[Self]) -> Self:
        faults = list(_missing_for_webhook(given))
        try:
            settings = validated(given)
        except ValidationError as error:
            faults = [*(_line(fault["loc"], fault["msg"]) for fault in error.errors()), *faults]
        if faults:
            raise SettingsError("\n".join(dict.fromkeys(faults))) from None
        return settings


def _is_hour(written: str) -> bool:
    return written.isascii() and written.isdecimal() and int(written) < 24


def _missing_for_webhook(given: dict[str, Any]) -> Iterator[str]:
    if given.get("webhook_url") and not given.get("telegram_bot_token"):
        yield "TELEGRAM_BOT_TOKEN is missing: WEBHOOK_URL needs it."
    if given.get("webhook_url") and not given.get("webhook_secret"):
        yield "WEBHOOK_SECRET is missing: WEBHOOK_URL needs it, so that only Telegram is listened to."


def _is_private(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".internal")) or "." not in host
    return address.is_loopback or address.is_private


def read_settings() -> Settings:
    """Read the settings. Raises `SettingsError` that names every bad one."""
    file = Path(str(Settings.model_config.get("env_file")))
    try:
        return Settings()
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise SettingsError(f"The file {file.absolute()} is not UTF-8 (line {line}): save it as UTF-8.") from None


def _line(place: tuple[int | str, ...], message: str) -> str:
    text = message.removeprefix("Value error, ")
    return f"{str(place[0]).upper()}: {text[:1].lower()}{text[1:]}."


# Variables that are set by platforms whose disks are wiped, at the latest with the next release.
_WIPED = {"DYNO": "Heroku", "K_SERVICE": "Cloud Run"}


def is_writable(folder: Path) -> bool:
    """Whether this process may make files in a folder. A read-only disk counts as one where it may not."""
    return os.access(folder, os.W_OK | os.X_OK)


def locked_folder(settings: Settings, can_write: Callable[[Path], bool] = is_writable) -> Path | None:
    """The folder of the content in which curators' decisions would be written, but cannot be; `None` if all is well."""
    if settings.keep_edits == "database":
        return None
    folders = (settings.faq_dir, settings.corpus_dir)
    return next((folder for folder in folders if folder.is_dir() and not can_write(folder)), None)


def doubts(
    settings: Settings,
    environment: Mapping[str, str] = os.environ,
    can_write: Callable[[Path], bool] = is_writable,
) -> Iterator[str]:
    """Warnings about settings that are valid but will lose data, or keep curators from their work; a sentence each."""
    platform = next((name for variable, name in _WIPED.items() if environment.get(variable)), None)
    on_disk = settings.database_file is not None
    if platform and on_disk:
        yield (
            f"{platform} wipes this disk again and again, and with it the log, the inbox and everybody waiting for an "
            "answer. Set DATABASE_URL to a PostgreSQL database."
        )
    if settings.pseudonym_key is None and (platform or not on_disk):
        yield (
            "PSEUDONYM_KEY is not set, so the key is kept on this disk alone. Where that is wiped, or another machine "
            "uses the same database, nobody who waits for an answer can be told, and people's choices are forgotten."
        )
    if len(settings.publisher_ids) == 1:
        yield (
            "PUBLISHER_IDS names one person. What they decide themselves needs the yes of another publisher, "
            "and there is none."
        )
    if platform and settings.keep_edits == "files":
        yield f"KEEP_EDITS is 'files', and {platform} wipes them: curators' edits will be gone. Set it to 'database'."
    if folder := locked_folder(settings, can_write):
        yield (
            f"The bot cannot write into {folder.absolute()}, so no decision of the curators can be carried out. Let it "
            "write there, set FAQ_DIR and CORPUS_DIR to copies in which it can, or set KEEP_EDITS to 'database'."
        )


# All of Kazakhstan has been on this time since March 2024; it decides when a date has passed.
# From the package, not from the system: an old system's tables are an hour off, and shift days.
with (resources.files("tzdata") / "zoneinfo" / "Asia" / "Almaty").open("rb") as _table:
    KAZAKHSTAN = ZoneInfo.from_file(_table, "Asia/Almaty")
