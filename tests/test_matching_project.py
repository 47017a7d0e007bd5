"""The matcher on the project's own content: what must always hold, and how good it is on labelled messages."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.distortions import DISTORTIONS
from bot.content import Library
from bot.content.wordings import same_wording
from bot.conversation import Before, Conversation, Wording
from bot.matching import Embedder, Matcher, SpellingOnly, Understanding, VectorCache, Verdict
from bot.matching.cache import read_pretrained
from bot.matching.evaluation import Evaluation, Labelled, Score, evaluate
from bot.publishing import learned

QUESTIONS = Path(__file__).parent.parent / "benchmarks" / "questions.jsonl"
MESSAGES = [Labelled.of(json.loads(line)) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
# Distorting all would take long and tell no more: a third of the messages that an entry answers.
SAMPLE = [message for message in MESSAGES if message.accept][::3]

SMALL_TALK = [
    ("сәлеметсіз бе", "greeting", "kk"), ("здравствуйте", "greeting", "ru"), ("hello there", "greeting", "en"),
    ("көп рақмет", "thanks", "kk"), ("большое спасибо", "thanks", "ru"), ("thank you very much", "thanks", "en"),
    ("сен кімсің", "who-are-you", "kk"), ("кто ты такой", "who-are-you", "ru"), ("who are you", "who-are-you", "en"),
]  # fmt: skip

# Of the subject, but nothing in the articles answers them.
NEVER_ANSWERED = [
    "Какая зарплата у депутата?",
    "Где мой избирательный участок?",
    "Сколько процентов проголосовало за?",
    "Депутаттың жалақысы қанша?",
    "Зейнетақы жасы өзгере ме?",
    "Референдумның қорытындысы қандай болды?",
    "How old is the President?",
    "What was the turnout?",
    "Is the death penalty coming back?",
]

Answers = dict[str, Verdict]


@pytest.fixture(scope="module")
def answers(understanding: Understanding) -> Answers:
    """What each labelled message is understood as."""
    return {message.text: understanding.understand(message.text) for message in MESSAGES}


@pytest.fixture(scope="module")
def evaluation(library: Library, answers: Answers) -> Evaluation:
    return evaluate(MESSAGES, answers.__getitem__, library.signposts)


def share(tally: Score, name: str) -> float:
    """One figure, which has to be there."""
    figure = tally.shares()[name]
    assert figure is not None
    return figure


def test_the_shipped_vectors_know_nearly_every_wording(library: Library, embedder: Embedder, matcher: Matcher) -> None:
    """Some may be newer: an edit needs no new file, its few texts are embedded at the next start."""
    shipped = VectorCache(embedder, [learned.SHIPPED / "vectors.npz"])
    missing = [text for text in matcher.training.texts if not shipped.knows([text])]

    mend = "Run: python -m bot calibrate benchmarks/questions.jsonl benchmarks/messages.jsonl"
    assert len(missing) < 0.05 * len(matcher.training.texts), f"A first start would embed {len(missing)} texts. {mend}"


def test_no_labelled_message_stands_among_the_lessons(matcher: Matcher) -> None:
    training = {same_wording(text) for text in matcher.training.texts}

    assert [message.text for message in MESSAGES if same_wording(message.text) in training - {""}] == []


def test_the_calibration_is_the_shipped_one(matcher: Matcher) -> None:
    shipped = json.loads((learned.SHIPPED / "calibration.json").read_text(encoding="utf-8"))

    assert matcher.learned.calibration.belief.trees.bias == pytest.approx(shipped["trees"]["bias"])
    assert matcher.learned.calibration.spelling == shipped["spelling"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("парламентте неше депутат болады", "kk"),
        ("сколько депутатов будет в парламенте", "ru"),
        ("how many deputies would the parliament have", "en"),
    ],
)
def test_how_many_deputies_is_answered_in_each_language(understanding: Understanding, text: str, language: str) -> None:
    verdict = understanding.understand(text)

    assert (verdict.outcome, verdict.entries, verdict.language) == ("answer", ("parliament-size",), language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ертең Алматыда ауа райы қандай болады", "kk"),
        ("какая завтра погода в Алматы", "ru"),
        ("what is the weather in Almaty tomorrow", "en"),
    ],
)
def test_the_weather_is_unknown_in_each_language(understanding: Understanding, text: str, language: str) -> None:
    verdict = understanding.understand(text)

    assert (verdict.outcome, verdict.entries, verdict.language) == ("unknown", (), language)


@pytest.mark.parametrize(("text", "kind", "language"), SMALL_TALK)
def test_small_talk_is_small_talk(understanding: Understanding, text: str, kind: str, language: str) -> None:
    verdict = understanding.understand(text)

    assert (verdict.outcome, verdict.chat, verdict.language) == ("chat", kind, language)


@pytest.mark.parametrize("text", NEVER_ANSWERED)
def test_what_no_article_answers_is_not_answered(library: Library, understanding: Understanding, text: str) -> None:
    verdict = understanding.understand(text)

    assert verdict.outcome in ("unknown", "choices") or set(verdict.entries) <= set(library.signposts)


def test_another_countrys_parliament_is_not_taken_for_ours(understanding: Understanding) -> None:
    for text in ("How many deputies has the parliament of Estonia?", "В парламенте Узбекистана сколько депутатов?"):
        verdict = understanding.understand(text)
        assert verdict.outcome != "answer" or verdict.entries == ("gap-other-countries",), text


@pytest.mark.parametrize("text", ["", "🇰🇿", "?", "а", "ә" * 4096, "сколько " * 512, "\x00", "<b>", "/" * 100])
def test_no_message_is_too_odd(understanding: Understanding, text: str) -> None:
    assert understanding.understand(text).outcome in ("unknown", "choices", "chat")


def test_a_clear_question_is_not_answered_with_the_choice_before_it_too(
    library: Library, understanding: Understanding
) -> None:
    conversation = Conversation(library, understanding, Wording(), retention_days=365)
    before = Before((), offered=("author",), language="kk", said=("сонда не жазылған өзі",))

    heard = conversation.hear_after("президент тағы сайлана ма", before)

    assert heard.verdict.entries == ("gap-president-term",)


def test_most_messages_are_answered_rightly(evaluation: Evaluation) -> None:
    assert share(evaluation.overall, "right") >= 0.45


def test_nearly_all_messages_are_answered_or_offered_the_right_entry(evaluation: Evaluation) -> None:
    assert share(evaluation.overall, "right_or_among_choices") >= 0.85


def test_false_answers_are_rare(evaluation: Evaluation) -> None:
    assert share(evaluation.overall, "false") <= 0.04
    assert all(share(tally, "false") <= 0.06 for tally in evaluation.groups["language"].values())


def test_choices_are_not_pressed_on_those_who_ask_what_is_near(evaluation: Evaluation) -> None:
    assert share(evaluation.groups["kind"]["near"], "choices_out_of_scope") <= 0.6


def test_no_language_is_served_worse_than_another(evaluation: Evaluation) -> None:
    right = [share(tally, "right") for tally in evaluation.groups["language"].values()]

    assert len(right) == 3
    assert max(right) - min(right) <= 0.08


@pytest.mark.parametrize("way", DISTORTIONS)
def test_typing_badly_costs_little(library: Library, understanding: Understanding, answers: Answers, way: str) -> None:
    distort, languages = DISTORTIONS[way]
    dice = random.Random(0)
    proper = [message for message in SAMPLE if message.language in languages]
    typed = [replace(message, text=distort(message.text, dice)) for message in proper]

    before = evaluate(proper, answers.__getitem__, library.signposts).overall
    after = evaluate(typed, understanding.understand, library.signposts).overall

    assert share(before, "right") - share(after, "right") <= 0.08
    assert share(after, "false") <= 0.04


def test_edits_begin_with_weights_for_nearly_this_content(matcher: Matcher, embedder: Embedder) -> None:
    shipped = read_pretrained(learned.SHIPPED / "pretrained.npz", embedder.name)

    assert embedder.name == SpellingOnly.name or (
        shipped and shipped.suits(matcher.training, matcher.learned.calibration.spelling)
    )
