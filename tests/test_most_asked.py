"""What most people asked lately: counted by people, and told only where there are ten of them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from kept import ASKED, NOW, kept_at, kept_in, occasion

from bot.conversation import MostAsked, Occasion
from bot.storage import most_asked


async def test_an_entry_that_ten_people_asked_for_is_named_with_their_number_and_one_of_nine_is_not(
    database: str,
) -> None:
    async with kept_at(database) as kept:
        for number in range(11):
            answered = ("vote", "seats") if number < 9 else ("vote",)
            for again in "abc":
                asked = replace(ASKED, answered=answered)
                await kept.records.log.note(occasion(f"{number}{again}", f"person {number}"), asked)

        assert await most_asked(kept.sessions, NOW) == (MostAsked("vote", 11),)


async def test_what_was_asked_a_week_ago_or_by_people_who_are_forgotten_does_not_count(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        for number in range(10):
            await kept.records.log.note(Occasion(f"a{number}", f"person {number}", NOW), ASKED)
        assert await most_asked(kept.sessions, NOW + timedelta(days=6)) == (MostAsked("vote", 10),)
        assert await most_asked(kept.sessions, NOW + timedelta(days=8)) == ()

        await kept.records.people.forget("person 3")
        assert await most_asked(kept.sessions, NOW) == ()


async def test_choices_and_unknown_questions_do_not_count(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        for number in range(10):
            asked = replace(ASKED, outcome="choices", answered=(), offered=("vote", "seats"))
            await kept.records.log.note(occasion(f"a{number}", f"person {number}"), asked)

        assert await most_asked(kept.sessions, NOW) == ()


async def test_what_was_sent_into_chats_is_deleted_with_the_questions(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        await kept.records.inline_choices.add("vote", shared=True)
        await kept.ages("inline_choices", "chosen_at", 31)
        await kept.records.inline_choices.add("vote", shared=False)
        await kept.records.purge(30)

        assert [row["shared"] for row in await kept.rows("inline_choices")] == [0]


async def test_what_goes_on_with_a_half_typed_text_takes_its_place_also_in_the_transaction_of_its_update(
    database: str,
) -> None:
    async with kept_at(database) as kept:
        for number, text in enumerate(("сколь", "сколько депутатов", "сколько деп"), 1):
            inline = replace(occasion(f"{number}", message=None, address=None), surface="inline")
            await kept.inbox.put([{"update_id": number}], [7])

            async def write(inline: Occasion = inline, text: str = text) -> None:
                await kept.records.log.typed(inline, replace(ASKED, text=text))

            await kept.inbox.finish([number], writes=[write])

        [row] = await kept.rows("questions")
        assert (row["text"], row["surface"], row["turn"]) == ("сколько депутатов", "inline", "1")
