"""What the desk says: the same in all three languages, and each of it used."""

import ast
import functools
from pathlib import Path
from typing import get_args

import pytest
from every_case import every_case
from test_wording import messages_in, values_of

import bot.desk_chat
from bot.content import LANGUAGES, Language
from bot.content.standing import SpotKind
from bot.conversation.buttons import REASONS
from bot.desk import AUDIT_VERBS, CONTENT_VERBS, FILE_VERBS, VERBS
from bot.desk.audit import PARTS
from bot.desk.drafts import DraftKind
from bot.desk_chat import COMMANDS
from bot.desk_chat.cards import FOLDER, desk_wording
from bot.desk_chat.desk_press import _ALONE, _FIELDS

SOURCE = Path(bot.desk_chat.__file__).parent

# Names that the code puts together, by what of them is written there.
FAMILIES: dict[str, set[str]] = {
    "draft-of-": {f"draft-of-{kind}" for kind in get_args(DraftKind)},
    "command-": {f"command-{name}" for name in COMMANDS},
    "field-": {f"field-{name}" for name in (*_FIELDS, *_ALONE)},
    "in-": {f"in-{language}" for language in LANGUAGES},
    "button-omit-": {f"button-omit-{language}" for language in LANGUAGES},
    "why-": {f"why-{why}" for why in ("unknown", "declined", "disliked")},
    "because-": {f"because-{reason}" for reason in REASONS},
    "verb-": {f"verb-{verb}" for verb in (*VERBS, *CONTENT_VERBS, *FILE_VERBS, *AUDIT_VERBS, "asks", "set-aside")},
    "audit-part-": {f"audit-part-{part}" for part in PARTS},
    "button-audit-": {f"button-audit-{verb}" for verb in AUDIT_VERBS},
    "done-": {f"done-{verb}" for verb in (*VERBS, *CONTENT_VERBS, "asks")},
    "stands-": {f"stands-{kind}" for kind in get_args(SpotKind) if kind != "question"},
    "ask--": {f"ask-{what}-{language}" for what in ("question", "answer", "phrasings") for language in LANGUAGES},
    "ask-": {"ask-lead", "ask-short"},
    "ask-translation-": {f"ask-translation-{language}" for language in LANGUAGES},
}


@functools.cache
def _names_used() -> set[str]:
    """The names that sentences are said by, and those that buttons of the dialogue are made with."""
    used: set[str] = set()
    for file in sorted(SOURCE.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called in ("say", "_button"):
                    used |= _named(node.args[0])
    return used


def _named(argument: ast.expr) -> set[str]:
    match argument:
        case ast.Constant(str(name)):
            return {name}
        case ast.JoinedStr(parts):
            return FAMILIES["".join(str(part.value) for part in parts if isinstance(part, ast.Constant))]
        case ast.IfExp(body=one, orelse=other):
            return _named(one) | _named(other)
        case _:
            return set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_used_and_every_name_used_is_there(language: Language) -> None:
    assert set(messages_in(FOLDER, language)) == _names_used()


def test_a_sentence_takes_the_same_values_in_all_languages() -> None:
    kazakh, russian, english = (messages_in(FOLDER, language) for language in LANGUAGES)
    with every_case() as case:
        for name in kazakh:
            with case(name):
                assert values_of(kazakh[name]) == values_of(russian[name]) == values_of(english[name])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_is_described_shortly_enough_for_telegram(language: Language) -> None:
    assert all(3 <= len(desk_wording()(language, f"command-{name}")) <= 256 for name in COMMANDS)


@pytest.mark.parametrize("count", [1, 2, 5, 21])
def test_numbers_are_right_in_russian(count: int) -> None:
    people = {1: "1 человек", 2: "2 человека", 5: "5 человек", 21: "21 человек"}

    assert desk_wording()("ru", "people", count=count) == people[count]
