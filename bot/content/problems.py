"""What is wrong with the content, in a curator's words and in the form that editors jump to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in one file. `line` counts from 1; `mend` says what to do about it."""

    file: str
    line: int
    message: str
    mend: str = ""

    def __str__(self) -> str:
        head = f"{self.file}:{self.line}: {self.message}"
        return f"{head}\n    {self.mend}" if self.mend else head


class ContentError(Exception):
    """The content cannot be served; `problems` says why, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))
