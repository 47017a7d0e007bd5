"""The matcher knows no subject: here it learns what people ask a bank, with and without a model of meanings."""

import numpy as np
import pytest
from bank import HELD_OUT, OF_ANOTHER_WORLD, PAIRS, PHRASINGS
from toy_embedder import Counting

from bot.matching import OUTSIDE, Embedder, Matcher, SpellingOnly, chat_meaning, load_embedder

ODD = ["", " ", "🤔🎉", "?", "a", "ә", "1", "q" * 4096, "why " * 1024, "\u200b", "\x00", "привет", "DROP TABLE cards;"]


@pytest.fixture(scope="module", params=["meaning", "spelling alone"])
def bank(request: pytest.FixtureRequest, embedder: Embedder) -> Matcher:
    """A matcher that has learned the bank."""
    return Matcher.learn(PAIRS, embedder=embedder if request.param == "meaning" else SpellingOnly())


def test_every_entry_is_ranked_once_and_the_best_stands_first(bank: Matcher) -> None:
    for text in [*(text for _, text in HELD_OUT), *OF_ANOTHER_WORLD, *ODD]:
        ranking = bank.rank(text)
        beliefs = [belief for _, belief in ranking]

        assert sorted(entry for entry, _ in ranking) == sorted(PHRASINGS)
        assert beliefs == sorted(beliefs, reverse=True)


def test_beliefs_are_probabilities(bank: Matcher) -> None:
    for text in [*(text for _, text in HELD_OUT), *OF_ANOTHER_WORLD, *ODD]:
        assert all(0 <= belief <= 1 for _, belief in bank.rank(text))


def test_what_was_learned_is_known(bank: Matcher) -> None:
    assert [pair for pair in PAIRS if bank.rank(pair[1])[0][0] != pair[0]] == []


def test_other_words_for_the_same_are_understood(bank: Matcher) -> None:
    assert [(intent, text) for intent, text in HELD_OUT if bank.rank(text)[0][0] != intent] == []


def test_a_message_of_another_world_is_believed_less_than_any_question_to_the_bank(bank: Matcher) -> None:
    strange = [bank.rank(text)[0][1] for text in OF_ANOTHER_WORLD]
    usual = [bank.rank(text)[0][1] for _, text in HELD_OUT]

    assert max(strange) < sorted(usual)[len(usual) // 2]
    assert sum(strange) / len(strange) < 0.5


def test_what_is_typed_on_the_wrong_keyboard_or_mistyped_is_understood(bank: Matcher) -> None:
    assert bank.rank("црут цшдд ьн туц сфкв фккшму")[0][0] == "card-delivery"
    assert bank.rank("I forgto my pasword")[0][0] == "forgotten-password"


def test_learning_twice_gives_the_same(bank: Matcher, embedder: Embedder) -> None:
    used = SpellingOnly() if bank.learned.head.meaning.size == 0 else embedder
    again = Matcher.learn(reversed(PAIRS), embedder=used)

    assert dict(again.rank("someone has my card")) == pytest.approx(dict(bank.rank("someone has my card")))
    assert bank.rank("someone has my card") == bank.rank("someone has my card")


def test_texts_that_mean_no_entry_lower_the_belief_in_what_is_near_them() -> None:
    embedder = load_embedder()
    aside = {OUTSIDE: ["can I get a credit card for my dog", "is my dog insured", "loan of a library book"]}
    wary = Matcher.learn(PAIRS, aside=aside, embedder=embedder)
    trusting = Matcher.learn(PAIRS, embedder=embedder)

    assert wary.rank("loan of a book from the library")[0][1] < trusting.rank("loan of a book from the library")[0][1]
    assert OUTSIDE not in dict(wary.rank("is my dog insured"))


def test_small_talk_is_told_from_questions() -> None:
    aside = {
        chat_meaning("greeting"): ["hello", "hi there", "good morning", "good evening", "hey"],
        chat_meaning("thanks"): ["thanks", "thank you", "thanks a lot", "thank you so much", "cheers"],
    }
    matcher = Matcher.learn(PAIRS, aside=aside, embedder=load_embedder())
    greeting, question = matcher.match("hello there"), matcher.match("I lost my card")

    assert (greeting.chat, greeting.chat_share > 0.5) == ("greeting", True)
    assert question.chat_share < 0.5
    assert matcher.match("many thanks, thank you").chat == "thanks"


def test_the_nearest_phrasings_of_an_entry_come_best_first(bank: Matcher) -> None:
    match = bank.match("I have lost my card")
    near = bank.nearest(match, "lost-card")

    assert len(near) == 3
    assert near[0].text == "I lost my card"
    assert [one.nearness for one in near] == sorted((one.nearness for one in near), reverse=True)
    assert {one.meaning for one in near} == {"lost-card"}


def test_the_signs_speak_of_the_first_choice(bank: Matcher) -> None:
    match = bank.match("I lost my card")
    belief = bank.learned.calibration.belief.predict(match.signs[np.newaxis])[0]

    assert match.ranking[0][0] == "lost-card"
    assert match.ranking[0][1] == pytest.approx(float(belief))


def test_the_likeliest_of_many_texts_are_found_among_those_asked_for(bank: Matcher) -> None:
    texts = ["I lost my card", "how do I reset my password"]

    assert [names[0] for names in bank.likeliest(texts, set(PHRASINGS), 2)] == ["lost-card", "forgotten-password"]
    assert bank.likeliest(texts, {"forgotten-password"}, 2) == [["forgotten-password"], ["forgotten-password"]]


@pytest.mark.parametrize(
    "pairs",
    [
        [("a", "hello world")],
        [("a", "hello world"), ("a", "hello you")],
        [("a", "hello world"), ("b", "goodbye moon")],
        [(intent, phrasings[0]) for intent, phrasings in PHRASINGS.items()],
        [("a", "hello world"), ("a", "hello world"), ("a", "Hello  world 🌍"), ("b", "goodbye moon")],
        [("a", "hello world"), ("b", "hello world"), ("b", "goodbye moon")],
        [("a", "hello world"), ("b", "🎉"), ("b", "goodbye moon")],
    ],
    ids=["one entry", "one entry, two ways", "two entries", "one phrasing each", "twice", "shared", "no words"],
)
def test_however_little_there_is_it_is_learned(pairs: list[tuple[str, str]]) -> None:
    for embedder in (SpellingOnly(), Counting()):
        matcher = Matcher.learn(pairs, embedder=embedder)

        for text in ("hello world", "", "something else"):
            ranking = matcher.rank(text)
            assert {entry for entry, _ in ranking} == {entry for entry, _ in pairs}
            assert all(0 <= belief <= 1 for _, belief in ranking)


def test_one_phrasing_each_is_enough_where_meaning_is_known(embedder: Embedder) -> None:
    matcher = Matcher.learn([(intent, phrasings[0]) for intent, phrasings in PHRASINGS.items()], embedder=embedder)

    assert [intent for intent, phrasings in PHRASINGS.items() if matcher.rank(phrasings[0])[0][0] != intent] == []


def test_of_two_meanings_of_one_text_the_first_counts() -> None:
    matcher = Matcher.learn([("a", "hello world"), ("b", "hello world"), ("b", "goodbye moon")], embedder=Counting())

    assert matcher.rank("hello world")[0][0] == "a"
