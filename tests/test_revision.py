"""An entry's fields get new values in its file, and an entry is taken out: every other byte stays."""

from pathlib import Path

import pytest

from bot.content.revision import FieldValues, revised, taken_out

HEAD = "# A comment.\n- id: trees   # never changes\n  section: town  # here\n"
REST = "\n# Next.\n- id: lake\n  related: [trees, park]\n"


def after(faq: Path, written: str, fields: FieldValues) -> str:
    """What a file holds once the entry 'trees' has new values."""
    file = faq / "park.yaml"
    file.write_bytes(written.encode())
    for edit in revised(faq, "trees", fields):
        assert edit.before == file.read_bytes()
        file.write_bytes(edit.after)
    return file.read_bytes().decode()


@pytest.mark.parametrize(
    ("before", "fields", "changed"),
    [
        (
            "  question: {kk: Неше?, ru: Сколько?, en: 'How many?'}\n",
            {"question": {"kk": "Неше?", "ru": "Сколько же?", "en": "How many?"}},
            "  question: {kk: Неше?, ru: \"Сколько же?\", en: 'How many?'}\n",
        ),
        (
            "  answer:  # !\n    kk: Екі жүз.\n    ru: >-\n      Двести и\n      ещё.\n    en: Two.  # why\n",
            {"answer": {"kk": "Екі жүз.", "ru": "Двести: вот.", "en": "Two hundred."}},
            '  answer:  # !\n    kk: Екі жүз.\n    ru: "Двести: вот."\n    en: Two hundred.  # why\n',
        ),
        (
            "  phrasings:\n    ru:\n      - да  # yes\n      - ашипка\n      # off\n      - нет\n",
            {"phrasings": {"ru": ["да", "ошибка", "нет"]}},
            "  phrasings:\n    ru:\n      - да  # yes\n      - ошибка\n      # off\n      - нет\n",
        ),
        (
            "  phrasings:\n    ru:\n      - да  # yes\n      - нет\n",
            {"phrasings": {"ru": ["да", "ещё", "и ещё"]}},
            "  phrasings:\n    ru:\n      - да  # yes\n      - ещё\n      - и ещё\n",
        ),
        ("  not: {ru: [да, нет]}\n", {"not": {"ru": ["нет"]}}, "  not: {ru: [нет]}\n"),
        ("  not:\n    ru: [да]\n", {"not": {"ru": []}}, ""),
        ("  not:\n    ru: [да]\n    en: [how]\n", {"not": {"en": ["how"]}}, "  not:\n    en: [how]\n"),
        ("", {"not": {"en": ["when"]}}, "  not:\n    en:\n      - when\n"),
        (
            "  related: [a, b]\n",
            {"related": ["b"], "valid_until": "2026-03-15"},
            '  related: [b]\n  valid_until: "2026-03-15"\n',
        ),
        ('  valid_until: "2026-03-15"\n', {"valid_until": None}, ""),
        ("", {"careful": "true"}, "  careful: true\n"),
        ("", {"section": "nature"}, None),
    ],
)
def test_a_field_gets_a_new_value(tmp_path: Path, before: str, fields: FieldValues, changed: str | None) -> None:
    expected = HEAD + (before if changed is None else changed) + REST
    if "section" in fields:
        expected = expected.replace("section: town  # here", "section: nature  # here")
    assert after(tmp_path, HEAD + before + REST, fields) == expected


def test_what_has_not_changed_is_not_written_anew(tmp_path: Path) -> None:
    written = HEAD + "  question: {kk:  Неше?,  ru: Сколько?, en: How many?}\n" + REST
    same: FieldValues = {"question": {"kk": "Неше?", "ru": "Сколько?", "en": "How many?"}, "section": "town"}
    assert after(tmp_path, written, same) == written
    assert list(revised(tmp_path, "trees", same)) == []


@pytest.mark.parametrize("to_draft", [True, False])
def test_an_entry_is_taken_out_with_all_that_leads_to_it(tmp_path: Path, to_draft: bool) -> None:
    (tmp_path / "drafts").mkdir()
    entry = "- id: trees   # never changes\n  section: town  # here\n  # its own\n\n"
    (tmp_path / "park.yaml").write_text(f"# A comment.\n{entry}# Next.\n- id: lake\n  related: [trees, park]\n")
    (tmp_path / "people.yaml").write_text("- id: mayor\n  entries: [trees]\n")
    draft = tmp_path / "drafts" / "trees.yaml"
    for edit in taken_out(tmp_path, "trees", draft if to_draft else None):
        edit.file.write_bytes(edit.after)

    assert (tmp_path / "park.yaml").read_text() == "# A comment.\n# Next.\n- id: lake\n  related: [park]\n"
    assert (tmp_path / "people.yaml").read_text() == "- id: mayor\n"
    assert (draft.read_text() if to_draft else draft.exists()) == (entry if to_draft else False)
