"""New entries, written at the end of a file as a curator would write them."""

import shutil
from pathlib import Path

import pytest
from running import PROJECT

from bot.content import ContentError, NewEntry, NewQuote, add_phrasings, check_files, draft_entry
from bot.publishing.publisher import apply

STUB = NewEntry("opening", "town", {"ru": "Когда откроется парк?"}, {}, [], {"ru": ["когда", "открытие: когда"]})
STUB_WRITTEN = """\
- id: opening
  section: town
  question:
    kk: ""
    ru: Когда откроется парк?
    en: ""
  answer:
    kk: ""
    ru: ""
    en: ""
  quotes: []
  phrasings:
    kk: []
    ru:
      - когда
      - "открытие: когда"
    en: []
"""

WHOLE = NewEntry(
    "opening",
    "town",
    {"kk": "Саябақ қашан ашылады?", "ru": "Когда откроется парк?", "en": "When does the park open: in May?"},
    {
        "kk": "Мамырда.",
        "ru": "В мае. " * 20 + "Так сказал мэр.",
        "en": "# In May: so the mayor said.\n\nHe said it on the square, where the trees stand that were planted last "
        "year, and where the lake begins.\nNobody asked.",
    },
    [
        NewQuote(
            "park-news", "The park opens in May.", {"ru": "Парк откроется в мае.", "kk": "Саябақ мамырда ашылады."}
        ),
        NewQuote("lake-report", " beside ", {}),
    ],
    {"kk": ["қашан"], "ru": ["когда", "Когда?", "когда откроется ПАРК"], "en": ["when"]},
)
WHOLE_WRITTEN = """\
- id: opening
  section: town
  question:
    kk: Саябақ қашан ашылады?
    ru: Когда откроется парк?
    en: "When does the park open: in May?"
  answer:
    kk: Мамырда.
    ru: >-
      В мае. В мае. В мае. В мае. В мае. В мае. В мае. В мае. В мае. В мае. В мае. В мае. В мае. В мае. В мае.
      В мае. В мае. В мае. В мае. В мае. Так сказал мэр.
    en: >-
      # In May: so the mayor said.


      He said it on the square, where the trees stand that were planted last year, and where the lake begins.

      Nobody asked.
  quotes:
    - source: park-news
      text: The park opens in May.
      kk: Саябақ мамырда ашылады.
      ru: Парк откроется в мае.
    - source: lake-report
      text: " beside "
  phrasings:
    kk:
      - қашан
    ru:
      - когда
    en:
      - when
"""


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    """A folder for the files of a test."""
    return tmp_path


@pytest.mark.parametrize(("draft", "written"), [(STUB, STUB_WRITTEN), (WHOLE, WHOLE_WRITTEN)])
def test_a_draft_is_written_as_the_files_are(faq: Path, draft: NewEntry, written: str) -> None:
    edit = draft_entry(faq, "park", draft)

    assert (edit.file, edit.before) == (faq / "park.yaml", b"")
    assert edit.after.decode() == "# yaml-language-server: $schema=schema.json\n" + written


INDENTED = STUB_WRITTEN.replace("\n", "\n  ").rstrip(" ")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("- id: trees\n", "\n" + STUB_WRITTEN, id="after an empty line"),
        pytest.param("- id: trees\n\n", STUB_WRITTEN, id="which may be there"),
        pytest.param("- id: trees\n\n\n# The end.\n", "\n" + STUB_WRITTEN, id="below the last comment"),
        pytest.param("- id: trees\n  section: a", "\n\n" + STUB_WRITTEN.rstrip("\n"), id="without a last line end"),
        pytest.param("  - id: trees\n", "\n  " + INDENTED, id="indented"),
        pytest.param("- {id: trees}\n", "\n" + STUB_WRITTEN, id="below braces"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_draft_stands_below_all_other_entries(faq: Path, before: str, after: str, end: str) -> None:
    (faq / "park.yaml").write_bytes(before.replace("\n", end).encode())

    edit = draft_entry(faq, "park", STUB)

    assert edit.after.decode() == (before + after).replace("\n", end)


def test_a_draft_takes_phrasings_as_any_entry_does(faq: Path) -> None:
    apply(draft_entry(faq, "park", STUB))

    apply(add_phrasings(faq, "opening", "kk", ["қашан ашылады"]))

    assert (faq / "park.yaml").read_text().endswith(STUB_WRITTEN.replace("kk: []", "kk:\n      - қашан ашылады"))


@pytest.mark.parametrize("file", ["sections", "outside", "", "..", ".hidden", "../park", "more/park"])
def test_a_draft_goes_into_no_file_but_those_for_entries(faq: Path, file: str) -> None:
    with pytest.raises(ContentError, match="this file is not for entries"):
        draft_entry(faq, file, STUB)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("", "park.yaml:1: the file holds nothing."),
        ("chat: {}\n", "park.yaml:1: the file has to be a list."),
        ("- id: no\n", "park.yaml:1: entry 'no': YAML reads 'no' as yes or no."),
        (
            "[{id: trees}]\n",
            "park.yaml:1: this place is written in a way that cannot safely be changed from elsewhere.",
        ),
        ("- id: trees\n...\n", "park.yaml:1: this place is written in a way that cannot safely be changed"),
    ],
)
def test_a_draft_is_not_added_to_a_file_with_a_fault(faq: Path, before: str, said: str) -> None:
    (faq / "park.yaml").write_text(before)

    with pytest.raises(ContentError) as refused:
        draft_entry(faq, "park", STUB)

    assert said in str(refused.value)


def test_the_gate_says_what_a_draft_lacks(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "faq", tmp_path / "faq")
    apply(draft_entry(tmp_path / "faq", "referendum", STUB))

    _, problems = check_files(tmp_path / "faq", PROJECT / "corpus")

    said = [problem.message.removeprefix("entry 'opening' ") for problem in problems]
    assert said == [
        "has nothing under 'question → kk'.",
        "has nothing under 'question → en'.",
        "has nothing under 'answer → kk'.",
        "has nothing under 'answer → ru'.",
        "has nothing under 'answer → en'.",
        "has an empty list under 'quotes'.",
        "has an empty list under 'phrasings → kk'.",
        "has an empty list under 'phrasings → en'.",
    ]
