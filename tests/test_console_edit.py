"""Curators edit what is published in the console: real files, the real gate, and undo to the byte."""

import contextlib
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from console_house import PLAIN, Setting, setting_in
from earlier_start import started_before
from gate_content import Content
from spreadsheet_work import files
from visiting import Visitor

from bot.content import LANGUAGES, load
from bot.desk import Desk
from bot.desk.entry_fields import FieldSheet, mark_of
from bot.publishing.publisher import Publisher
from bot.settings import read_settings
from bot.storage import DeskStore


class Editor:
    """A curator who edits a small content in the console."""

    def __init__(self, root: Path, there: Setting, saule: Visitor) -> None:
        self.root, self.there, self.saule = root, there, saule

    async def posts(self, entry: str, step: str, **fields: str) -> tuple[int, str]:
        """Open the form of an entry, change some fields, and press a button; the status and the page that follows."""
        asked = load(self.root / "faq", self.root / "corpus").everything[entry]
        page = await self.saule.sees(f"/content/entries/{entry}/edit")
        carried = re.findall(r'name="(draft|revision)" value="(\d+)"', page)
        form = {**FieldSheet.of(asked).values, **dict(carried), "mark": mark_of(asked), "step": step, **fields}
        answer = await self.saule.posts(f"/content/entries/{entry}/edit", **form)
        page = answer.text if answer.status_code != 303 else await self.saule.sees(answer.headers["location"])
        return answer.status_code, page


@pytest.fixture
async def editor(content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[Editor]:
    content.points_elsewhere()
    monkeypatch.setenv("FAQ_DIR", "faq")
    monkeypatch.setenv("CORPUS_DIR", "corpus")
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'learned.db'}")
    settings = read_settings()
    started_before(tmp_path, settings.faq_dir, settings.corpus_dir)
    library = load(settings.faq_dir, settings.corpus_dir)

    def desk(there: Setting) -> Desk:
        publisher = Publisher(settings, lambda: load(settings.faq_dir, settings.corpus_dir))
        return Desk(DeskStore(there.kept.sessions), publisher, lambda: datetime.now(UTC))

    async with contextlib.AsyncExitStack() as stack:
        (tmp_path / "console").mkdir()
        there = await stack.enter_async_context(setting_in(tmp_path / "console", library=library, desk=desk))
        saule = await there.curator()
        saule.headers = PLAIN
        yield Editor(content.root, there, saule)


async def test_a_typo_is_mended_and_every_other_byte_stays(editor: Editor) -> None:
    before, park = files(editor.root), editor.root / "faq" / "park.yaml"
    written = park.read_bytes()
    status, page = await editor.posts("opening", "edit", **{"answer-en": "The park opens late in May."})

    assert status == 303 and "Entry edited" in page and "+" in page
    old, new = b"The park opens in May.\n  q", b"The park opens late in May.\n  q"
    assert park.read_bytes() == written.replace(old, new)
    assert (await editor.saule.posts("/trail/1/undo")).status_code == 303
    assert files(editor.root) == before


async def test_every_field_can_be_edited(editor: Editor) -> None:
    new = {
        "section": "nature",
        "question-ru": "Когда же откроется парк?",
        "short-kk": "Ашылуы",
        "short-ru": "Открытие",
        "short-en": "Opening",
        "lead-kk": "*Мамыр*",
        "lead-ru": "*Май*",
        "lead-en": "*May*",
        "phrasings-en": "opening day\ndate when it opens\nday it opens",
        "not-en": "",
        "asks-ru": "в какой день там открытие",
        "related": "swimming, trees",
        "valid_until": "2026-06-30",
        "note-en": "That day is long over.",
        "correction-kk": "Бұрын қате еді.",
        "correction-ru": "Раньше было неверно.",
        "correction-en": "It was wrong before.",
        "careful": "true",
    }
    status, page = await editor.posts("opening", "edit", **new)
    assert status == 303, page
    entry = load(editor.root / "faq", editor.root / "corpus").entries["opening"]

    assert FieldSheet.of(entry).values == {**FieldSheet.of(entry).values, **new, "related": "swimming trees"}
    assert "# What people ask about the park." in (editor.root / "faq" / "park.yaml").read_text()


async def test_an_asked_sentence_can_become_the_question(editor: Editor) -> None:
    before = load(editor.root / "faq", editor.root / "corpus").entries["opening"]
    status, page = await editor.posts("opening", "edit", **{"question-en": before.phrasings["en"][0]})
    assert status == 303, page
    entry = load(editor.root / "faq", editor.root / "corpus").entries["opening"]
    assert entry.question["en"] == before.phrasings["en"][0]
    assert entry.phrasings["en"] == (*before.phrasings["en"][1:], before.question["en"])


