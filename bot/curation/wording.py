"""Where the sentences of the curators' desk lie, in three languages, as Fluent files."""

from pathlib import Path

FOLDER = Path(__file__).parent / "wording"
