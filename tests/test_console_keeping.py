"""What curators write in the console is kept as a draft: across log-outs and restarts, and gone on with by anybody."""

import html
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from console_house import PLAIN, Setting, asks, setting_in
from small_library import LIBRARY
from visiting import Visitor, carried

from bot.content import Problem
from bot.desk import Refused
from bot.desk.drafts import DraftSubject
from bot.desk.entry_fields import FieldSheet, mark_of
from bot.storage import EntryDrafts

NEW, EDIT = "/review/1/draft", "/content/entries/vote/edit"
SERVED = FieldSheet.of(LIBRARY.entries["vote"]).values


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Setting]:
    async with setting_in(tmp_path) as setting:
        await asks(setting, "погода")
        yield setting


async def comes(there: Setting) -> Visitor:
    visitor = await there.curator()
    visitor.headers = PLAIN
    return visitor


@pytest.fixture
async def saule(there: Setting) -> Visitor:
    return await comes(there)


@pytest.fixture
async def daniyar(there: Setting) -> Visitor:
    return await comes(there)


def typed(page: str) -> dict[str, str]:
    """What stands in the text fields of a form."""
    texts = re.findall(r'<textarea id="([^"]+)"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return {name: html.unescape(text) for name, text in texts}


async def sends(visitor: Visitor, path: str, page: str, step: str, **fields: str) -> str:
    """Send a form as it stands on a page, with some fields changed; what follows."""
    others = {"section": SERVED["section"]} if path == EDIT else {}
    answer = await visitor.posts(path, **others | typed(page) | carried(page) | {"step": step} | fields)
    return answer.text if answer.status_code != 303 else await visitor.sees(answer.headers["location"])


@pytest.mark.parametrize(("path", "field"), [(NEW, "answer-ru"), (EDIT, "answer-ru")])
async def test_a_kept_draft_is_gone_on_with_by_anybody_after_a_log_out(
    there: Setting, saule: Visitor, daniyar: Visitor, path: str, field: str
) -> None:
    await sends(saule, path, await saule.sees(path), "keep", **{field: "Половина ответа <пока>"})
    await saule.posts("/leave")

    page = await daniyar.sees(path)
    assert typed(page)[field] == "Половина ответа <пока>"
    assert "Being written by operator since" in page
    assert 'href="' + path in await daniyar.sees("/content/drafts")


async def test_a_group_and_an_entry_say_who_is_writing(saule: Visitor) -> None:
    for path in (NEW, EDIT):
        await sends(saule, path, await saule.sees(path), "keep", **{"answer-en": "Half"})
    for path in ("/review", "/review/1", "/content/entries/vote"):
        assert "Being written by operator since" in await saule.sees(path), path


async def test_a_form_in_which_nothing_was_typed_begins_no_draft(there: Setting, saule: Visitor) -> None:
    for path in (NEW, EDIT):
        await sends(saule, path, await saule.sees(path), "search" if path == NEW else "preview")
    assert await EntryDrafts(there.kept.sessions).live() == []


async def test_a_refused_form_is_kept(there: Setting, saule: Visitor) -> None:
    there.content.fault = Refused([Problem("faq/people.yaml", 3, "a fault.")])
    fields = {"answer-en": "Refused text", "id": "some-id", "file": "people", "follows": "shown"}
    assert "does not let this through" in await sends(saule, NEW, await saule.sees(NEW), "save", **fields)
    assert "does not let this through" in await sends(saule, EDIT, await saule.sees(EDIT), "edit", **fields)

    for path in (NEW, EDIT):
        assert typed(await saule.sees(path))["answer-en"] == "Refused text"


async def test_what_another_wrote_meanwhile_is_shown_and_not_overwritten(
    there: Setting, saule: Visitor, daniyar: Visitor
) -> None:
    await sends(saule, EDIT, await saule.sees(EDIT), "keep", **{"answer-en": "First"})
    both = await saule.sees(EDIT), await daniyar.sees(EDIT)
    await sends(daniyar, EDIT, both[1], "keep", **{"answer-en": "Daniyar's"})

    late = await sends(saule, EDIT, both[0], "keep", **{"answer-en": "Saule's"})
    assert "has written meanwhile" in late and '<dd class="pre">Daniyar&#39;s</dd>' in late
    assert typed(late)["answer-en"] == "Saule's"
    assert typed(await daniyar.sees(EDIT))["answer-en"] == "Daniyar's"

    await sends(saule, EDIT, late, "keep")
    assert typed(await daniyar.sees(EDIT))["answer-en"] == "Saule's"


async def test_a_script_keeps_what_is_typed_and_hears_of_what_another_wrote(saule: Visitor) -> None:
    page = await saule.sees(EDIT)
    fields = typed(page) | carried(page) | {"step": "keep", "answer-en": "Typed"}
    json = {"Accept": "application/json"}
    kept = (await saule.posts(EDIT, json, **fields)).json()
    assert kept["draft"] == 1 and kept["revision"] == 1 and kept["said"].startswith("Kept as a draft")

    again = fields | {"draft": "1", "revision": "1", "answer-en": "Typed on"}
    assert (await saule.posts(EDIT, json, **again)).json()["revision"] == 2
    assert (await saule.posts(EDIT, json, **again)).json()["revision"] == 2  # nothing new
    late = await saule.posts(EDIT, json, **again | {"answer-en": "Other"})
    assert late.status_code == 409 and "operator has changed this draft" in late.json()["said"]


async def test_a_published_draft_goes_and_comes_back_when_that_is_undone(there: Setting, saule: Visitor) -> None:
    await sends(saule, EDIT, await saule.sees(EDIT), "keep", **{"answer-en": "New"})
    assert "Entry edited" in await sends(saule, EDIT, await saule.sees(EDIT), "edit")
    assert "Nothing is being written" in await saule.sees("/content/drafts")

    await saule.posts("/trail/1/undo")
    assert typed(await saule.sees(EDIT))["answer-en"] == "New"


async def test_a_draft_that_was_thrown_away_can_be_brought_back_for_a_day(there: Setting, saule: Visitor) -> None:
    await sends(saule, NEW, await saule.sees(NEW), "keep", **{"answer-en": "Half"})
    page = await sends(saule, NEW, await saule.sees(NEW), "throw")
    assert "Nothing is being written" in page and "Thrown away within a day" in page
    assert typed(await saule.sees(NEW))["answer-en"] == ""

    back = await saule.posts("/content/drafts/1/back")
    assert back.headers["location"] == NEW and typed(await saule.sees(NEW))["answer-en"] == "Half"
    await saule.posts("/content/drafts/1/throw")
    await there.kept.ages("drafts", "ended_at", 2)
    await EntryDrafts(there.kept.sessions).purge()
    gone = await saule.posts("/content/drafts/1/back")
    assert gone.status_code == 409 and "can no longer be brought back" in gone.text


async def test_a_draft_says_that_its_entry_has_changed_meanwhile(there: Setting, saule: Visitor) -> None:
    drafts = EntryDrafts(there.kept.sessions)
    subject = DraftSubject(entry="vote")
    await drafts.begin(subject, "telegram:1", {"answer-en": "New"}, {"answer-en": "What stood there before"})

    page = await saule.sees(EDIT)
    assert "The published entry has changed since" in page
    assert f'<dd class="pre">{html.escape(SERVED["answer-en"], quote=False)}</dd>' in page
    assert "the published entry has changed since" in await saule.sees("/content/drafts")
    assert carried(page)["mark"] == mark_of(LIBRARY.entries["vote"])


async def test_what_was_written_for_questions_that_another_decided_stays(there: Setting, saule: Visitor) -> None:
    page = await saule.sees(NEW)
    await sends(saule, NEW, page, "keep", **{"answer-en": "Half"})
    await saule.posts("/review/1", do="spam", upto=carried(page)["upto"])

    late = await saule.gets(NEW)
    assert late.status_code == 409 and "Half" in late.text and "The draft stays" in late.text
    assert len(await EntryDrafts(there.kept.sessions).live()) == 1

    alone = await saule.sees(f"{NEW}?alone=1")
    fields = {"id": "some-id", "file": "people", "section": "people", "follows": "shown"}
    assert "New entry" in await sends(saule, NEW, alone, "save", **fields)
    assert [(one.group, one.entry) for one in there.content.published if one.draft] == [(0, "some-id")]
    assert await EntryDrafts(there.kept.sessions).live() == []


async def test_a_draft_that_nobody_touches_for_a_year_goes(there: Setting) -> None:
    drafts = EntryDrafts(there.kept.sessions)
    await drafts.begin(DraftSubject(), "telegram:1", {"answer-en": "Old"})
    await there.kept.ages("drafts", "changed_at", 366)
    await drafts.begin(DraftSubject(), "telegram:1", {"answer-en": "New"})
    await drafts.purge(365)
    assert [draft.fields["answer-en"] for draft in await drafts.live()] == ["New"]


async def test_a_form_sent_after_a_log_out_is_held_and_sent_after_logging_in(there: Setting, saule: Visitor) -> None:
    page = await saule.sees(EDIT)
    fields = (
        {"section": SERVED["section"]} | typed(page) | carried(page) | {"answer-en": "\nLong <work>", "step": "keep"}
    )
    await saule.posts("/leave")
    held = await saule.posts(EDIT, **fields)
    assert held.status_code == 403 and "Long &lt;work&gt;</textarea>" in held.text
    assert await EntryDrafts(there.kept.sessions).live() == []

    await saule.gets(f"/enter/{there.links.make()}")
    again = await saule.posts(EDIT, proof="-", **fields)
    [proof] = re.findall(r'name="proof" value="([^"]+)"', again.text)
    assert again.status_code == 403 and proof != "-"
    assert (await saule.posts(EDIT, proof=proof, **fields)).status_code == 303
    assert typed(await saule.sees(EDIT))["answer-en"] == "Long <work>"


async def test_what_another_site_sends_is_not_held(there: Setting, saule: Visitor) -> None:
    fields = {"revision": "0", "answer-en": "forged", "step": "keep"}
    for proof in (saule.proof, "-"):
        answer = await saule.posts(EDIT, {"Origin": "https://evil.example"}, **fields | {"proof": proof})
        assert answer.status_code == 403 and "forged" not in answer.text
