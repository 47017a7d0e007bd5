"""Texts put into the FAQ's files: where they go, and that every byte around them stays. Tables of before and after."""

import difflib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import PROJECT

from bot.content import (
    LANGUAGES,
    ContentError,
    Edit,
    Language,
    Library,
    UnknownEntry,
    add_outside,
    add_phrasings,
    add_unlike,
    check_files,
)
from bot.publishing.publisher import apply, undo

HEAD = "# A comment.\n- id: trees   # never changes\n  phrasings:\n"
REST = "    en:\n      - how many trees  \n\n# The end.\n"
LONG = "Скажите, пожалуйста, а сколько всего деревьев тут"


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    """A folder for the files of a test."""
    return tmp_path


def changed(faq: Path, before: str, *texts: str, language: Language = "ru") -> str:
    """What a file holds once the texts are phrasings of its entry 'trees'."""
    (faq / "park.yaml").write_bytes(before.encode())
    edit = add_phrasings(faq, "trees", language, texts)
    assert (edit.file, edit.before) == (faq / "park.yaml", before.encode())
    return edit.after.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("    ru:\n      - да\n", "    ru:\n      - да\n      - ещё\n", id="dashes"),
        pytest.param("    ru:\n    - да\n", "    ru:\n    - да\n    - ещё\n", id="dashes below their key"),
        pytest.param("    ru:\n     -   да\n", "    ru:\n     -   да\n     -   ещё\n", id="dashes with wide gaps"),
        pytest.param("    ru:\n      -\n        да\n", "    ru:\n      -\n        да\n      - ещё\n", id="a lone dash"),
        pytest.param("    ru:\n      - да  # !\n", "    ru:\n      - да  # !\n      - ещё\n", id="a comment behind"),
        pytest.param("    ru:\n      - да  \n\n", "    ru:\n      - да  \n      - ещё\n\n", id="spaces, an empty line"),
        pytest.param(
            "    ru:\n      - да\n        # why\n      # - off\n",
            "    ru:\n      - да\n        # why\n      - ещё\n      # - off\n",
            id="a comment on the last item, and one on the list",
        ),
        pytest.param(
            "    ru:\n      - да и\n        нет\n", "    ru:\n      - да и\n        нет\n      - ещё\n", id="two lines"
        ),
        pytest.param(
            "    ru:\n      - 'да:\n        нет'\n",
            "    ru:\n      - 'да:\n        нет'\n      - ещё\n",
            id="two lines in quotes",
        ),
        pytest.param(
            "    ru:\n      - >-\n        да\n        нет\n\n    # English\n",
            "    ru:\n      - >-\n        да\n        нет\n      - ещё\n\n    # English\n",
            id="a folded item",
        ),
        pytest.param("    ru: [да, нет]\n", "    ru: [да, нет, ещё]\n", id="brackets"),
        pytest.param("    ru: [ да , ]  # !\n", "    ru: [ да, ещё , ]  # !\n", id="brackets with a comma at the end"),
        pytest.param(
            "    ru: [\n      да\n    ]\n", "    ru: [\n      да,\n      ещё\n    ]\n", id="brackets in lines"
        ),
        pytest.param(
            "    ru: [\n      да,  # yes\n      нет  # no\n    ]\n",
            "    ru: [\n      да,  # yes\n      нет,  # no\n      ещё\n    ]\n",
            id="brackets in lines with comments",
        ),
        pytest.param(
            "    ru: [\n      да,  # yes\n    ]\n",
            "    ru: [\n      да,  # yes\n      ещё,\n    ]\n",
            id="brackets in lines with a comma at the end",
        ),
        pytest.param(
            "    ru: [да,\n      нет]\n", "    ru: [да,\n      нет,\n      ещё]\n", id="brackets end in a line"
        ),
        pytest.param(f"    ru: [{LONG}, {LONG}]\n", f"    ru: [{LONG}, {LONG},\n      ещё]\n", id="brackets too long"),
        pytest.param("    ru: []  # !\n", "    ru:  # !\n      - ещё\n", id="nothing in brackets"),
        pytest.param("    ru: [ # !\n    ]\n", "    ru: [ещё # !\n    ]\n", id="a comment in brackets"),
        pytest.param("", "    ru:\n      - ещё\n", id="no such language, which is to be the first"),
        pytest.param("    kk:\n    - иә\n", "    kk:\n    - иә\n    ru:\n    - ещё\n", id="no such language"),
        pytest.param("    kk: [иә]\n", "    kk: [иә]\n    ru: [ещё]\n", id="no such language among brackets"),
        pytest.param("    kk: [иә]\n    ru: []\n", "    kk: [иә]\n    ru: [ещё]\n", id="nothing among brackets"),
    ],
)
def test_a_phrasing_goes_below_the_last_one_as_that_is_written(faq: Path, before: str, after: str) -> None:
    assert changed(faq, HEAD + before + REST, "ещё") == HEAD + after + REST


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- {id: trees, phrasings: {ru: [да]}}\n", "- {id: trees, phrasings: {ru: [да, ещё]}}\n"),
        ("- {id: trees, phrasings: {en: [how]}}", "- {id: trees, phrasings: {ru: [ещё], en: [how]}}"),
        ("- {id: trees, phrasings: {}}\n", "- {id: trees, phrasings: {ru: [ещё]}}\n"),
        ("- {id: trees, related: [a]}\n", "- {id: trees, phrasings: {ru: [ещё]}, related: [a]}\n"),
        ("- id: trees\n  phrasings: {kk: [иә]}\n", "- id: trees\n  phrasings: {kk: [иә], ru: [ещё]}\n"),
        ("-   id: trees", "-   id: trees\n    phrasings:\n      ru:\n        - ещё"),
        (
            "- phrasings:\n    # in Russian\n    ru:\n      - да\n  id: trees\n",
            "- phrasings:\n    # in Russian\n    ru:\n      - да\n      - ещё\n  id: trees\n",
        ),
    ],
)
def test_an_entry_may_be_written_otherwise(faq: Path, before: str, after: str) -> None:
    assert changed(faq, before, "ещё") == after


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_a_file_keeps_its_line_ends_and_its_last_line(faq: Path, end: str, last: str) -> None:
    before = "- id: trees\n  phrasings:\n    ru:\n      - да" + last
    after = f"- id: trees\n  phrasings:\n    ru:\n      - да\n      - ещё\n      - {LONG} {LONG}\n        {LONG}" + last

    found = changed(faq, before.replace("\n", end), "ещё", f"{LONG} {LONG} {LONG}")

    assert found == after.replace("\n", end)


