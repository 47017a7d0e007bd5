"""Drafts of every other form of the console: sections, what lies outside, people, addresses, passages, articles."""

import html
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from console_house import PLAIN
from content_desk import FilesDesk, files_desk
from gate_content import Content
from test_console_files import PEOPLE_FILE
from visiting import Visitor, carried

QUOTES, SECTIONS, OUTSIDE = "/content/entries/opening/quotes", "/content/sections", "/content/outside"
PERSON, ADDRESS = "/content/people/mayor", "/content/addresses/city-hall"
NEW_PERSON, NEW_ADDRESS = "/content/people/new", "/content/addresses/new"
NEW_ARTICLE, NEW_ENTRY = "/content/new-article", "/content/new-entry"

TYPED: dict[str, dict[str, str]] = {
    SECTIONS: {"title-0-ru": "Парк <и сад>"},
    OUTSIDE: {"to": "far", "in": "kk", "texts": "ертең <ауа> райы"},
    PERSON: {"office-ru": "Глава <города>"},
    NEW_PERSON: {"id": "gardener", "name-ru": "Садовник <парка>"},
    ADDRESS: {"offers-ru": "Приём <граждан>"},
    NEW_ADDRESS: {"id": "library", "name-ru": "Библиотека <у парка>"},
    NEW_ARTICLE: {"text": "Парк <открылся>.\nВсе рады."},
    NEW_ENTRY: {"question-ru": "Есть ли <в парке> пруд?"},
}


