"""Which files of a content's folder are content: what editors and other programs leave there is none."""

from collections.abc import Iterable, Iterator
from pathlib import Path

_ENDINGS = (".yaml", ".yml", ".txt")
_TEMPORARY = (".", "~", "#")  # how the names of editors' and spreadsheets' own files begin


def content_files(folder: Path, ending: str) -> list[Path]:
    """The files of a folder with an ending such as ".yaml", by their names.

    A link that leads nowhere counts: it has the name of a file that somebody means to be read.
    """
    return sorted(path for path in folder.glob(f"*{ending}") if not _is_passed_over(path))


def passed_over(folder: Path) -> Iterator[Path]:
    """What has the name of content and is none: hidden and temporary files, folders, pipes."""
    yield from sorted(path for path in folder.glob("*") if path.suffix in _ENDINGS and _is_passed_over(path))


def not_to_copy(folder: str, names: Iterable[str]) -> set[str]:
    """What `shutil.copytree` has to leave out of a copy of the content: it would fail on pipes, and wait for them."""
    paths = {name: Path(folder) / name for name in names}
    return {
        name for name, path in paths.items() if name.startswith(_TEMPORARY) or not (path.is_file() or path.is_dir())
    }


def _is_passed_over(path: Path) -> bool:
    return path.name.startswith(_TEMPORARY) or (path.exists() and not path.is_file())
