"""The rest of the content in the console: passages, sections, what lies outside, addresses, people; byte for byte."""

from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from content_desk import FilesDesk, files_desk
from gate_content import Content
from spreadsheet_work import files
from visiting import carried

from bot.content import Library, load
from bot.desk.passages import PickedPassage, paragraphs, pick
from bot.web.edit_people import ADDRESSES, PEOPLE, NamedForm, NamedSheet

PEOPLE_FILE = """\
# Who is named.
- id: mayor
  kind: person # since 2020
  name: {kk: Әкім, ru: Аким, en: The mayor}
  named:
    - source: park-news
      text: The mayor’s office # only there
"""


@pytest.fixture
async def desk(content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[FilesDesk]:
    content.points_elsewhere()
    (content.root / "faq" / "people.yaml").write_text(PEOPLE_FILE)
    async with files_desk(content, monkeypatch, tmp_path) as there:
        yield there


def served(desk: FilesDesk) -> Library:
    return load(desk.root / "faq", desk.root / "corpus")


def sentence(desk: FilesDesk, words: str) -> PickedPassage:
    """The sentence of the articles that has these words."""
    found = (one for article in served(desk).articles.values() for some in paragraphs(article, words) for one in some)
    return next(one for one in found if words in one.text(served(desk).articles))


async def mark_of_page(desk: FilesDesk, path: str) -> str:
    page = await desk.saule.sees(path)
    return page.partition('name="mark" value="')[2].partition('"')[0]


# Passages


async def test_a_passage_is_ticked_put_first_and_published_and_the_other_keeps_every_byte(desk: FilesDesk) -> None:
    before, path = files(desk.root), "/content/entries/opening/quotes"
    written = (desk.root / "faq" / "park.yaml").read_bytes()
    mark = await mark_of_page(desk, path)
    article = served(desk).articles["park-news"]
    old = pick(article, 0, len("The mayor’s office said that the park opens in May."))
    status, page = await desk.presses(path, "search", quote=str(old), search="hundred", mark=mark)
    assert status == 200 and "Two hundred trees were planted there." in page

    new = str(sentence(desk, "hundred"))
    _, page = await desk.presses(path, "pick", quote=str(old), piece=new, mark=mark)
    assert page.index("opens in May.</blockquote>") < page.index("planted there.</blockquote>")
    told = {"quote-0-kk": "Онда екі жүз ағаш отырғызылды.", "quote-0-ru": "Там посадили двести деревьев."}
    kept = {
        "quote-1-kk": "Әкімдік саябақ мамырда ашылады деді.",
        "quote-1-ru": "В акимате сказали, что парк откроется в мае.",
    }
    _, page = await desk.presses(path, "first 1", quote=[str(old), new], mark=mark)
    assert page.index("planted there.</blockquote>") < page.index("opens in May.</blockquote>")
    status, page = await desk.presses(path, "save", quote=[new, str(old)], mark=mark, **told, **kept)
    assert status == 303 and "Entry edited" in page

    quotes = served(desk).entries["opening"].quotes
    assert [quote.text[:3] for quote in quotes] == ["Two", "The"]
    text = (desk.root / "faq" / "park.yaml").read_bytes()
    whole = written.partition(b"  quotes:\n")[2].partition(b"  phrasings")[0]
    assert whole in text
    await desk.undoes()
    assert files(desk.root) == before


async def test_a_passage_that_an_article_does_not_have_cannot_be_made_up(desk: FilesDesk) -> None:
    before, path = files(desk.root), "/content/entries/opening/quotes"
    made_up = str(sentence(desk, "hundred"))[:-2] + "00"
    status, page = await desk.presses(path, "save", quote=made_up, mark=await mark_of_page(desk, path))

    assert (status == 422 and "At least one passage" in page) or "needs at least one passage" in page
    assert files(desk.root) == before


async def test_a_translation_beside_a_passage_is_mended_and_shown_as_people_read_it(desk: FilesDesk) -> None:
    path = "/content/entries/swimming/quotes"
    mark, passage = await mark_of_page(desk, path), str(sentence(desk, "купаться"))
    texts = {"quote-0-kk": "Жазда көлде шомылуға болады.", "quote-0-en": "In summer people may swim in the lake."}
    status, page = await desk.presses(path, "preview", quote=passage, mark=mark, **texts)
    assert status == 200 and "In summer people may swim" in page.partition("<form")[2].partition("bubble")[2]

    status, _ = await desk.presses(path, "save", quote=passage, mark=mark, **texts)
    assert status == 303
    assert served(desk).entries["swimming"].quotes[0].translations["en"] == texts["quote-0-en"]


# Sections


def rows(desk: FilesDesk, *names: str, **titles: str) -> dict[str, Any]:
    """The form of the sections in this order, with other titles."""
    known = {section.id: section.title for section in served(desk).sections}
    form: dict[str, Any] = {"id": list(names), "new": ["no" if name in known else "yes" for name in names]}
    for at, name in enumerate(names):
        for code in ("kk", "ru", "en"):
            text = known[name][code] if name in known else f"{name} {code}"
            form[f"title-{at}-{code}"] = titles.get(f"{name}_{code}", text)
    return form


async def test_sections_are_renamed_reordered_and_added_and_taken_back(desk: FilesDesk) -> None:
    before = files(desk.root)
    mark = await mark_of_page(desk, "/content/sections")
    _, page = await desk.presses("/content/sections", "down 0", mark=mark, **rows(desk, "town", "nature"))
    assert page.index('value="nature"') < page.index('value="town"')

    form = rows(desk, "nature", "town", "sport", town_en="The whole town")
    status, page = await desk.presses("/content/sections", "save", mark=mark, **form)
    assert status == 303 and "Sections edited" in page
    assert [(one.id, one.title.en) for one in served(desk).sections] == [
        ("nature", "Nature"), ("town", "The whole town"), ("sport", "sport en"),
    ]  # fmt: skip
    written = (desk.root / "faq" / "sections.yaml").read_text()
    assert "title: {kk: Қала, ru: Город, en: The whole town}" in written
    await desk.undoes()
    assert files(desk.root) == before


async def test_a_section_with_entries_stays(desk: FilesDesk) -> None:
    before = files(desk.root)
    mark = await mark_of_page(desk, "/content/sections")
    status, page = await desk.presses("/content/sections", "save", mark=mark, **rows(desk, "town"))

    assert status == 422 and "nature" in unescape(page)
    assert files(desk.root) == before


# What lies outside


async def test_outside_texts_are_found_by_word_forms(desk: FilesDesk) -> None:
    assert "who designed the bridge" in await desk.saule.sees("/content/outside?search=bridges")
    page = await desk.saule.sees("/content/outside?search=zeppelin")
    assert "No text here has all of these words" in page and "who designed" not in page
    assert "погода завтра" in await desk.saule.sees("/content/outside?place=far&language=ru")


async def test_outside_texts_are_added_and_taken_away_and_all_of_it_is_undone(desk: FilesDesk) -> None:
    before = files(desk.root)
    change = {
        "to": "far",
        "in": "kk",
        "texts": "ертең ауа райы\nфутбол нәтижесі",
        "text": "near:en:who designed the bridge",
    }
    status, page = await desk.presses("/content/outside", "save", **change)
    assert status == 303 and "What lies outside edited" in page
    outside = served(desk).outside
    assert outside.near["en"] == () and outside.far["kk"] == ("ертең ауа райы", "футбол нәтижесі")
    await desk.undoes()
    assert files(desk.root) == before

    # What was undone is a draft again, which the form goes on with.
    draft = carried(await desk.saule.sees("/content/outside"))
    change = draft | {"to": "greeting", "in": "en", "texts": "good day"}
    status, _ = await desk.presses("/content/outside", "save", **change)
    assert status == 303 and served(desk).outside.chat["greeting"]["en"] == ("hello", "good day")


async def test_an_outside_text_that_an_entry_asks_is_refused(desk: FilesDesk) -> None:
    before = files(desk.root)
    status, page = await desk.presses("/content/outside", "save", **{"to": "far", "in": "en", "texts": "opening day"})

    assert status == 422 and "opening day" in page
    assert files(desk.root) == before


# Addresses and people


async def form_of_named(desk: FilesDesk, form: NamedForm, name: str) -> dict[str, Any]:
    sheet = NamedSheet.of(form, name, form.known(served(desk)).get(name))
    mark = await mark_of_page(desk, f"/content/{form.folder}/{name}")
    mentions = {"source": [one.source for one in sheet.mentions], "said": [one.text for one in sheet.mentions]}
    return {**sheet.values, **(mentions if form.with_mentions else {}), "mark": mark}


async def test_an_address_is_edited_with_a_preview_of_the_signpost_and_undone(desk: FilesDesk) -> None:
    before, path = files(desk.root), "/content/addresses/city-hall"
    form = await form_of_named(desk, ADDRESSES, "city-hall") | {"phone": "+7 7172 00 00 00"}
    status, page = await desk.presses(path, "preview", **form)
    assert status == 200 and "· +7 7172 00 00 00 · The rules" in page
    assert (await desk.presses(path, "save", **form))[0] == 303
    assert served(desk).official["city-hall"].phone == "+7 7172 00 00 00"
    await desk.undoes()
    assert files(desk.root) == before


async def test_a_person_is_added_and_edited_and_every_other_byte_stays(desk: FilesDesk) -> None:
    before = files(desk.root)
    form = await form_of_named(desk, PEOPLE, "mayor") | {"office-kk": "Әкім", "office-ru": "Глава", "office-en": "Head"}
    status, page = await desk.presses("/content/people/mayor", "save", **form)
    assert status == 303, page
    text = (desk.root / "faq" / "people.yaml").read_text()
    assert "kind: person # since 2020" in text and "# only there" in text and "en: Head" in text

    new = {**form, "mark": await mark_of_page(desk, "/content/people/new"), "id": "planters", "kind": "institution"}
    new |= {"name-kk": "Бағбандар", "name-ru": "Садовники", "name-en": "Planters", "said": "trees were planted"}
    new |= {"source": "park-news", "spellings-en": "gardeners\ntree planters", "entries": "trees"}
    status, page = await desk.presses("/content/people/new", "save", **new)
    assert status == 303, page
    assert served(desk).figures["planters"].spellings["en"] == ("gardeners", "tree planters")
    assert served(desk).figures["mayor"].office is not None

    await desk.undoes(2)
    await desk.undoes(1)
    assert files(desk.root) == before


async def test_what_an_article_does_not_say_of_somebody_is_refused(desk: FilesDesk) -> None:
    before = files(desk.root)
    form = await form_of_named(desk, PEOPLE, "mayor") | {"said": "The mayor of the moon"}
    status, page = await desk.presses("/content/people/mayor", "save", **form)

    assert status == 422 and "The mayor of the moon" in page
    assert files(desk.root) == before
    assert (await desk.saule.gets("/content/people/nobody")).status_code == 404
