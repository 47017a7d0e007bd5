"""What CI throws at everything that strangers reach, in small: the targets work, and a fault would be seen."""

from collections.abc import Callable

import pytest

from benchmarks.fuzz import NAMES, fuzz, targets_in


@pytest.fixture(scope="module")
def targets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Callable[[str], None]]:
    return targets_in(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_thrown_at_it_breaks_it(targets: dict[str, Callable[[str], None]], name: str) -> None:
    inputs = 5 if name == "YAML reading" else 200  # each of those reads all the articles

    assert fuzz(name, targets[name], inputs=inputs) == inputs
    assert set(targets) == set(NAMES)


def test_a_fault_ends_it_with_the_text_that_led_there(capsys: pytest.CaptureFixture[str]) -> None:
    def breaks(given: str) -> None:
        assert "b" not in given

    with pytest.raises(AssertionError):
        fuzz("one that breaks", breaks, inputs=1000)
    assert capsys.readouterr().out.startswith("one that breaks: ")
