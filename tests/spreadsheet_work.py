"""What a curator does with the files of `export` and `import`, over the small content about a park."""

import csv
import io
from pathlib import Path

import pytest
from desk_log import bot
from earlier_start import started_before
from gate_content import Content
from typer.testing import Result


@pytest.fixture
def park(content: Content, monkeypatch: pytest.MonkeyPatch) -> Content:
    """A small content about a park and a lake, and an empty database."""
    monkeypatch.setenv("FAQ_DIR", "faq")
    monkeypatch.setenv("CORPUS_DIR", "corpus")
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:///var/bot.db")
    started_before(content.root / "var", content.root / "faq", content.root / "corpus")
    return content


def exported(park: Content, name: str) -> list[dict[str, str]]:
    """The rows of an exported file, as a program reads them that knows nothing of ours."""
    assert bot("export", "out").exit_code == 0
    table = (park.root / "out" / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(table, newline="")))


def imported(park: Content, *lines: str, separator: str = "\r\n") -> Result:
    """What `import` does with a file of these lines."""
    (park.root / "mine.csv").write_bytes(separator.join([*lines, ""]).encode())
    return bot("import", "mine.csv")


def added(park: Content, *lines: str) -> Result:
    """What `import` does with all phrasings and these lines more."""
    assert bot("export", "out").exit_code == 0
    before = (park.root / "out" / "phrasings.csv").read_bytes()
    (park.root / "mine.csv").write_bytes(before + "".join(f"{line}\r\n" for line in lines).encode())
    return bot("import", "mine.csv")


def files(root: Path) -> dict[str, bytes]:
    """Every file of the content, byte for byte."""
    return {str(file): file.read_bytes() for folder in ("faq", "corpus") for file in (root / folder).rglob("*.*")}


def trail(park: Content) -> list[tuple[str, str, str]]:
    """Verb, entry and text of what was decided."""
    return [(row["verb"], row["entry"], row["text"]) for row in exported(park, "decisions.csv")]
