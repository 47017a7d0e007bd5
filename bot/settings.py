"""The environment, read once. Every missing or bad setting is named at once."""

import ipaddress
import re
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PROJECT = Path(__file__).parent.parent


class SettingsError(Exception):
    """What is wrong with the environment, a line each."""


class Settings(BaseSettings):
    """What an operator can set. `.env.example` explains each."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    telegram_bot_token: SecretStr | None = None
    telegram_base_url: str | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=1, le=65535)
    database_url: str = "sqlite+aiosqlite:///var/bot.db"
    pseudonym_key: SecretStr | None = None
    curator_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    curator_chat_id: int | None = None
    faq_dir: Path = PROJECT / "faq"
    corpus_dir: Path = PROJECT / "corpus"
    retention_days: int = Field(365, ge=1, le=3650)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("telegram_bot_token")
    @classmethod
    def _token_form(cls, token: SecretStr | None) -> SecretStr | None:
        number, _, secret = token.get_secret_value().partition(":") if token else ("1", "", "x" * 30)
        if not number.isdigit() or len(secret) < 30:
            raise ValueError("has to look like 123456789:AA…, as @BotFather gives it")
        return token

    @field_validator("telegram_base_url", "webhook_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
            raise ValueError("has to be a whole address, beginning with https://")
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _secret_form(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret.get_secret_value()):
            raise ValueError("has to have 16 to 256 of the characters A-Z a-z 0-9 _ -")
        return secret

    @field_validator("curator_ids", mode="before")
    @classmethod
    def _split_ids(cls, ids: object) -> object:
        return [one for one in ids.replace(",", " ").split() if one] if isinstance(ids, str) else ids

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if not url.startswith("sqlite+aiosqlite:///"):
            raise ValueError("has to begin with sqlite+aiosqlite:///")
        return url

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Self:
        faults = []
        if self.webhook_url and not self.telegram_bot_token:
            faults.append("TELEGRAM_BOT_TOKEN is missing: WEBHOOK_URL needs it")
        if self.webhook_url and not self.webhook_secret:
            faults.append("WEBHOOK_SECRET is missing: WEBHOOK_URL needs it, so that only Telegram is listened to")
        if self.webhook_url and not self._may_receive(self.webhook_url):
            faults.append("WEBHOOK_URL has to begin with https:// (http is for a local address with TELEGRAM_BASE_URL)")
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def _may_receive(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme == "https" or (self.telegram_base_url is not None and _is_local(parts.hostname or ""))


def _is_local(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".internal")) or "." not in host
    return address.is_loopback or address.is_private


def read_settings() -> Settings:
    """Read the environment. Raises `SettingsError` that names every bad setting."""
    try:
        return Settings()  # type: ignore[call-arg]  # mypy takes pydantic's Field(default, …) for one without
    except ValidationError as error:
        raise SettingsError("\n".join(_line(fault["loc"], fault["msg"]) for fault in error.errors())) from None


def _line(place: tuple[int | str, ...], message: str) -> str:
    text = message.removeprefix("Value error, ")
    return f"{str(place[0]).upper()}: {text[:1].lower()}{text[1:]}." if place else text
