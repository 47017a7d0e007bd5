"""Counts on labelled messages, checked by hand on a few."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from small_library import verdict

from bot.matching import Verdict, chat_meaning, gap_meaning
from bot.matching.evaluation import Evaluation, Labelled, evaluate

MESSAGES = [
    Labelled("right", "ru", ("seats",), tags=("plain",)),
    Labelled("also right", "ru", ("name", "seats"), tags=("plain", "two")),
    Labelled("among", "kk", ("seats",), tags=("plain",)),
    Labelled("missed", "kk", ("seats",), tags=("typo",)),
    Labelled("wrong", "kk", ("seats",)),
    Labelled("wrongly offered", "en", ("seats",)),
    Labelled("weather", "en", kind="far", tags=("short",)),
    Labelled("answered", "en", kind="near"),
    Labelled("offered", "", kind="near"),
    Labelled("hello", "en", kind="chat"),
]

VERDICTS = {
    "right": verdict("answer", "seats"),
    "also right": verdict("answer", "vote", "name"),
    "among": verdict("choices", "vote", "seats"),
    "missed": verdict("unknown"),
    "wrong": verdict("answer", "vote"),
    "wrongly offered": verdict("choices", "vote", "name"),
    "weather": verdict("unknown"),
    "answered": verdict("answer", "vote"),
    "offered": verdict("choices", "vote", "name"),
    "hello": verdict("chat", chat="greeting"),
}


@pytest.fixture
def evaluation() -> Evaluation:
    def understand(text: str) -> Verdict:
        return VERDICTS[text]

    return evaluate(MESSAGES, understand)


def test_all_messages_are_counted(evaluation: Evaluation) -> None:
    assert evaluation.overall.shares() == {
        "messages": 10,
        "in_scope": 6,
        "right": 0.3333,
        "right_or_among_choices": 0.5,
        "false": 0.2,
        "gaps": 0,
        "gaps_right": None,
        "choices_out_of_scope": 0.25,
    }
    assert evaluation.overall.outcomes == {"answer": 4, "choices": 3, "unknown": 2, "chat": 1}


@pytest.mark.parametrize(
    ("group", "key", "counted"),
    [
        ("language", "ru", (2, 2, 1.0, 1.0, 0.0, 0, None, None)),
        ("language", "kk", (3, 3, 0.0, 0.3333, 0.3333, 0, None, None)),
        ("language", "en", (4, 1, 0.0, 0.0, 0.25, 0, None, 0.0)),
        ("tag", "plain", (3, 3, 0.6667, 1.0, 0.0, 0, None, None)),
        ("tag", "two", (1, 1, 1.0, 1.0, 0.0, 0, None, None)),
        ("kind", "near", (2, 0, None, None, 0.5, 0, None, 0.5)),
        ("kind", "chat", (1, 0, None, None, 0.0, 0, None, 0.0)),
    ],
)
def test_messages_are_counted_by_group(
    evaluation: Evaluation, group: str, key: str, counted: tuple[float | None, ...]
) -> None:
    assert tuple(evaluation.groups[group][key].shares().values()) == counted


def test_who_asks_what_is_missing_is_sent_to_its_signpost_and_no_signpost_is_a_false_answer() -> None:
    told = {
        "right": verdict("answer", "gap-results"),
        "another": verdict("answer", "gap-pay"),
        "two of them": verdict("answer", "gap-results", "gap-pay"),
        "an entry": verdict("answer", "seats"),
        "offered": verdict("choices", "gap-results", "seats"),
        "left alone": verdict("unknown"),
        "asked of an entry": verdict("answer", "gap-results"),
        "weather": verdict("answer", "gap-results"),
    }
    messages = [Labelled(text, "en", kind="near", gap="gap-results") for text in list(told)[:6]]
    messages += [Labelled("asked of an entry", "en", ("seats",)), Labelled("weather", "en", kind="far")]

    overall = evaluate(messages, told.__getitem__, {"gap-results", "gap-pay"}).overall

    assert (overall.gaps, overall.gaps_right) == (6, 1)
    assert overall.shares()["gaps_right"] == 0.1667
    assert (overall.false, overall.right) == (1, 0)  # only the entry claims what was not asked
    assert overall.outcomes == {"gap": 5, "answer": 1, "choices": 1, "unknown": 1}


def test_tags_of_messages_outside_and_unnamed_languages_make_no_group(evaluation: Evaluation) -> None:
    assert set(evaluation.groups["tag"]) == {"plain", "two", "typo"}
    assert set(evaluation.groups["language"]) == {"kk", "ru", "en"}


def test_the_figures_are_plain_values(evaluation: Evaluation) -> None:
    figures = json.loads(json.dumps(evaluation.figures()))

    assert figures["all"]["right"] == 0.3333
    assert figures["language"]["ru"]["right"] == 1.0
    assert figures["outcomes"]["choices"] == 3


def test_no_messages_have_no_shares() -> None:
    figures = evaluate([], lambda text: verdict("unknown")).figures()

    assert figures["all"]["right"] is None
    assert figures["all"]["messages"] == 0


def test_a_line_becomes_a_message() -> None:
    line = {"text": "қанша депутат", "lang": "kk", "accept": ["seats"], "tags": ["plain"]}

    assert Labelled.of(line) == Labelled("қанша депутат", "kk", ("seats",), "", ("plain",))
    assert Labelled.of({"text": "погода", "kind": "far"}) == Labelled("погода", "", (), "far", ())
    gap = {"text": "кто победил", "kind": "near", "gap": "gap-results", "about": "referendum-date"}
    assert Labelled.of(gap) == Labelled("кто победил", "", kind="near", gap="gap-results", about="referendum-date")
    assert Labelled.of({"text": "ура", "kind": "chat", "talk": "joy"}) == Labelled("ура", "", kind="chat", talk="joy")


SEATS = Labelled("how many seats", "en", ("seats", "name"))
RESULTS = Labelled("who won", "en", kind="near", gap="gap-results", about="vote")
HELLO = Labelled("hello", "en", kind="chat", talk="greeting")
BABBLE = Labelled("bla", "en", kind="chat")
RUDE = Labelled("you fool", "en", kind="hostile")
GREETING, RESULTS_GAP = chat_meaning("greeting"), gap_meaning("gap-results")


@pytest.mark.parametrize(
    ("message", "meaning", "means"),
    [
        (SEATS, "seats", True),
        (SEATS, "name", True),
        (SEATS, "vote", False),
        (SEATS, RESULTS_GAP, False),
        (SEATS, GREETING, False),
        (RESULTS, RESULTS_GAP, True),
        (RESULTS, gap_meaning("gap-pay"), False),
        (RESULTS, "vote", None),  # it has this subject, so that neither is wrong
        (RESULTS, "seats", False),
        (RESULTS, GREETING, False),
        (HELLO, GREETING, True),
        (HELLO, chat_meaning("thanks"), False),
        (HELLO, "seats", False),
        (HELLO, RESULTS_GAP, False),
        (BABBLE, GREETING, True),  # of which kind it is, nobody has said
        (RUDE, GREETING, True),
        (RUDE, "seats", False),
    ],
)
def test_what_a_message_means_is_known_of_entries_signposts_and_small_talk(
    message: Labelled, meaning: str, means: bool | None
) -> None:
    assert message.means(meaning) is means


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ({"accept": ["seats"]}, "it has no 'text'"),
        ({"text": 5, "accept": ["seats"]}, "it has no 'text'"),
        ({"text": "a"}, "it needs either 'accept' (ids of entries) or 'kind' (near, far, chat …)"),
        ({"text": "a", "accept": ["seats"], "kind": "far"}, "it needs either 'accept'"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: Mapping[str, Any], wrong: str) -> None:
    with pytest.raises(ValueError) as caught:
        Labelled.of(line)

    assert str(caught.value).startswith(wrong)
