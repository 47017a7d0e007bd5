"""A real PgBouncer before the tests' PostgreSQL, as hosts put one there. Debian has it as `pgbouncer`."""

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import STARTING, free_port
from sqlalchemy.engine import make_url

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")

_CONFIGURATION = """\
[databases]
* = host={host} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = {mode}
default_pool_size = {servers}
"""


def needs_pgbouncer() -> None:
    """Skip the test where the program is not installed. Where CI is set, it has to be."""
    if PROGRAM is None:
        message = "There is no pgbouncer: apt-get install pgbouncer (the bot is not tried over it)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)


@contextlib.contextmanager
def pooled(url: str, folder: Path, mode: str = "transaction", servers: int = 3) -> Iterator[str]:
    """The address at which a pooler passes a database on: with few servers, so that clients soon share them."""
    needs_pgbouncer()
    database = make_url(url)
    host, port = str(database.query["host"]), free_port()
    file = folder / "pgbouncer.ini"
    file.write_text(_CONFIGURATION.format(host=host, user=database.username, port=port, mode=mode, servers=servers))
    file.chmod(0o644)
    # It does not run as root, and has to get into the folder of the server's socket.
    owner = Path(host).owner()
    user = owner if os.geteuid() == 0 and owner != getpass.getuser() else None
    with file.open("rb") as given:
        # Its file comes by standard input: only root may look into pytest's folders.
        command = [str(PROGRAM), "--quiet", "/dev/stdin"]
        process = subprocess.Popen(command, stdin=given, stderr=subprocess.DEVNULL, user=user)
    try:
        _wait_for(port, process)
        yield f"postgresql://{database.username}@127.0.0.1:{port}/{database.database}"
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise AssertionError("pgbouncer does not start")
