"""The bot's own sentences: the same in all three languages, each of them used, and right in number and date."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from fluent.syntax import FluentParser, visitor
from fluent.syntax import ast as ftl

import bot
from bot.conversation import Wording
from bot.conversation.wording import FOLDER
from bot.knowledge import LANGUAGES, Language, PartialDate
from bot.telegram.handlers import COMMANDS

SOURCE = Path(bot.__file__).parent
SMALL_TALK = yaml.safe_load((SOURCE.parent / "faq" / "outside.yaml").read_text(encoding="utf-8"))["chat"]

# The calls by which the code says a sentence, or asks whether there is one.
SAYING = {"_wording", "wording", "self", "say", "has", "plain", "notice", "_with_more"}

# Names that the code puts together, by what of them is written there.
FAMILIES: dict[str, set[str]] = {
    "chat-": {f"chat-{kind}" for kind in (*SMALL_TALK, "other")},
    "command-": {f"command-{name}" for name in COMMANDS},
    "quoted-in-": {f"quoted-in-{language}" for language in LANGUAGES},
    "-title": set(),  # the title of a notice, named where the notice is
}

say = Wording()


def _messages(language: Language) -> dict[str, ftl.Message]:
    parsed = FluentParser().parse((FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))
    assert [entry.content for entry in parsed.body if isinstance(entry, ftl.Junk)] == []
    messages = [entry for entry in parsed.body if isinstance(entry, ftl.Message)]
    assert len({message.id.name for message in messages}) == len(messages), "a name stands there twice"
    return {message.id.name: message for message in messages}


def _values(message: ftl.Message) -> set[str]:
    found: set[str] = set()

    class Values(visitor.Visitor):
        def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - its name for it
            found.add(node.id.name)

    Values().visit(message)
    return found


def _sayings() -> Iterator[tuple[str, ast.expr]]:
    """Each argument with which the source says a sentence, with what it calls for that."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if called in SAYING:
                    yield from ((called, argument) for argument in node.args)


def _names_used() -> set[str]:
    used: set[str] = set()
    for called, argument in _sayings():
        match argument:
            case ast.Constant(str(name)):
                used |= {name, f"{name}-title"} if called == "notice" else {name}
            case ast.JoinedStr(parts):
                used |= FAMILIES["".join(str(part.value) for part in parts if isinstance(part, ast.Constant))]
    return used


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_used_and_every_name_used_is_there(language: Language) -> None:
    assert set(_messages(language)) == _names_used()


def test_the_scan_of_the_source_sees_every_way_of_saying() -> None:
    assert {"choices", "apology", "unknown-title", "day-of-year", "chat-thanks", "command-start"} <= _names_used()


@pytest.mark.parametrize("name", _messages("kk"))
def test_a_sentence_takes_the_same_values_in_all_languages(name: str) -> None:
    values = {language: _values(_messages(language)[name]) for language in LANGUAGES}

    assert values["kk"] == values["ru"] == values["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_small_talk_has_its_own_answer(language: Language) -> None:
    answers = [say(language, f"chat-{kind}") for kind in (*SMALL_TALK, "other")]

    assert len(set(answers)) == len(answers)


@pytest.mark.parametrize(
    ("language", "days", "end"),
    [
        ("ru", 1, "через 1 день."),
        ("ru", 2, "через 2 дня."),
        ("ru", 5, "через 5 дней."),
        ("ru", 11, "через 11 дней."),
        ("ru", 21, "через 21 день."),
        ("ru", 22, "через 22 дня."),
        ("en", 1, "after 1 day."),
        ("en", 2, "after 2 days."),
        ("en", 21, "after 21 days."),
        ("kk", 1, "1 күннен кейін өшіріледі."),
        ("kk", 22, "22 күннен кейін өшіріледі."),
    ],
)
def test_days_are_counted_as_the_language_counts(language: Language, days: int, end: str) -> None:
    assert say(language, "privacy", days=days).endswith(end)


@pytest.mark.parametrize(
    ("language", "count", "begin"),
    [
        ("ru", 1, "1 статья. "),
        ("ru", 2, "2 статьи. "),
        ("ru", 5, "5 статей. "),
        ("ru", 11, "11 статей. "),
        ("ru", 21, "21 статья. "),
        ("ru", 22, "22 статьи. "),
        ("en", 1, "1 article. "),
        ("en", 5, "5 articles. "),
        ("kk", 1, "1 мақала. "),
        ("kk", 5, "5 мақала. "),
    ],
)
def test_articles_are_counted_as_the_language_counts(language: Language, count: int, begin: str) -> None:
    assert say(language, "sources", count=count).startswith(begin)


@pytest.mark.parametrize(
    ("language", "day", "month_alone"),
    [
        ("en", "15 March 2026", "March 2026"),
        ("ru", "15 марта 2026 года", "март 2026 года"),
        ("kk", "2026 жылғы 15 наурыз", "2026 жылғы наурыз"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(language: Language, day: str, month_alone: str) -> None:
    assert say.date(language, date(2026, 3, 15)) == day
    assert say.date(language, PartialDate(2026, 3, 15)) == day
    assert say.date(language, PartialDate(2026, 3)) == month_alone
    assert say.date(language, PartialDate(2026)) == "2026"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_month_has_its_own_name(language: Language) -> None:
    for month in ({say.date(language, PartialDate(2026, n, *day)) for n in range(1, 13)} for day in ((), (1,))):
        assert len(month) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_value_or_name_is_a_fault_and_no_odd_sentence(language: Language) -> None:
    with pytest.raises(KeyError, match=r"privacy \("):
        say(language, "privacy")
    with pytest.raises(KeyError, match="no-such-sentence"):
        say(language, "no-such-sentence")


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_what_the_bot_says_of_itself(language: Language) -> None:
    assert len(say(language, "bot-description")) <= 512
    assert len(say(language, "bot-short-description")) <= 120
    assert all(1 <= len(say(language, f"command-{name}")) <= 256 for name in COMMANDS)
