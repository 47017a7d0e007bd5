"""The content's files as they are at one moment, byte for byte: pack, compare and restore them."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.content.entries import note_file, version_of
from bot.content.folders import content_files
from bot.content.problems import Edit
from bot.content.yaml_reader import Value, read

# What the loader reads or complains about. Drafts, the editors' schema and anything else there are not content.
_ENDINGS = {"faq": (".yaml", ".yml"), "corpus": (".yaml", ".txt")}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files by folder and name, as "faq/rights.yaml"."""

    files: Mapping[str, bytes]

    @classmethod
    def of(cls, faq: Path, corpus: Path) -> "Snapshot":
        """Read the files as they are now, valid or not. Raises `OSError` if one cannot be read."""
        folders = {"faq": faq, "corpus": corpus}
        paths = {
            f"{name}/{path.name}": path
            for name, endings in _ENDINGS.items()
            for ending in endings
            for path in content_files(folders[name], ending)
        }
        return cls({name: path.read_bytes() for name, path in paths.items()})

    @property
    def version(self) -> str:
        """The version of the library that these files make."""
        files: dict[str, bytes] = {}
        for name, data in self.files.items():
            note_file(files, name.partition("/")[2], data)
        return version_of(files)

    def packed(self) -> bytes:
        """The snapshot as the bytes of a ZIP file."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.files.items():
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return packed.getvalue()

    @classmethod
    def unpacked(cls, packed: bytes) -> "Snapshot":
        """Read a snapshot from the bytes of a ZIP file, as `packed` makes them."""
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def written_to(self, folder: Path) -> None:
        """Write the files into an empty folder."""
        for name, data in self.files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)

    def edits_from(self, present: "Snapshot", faq: Path, corpus: Path) -> list[Edit]:
        """The edits that turn the `present` files into these. A file that is not in these is empty after its edit."""
        folders = {"faq": faq, "corpus": corpus}
        edits = []
        for name in sorted({*self.files, *present.files}):
            folder, _, file = name.partition("/")
            before, after = present.files.get(name, b""), self.files.get(name, b"")
            if before != after or (name in present.files) != (name in self.files):
                edits.append(Edit(folders[folder] / file, before, after))
        return edits


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two snapshots: ids of entries, and names of files that hold no entries."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    files: tuple[str, ...]

    @classmethod
    def between(cls, before: Snapshot, after: Snapshot) -> "Changes":
        """Compare two snapshots. Only files whose bytes differ are read; an entry that has moved has not changed."""
        names = sorted({*before.files, *after.files})
        other = [name for name in names if before.files.get(name) != after.files.get(name)]
        old, new = (_entries(snapshot, other) for snapshot in (before, after))
        entries = sorted({*old, *new})
        return cls(
            added=tuple(name for name in entries if name not in old),
            removed=tuple(name for name in entries if name not in new),
            changed=tuple(name for name in entries if name in old and name in new and old[name] != new[name]),
            files=tuple(name for name in other if not _has_entries(before, name) and not _has_entries(after, name)),
        )


def _has_entries(snapshot: Snapshot, name: str) -> bool:
    return any(True for _ in _entries_in(name, snapshot.files.get(name, b"")))


def _entries(snapshot: Snapshot, names: list[str]) -> dict[str, Value]:
    return {key: value for name in names for key, value in _entries_in(name, snapshot.files.get(name, b""))}


def _entries_in(name: str, data: bytes) -> Iterator[tuple[str, Value]]:
    """Yield (id, entry) for each entry of a file; nothing if it holds something else or cannot be read."""
    if not name.startswith("faq/") or not data:
        return
    page, _ = read(name, data, "entry")
    for value in page.value if page and isinstance(page.value, list) else ():
        if isinstance(value, dict) and "answer" in value and isinstance(key := value.get("id"), str):
            yield key, value


@dataclass(frozen=True, slots=True)
class Publication:
    """A version of the content, and when it went live; or, if it was never `served`, when it was stored."""

    version: str
    at: datetime
    served: bool = True


def step_back(history: Sequence[Publication], current: str) -> str | None:
    """The version to go back to from the `current` one: the one that was live before it, or `None` if none was.

    `history` has the oldest first. Going back twice goes back two steps: once a version is live again, those that came
    after it no longer count, so that a step back never leads to what has just been rolled back.
    """
    steps = _steps(one.version for one in history if one.served)
    if current not in steps:
        return steps[-1] if steps else None
    place = steps.index(current)
    return steps[place - 1] if place else None


def _steps(versions: Iterable[str]) -> list[str]:
    steps: list[str] = []
    for version in versions:
        if version in steps:
            del steps[steps.index(version) + 1 :]
        else:
            steps.append(version)
    return steps