def test_a_new_language_stands_where_the_form_has_it(faq: Path) -> None:
    before = "- id: trees\n  phrasings:  # all\n    # in English\n    en:\n      - how many\n"

    once = changed(faq, before, "да")
    twice = changed(faq, once, "иә", language="kk")

    assert twice == before.replace("# all\n", "# all\n    kk:\n      - иә\n    ru:\n      - да\n")


def test_what_an_entry_has_is_not_added_again(faq: Path) -> None:
    before = (
        "- id: trees\n  question: {ru: Сколько деревьев}\n  phrasings:\n    ru: [число деревьев]\n    en: [trees]\n"
    )

    assert changed(faq, before, "Число деревьев?!", "сколько  ДЕРЕВЬЕВ?", "Trees!") == before
    assert changed(faq, before, "Trees!", "ещё", "Ещё?") == before.replace("деревьев]\n", "деревьев, ещё]\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "  phrasings:\n     en:\n       - how  # !\n\n  # next\n  related: [a]\n",
            "  phrasings:\n     en:\n       - how  # !\n  not:\n     en:\n       - when\n\n  # next\n  related: [a]\n",
            id="none yet",
        ),
        pytest.param(
            "  phrasings:\n    en: [how]\n",
            "  phrasings:\n    en: [how]\n  not:\n    en: [when]\n",
            id="among brackets",
        ),
        pytest.param(
            "  not:\n    ru:\n    - да\n", "  not:\n    ru:\n    - да\n    en:\n    - when\n", id="no English"
        ),
        pytest.param("  not: {}\n  related: []\n", "  not: {en: [when]}\n  related: []\n", id="empty braces"),
        pytest.param("  not:\n    en:\n      - why\n", "  not:\n    en:\n      - why\n      - when\n", id="English"),
        pytest.param(
            "  related: [a]\n  phrasings: {}\n", "  related: [a]\n  phrasings: {}\n  not:\n    en:\n      - when\n"
        ),
    ],
)
def test_what_is_unlike_stands_under_not(faq: Path, before: str, after: str) -> None:
    (faq / "park.yaml").write_text("- id: trees\n" + before)

    edit = add_unlike(faq, "trees", "en", ["when", "When?"])

    assert edit.after.decode() == "- id: trees\n" + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  near:\n    ru: [мост]\n  far: {}\n", "  near:\n    ru: [мост, сосед]\n  far: {}\n"),
        ("  near:\n    en:\n    - bridge\n", "  near:\n    ru:\n    - сосед\n    en:\n    - bridge\n"),
        ("  far:\n    en: [sun]\n", "  near:\n    ru: [сосед]\n  far:\n    en: [sun]\n"),
    ],
)
def test_what_no_entry_answers_goes_into_its_own_file(faq: Path, before: str, after: str) -> None:
    (faq / "outside.yaml").write_text("chat: {}\noutside:\n" + before)

    edit = add_outside(faq, "near", "ru", ["сосед"])

    assert edit.after.decode() == "chat: {}\noutside:\n" + after


