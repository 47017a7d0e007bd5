"""The targets of `benchmarks.fuzz`, run by atheris: it sees which paths the code takes, and looks for new ones."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["bot"]):
    from benchmarks.fuzz import SEEDS, targets_in


def main() -> None:
    """Fuzz one target; libFuzzer prints the number of tries, and ends the process."""
    name, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "20"
    with TemporaryDirectory() as folder:
        target, corpus = targets_in(Path(folder))[name], Path(folder) / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(SEEDS):
            (corpus / str(number)).write_bytes(seed.encode("utf-8", "surrogatepass"))

        def once(given: bytes) -> None:
            target(given.decode("utf-8", "replace"))

        atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=5000", str(corpus)], once)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
