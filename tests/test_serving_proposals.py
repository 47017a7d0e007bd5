"""A curator proposes and a publisher decides, in Telegram, with the files and the gate as they are."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from bot_api_people import Account
from running import STARTING
from sitting import Sitting, decided, sitting, speaking
from talking import told

pytestmark = pytest.mark.asyncio(loop_scope="module")

english, russian = speaking("en"), speaking("ru")
QUESTION = "Is there a swimming pool for the seals in it"
WEATHER = "What is the weather in Almaty?"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Sitting]:
    async with sitting(tmp_path_factory.mktemp("office"), is_publisher=True) as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="module")
async def desk(office: Sitting) -> Sitting:
    """The same desk, clean."""
    await office.begins()
    return office


@pytest.fixture
def aliya(desk: Sitting) -> Account:
    return desk.bot.api.person("Aliya", language_code="en")


async def proposed(desk: Sitting, aliya: Account, question: str = QUESTION) -> int:
    """The number of what Saule proposes: a phrasing of the entry that is nearest to a question."""
    await desk.asked(aliya, question)
    card = await desk.reviews(desk.saule)
    done = await decided(desk.saule, card, next(label for label in card.labels if label.startswith("✚")))
    if english("button-yes") in done.labels:
        done = await decided(desk.saule, done, english("button-yes"))
    assert english("waits-for-publisher") in done.text, done.text
    assert english("button-withdraw") in done.labels and english("button-undo") not in done.labels
    [row] = desk.bot.rows("SELECT id FROM decisions WHERE proposed_on IS NOT NULL AND undone_at IS NULL")
    return int(row["id"])


async def test_a_publisher_gets_a_word_sees_the_difference_and_publishes(desk: Sitting, aliya: Account) -> None:
    before = desk.files()
    number = await proposed(desk, aliya)
    assert desk.files() == before

    word = await desk.daniyar.reply(STARTING)
    assert russian("told-proposed", who=f"telegram:{desk.saule.id}") in word.text
    card = await decided(desk.daniyar, word, russian("button-see"))
    assert russian("proposal-title", number=number) in card.text
    words, _, lines = card.text.partition(russian("proposal-yaml"))
    assert f"{russian('field-phrasings')}, {russian('in-en')}" in words and f"+ {QUESTION}" in words
    assert QUESTION in lines
    done = await decided(desk.daniyar, card, russian("button-accept"))
    if russian("button-yes") in done.labels:
        done = await decided(desk.daniyar, done, russian("button-yes"))

    assert russian("proposal-accepted", number=number) in done.text
    changed = [name for name, data in desk.files().items() if data != before[name]]
    assert len(changed) == 1 and QUESTION.encode() in desk.files()[changed[0]]
    answer = await desk.saule.reply(STARTING)
    assert russian("told-accepted", number=number, who=f"telegram:{desk.daniyar.id}") in answer.text
    assert "(waits" not in await desk.bot.command("decisions")
    listed = await told(desk.daniyar, "/proposals")
    assert russian("proposals-none") in listed.text


async def test_a_refusal_reaches_the_curator_with_its_reason(desk: Sitting, aliya: Account) -> None:
    before = desk.files()
    number = await proposed(desk, aliya, WEATHER)
    await desk.daniyar.reply(STARTING)
    listed = await told(desk.saule, "/proposals")
    assert english("proposals-title", count=1) in listed.text
    own = await decided(desk.saule, listed, listed.labels[0])
    assert english("button-accept") not in own.labels and english("button-withdraw") in own.labels

    listed_there = await desk.bot.command("proposals")
    assert f"+ {WEATHER}" in listed_there and "Phrasings, English" in listed_there
    shown = await told(desk.daniyar, f"/refuse {number} the article says nothing of seals")

    assert russian("proposal-refused", number=number) in shown.text
    answer = await desk.saule.reply(STARTING)
    assert russian("told-refused", number=number, who=f"telegram:{desk.daniyar.id}") in answer.text
    assert "the article says nothing of seals" in answer.text
    assert WEATHER in (await desk.reviews(desk.saule)).text and desk.files() == before
