"""Every problem that the gate can report has its text in Kazakh, Russian and English, for files and for forms."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from desk_log import bot
from every_case import every_case
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from gate_content import Content

import bot.content as content_room
from bot.content import LANGUAGES, Language, Problem, check_files
from bot.content.folders import FileKind
from bot.content.problems import WORDING, Told, told, told_in

SOURCE = Path(str(content_room.__file__)).parent.parent
FILES = [*(SOURCE / "content").glob("*.py"), *(SOURCE / "publishing").glob("*.py"), SOURCE / "jobs" / "live_content.py"]
FILES += [SOURCE / "cli" / "content.py"]
KINDS = ("entry", "section", "article", "file", "signpost", "address", "figure", "sentence")
CYRILLIC: tuple[Language, ...] = ("kk", "ru")
OF_FILES = re.compile(r"\.yaml|:\d|\bkey\b|ключ|кілт|«\w+:»|'\w+:'|under '")
FAMILIES = {
    "who--named": {f"who-{kind}-named" for kind in KINDS},
    "who--numbered": {f"who-{kind}-numbered" for kind in KINDS},
    "name-": {f"name-{language}" for language in LANGUAGES},
}


@cache
def messages(language: Language) -> dict[str, ftl.Message]:
    parsed = FluentParser().parse((WORDING / f"{language}.ftl").read_text(encoding="utf-8"))
    assert [entry.content for entry in parsed.body if isinstance(entry, ftl.Junk)] == []
    found = [entry for entry in parsed.body if isinstance(entry, ftl.Message)]
    assert len({message.id.name for message in found}) == len(found), "a name stands there twice"
    return {message.id.name: message for message in found}


def variables(node: object) -> set[str]:
    found: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, ftl.VariableReference):
            found.add(value.id.name)
        if isinstance(value, ftl.BaseNode):
            for inner in vars(value).values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(node)
    return found


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    """Every call in what reports problems, with the name of what is called."""
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                yield file, node, called


def names_used() -> set[str]:
    used: set[str] = set()
    for _, node, called in calls():
        if called == "told" and node.args:
            match node.args[0]:
                case ast.Constant(str(name)):
                    used.add(name)
                case ast.JoinedStr(parts):
                    used |= FAMILIES["".join(str(one.value) for one in parts if isinstance(one, ast.Constant))]
    return used


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_used_and_every_one_used_is_there(language: Language) -> None:
    assert set(messages(language)) == names_used()


def test_kinds_of_files_are_all_named() -> None:
    assert set(KINDS) == set(FileKind.__args__)  # type: ignore[attr-defined]


def test_a_sentence_is_said_in_all_three_languages_and_for_forms_in_all_or_none() -> None:
    spoken = {language: messages(language) for language in LANGUAGES}
    with every_case() as case:
        for name, english in spoken["en"].items():
            with case(name):
                values = dict.fromkeys(variables(english), "x1")
                sentence = told(name, **values)
                assert sentence == told_in(sentence, "en") and isinstance(sentence, Told)
                for language in LANGUAGES:
                    message = spoken[language][name]
                    assert variables(message.value) <= set(values)
                    assert {one.id.name for one in message.attributes} == {one.id.name for one in english.attributes}
                    for style in ("file", "field", "plain"):
                        assert told_in(sentence, language, style).strip()
                if re.sub(r"x1|\W|\d", "", sentence) not in ("", "U", "under"):
                    assert all(re.search("[а-яәғқңөұүһі№]", told_in(sentence, one)) for one in CYRILLIC)


def test_beside_a_field_there_are_no_words_of_yaml_and_no_places_in_files() -> None:
    for language in LANGUAGES:
        for name, message in messages(language).items():
            if message.attributes:
                said = told_in(told(name, **dict.fromkeys(variables(messages("en")[name]), "x1")), language, "field")
                assert not OF_FILES.search(said), (language, name)


def test_no_problem_is_reported_in_english_alone() -> None:
    said_by_hand = []
    for file, node, called in calls():
        positions = {"Problem": (2, 3), "problem": (1, 2), "ClaimFault": (2, 3), "_note": (2, 3)}.get(called, ())
        for place in positions:
            given = node.args[place] if place < len(node.args) else None
            if isinstance(given, ast.JoinedStr) or (isinstance(given, ast.Constant) and given.value):
                said_by_hand.append(f"{file.name}:{node.lineno}")
    assert said_by_hand == []


def broken(content: Content) -> list[Problem]:
    """The problems of a content in which a key is misspelt."""
    park = content.root / "faq" / "park.yaml"
    text = park.read_text()
    park.write_text(text.replace("section: ", "sektion: ", 1))
    return check_files(content.root / "faq", content.root / "corpus")[1]


def test_the_check_speaks_the_terminals_language_and_the_one_that_is_asked_for(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.points_elsewhere()
    monkeypatch.setenv("FAQ_DIR", "faq")
    monkeypatch.setenv("CORPUS_DIR", "corpus")
    [problem, *_] = broken(content)
    english = bot("check").stdout
    assert "has an unknown key 'sektion'." in english and f"park.yaml:{problem.line}: entry" in english

    russian = bot("check", "--language", "ru").stdout
    assert ": неизвестный ключ «sektion»." in russian and "Может быть, «section»?" in russian
    assert f"park.yaml:{problem.line}: запись «" in russian
    monkeypatch.setenv("LC_ALL", "kk_KZ.UTF-8")
    kazakh = bot("check")
    assert "белгісіз кілт «sektion»." in kazakh.stdout and "Қате саны: 1." in kazakh.stderr
    assert bot("check", "--language", "de").exit_code == 2


@pytest.mark.parametrize(
    ("place", "field"),
    [
        (("answer", "ru"), "answer-ru"),
        (("phrasings", "kk", 3), "phrasings-kk"),
        (("quotes", 0, "ru"), "quote-0-ru"),
        (("quotes", 0, "text"), "quotes"),
        (("related", 1), "related"),
        (("not", "en", 0), "not-en"),
        ((), ""),
        ((3, "id"), ""),
    ],
)
def test_a_problem_knows_the_field_that_it_is_about(place: tuple[str | int, ...], field: str) -> None:
    assert Problem("a.yaml", 1, "x", "", "a", place).field == field