async def test_a_signpost_can_be_edited_too(editor: Editor) -> None:
    new = {"lead-en": "The report is silent on it.", "section": "angling"}
    status, page = await editor.posts("gap-fishing", "edit", **new)
    signpost = load(editor.root / "faq", editor.root / "corpus").signposts["gap-fishing"]

    assert status == 303, page
    assert (signpost.lead["en"], signpost.gap) == ("The report is silent on it.", "angling")


async def test_the_subjects_of_a_signpost_are_a_line_each(editor: Editor) -> None:
    lines = "Carp: carp\nPike and perch: pike, perch"
    status, page = await editor.posts("gap-fishing", "edit", **{"subjects-en": lines})
    signpost = load(editor.root / "faq", editor.root / "corpus").signposts["gap-fishing"]

    assert status == 303, page
    assert signpost.subjects["en"] == ("Carp: carp", "Pike and perch: pike, perch")


async def test_a_subject_without_words_is_refused_beside_its_field(editor: Editor) -> None:
    status, page = await editor.posts("gap-fishing", "edit", **{"subjects-en": "Carp"})

    assert status == 422 and "“Carp” should be a name, a colon" in page


async def test_a_preview_shows_what_people_will_read_and_changes_nothing(editor: Editor) -> None:
    before = files(editor.root)
    status, page = await editor.posts("opening", "preview", **{"answer-en": "The park <opens> soon."})

    assert status == 200 and "The park &lt;opens&gt; soon.</p>" in page
    assert '<textarea id="answer-en" name="answer-en" rows="6" lang="en">The park &lt;opens&gt; soon.' in page
    assert files(editor.root) == before


async def test_what_the_gate_refuses_stays_in_the_form_with_the_reason(editor: Editor) -> None:
    before = files(editor.root)
    status, page = await editor.posts("opening", "edit", **{"answer-en": "Yes, it opens in 1999.", "note-en": ""})

    assert status == 422 and "The gate does not let this through" in page and "Yes, it opens in 1999." in page
    assert files(editor.root) == before


async def test_what_the_gate_says_stands_beside_the_field_in_the_curators_language(editor: Editor) -> None:
    editor.saule.headers = {"Accept-Language": "ru"}
    labels = {f"short-{language}": "Слишком длинная надпись на кнопке" for language in LANGUAGES}
    status, page = await editor.posts("opening", "edit", **labels)
    assert status == 422 and "Слишком длинно: не больше 25 знаков." in page

    status, page = await editor.posts("opening", "edit", **{"answer-en": "Yes, it opens in 1999."})
    beside = re.findall(r'id="answer-en".*?</textarea>(<p class="beside".*?)</div>', page, re.DOTALL)
    assert "Начинается с «Yes», а спрашивают и наоборот. Начните с факта" in beside[0]
    assert "Числа 1999 нет ни в одной цитате." in beside[0]
    assert 'id="answer-en" name="answer-en" rows="6" lang="en" aria-invalid="true"' in page
    assert ".yaml" not in page and "entry &#39;" not in page


async def test_what_somebody_has_changed_meanwhile_is_not_overwritten(editor: Editor) -> None:
    status, page = await editor.posts("opening", "edit", **{"answer-en": "Soon.", "mark": "0"})

    assert status == 422 and "Somebody has changed this entry" in page


async def test_nothing_new_is_said_to_be_nothing(editor: Editor) -> None:
    assert "Nothing is different" in (await editor.posts("opening", "edit"))[1]


@pytest.mark.parametrize("step", ["delete", "unpublish"])
async def test_an_entry_is_taken_out_with_its_links_and_that_is_undone(editor: Editor, step: str) -> None:
    before = files(editor.root)
    status, page = await editor.posts("swimming", step)
    assert status == 303, page
    library = load(editor.root / "faq", editor.root / "corpus")

    assert "swimming" not in library.entries and library.entries["trees"].related == ("opening",)
    assert (editor.root / "faq" / "drafts" / "swimming.yaml").exists() == (step == "unpublish")
    assert (await editor.saule.posts("/trail/1/undo")).status_code == 303
    assert files(editor.root) == before


async def test_the_pages_lead_to_the_form(editor: Editor) -> None:
    assert 'href="/content/entries/opening/edit"' in await editor.saule.sees("/content/entries/opening")
    assert 'href="/content/entries/gap-fishing/edit"' in await editor.saule.sees("/content")
    assert "There are two hundred trees." in await editor.saule.sees("/content/entries/trees/edit")
    assert (await editor.saule.gets("/content/entries/nothing/edit")).status_code == 404
