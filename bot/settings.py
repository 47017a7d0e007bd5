"""Read the settings from the environment, once. All missing or bad settings are reported together.

The address of a database is read as hosts write it, and turned into SQLAlchemy's. What libpq takes as a parameter of
the address means here what it means there. What cannot be kept to is refused by name: a connection that looks safer
than it is would be worse than none.
"""

import ipaddress
import os
import re
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Self
from urllib.parse import urlencode, urlsplit
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

if TYPE_CHECKING:  # it takes 18 MB, and a command over a SQLite file may need nothing of it
    from sqlalchemy.engine import URL

_SQLITE: Final = "sqlite+aiosqlite:///"
_POSTGRES: Final = ("postgres", "postgresql", "postgresql+asyncpg")
_SEVERAL_HOSTS = re.compile(r"([^:/]+://(?:[^/?]*@)?)([^/?@]*,[^/?@]*)(.*)", re.DOTALL)
_PORT = 5432

_MODES: Final = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_ROLES: Final = ("any", "read-write", "read-only", "primary", "standby", "prefer-standby")
_OF_THE_DRIVER: Final = (  # asyncpg reads them from an address as libpq does
    "sslcert", "sslkey", "sslrootcert", "sslcrl", "sslpassword", "ssl_min_protocol_version", "ssl_max_protocol_version",
    "sslnegotiation", "target_session_attrs", "passfile", "krbsrvname", "gsslib",
)  # fmt: skip
_OF_THE_SERVER: Final = ("application_name", "options")
_OF_SQLALCHEMY: Final = ("host", "ssl", "prepared_statement_cache_size")
_CHOICES: Final = {"sslmode": _MODES, "ssl": _MODES, "target_session_attrs": _ROLES}
# These ask for nothing that is not so anyway. Other values of them ask for what the driver cannot do.
_WITHOUT_EFFECT: Final[Mapping[str, Sequence[str]]] = {
    "channel_binding": ("prefer", "disable"),
    "gssencmode": ("prefer", "disable"),
    "load_balance_hosts": ("disable",),
    "sslcompression": ("0",),
    "sslsni": ("1",),
    "client_encoding": ("auto", "utf8", "utf-8"),
    "keepalives": ("1",),
}


def database_address(given: str) -> str:
    """Turn a database's address into SQLAlchemy's form. Raises `ValueError` that says what is wrong."""
    if given.startswith(_SQLITE):
        return given
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(_hosts_apart(given))
    except ArgumentError:
        raise ValueError("is no address of a database") from None
    except ValueError:
        raise ValueError("has a port that is no number (a / or : in the password has to be written %2F, %3A)") from None
    if url.drivername not in _POSTGRES:
        raise ValueError("has to begin with sqlite+aiosqlite:/// or postgresql://")
    query: dict[str, Any] = {}
    for name, value in url.query.items():
        _refuse_what_is_not_understood(name, value)
        if name not in _WITHOUT_EFFECT:
            query["ssl" if name == "sslmode" else name] = value
    return url.set(drivername="postgresql+asyncpg", query=query).render_as_string(hide_password=False)


def sqlite_file(address: str) -> Path | None:
    """The file of a SQLite database; `None` for PostgreSQL."""
    if not address.startswith(_SQLITE):
        return None
    return Path(address.removeprefix(_SQLITE).partition("?")[0])


def _hosts_apart(given: str) -> str:
    """Write several hosts, which libpq parts by commas, as SQLAlchemy does."""
    found = _SEVERAL_HOSTS.fullmatch(given)
    if not found:
        return given
    before, hosts, after = found.groups()
    each = [("host", host if ":" in host else f"{host}:{_PORT}") for host in hosts.split(",")]
    return f"{before}{after}{'&' if '?' in after else '?'}{urlencode(each)}"


def _refuse_what_is_not_understood(name: str, value: str | Sequence[str]) -> None:
    known = (*_OF_THE_DRIVER, *_OF_THE_SERVER, *_OF_SQLALCHEMY, *_WITHOUT_EFFECT, "sslmode", "connect_timeout")
    if name not in known:
        raise ValueError(f"has the parameter {name}, which is not understood here. Take it out")
    if name != "host" and not isinstance(value, str):
        raise ValueError(f"has the parameter {name} twice")
    if name in _CHOICES and value not in _CHOICES[name]:
        raise ValueError(f"has {name}={value}, which has to be one of {', '.join(_CHOICES[name])}")
    if name in _WITHOUT_EFFECT and str(value).lower() not in _WITHOUT_EFFECT[name]:
        instead = " (sslmode=verify-full makes sure of the server)" if name == "channel_binding" else ""
        raise ValueError(f"has {name}={value}, which the driver cannot do. Take it out{instead}")
    if name in ("connect_timeout", "prepared_statement_cache_size") and not str(value).isdecimal():
        raise ValueError(f"has {name}={value}, which has to be a number")


def connecting_to(url: "URL", timeout: float) -> "tuple[URL, dict[str, Any]]":
    """An address without what only the driver understands, and the arguments that say it to the driver.

    `timeout`: seconds to wait for a connection, where the address does not say it.
    """
    query = dict(url.query)
    asked = query.pop("connect_timeout", None)
    arguments: dict[str, Any] = {"timeout": float(str(asked)) if asked and str(asked) != "0" else timeout}
    if query.get("sslrootcert") == "system":  # the certificates of this machine, and as libpq has it, checked in full
        query = {name: value for name, value in query.items() if name not in ("sslrootcert", "ssl")}
        arguments["ssl"] = ssl.create_default_context()
    driver = [(name, str(query.pop(name))) for name in (*_OF_THE_DRIVER, *_OF_THE_SERVER) if name in query]
    if driver:
        arguments["dsn"] = f"postgresql://?{urlencode(driver)}"
    return url.set(query=query), arguments


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
