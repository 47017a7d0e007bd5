"""A new article on a page of the console: read byte for byte, refused or taken, what it brings, and taken back."""

import base64
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from console_house import PLAIN, Setting, asks, setting_in
from content_desk import FilesDesk, files_desk
from gate_content import Content
from spreadsheet_work import files

from bot.content import load
from bot.desk import Desk
from bot.desk.answerable import ArticleEffects
from bot.publishing import learned
from bot.publishing.articles import EffectsFinder
from bot.publishing.publisher import Publisher
from bot.settings import read_settings
from bot.storage import DeskStore

TEXT = (
    "Саябаққа кіру тегін\r\nФото: әкімдік\r\nСаябаққа кіру барлығына тегін болады.\r\n"
    "Бюджеттен 340 миллион теңге жұмсалды.\r\n"
)
DATA = base64.b64encode(TEXT.encode()).decode()
FACTS = {
    "id": "park-walk",
    "language": "kk",
    "title": "Саябаққа кіру тегін",
    "publisher": "Саябақ жаршысы",
    "published": "2026-04-02",
    "description-kk": "Саябақ туралы",
    "description-ru": "О парке",
    "description-en": "On the park",
}


class Reader(FilesDesk):
    """A curator who takes articles in."""

    async def reads(self, data: bytes, name: str = "park-walk.txt", step: str = "read") -> tuple[int, str]:
        """Upload a file; the status and the page that follows."""
        answer = await self.saule.uploads("/content/new-article", (name, data), step=step)
        return answer.status_code, unescape(answer.text)

    async def says(self, step: str, data: str = DATA, **facts: str) -> tuple[int, str]:
        """Fill in what is known and press a button; the status, and the page or where it leads."""
        answer = await self.saule.uploads("/content/new-article", data=data, step=step, **{**FACTS, **facts})
        return answer.status_code, answer.headers.get("location") or unescape(answer.text)


@pytest.fixture
async def reader(content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[Reader]:
    async with files_desk(content, monkeypatch, tmp_path) as there:
        yield Reader(there.root, there.there, there.saule)


async def test_a_file_is_read_and_what_is_odd_in_it_is_named(reader: Reader) -> None:
    status, page = await reader.reads(TEXT.encode())

    assert status == 200
    for said in ("Line ends as Windows writes them: 4", "Kept, but not searched or shown: Фото: әкімдік", "4 lines"):
        assert said in page
    assert 'value="park-walk"' in page and 'value="Саябаққа кіру тегін"' in page
    assert '<option value="kk" selected>' in page and DATA in page


async def test_it_is_added_byte_for_byte_after_a_preview_and_taken_back_in_one_step(reader: Reader) -> None:
    before = files(reader.root)
    status, page = await reader.says("preview")
    assert status == 200 and "Саябақ жаршысы · 2 April 2026" in page and "Бюджеттен 340 миллион" in page
    assert files(reader.root) == before

    assert await reader.says("add") == (303, "/content/articles/park-walk/brings?added=1")
    assert (reader.root / "corpus" / "park-walk.txt").read_bytes() == TEXT.encode()
    articles = load(reader.root / "faq", reader.root / "corpus").articles
    assert articles["park-walk"].publisher == "Саябақ жаршысы"
    assert "Article added" in await reader.saule.sees("/trail/1")

    assert (await reader.saule.posts("/trail/1/undo")).status_code == 303
    assert files(reader.root) == before


async def test_pasted_text_is_taken_as_it_was_pasted(reader: Reader) -> None:
    pasted = "\n  A walk in the park.\n\nIt is long.\n"
    answer = await reader.saule.uploads("/content/new-article", text=pasted.replace("\n", "\r\n"), step="read")

    assert answer.status_code == 200
    assert base64.b64encode(pasted.encode()).decode() in answer.text


async def test_what_is_there_already_is_refused_and_named(reader: Reader) -> None:
    there = (reader.root / "corpus" / "park-news.txt").read_bytes()
    status, page = await reader.reads(b"  " + there + b"\n")

    assert status == 422 and "This article is there already" in page and "/content/articles/park-news" in page


async def test_another_encoding_is_named_and_kept_as_utf_8_only_if_somebody_agrees(reader: Reader) -> None:
    status, page = await reader.reads("В парке тихо.".encode("cp1251"))
    assert status == 422 and "the encoding cp1251" in page and "В парке тихо." in page

    status, page = await reader.says("convert", base64.b64encode("В парке тихо.".encode("cp1251")).decode())
    assert status == 200 and base64.b64encode("В парке тихо.".encode()).decode() in page
    assert '<option value="ru" selected>' in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"id": "../faq/park"}, 'id="id" name="id" value="../faq/park" autocomplete="off" aria-invalid="true"'),
        ({"id": "park-news"}, "An article has this name already"),
        ({"published": "in spring"}, "Something is missing"),
        ({"published": "2026-13-40"}, "a day that does not exist"),
        ({"description-ru": ""}, "Something is missing"),
        ({"url": "example.com"}, "Something is missing"),
    ],
)
async def test_what_cannot_be_is_said_beside_the_form_and_changes_nothing(
    reader: Reader, wrong: dict[str, str], said: str
) -> None:
    before = files(reader.root)
    status, page = await reader.says("add", **wrong)

    assert status == 422 and said in page and DATA in page
    assert files(reader.root) == before


async def test_no_text_too_much_text_and_broken_forms_are_refused(reader: Reader) -> None:
    assert (await reader.reads(b" \n"))[0] == 422
    assert "So long a text is not taken" in (await reader.reads(b"a" * 1_000_001))[1]
    assert (await reader.reads(b"a" * 3_000_000))[0] == 413
    assert (await reader.says("preview", data="not base64"))[0] == 422
    broken = {"Content-Type": "multipart/form-data; boundary=x"}
    assert (await reader.saule.posts("/content/new-article", broken)).status_code == 403


async def test_an_article_that_entries_quote_stays_and_they_are_named(reader: Reader) -> None:
    answer = await reader.saule.posts("/content/articles/park-news/remove", step="remove")
    assert answer.status_code == 409 and "/content/entries/opening" in answer.text


async def test_what_an_article_brings_is_shown_strongest_first_with_a_way_to_an_entry(
    reader: Reader, tmp_path: Path
) -> None:
    library = load(reader.root / "faq", reader.root / "corpus")
    trained = learned.learn(library, tmp_path / "vectors")

    def desk(there: Setting) -> Desk:
        content = Publisher(read_settings(), lambda: library)
        return Desk(DeskStore(there.kept.sessions), content, lambda: datetime.now(UTC))

    late = _Late()
    (tmp_path / "other").mkdir()
    async with setting_in(tmp_path / "other", library=library, desk=desk, effects=late) as there:
        late.finder = EffectsFinder(desk(there), lambda: trained)
        await asks(there, "is the water of the lake clean", group=1)
        await asks(there, "who won the football match", group=2)
        saule = await there.curator()
        saule.headers = PLAIN
        page = unescape(await saule.sees("/content/articles/lake-report/brings"))

        assert "Waiting groups that it may answer: 1 of 2" in page and "who won" not in page
        assert "Вода чистая" in page and "/review/1/draft?quote=lake-report" in page
        assert (await saule.gets("/content/articles/nothing/brings")).status_code == 404


class _Late:
    """The finder of a console that is built before there is one."""

    finder: EffectsFinder

    async def of(self, article: str) -> ArticleEffects | None:
        """What it finds."""
        return await self.finder.of(article)
