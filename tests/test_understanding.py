"""From a message to a verdict, over a matcher that was told what each text means."""

from collections.abc import Mapping
from typing import cast

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bot.matching import Match, Matcher, Understanding, Verdict
from bot.matching.features import Evidence
from bot.matching.reading import MessageLanguage, Reading
from bot.matching.spelling import clean

NO_SIGNS = np.zeros(0, np.float32)
NO_VECTOR = np.zeros(0, np.float32)
NO_EVIDENCE = Evidence(np.zeros((1, 0), np.float32), csr_matrix((1, 1), dtype=np.float32))
Beliefs = Mapping[str, float]


class Told:
    """A matcher that knows the beliefs for some texts, and believes in nothing for any other."""

    signposts = frozenset({"where", "lacking"})

    def __init__(self, language: MessageLanguage = "en", sureness: float = 1.0) -> None:
        self._beliefs: dict[str, Beliefs] = {}
        self._chat: dict[str, float] = {}
        self._language: MessageLanguage = language
        self._sureness = sureness

    def means(self, text: str, chat: float = 0.0, **beliefs: float) -> "Told":
        """Tell what a text means."""
        self._beliefs[text], self._chat[text] = beliefs, chat
        return self

    def taught(self, text: str) -> str:
        """Nothing was taught."""
        return ""

    def match(self, text: str) -> Match:
        """What it was told."""
        reading = Reading(clean(text), self._language, "plain", self._sureness)
        beliefs = {"a": 0.01, "b": 0.01, "c": 0.01} | dict(self._beliefs.get(text, {}))
        ranking = tuple(sorted(beliefs.items(), key=lambda pair: -pair[1]))
        return Match(reading, ranking, "greeting", self._chat.get(text, 0.0), NO_EVIDENCE, NO_SIGNS, NO_VECTOR)

    def understand(self, text: str) -> Verdict:
        """What the understanding makes of it."""
        return Understanding(cast(Matcher, self)).understand(text)


def test_an_entry_surely_meant_is_answered() -> None:
    verdict = Told().means("how many seats", b=0.97).understand("how many seats")

    assert (verdict.outcome, verdict.entries, verdict.confidence, verdict.language) == ("answer", ("b",), 0.97, "en")
    assert verdict.ranking == (("b", 0.97), ("a", 0.01), ("c", 0.01))


def test_what_people_quarrel_over_needs_more_belief() -> None:
    told = cast(Matcher, Told().means("how many seats", b=0.84))

    assert Understanding(told).understand("how many seats").outcome == "answer"
    assert Understanding(told, careful={"b"}).understand("how many seats").outcome == "choices"
    assert Understanding(told, careful={"a"}).understand("how many seats").outcome == "answer"


def test_a_signpost_needs_less_belief_than_an_entry() -> None:
    outcomes = [Told().means("x", **{name: 0.7}).understand("x").outcome for name in ("where", "b")]

    assert outcomes == ["answer", "choices"]


def test_entries_of_which_one_may_be_meant_are_offered_best_first() -> None:
    verdict = Told().means("seats", b=0.5, c=0.3).understand("seats")

    assert (verdict.outcome, verdict.entries, verdict.confidence) == ("choices", ("b", "c"), 0.5)


def test_a_third_choice_is_offered_if_it_may_be_the_one() -> None:
    assert Told().means("seats", a=0.2, b=0.4, c=0.3).understand("seats").entries == ("b", "c", "a")


def test_a_message_that_fits_nothing_is_unknown() -> None:
    verdict = Told().understand("what is the weather")

    assert (verdict.outcome, verdict.entries) == ("unknown", ())
    assert verdict.ranking[0] == ("a", 0.01)


@pytest.mark.parametrize("text", ["", "  ", "🎉🎉", "?", "...", "👍!"])
def test_a_message_without_words_is_small_talk_of_no_kind_and_says_nothing_of_its_language(text: str) -> None:
    verdict = Told().means(text, chat=1.0).understand(text)

    assert (verdict.outcome, verdict.entries, verdict.chat, verdict.language) == ("chat", (), "", None)


def test_small_talk_has_its_kind_and_how_sure_it_is() -> None:
    verdict = Told().means("hello", chat=0.9, a=0.05).understand("hello")

    assert (verdict.outcome, verdict.chat, verdict.confidence) == ("chat", "greeting", 0.9)


def test_a_greeting_before_a_question_is_no_small_talk() -> None:
    assert Told().means("hello, how many seats", chat=0.3, a=0.95).understand("hello, how many seats").entries == ("a",)


@pytest.mark.parametrize(("sureness", "language"), [(0.79, None), (0.8, "kk"), (1.0, "kk")])
def test_the_language_is_left_open_when_it_is_not_sure(sureness: float, language: str | None) -> None:
    assert Told("kk", sureness).means("AMANAT", a=0.95).understand("AMANAT").language == language


@pytest.mark.parametrize(
    ("first", "border", "second"),
    [
        ("how many seats", "? ", "what is it called"),
        ("how many seats", " and ", "what is it called"),
        ("how many seats", ", also ", "what is it called"),
        ("how many seats", "; ", "what is it called"),
        ("how many seats", ", ", "what is it called"),
        ("сколько депутатов", " и ", "как он называется"),
        ("сколько депутатов", ", а ещё ", "как он называется"),
        ("неше депутат", " және ", "аты қандай"),
        ("неше депутат", " тағы ", "аты қандай"),
    ],
)
def test_two_questions_in_one_message_are_both_answered_in_their_order(first: str, border: str, second: str) -> None:
    whole = first + border + second
    told = Told().means(whole, a=0.3, b=0.6).means(first, a=0.95).means(second, b=0.95)

    verdict = told.understand(whole)

    assert (verdict.outcome, verdict.entries) == ("answer", ("a", "b"))


