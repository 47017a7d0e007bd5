"""The sentences of the curators' desk: the same in all three languages, and each of them used."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

import bot
from bot.content import LANGUAGES, Language
from bot.conversation import Wording
from bot.conversation.turns import Outcome
from bot.stats.chart import FOLDER

# Names that the code puts together, by what of them is written there.
FAMILIES = {
    "outcome-": {f"outcome-{outcome}" for outcome in get_args(Outcome)},
    "language-": {f"language-{language}" for language in LANGUAGES},
}
SAYING = {"_words", "_heading"}
"""The methods with which the desk says a sentence by its name."""


def _messages(language: Language) -> set[str]:
    parsed = FluentParser().parse((FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))
    assert [entry.content for entry in parsed.body if isinstance(entry, ftl.Junk)] == []
    names = [entry.id.name for entry in parsed.body if isinstance(entry, ftl.Message)]
    assert len(set(names)) == len(names), "a name stands there twice"
    return set(names)


def _named(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(str(name)):
            yield name
        case ast.JoinedStr(parts):
            yield from FAMILIES["".join(str(part.value) for part in parts if isinstance(part, ast.Constant))]
        case ast.IfExp(body=one, orelse=other):
            yield from (*_named(one), *_named(other))


@functools.cache
def _names_used() -> set[str]:
    source = Path(bot.__file__).parent
    nodes = (node for file in source.rglob("*.py") for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    calls = (node for node in nodes if isinstance(node, ast.Call))
    return {name for call in calls if _says(call.func) for name in _named(call.args[0])}


def _says(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and called.attr in SAYING


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_used_and_every_name_used_is_there(language: Language) -> None:
    assert _messages(language) == _names_used()


def test_the_scan_of_the_source_sees_every_way_of_saying() -> None:
    assert {"numbers-title", "numbers-by-week", "outcome-chat", "language-kk", "gaps-closed-in-days"} <= _names_used()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", ["21 вопрос", "2 вопроса", "5 вопросов", "11 вопросов"]),
        ("en", ["21 questions", "2 questions", "5 questions", "11 questions"]),
        ("kk", ["21 сұрақ", "2 сұрақ", "5 сұрақ", "11 сұрақ"]),
    ],
)
def test_a_word_stands_in_the_form_that_its_number_asks_for(language: Language, said: list[str]) -> None:
    desk = Wording(FOLDER)

    assert [f"{count} {desk(language, 'count-questions', count=count)}" for count in (21, 2, 5, 11)] == said
