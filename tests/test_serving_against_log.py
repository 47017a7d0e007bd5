"""Before an edit is published, a curator sees what it would change for those who have asked."""

import json
import re

import pytest
from curator import Curator
from talking import told

from bot.content import Library

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def compared(curator: Curator) -> dict[str, list[dict[str, object]]]:
    """What `check --against-log` finds."""
    found: dict[str, list[dict[str, object]]] = json.loads(
        await curator.bot.command("check", "--against-log", "--json")
    )
    return found


async def test_an_edit_that_changes_takes_and_gives_answers_is_seen_side_by_side(
    curator: Curator, library: Library
) -> None:
    people = [curator.bot.api.person(name, language_code="en") for name in ("Aliya", "Bolat")]
    deputies, head = (library.entries[name].question["en"] for name in ("parliament-size", "coalition-head"))
    for person in people:
        await told(person, deputies)
    await told(people[0], head)
    await curator.bot.handled()
    assert await compared(curator) | {"rivals": []} == {
        "texts": 2, "people": 3, "lost": [], "changed": [], "new": [], "rivals": [],
    }  # fmt: skip

    await curator.adds("coalition-head")
    await curator.removes("parliament-size")
    found = await compared(curator)

    assert found["new"] == [
        {
            "text": head,
            "people": 1,
            "before": {"outcome": "unknown", "entries": []},
            "after": {"outcome": "answer", "entries": ["coalition-head"]},
        }
    ]
    (gone,) = [*found["lost"], *found["changed"]]
    assert (gone["text"], gone["people"]) == (deputies, 2)
    assert gone["before"] == {"outcome": "answer", "entries": ["parliament-size"]}
    table = await curator.bot.command("check", "--against-log", "--days", "1", "--limit", "2")
    assert "Newly answered: 1" in table
    row = next(line for line in table.splitlines() if head in line)
    assert re.split("  +", row.strip()) == [head, "unknown", "answer: coalition-head", "1"]


async def test_only_the_newest_texts_are_asked_again(curator: Curator) -> None:
    found = json.loads(await curator.bot.command("check", "--against-log", "--json", "--limit", "1"))

    assert found["texts"] == 1