@pytest.fixture
async def desk(content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[FilesDesk]:
    content.points_elsewhere()
    (content.root / "faq" / "people.yaml").write_text(PEOPLE_FILE)
    async with files_desk(content, monkeypatch, tmp_path) as there:
        yield there


@pytest.fixture
async def daniyar(desk: FilesDesk) -> Visitor:
    visitor = await desk.there.curator()
    visitor.headers = PLAIN
    return visitor


def stands(page: str) -> dict[str, list[str]]:
    """All that a form would send as it stands on a page."""
    form = page.partition("data-keep>")[2].partition("</form>")[0]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = (re.search(rf' {key}="([^"]*)"', tag) for key in ("name", "value"))
        if name and "checkbox" not in tag:
            found.setdefault(name[1], []).append(html.unescape(value[1]) if value else "")
    for name, text in re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found.setdefault(name, []).append(html.unescape(text).removeprefix("\n"))
    for name, options in re.findall(r'<select id="[^"]+" name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        found.setdefault(name, []).append(chosen[1] if chosen else "")
    found.pop("proof", None)
    return found


async def sends(visitor: Visitor, path: str, step: str, page: str, **fields: str) -> str:
    """Send a form as it stands on a page, with some fields changed; the page that follows."""
    answer = await visitor.posts(path, **stands(page) | {"step": step} | fields)
    return answer.text if answer.status_code != 303 else await visitor.sees(answer.headers["location"])


async def page_of_draft(visitor: Visitor) -> str:
    """Where the only draft in the list is gone on with."""
    [page] = re.findall(r'<li><a href="([^"]+)">', await visitor.sees("/content/drafts"))
    return html.unescape(page)


@pytest.mark.parametrize("path", list(TYPED))
async def test_what_is_typed_is_kept_and_gone_on_with_by_another_after_a_log_out(
    desk: FilesDesk, daniyar: Visitor, path: str
) -> None:
    await sends(desk.saule, path, "keep", await desk.saule.sees(path), **TYPED[path])
    await desk.saule.posts("/leave")

    page = await daniyar.sees(await page_of_draft(daniyar))
    assert "Being written by operator since" in page
    held = stands(page)
    assert {name: held[name][0] for name in TYPED[path]} == TYPED[path]

    await sends(daniyar, path, "throw", page)
    assert "Nothing is being written" in await daniyar.sees("/content/drafts")


@pytest.mark.parametrize("path", [SECTIONS, OUTSIDE, PERSON, ADDRESS, NEW_PERSON, NEW_ADDRESS, NEW_ENTRY, QUOTES])
async def test_a_form_that_was_only_looked_at_begins_no_draft(desk: FilesDesk, path: str) -> None:
    await sends(desk.saule, path, "keep", await desk.saule.sees(path))

    assert "Nothing is being written" in await desk.saule.sees("/content/drafts")


@pytest.mark.parametrize("path", [SECTIONS, OUTSIDE, PERSON, ADDRESS])
async def test_a_form_is_not_written_over_what_another_has_kept_meanwhile(
    desk: FilesDesk, daniyar: Visitor, path: str
) -> None:
    mine, theirs = await desk.saule.sees(path), await daniyar.sees(path)
    await sends(daniyar, path, "keep", theirs, **TYPED[path])
    [name] = [name for name in TYPED[path] if name not in ("to", "in")]

    page = await sends(desk.saule, path, "keep", mine, **TYPED[path] | {name: "Моё слово"})

    assert "Somebody else has written this draft meanwhile" in page and "Моё слово" in page
    assert html.escape(TYPED[path][name]) in page
    page = await sends(desk.saule, path, "keep", page)
    assert "Моё слово" in page and carried(page)["revision"] == "2"


async def test_a_refused_person_stays_a_draft_and_a_published_one_ends_it(desk: FilesDesk) -> None:
    page = await sends(desk.saule, NEW_PERSON, "save", await desk.saule.sees(NEW_PERSON), **TYPED[NEW_PERSON])
    assert 'id="fault"' in page and "Садовник &lt;парка&gt;" in page
    assert "Садовник" in await desk.saule.sees("/content/drafts")

    page = await desk.saule.sees(PERSON)
    await sends(desk.saule, PERSON, "keep", page, **{"name-ru": "Градоначальник"})
    assert "Being written by operator" in await desk.saule.sees("/content/people")
    page = await sends(desk.saule, PERSON, "save", await desk.saule.sees(PERSON))
    assert "/trail/1" in page or "edited" in page
    assert PERSON not in await desk.saule.sees("/content/drafts")
    await desk.undoes()
    assert PERSON in await desk.saule.sees("/content/drafts")


async def test_the_passages_of_an_entry_are_kept_in_their_order(desk: FilesDesk, daniyar: Visitor) -> None:
    page = await desk.saule.sees(QUOTES)
    page = await sends(desk.saule, QUOTES, "search", page, search="hundred")
    [piece] = re.findall(r'name="piece" value="([^"]+)"> <span>Two hundred', page)
    await sends(desk.saule, QUOTES, "pick", page, piece=piece)
    await desk.saule.posts("/leave")

    page = await daniyar.sees(await page_of_draft(daniyar))
    assert page.index("opens in May.</blockquote>") < page.index("planted there.</blockquote>")
    await sends(daniyar, QUOTES, "first 1", page, **{"quote-1-ru": "Там посадили двести деревьев."})
    page = await daniyar.sees(QUOTES)
    assert page.index("planted there.</blockquote>") < page.index("opens in May.</blockquote>")
    assert "Там посадили двести деревьев." in page


async def test_an_article_is_gone_on_with_after_it_was_read_byte_for_byte(desk: FilesDesk, daniyar: Visitor) -> None:
    text = "The pond\n\nThe pond is deep.\u00a0It is cold.\n"
    page = await sends(desk.saule, NEW_ARTICLE, "read", await desk.saule.sees(NEW_ARTICLE), text=text)
    page = await sends(desk.saule, NEW_ARTICLE, "keep", page, publisher="Town & sons")
    await desk.saule.posts("/leave")

    page = await daniyar.sees(await page_of_draft(daniyar))
    assert "The pond is deep.\u00a0It is cold." in page and "Town &amp; sons" in page
    facts = {f"description-{code}": "A note" for code in ("kk", "ru", "en")}
    added = await daniyar.posts(NEW_ARTICLE, **stands(page) | {"step": "add"} | facts)
    assert added.status_code == 303
    assert (desk.root / "corpus" / "the-pond.txt").read_bytes() == text.encode()
    assert "Nothing is being written" in await daniyar.sees("/content/drafts")


async def test_a_form_with_rows_that_is_sent_after_a_log_out_loses_none(desk: FilesDesk) -> None:
    page = await desk.saule.sees(SECTIONS)
    await desk.saule.posts("/leave")
    page = await sends(desk.saule, SECTIONS, "save", page, **TYPED[SECTIONS])

    rows = html.unescape(page).count('<textarea hidden name="id">')
    assert rows == len(
        stands(await (await desk.there.curator()).sees(SECTIONS))["id"]
    ) and "Парк <и сад>" in html.unescape(page)
