"""Texts taken out of the FAQ's files: each goes with its line, and every other byte stays. Before and after."""

from pathlib import Path

import pytest

from bot.content import ContentError, Edit, Standing, take_out
from bot.content.standing import SpotKind

HEAD = "# A comment.\n- id: trees   # never changes\n"
REST = "  related: [a]\n\n# The end.\n"


def taken(faq: Path, before: str, *texts: str, kind: SpotKind = "phrasing") -> str:
    """What a file holds once texts are taken from the entry 'trees', of its Russian ones."""
    file = faq / "park.yaml"
    file.write_bytes(before.encode())
    for edit in take_out(faq, [Standing(kind, "trees", "ru", text) for text in texts]):
        assert edit == Edit(file, file.read_bytes(), edit.after)
        file.write_bytes(edit.after)
    return file.read_bytes().decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("    ru:\n      - да\n      - ещё\n", "    ru:\n      - да\n", id="the last of dashes"),
        pytest.param("    ru:\n      - ещё\n      - да\n", "    ru:\n      - да\n", id="the first of dashes"),
        pytest.param("    ru:\n    - ещё  # !\n\n    - да # ?\n", "    ru:\n\n    - да # ?\n", id="its own comment"),
        pytest.param(
            "    ru:\n      - ещё\n        # why\n      # off\n      - да\n",
            "    ru:\n      # off\n      - да\n",
            id="a comment on it, and one on the list",
        ),
        pytest.param("    ru:\n      -\n        ещё\n      - да\n", "    ru:\n      - да\n", id="a lone dash"),
        pytest.param("    ru:\n      - 'ещё'\n      - да\n", "    ru:\n      - да\n", id="quotes"),
        pytest.param("    ru:\n      - Ещё?\n      - да\n", "    ru:\n      - да\n", id="the same to a reader"),
        pytest.param("    ru: [да, ещё]  # !\n", "    ru: [да]  # !\n", id="the last in brackets"),
        pytest.param("    ru: [ещё, да]\n", "    ru: [да]\n", id="the first in brackets"),
        pytest.param("    ru: [нет, ещё, да]\n", "    ru: [нет, да]\n", id="between brackets"),
        pytest.param("    ru: [ да , ещё , ]\n", "    ru: [ да , ]\n", id="a comma at the end"),
        pytest.param(
            "    ru: [\n      да,\n      ещё\n    ]\n", "    ru: [\n      да\n    ]\n", id="brackets in lines"
        ),
        pytest.param(
            "    ru: [\n      да,  # yes\n      ещё,  # no\n    ]\n",
            "    ru: [\n      да,  # yes\n      # no\n    ]\n",
            id="brackets in lines with comments",
        ),
        pytest.param("    ru: [ещё]\n", "", id="the only one in brackets"),
        pytest.param("    ru:  # !\n      - ещё\n", "", id="the only one"),
    ],
)
def test_a_text_goes_with_its_line_and_nothing_else_does(tmp_path: Path, before: str, after: str) -> None:
    around = (HEAD + "  phrasings:\n", "    en: [how]\n" + REST)
    assert taken(tmp_path, before.join(around), "ещё") == after.join(around)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  not:\n    ru:\n      - ещё\n    en: [how]\n", "  not:\n    en: [how]\n"),
        ("  not:\n    ru:\n      - ещё\n", ""),
        ("  not: {ru: [ещё]}\n", ""),
        ("  not: {ru: [ещё], en: [how]}\n", "  not: {en: [how]}\n"),
        ("  not: {en: [how], ru: [ещё]}\n", "  not: {en: [how]}\n"),
    ],
)
def test_a_list_that_nobody_needs_goes_with_its_last_text(tmp_path: Path, before: str, after: str) -> None:
    assert taken(tmp_path, HEAD + before + REST, "ещё", kind="not") == HEAD + after + REST


def test_several_go_at_once_and_what_is_not_there_is_passed_over(tmp_path: Path) -> None:
    before = HEAD + "  phrasings:\n    ru: [а1, б2, в3, г4]\n" + REST
    assert taken(tmp_path, before, "б2", "г4", "never there") == before.replace("[а1, б2, в3, г4]", "[а1, в3]")
    assert taken(tmp_path, before, "в3", "г4") == before.replace("[а1, б2, в3, г4]", "[а1, б2]")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_last_line_of_a_file_may_go(tmp_path: Path, end: str) -> None:
    before = "- id: trees\n  phrasings:\n    ru:\n      - да\n      - ещё".replace("\n", end)
    assert taken(tmp_path, before, "ещё") == before.removesuffix(f"{end}      - ещё")


@pytest.mark.parametrize(
    "written", ["  phrasings:\n    ru:  # !\n      - ещё\n", "  phrasings:\n    ru:  # !\n    - ещё\n"]
)
def test_a_list_that_the_form_needs_stays_empty(tmp_path: Path, written: str) -> None:
    assert taken(tmp_path, HEAD + written + REST, "ещё") == HEAD + "  phrasings:\n    ru: []  # !\n" + REST


def test_a_question_that_heads_an_answer_is_never_taken(tmp_path: Path) -> None:
    before = HEAD + "  question: {ru: Ещё}\n" + REST
    assert taken(tmp_path, before, "Ещё", kind="question") == before


def test_what_is_not_written_as_a_list_is_left_to_people(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="phrasings → ru"):
        taken(tmp_path, HEAD + "  phrasings: {ru: ещё}\n" + REST, "ещё")


def test_a_wording_is_taken_from_what_lies_outside(tmp_path: Path) -> None:
    file = tmp_path / "outside.yaml"
    text = (
        "chat:\n  greeting:\n    en: [hello]\noutside:\n  near:  # !\n    en:\n      - why\n  far:\n    ru: [погода]\n"
    )
    file.write_text(text, encoding="utf-8")
    for edit in take_out(tmp_path, [Standing("near", "", "en", "why"), Standing("chat", "greeting", "en", "Hello!")]):
        file.write_bytes(edit.after)

    wanted = text.replace("[hello]", "[]").replace("    en:\n      - why\n", "    en: []\n")
    assert file.read_text(encoding="utf-8") == wanted