def test_an_id_that_no_file_has_is_said_with_the_nearest(faq: Path) -> None:
    (faq / "park.yaml").write_text("- id: trees\n")

    with pytest.raises(UnknownEntry, match=r"^there is no entry 'tree'.\n    Did you mean 'trees'\?$"):
        add_phrasings(faq, "tree", "ru", ["ещё"])
    with pytest.raises(
        UnknownEntry, match=r"^there is no entry 'swimming'.\n    Was it deleted, or given another id\?$"
    ):
        add_unlike(faq, "swimming", "ru", ["ещё"])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("- id: trees\n  related: [no]\n", "park.yaml:2: entry 'trees': YAML reads 'no' as yes or no."),
        ("- id: trees\n- id: [a\n", "park.yaml:2: entry '[a': the text begins with '[', which has a meaning in YAML."),
        ("- id: trees\n- id: {#", "park.yaml:2: entry '{': the text begins with '{', which has a meaning in YAML."),
        ("- id: trees\n  phrasings:\n", "park.yaml:2: entry 'trees': a value is missing here."),
        ("- id: trees\n  id: trees\n", "park.yaml:2: entry 'trees': the key 'id' stands twice (first on line 1)."),
        ("- id: trees\n  phrasings: some\n", "park.yaml:2: entry 'trees' needs keys with values under 'phrasings'."),
        ("- id: trees\n  phrasings: {ru: да}\n", "entry 'trees' needs a list under 'phrasings → ru'."),
        ("- id: trees\n  phrasings: {ru: [{a: b}]}\n", "entry 'trees' needs text under 'phrasings → ru 1'."),
        (
            "- id: trees\n  phrasings:\n    ru:\n      - |+\n        да\n\n  related: []\n",
            "park.yaml:3: this place is written in a way that cannot safely be changed from elsewhere.",
        ),
    ],
)
def test_a_file_with_a_fault_is_not_touched(faq: Path, written: str, said: str) -> None:
    (faq / "park.yaml").write_text(written)

    with pytest.raises(ContentError) as refused:
        add_phrasings(faq, "trees", "ru", ["ещё"])

    assert said in str(refused.value)


def test_a_file_that_only_names_an_entry_may_have_faults(faq: Path) -> None:
    (faq / "a-broken-one.yaml").write_text("- id: [trees\n")

    assert changed(faq, "- id: trees\n  phrasings: {ru: [да]}\n", "ещё").endswith("[да, ещё]}\n")


def test_without_the_file_of_what_lies_outside_nothing_is_added_to_it(faq: Path) -> None:
    with pytest.raises(ContentError, match=r"outside.yaml:1: this file does not exist."):
        add_outside(faq, "far", "ru", ["ещё"])


@pytest.fixture
def whole_faq(tmp_path: Path) -> Path:
    """A copy of the real FAQ."""
    shutil.copytree(PROJECT / "faq", tmp_path / "faq")
    return tmp_path / "faq"


_TOGETHER = 3
"""Entries that are edited in one file, each between others: a whole file is read anew for each of them."""


def _parts_of(file: Path) -> Iterator[bytes]:
    """A file of the FAQ as several of a few entries each, with all that stands between them."""
    comment, *entries = re.split("(?m)^(?=- id: )", file.read_bytes().decode())
    for start in range(0, len(entries), _TOGETHER):
        yield "".join([comment, *entries[start : start + _TOGETHER]]).encode()


def test_every_entry_of_the_faq_takes_texts_and_gives_them_back(tmp_path: Path, library: Library) -> None:
    tried: list[str] = []
    parts = [(file.name, part) for file in sorted((PROJECT / "faq").glob("*.yaml")) for part in _parts_of(file)]
    for number, (name, before) in enumerate(parts):
        here = tmp_path / str(number) / name
        here.parent.mkdir()
        here.write_bytes(before)
        ids = re.findall(r"^- id: (\S+)$", before.decode(), re.MULTILINE)
        for entry in filter(library.everything.__contains__, ids):
            edit = add_phrasings(here.parent, entry, LANGUAGES[len(tried) % 3], ["quite: new", "zebra 👋"])
            apply(edit)

            assert _difference(edit) == ['+      - "quite: new"', "+      - zebra 👋"], entry
            undo(edit)
            tried.append(entry)
        assert here.read_bytes() == before

    assert sorted(tried) == sorted(library.everything)


def _difference(edit: Edit) -> list[str]:
    before, after = (side.decode().split("\n") for side in (edit.before, edit.after))
    return [line for line in list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:] if line[0] != "@"]


def test_the_gate_finds_no_fault_with_what_was_added(whole_faq: Path) -> None:
    apply(add_phrasings(whole_faq, "kurultai", "en", ["zebra stripes: 12:30?"]))
    apply(add_unlike(whole_faq, "kurultai", "kk", ["зебра жолағы"]))
    apply(add_outside(whole_faq, "far", "ru", ["полосы зебры?", "Полосы зебры"]))

    library, problems = check_files(whole_faq, PROJECT / "corpus")

    assert not problems and library is not None
    assert library.entries["kurultai"].phrasings["en"][-1] == "zebra stripes: 12:30?"
    assert library.entries["kurultai"].unlike["kk"][-1] == "зебра жолағы"
    assert library.outside.far["ru"][-1] == "полосы зебры?"