def test_three_questions_in_one_message_are_all_answered() -> None:
    parts = ("how many seats", "what is it called", "when is it")
    told = Told().means(", ".join(parts), a=0.1, b=0.1, c=0.1).means(", ".join(parts[1:]), b=0.5, c=0.4)
    for part, name in zip(parts, "abc", strict=True):
        told.means(part, **{name: 0.95})

    verdict = told.understand(", ".join(parts))

    assert (verdict.outcome, verdict.entries) == ("answer", ("a", "b", "c"))


def test_the_last_of_three_questions_may_be_nothing_that_the_whole_sounds_like() -> None:
    parts = ("how many seats", "what is it called", "when is it")
    whole = {"a": 0.1, "b": 0.1} | dict.fromkeys("defghi", 0.05)

    for belief, outcome in ((0.95, "answer"), (0.85, "choices")):
        told = Told().means(", ".join(parts), **whole).means(", ".join(parts[1:]), b=0.2)
        told.means(parts[0], a=0.95).means(parts[1], b=0.95).means(parts[2], c=belief)
        verdict = told.understand(", ".join(parts))

        assert verdict.outcome == outcome
        assert (verdict.entries == ("a", "b", "c")) == (outcome == "answer")


def test_questions_that_each_end_with_their_mark_are_answered_though_the_whole_sounds_like_one() -> None:
    parts = ("How many seats?", "Who dances?", "When is it?")
    told = Told().means(" ".join(parts), b=0.95, c=0.0001)
    for part, meant in zip(parts, ({"a": 0.95}, {"c": 0.001}, {"b": 0.95}), strict=True):
        told.means(part.rstrip("?"), **meant)

    verdict = told.understand(" ".join(parts))

    assert (verdict.outcome, verdict.entries) == ("answer", ("a", "b"))


def test_what_asks_for_signposts_alone_gets_the_likeliest_of_them() -> None:
    told = Told().means("what land and where is it", where=0.5, lacking=0.3)
    told.means("what land", lacking=0.9).means("where is it", where=0.9)

    assert told.understand("what land and where is it").entries == ("where",)


def test_a_belief_in_other_signposts_speaks_for_the_first() -> None:
    beside_an_entry = Told().means("x", where=0.45, b=0.4)
    beside_a_signpost = Told().means("x", where=0.45, lacking=0.4)

    assert beside_an_entry.understand("x").outcome == "choices"
    assert beside_a_signpost.understand("x").outcome == "answer"


def test_two_halves_that_ask_the_same_are_one_question() -> None:
    told = Told().means("how many seats, what number", a=0.95, b=0.04)
    told.means("how many seats", a=0.95).means("what number", a=0.95)

    assert told.understand("how many seats, what number").entries == ("a",)


def test_a_half_that_is_not_clear_makes_no_second_question() -> None:
    told = Told().means("how many seats and that thing", a=0.95, b=0.04)
    told.means("how many seats", a=0.95).means("that thing", b=0.6)

    assert told.understand("how many seats and that thing").entries == ("a",)


def test_a_half_that_means_what_the_whole_does_not_is_no_second_question() -> None:
    told = Told().means("bread and butter and seats", a=0.95, b=0.04, c=0.001)
    told.means("bread and butter", d=0.95).means("and seats", a=0.95)

    assert told.understand("bread and butter and seats").entries == ("a",)


def test_a_question_that_names_two_things_and_asks_about_both_is_one_question() -> None:
    text = "the cat thing, the dog thing are they one"
    told = Told().means(text, both=0.9, cat=0.09, dog=0.06)
    told.means("the cat thing", cat=0.95).means("the dog thing are they one", dog=0.95)

    assert told.understand(text).entries == ("both",)


def test_the_last_sentence_decides_after_a_story() -> None:
    story = "My neighbour told me something. Now I wonder. How many seats are there?"
    told = Told().means(story, a=0.3, b=0.2).means("How many seats are there?", c=0.95)

    verdict = told.understand(story)

    assert (verdict.outcome, verdict.entries, verdict.confidence) == ("answer", ("c",), 0.95)


@pytest.mark.parametrize("last", ["Tell me!", "How many seats?"])
def test_a_last_sentence_that_is_short_or_not_clear_decides_nothing(last: str) -> None:
    told = Told().means(f"A story of b. {last}", a=0.3, b=0.6).means("Tell me!", c=0.95).means("How many seats?", c=0.5)

    assert told.understand(f"A story of b. {last}").entries[0] == "b"


def test_a_message_answered_as_a_whole_is_not_judged_by_its_last_sentence() -> None:
    told = Told().means("How many seats? I really wonder so.", a=0.95).means("I really wonder so.", b=0.95)

    assert told.understand("How many seats? I really wonder so.").entries == ("a",)


def test_a_log_keeps_five_entries_at_most() -> None:
    verdict = Told().means("x", d=0.1, e=0.1, f=0.1, g=0.1).understand("x")

    assert len(verdict.ranking) == 5


def test_what_was_asked_before_is_not_matched_again_and_what_was_asked_long_ago_is() -> None:
    told = Told().means("how many seats", b=0.97)
    understanding = Understanding(cast(Matcher, told), remembered=2)

    first = understanding.understand("how many seats")
    told.means("how many seats", c=0.97)
    assert understanding.remembers("how many seats")
    assert understanding.understand("how many seats") is first

    for text in ("the first other", "the second other"):
        understanding.understand(text)
    assert not understanding.remembers("how many seats")
    assert understanding.understand("how many seats").entries == ("c",)
