"""What a change is in words: phrasings, quotes and texts, before and after, without a file's syntax."""

from pathlib import Path

from bot.content import Edit
from bot.desk.proposals import TextChange, changes_of

BEFORE = """\
- id: park
  question: {kk: Қашан?, ru: Когда?, en: When?}
  answer: {kk: Мамырда., ru: В мае., en: In May.}
  quotes:
    - {source: news, text: It opens in May.}
  phrasings:
    kk: [парк қашан]
    ru: [когда парк, открытие]
    en: [when]
- id: other
  question: {kk: А, ru: Б, en: C}
"""


def changed(before: str, after: str, file: str = "faq/park.yaml") -> list[TextChange]:
    """What an edit has changed."""
    return list(changes_of([Edit(Path(file), before.encode(), after.encode())]))


def test_a_phrasing_is_told_alone_and_not_with_all_the_others() -> None:
    after = BEFORE.replace("[когда парк, открытие]", "[когда парк, когда откроют]")
    assert changed(BEFORE, after) == [TextChange("park", "phrasings", "ru", "открытие", "когда откроют")]


def test_a_quote_is_told_by_its_words() -> None:
    after = BEFORE.replace("text: It opens in May.", "text: It opens in late May., kk: Мамырдың соңында.")
    assert changed(BEFORE, after) == [
        TextChange("park", "quotes", None, "It opens in May.", "It opens in late May."),
        TextChange("park", "quotes", "kk", "", "Мамырдың соңында."),
    ]


def test_a_new_entry_and_one_that_goes_are_told_whole() -> None:
    new = "- id: new\n  question: {kk: Е, ru: Ё, en: F}\n  not: {ru: [нет]}\n"
    told = [
        TextChange("new", "question", "kk", "", "Е"),
        TextChange("new", "question", "ru", "", "Ё"),
        TextChange("new", "question", "en", "", "F"),
        TextChange("new", "not", "ru", "", "нет"),
    ]
    assert changed(BEFORE, BEFORE + new) == told
    assert [(one.before, one.after) for one in changed(new, "")] == [(one.after, "") for one in told]


def test_files_without_entries_and_files_that_cannot_be_read_change_no_text() -> None:
    assert changed("near: {ru: [а]}\n", "near: {ru: [а, б]}\n", "faq/outside.yaml") == []
    assert changed("- id: x\n  name: {ru: а}\n", "- id: x\n  name: {ru: б}\n", "faq/people.yaml") == []
    assert changed("- [", BEFORE) == changed("", BEFORE)
    assert changed(BEFORE, "\ufffe") != []
