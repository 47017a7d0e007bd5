"""The bot's own sentences: the same in all three languages, each of them used, and right in number and date."""

import ast
import functools
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from every_case import every_case
from fluent.syntax import FluentParser, visitor
from fluent.syntax import ast as ftl

import bot
from bot.content import LANGUAGES, Language, PartialDate
from bot.conversation import Wording
from bot.conversation.buttons import REASONS
from bot.conversation.wording import FOLDER
from bot.telegram.handlers import COMMANDS, IN_GROUPS
from bot.telegram.update_filter import UNREADABLE

SOURCE = Path(bot.__file__).parent
ELSEWHERE = tuple(SOURCE / room for room in ("desk_chat", "web", "site"))  # these have files of their own
SMALL_TALK = yaml.load((SOURCE.parent / "faq" / "outside.yaml").read_bytes(), yaml.CSafeLoader)["chat"]
# These are answered by asking whether everything is to be deleted, and by what /about says.
WITHOUT_WORDS = {"chat-forget", "chat-who-are-you", "chat-mydata"}

# The calls by which the code says a sentence, or asks whether there is one.
SAYING = {"_wording", "wording", "self", "say", "has", "plain", "line", "notice", "_with_more"}
# Of these, the ones that say a title too: `unknown-title` with `unknown`.
TITLED = {"notice", "_with_more"}

SAID_TO_THE_BOT = ("distress", "festive", "not-that", "opinion", "preamble", "sorry", "worry")

# Names that the code puts together, by what of them is written there.
FAMILIES: dict[str, set[str]] = {
    "chat-": {f"chat-{kind}" for kind in (*SMALL_TALK, *SAID_TO_THE_BOT, "link", "other")} - WITHOUT_WORDS,
    "command-": {f"command-{name}" for name in {*COMMANDS, *IN_GROUPS}},
    "quoted-in-": {f"quoted-in-{language}" for language in LANGUAGES},
    "only-in-": {f"only-in-{language}" for language in LANGUAGES},
    "reason-": {f"reason-{reason}" for reason in REASONS},
    "not-text-": {f"not-text-{line}" for line in UNREADABLE},
    "-title": set(),  # the title of a notice, named where the notice is
}
_NAME = re.compile(r"[a-z]+(-[a-z]+)+")

say = Wording()


def messages_in(folder: Path, language: Language) -> dict[str, ftl.Message]:
    """The sentences of a folder in a language, by their names."""
    parsed = FluentParser().parse((folder / f"{language}.ftl").read_text(encoding="utf-8"))
    assert [entry.content for entry in parsed.body if isinstance(entry, ftl.Junk)] == []
    messages = [entry for entry in parsed.body if isinstance(entry, ftl.Message)]
    assert len({message.id.name for message in messages}) == len(messages), "a name stands there twice"
    return {message.id.name: message for message in messages}


def values_of(message: ftl.Message) -> set[str]:
    """The values that a sentence takes."""
    found: set[str] = set()

    class Values(visitor.Visitor):
        def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - its name for it
            found.add(node.id.name)

    Values().visit(message)
    return found


def _functions() -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    elsewhere = {file for folder in ELSEWHERE for file in folder.rglob("*.py")}
    for file in sorted(set(SOURCE.rglob("*.py")) - elsewhere):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


def _sayings(function: ast.AST) -> Iterator[tuple[str, int, ast.expr]]:
    """Each argument with which a function says a sentence, at its place, with what it calls for that."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if called in SAYING:
                yield from ((called, place, argument) for place, argument in enumerate(node.args))


def _named(argument: ast.expr) -> Iterator[str]:
    """The names that an argument may be."""
    match argument:
        case ast.Constant(str(name)):
            yield name
        case ast.JoinedStr(parts):
            yield from FAMILIES["".join(str(part.value) for part in parts if isinstance(part, ast.Constant))]
        case ast.IfExp(body=one, orelse=other):
            yield from (*_named(one), *_named(other))


def _chosen(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """Where a function chooses what to say before it says it, whatever in it looks like a name may be that."""
    given = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
    if any(isinstance(said, ast.Name) and said.id not in given for _, place, said in _sayings(function) if not place):
        constants = (node.value for node in ast.walk(function) if isinstance(node, ast.Constant))
        yield from (value for value in constants if isinstance(value, str) and _NAME.fullmatch(value))


@functools.cache
def _names_used() -> set[str]:
    used: set[str] = set()
    for function in _functions():
        for called, place, argument in _sayings(function):
            names = set(_named(argument))
            used |= names | ({f"{name}-title" for name in names} if called in TITLED and not place else set())
        used |= set(_chosen(function))
    return used


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_used_and_every_name_used_is_there(language: Language) -> None:
    assert set(messages_in(FOLDER, language)) == _names_used()


def test_the_scan_of_the_source_sees_every_way_of_saying() -> None:
    assert {
        "choices", "apology", "unknown-title", "welcome-title", "day-of-year", "chat-thanks",
        "chat-other", "command-ask", "in-private", "too-fast", "old-button", "not-text-voice", "reason-topic",
        "only-in-kk", "rated-why", "told-later-toast", "not-told-toast", "forgotten", "not-forgotten", "inline-ask",
        "mydata-waiting", "more", "open-bot", "corrected",
    } <= _names_used()  # fmt: skip


def test_small_talk_without_words_of_its_own_is_still_small_talk() -> None:
    assert {f"chat-{kind}" for kind in SMALL_TALK} >= WITHOUT_WORDS
    assert not any(say.has(language, name) for language in LANGUAGES for name in WITHOUT_WORDS)


def test_a_sentence_takes_the_same_values_in_all_languages() -> None:
    kazakh, russian, english = (messages_in(FOLDER, language) for language in LANGUAGES)
    with every_case() as case:
        for name in kazakh:
            with case(name):
                assert values_of(kazakh[name]) == values_of(russian[name]) == values_of(english[name])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_small_talk_has_its_own_answer(language: Language) -> None:
    answers = [say(language, name) for name in sorted(FAMILIES["chat-"])]

    assert len(set(answers)) == len(answers)


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
    assert all(1 <= len(say(language, f"command-{name}")) <= 256 for name in {*COMMANDS, *IN_GROUPS})
