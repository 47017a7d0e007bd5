"""The command that writes the site: the old one stays whole until the new one is, and nothing else is replaced."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import small_library
import yaml
from commanding import typed_in
from curator import Curator
from running import PROJECT

from bot.cli.site import made
from bot.site import NotASiteError, SiteOptions, pages_of, replace_folder
from bot.site.build import MARK


def tree(folder: Path) -> dict[str, bytes]:
    """All that a folder holds."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def files(*pages: str) -> Iterator[tuple[str, bytes]]:
    """A site of some pages."""
    yield MARK, b"1"
    for page in pages:
        yield page, page.encode()


def test_a_site_is_written_and_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "a" / "site"
    replace_folder(out, files("ru/old.html"))
    assert replace_folder(out, files("ru/new.html")) == len(b"1ru/new.html")

    assert tree(tmp_path) == {"a/site/version.txt": b"1", "a/site/ru/new.html": b"ru/new.html"}


def test_an_empty_folder_may_become_a_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    replace_folder(out, files("index.html"))

    assert (out / "index.html").is_file()


def test_a_link_to_a_site_goes_on_leading_to_it(tmp_path: Path) -> None:
    replace_folder(tmp_path / "real", files("old.html"))
    (tmp_path / "link").symlink_to("real")
    replace_folder(tmp_path / "link", files("new.html"))

    assert (tmp_path / "link").is_symlink()
    assert tree(tmp_path / "real") == {MARK: b"1", "new.html": b"new.html"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letters.txt").write_text("dear")
    (tmp_path / "file").write_text("dear")
    before = tree(tmp_path)

    for name in ("home", "file"):
        with pytest.raises(NotASiteError):
            replace_folder(tmp_path / name, files("index.html"))
    assert tree(tmp_path) == before


def test_the_old_site_stays_whole_if_a_page_cannot_be_made(tmp_path: Path) -> None:
    def half() -> Iterator[tuple[str, bytes]]:
        yield from files("ru/new.html")
        raise KeyError("an entry that there is not")

    out = tmp_path / "site"
    replace_folder(out, files("ru/old.html"))
    before = tree(tmp_path)
    with pytest.raises(KeyError):
        replace_folder(out, half())

    assert tree(tmp_path) == before
    assert [*tmp_path.iterdir()] == [out]


@pytest.fixture
def content(tmp_path: Path) -> dict[str, str]:
    """The environment of a command over a copy of the content."""
    for name in ("faq", "corpus"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(PROJECT),
        "COLUMNS": "300",
        "FAQ_DIR": str(tmp_path / "faq"),
        "CORPUS_DIR": str(tmp_path / "corpus"),
    }


def test_the_command_writes_the_whole_site_and_leaves_it_alone_when_the_content_is_faulty_or_the_disk_is_full(
    tmp_path: Path, content: dict[str, str]
) -> None:
    out = tmp_path / "site"
    done = typed_in(tmp_path, content, "site", str(out), "--url", "https://a.example.org", "--bot", "@draft_bot")
    assert (done.returncode, done.stderr.strip()) == (0, "")
    assert "answers in three languages" in done.stdout
    before = tree(out)
    assert before["ru/answers/kurultai/index.html"].count(b"https://t.me/draft_bot?start=kurultai") == 1
    assert b"https://a.example.org/ru/answers/kurultai/" in before["ru/answers/kurultai/index.html"]

    signposts = tmp_path / "faq" / "signposts.yaml"
    signposts.write_text(signposts.read_text().replace("nearest: [referendum-date", "nearest: [no-such-entry", 1))
    refused = typed_in(tmp_path, content, "site", str(out))
    assert refused.returncode == 1
    assert "no-such-entry" in refused.stderr

    half = signposts.read_text()
    signposts.write_text(half[: len(half) // 2])
    assert typed_in(tmp_path, content, "site", str(out)).returncode == 1

    few = Curator(tmp_path / "few")  # enough to fill a disk
    full = subprocess.run(
        [sys.executable, "-m", "bot", "site", str(out)],
        cwd=tmp_path,
        env=content | few.settings,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert (full.returncode, "cannot be written" in full.stderr) == (2, True), full.stderr
    assert tree(out) == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_other_processes_draw_the_same_cards() -> None:
    some = pages_of(small_library.LIBRARY, SiteOptions(date(2026, 4, 1), "https://a.example.org/"))

    alone, shared = dict(made(some, processes=1)), dict(made(some, many=1, processes=2))
    assert shared == alone
    assert list(shared) == list(alone)
    assert set(shared) == {file.address for file in some}
    assert sum(address.endswith("card.jpg") for address in shared) == 9


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--url", "answers.example.org"], "--url is where the site will be"),
        (["--bot", "https://t.me/x"], "--bot is the bot's user name"),
    ],
)
def test_a_bad_option_is_named(tmp_path: Path, content: dict[str, str], arguments: list[str], said: str) -> None:
    done = typed_in(tmp_path, content, "site", str(tmp_path / "site"), *arguments)

    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "site").exists()


def test_what_publishes_the_site_builds_it_with_make_into_the_folder_that_it_sends() -> None:
    workflow = yaml.safe_load((PROJECT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["publish"]["steps"]
    [build] = [step for step in steps if "run" in step]
    [sent] = [step["with"]["path"] for step in steps if "upload-pages-artifact" in step.get("uses", "")]
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")

    assert build["run"].split()[:2] == ["make", "site"]
    assert f"python -m bot site {sent} " in makefile
    assert all(f"$({name})" in makefile for name in build["env"])
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
