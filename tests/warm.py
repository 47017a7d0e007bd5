"""Start `python -m bot` from a process that has loaded its modules and read the content once.

That saves each start two seconds of imports, and more of what is learned and remembered of texts that come again. What
starts is a process as any other, with an environment, a folder, files and a number of its own; only what it would learn
of the project's own content is handed on to it, as from test to test (`remembering.py`). That a new process learns it
itself is shown by `test_warm.py`. All workers of a run share it, since it takes six seconds to get warm.
"""

import contextlib
import fcntl
import gc
import os
import pickle
import select
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

if TYPE_CHECKING:
    from bot.run.intervals import Intervals

_asking = threading.Lock()
_servers: list[tuple[socket.socket, "subprocess.Popen[bytes] | None"]] = []
"""None or one: the connection, and the process if it was started here."""


def start(
    arguments: Sequence[str],
    env: Mapping[str, str],
    folder: Path,
    files: Sequence[int],
    intervals: "Intervals | None" = None,
) -> FileIO:
    """Start the bot with these arguments. `files` are its standard input, output and errors.

    With `intervals`, its command `run` runs at these instead of at the usual ones.

    What is returned has two lines: the process's number at once, and its exit code once it has ended.
    """
    mine, its = os.pipe()
    request = pickle.dumps((list(arguments), dict(env), str(folder), intervals))
    with _asking:
        server = _server(env)
        socket.send_fds(server, [len(request).to_bytes(4, "big")], [*files, its])
        server.sendall(request)
    os.close(its)
    return FileIO(mine, "rb")


def _server(env: Mapping[str, str]) -> socket.socket:
    """The connection to the process that has loaded the modules, which is started when a worker first needs it."""
    if not _servers:
        connection = socket.socket(socket.AF_UNIX)
        with _alone():
            if connection.connect_ex(str(_address())):
                _servers.append((connection, _begun(env)))
                connection.connect(str(_address()))
            else:
                _servers.append((connection, None))
    return _servers[0][0]


def _begun(env: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """A new one, which can be connected to at once, and answers once it is warm."""
    _address().unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(_address()))
        door.listen()
        line = [sys.executable, __file__, str(door.fileno()), str(_address())]
        return subprocess.Popen(line, env=dict(env), pass_fds=[door.fileno()], stdin=subprocess.DEVNULL)


def run() -> str:
    """What all workers of this run have in common, and no other run."""
    return os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))


def _address() -> Path:
    """Where the workers of a run find the process. The path of a socket has to be short."""
    return Path(tempfile.gettempdir()) / f"warm-{run()[:16]}"


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Nobody looks for a server, starts one or lets it end meanwhile."""
    with Path(__file__).open() as this:
        fcntl.flock(this, fcntl.LOCK_EX)
        yield


def stop() -> None:
    """Let the process that has loaded the modules end, once no other worker needs it."""
    while _servers:
        connection, server = _servers.pop()
        connection.close()
        if server:
            server.wait()


def _get_warm() -> None:
    """Do once what all that are started do: load the modules, read the content, check and learn it."""
    import remembering

    from bot.cli.main import Commands
    from bot.conversation import Wording
    from bot.desk_chat.cards import desk_wording
    from bot.publishing import learned
    from bot.publishing.gate import load_servable
    from bot.web.pages import WORDING

    sys.path.pop(0)  # the tests' own folder
    remembering.remember()
    list(Commands().values())  # loaded for all that are started
    desk_wording(), Wording(WORDING)  # it takes each of them a sixth of a second to parse these
    project = Path(__file__).parent.parent
    with tempfile.TemporaryDirectory() as folder:
        learned.learn(load_servable(project / "faq", project / "corpus"), Path(folder))
    gc.collect()
    gc.freeze()  # else each process that starts copies all of it, when it looks for what can be freed


def _serve(door: socket.socket, address: Path) -> NoReturn:
    _get_warm()
    watching: set[int] = set()
    asking = [door.accept()[0]]
    while asking or _is_asked_again(door, address, asking):
        for asked in select.select([door, *asking], [], [])[0]:
            if asked is door:
                asking.append(door.accept()[0])
            elif not _forked(asked, [door, *asking], watching):
                asking.remove(asked)
                asked.close()
        watching -= {each for each in watching if os.waitpid(each, os.WNOHANG)[0]}
    for each in watching:
        os.waitpid(each, 0)
    os._exit(0)


def _is_asked_again(door: socket.socket, address: Path, asking: list[socket.socket]) -> bool:
    """Whether somebody has come who has not been let in yet. If not, nobody comes any more."""
    with _alone():
        if select.select([door], [], [], 0)[0]:
            asking.append(door.accept()[0])
        else:
            address.unlink(missing_ok=True)
    return bool(asking)


def _forked(asked: socket.socket, sockets: Sequence[socket.socket], watching: set[int]) -> bool:
    """Start what is asked for; returns whether there was anything."""
    length, files, _, _ = socket.recv_fds(asked, 4, 4)
    if not length:
        return False
    request = b""
    while len(request) < int.from_bytes(length, "big"):
        request += asked.recv(1 << 16)
    watcher = os.fork()
    if not watcher:
        for each in sockets:
            each.close()
        _watch(_Wanted(*pickle.loads(request)), files)  # noqa: S301 - of the tests' own
    watching.add(watcher)
    for file in files:
        os.close(file)
    return True


class _Wanted(NamedTuple):
    """What is to be started."""

    arguments: list[str]
    env: dict[str, str]
    folder: str
    intervals: "Intervals | None"


def _watch(wanted: _Wanted, files: list[int]) -> NoReturn:
    """Fork once more, and tell how that one ends."""
    *standard, report = files
    number = os.fork()
    if not number:
        os.close(report)
        _be_the_bot(wanted, standard)
    for file in standard:
        os.close(file)
    os.write(report, f"{number}\n".encode())
    code = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
    with contextlib.suppress(BrokenPipeError):
        os.write(report, f"{code}\n".encode())
    os._exit(0)


def _be_the_bot(wanted: _Wanted, standard: list[int]) -> NoReturn:
    for number, file in enumerate(standard):
        os.dup2(file, number)
        os.close(file)
    os.chdir(wanted.folder)
    os.environ.clear()
    os.environ.update(wanted.env)
    sys.argv[:] = ["bot", *wanted.arguments]
    from bot.cli.main import app
    from bot.cli.run import run_at

    if intervals := wanted.intervals:
        app.command("run")(lambda: run_at(intervals))  # instead of its own
    app(prog_name="python -m bot")
    sys.exit()  # nobody catches it, so that this process ends as any other


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2]))
