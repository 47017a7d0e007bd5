"""A database's address as hosts write it: what libpq takes means the same here, and the rest is refused by name."""

import asyncio
import ssl

import pytest
from postgres import Postgres
from sqlalchemy import text
from sqlalchemy.engine import make_url

from bot.settings import connecting_to, database_address
from bot.storage import open_engine


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("postgres://bot:a%40b@db.kz/bot", "postgresql+asyncpg://bot:a%40b@db.kz/bot"),
        ("postgresql://db.kz/bot?sslmode=require&channel_binding=prefer", "postgresql+asyncpg://db.kz/bot?ssl=require"),
        ("postgresql://db.kz/bot?gssencmode=disable&keepalives=1", "postgresql+asyncpg://db.kz/bot"),
        ("postgresql:///bot?host=/run", "postgresql+asyncpg:///bot?host=%2Frun"),
        ("postgresql://u@a,b:99/bot", "postgresql+asyncpg://u@/bot?host=a%3A5432&host=b%3A99"),
    ],
)
def test_what_hosts_write_is_understood(given: str, understood: str) -> None:
    assert database_address(given) == understood


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("sslmode=require&channel_binding=require", "has channel_binding=require, which the driver cannot do"),
        ("gssencmode=require", "has gssencmode=require, which the driver cannot do"),
        ("pgbouncer=true", "has the parameter pgbouncer, which is not understood here"),
        ("keepalives_idle=30", "has the parameter keepalives_idle"),
        ("sslmode=safe", "has sslmode=safe, which has to be one of disable, allow, prefer"),
        ("target_session_attrs=master", "has target_session_attrs=master, which has to be one of any"),
        ("sslmode=require&sslmode=disable", "has the parameter sslmode twice"),
        ("connect_timeout=soon", "has connect_timeout=soon, which has to be a number"),
    ],
)
def test_what_cannot_be_kept_to_is_refused_by_name(query: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        database_address(f"postgresql://db.kz/bot?{query}")


def test_a_port_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="has a port that is no number"):
        database_address("postgresql://db.kz:port/bot")


def test_the_machines_own_certificates_are_checked_in_full() -> None:
    address = database_address("postgresql://db.kz/bot?sslmode=require&sslrootcert=system")

    url, arguments = connecting_to(make_url(address), 5)

    assert dict(url.query) == {}
    assert arguments["ssl"].verify_mode is ssl.CERT_REQUIRED and arguments["ssl"].check_hostname


def test_what_the_address_asks_of_server_and_driver_reaches_them(postgres: Postgres) -> None:
    given = postgres.new_database()
    asked = "application_name=the%20bot&options=-c%20work_mem%3D5MB&target_session_attrs=read-write&connect_timeout=7"

    async def settings() -> list[str]:
        engine = open_engine(database_address(f"{given}&{asked}"))
        async with engine.connect() as connection:
            shown = [await connection.scalar(text(f"SHOW {name}")) for name in ("application_name", "work_mem")]
        await engine.dispose()
        return [str(one) for one in shown]

    assert asyncio.run(settings()) == ["the bot", "5MB"]
