"""Many cases in one test: every one of them is tried, and the failures are told together, each with its case's name."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

Case = Callable[..., AbstractContextManager[None]]


@contextlib.contextmanager
def every_case() -> Iterator[Case]:
    """Inside it, `with case(name, ...):` holds the assertions about one case. It fails at its end, for all of them."""
    failures: list[str] = []

    @contextlib.contextmanager
    def case(*named: object) -> Iterator[None]:
        try:
            yield
        except Exception as wrong:
            failures.append(f"{', '.join(map(repr, named))}: {type(wrong).__name__}: {wrong}")

    yield case
    assert not failures, f"{len(failures)} cases fail.\n\n" + "\n\n".join(failures)
