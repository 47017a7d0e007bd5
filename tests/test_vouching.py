"""Who vouches for the text of an entry in a language: said in one tap, checked by the gate, withdrawn by a change."""

import os
import subprocess
from collections.abc import AsyncIterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from commanding import typed_in
from content_desk import FilesDesk, files_desk
from gate_content import PARK, Content
from spreadsheet_work import files
from test_console_keeping_forms import stands

from bot.content import load
from bot.content.vouching import lapsed, sum_of, unvouched, vouch_of
from bot.publishing.gate import check_content

PAGE, EDIT = "/content/entries/opening", "/content/entries/opening/edit"
TODAY = date(2026, 3, 2)  # of the console's clock in tests


def vouching(of: str, by: str = "Әсел Н.", day: str = "2026-02-01", language: str = "kk") -> str:
    """The park's entries, the first with somebody who vouches for it."""
    held = f'  vouched:\n    {language}:\n      by: {by}\n      day: "{day}"\n      sum: "{of}"\n'
    return PARK.replace("    en: That day is over.\n", f"    en: That day is over.\n{held}")


def kazakh_sum(content: Content) -> str:
    return sum_of(load(content.root / "faq", content.root / "corpus").entries["opening"], "kk")


@pytest.fixture
async def desk(content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[FilesDesk]:
    content.write("faq/park.yaml", vouching(kazakh_sum(content)))
    async with files_desk(content, monkeypatch, tmp_path) as there:
        yield there


def problems(content: Content, today: date = TODAY) -> list[str]:
    return [*map(str, check_content(Path("faq"), Path("corpus"), today)[1])]


def test_a_vouch_holds_as_long_as_the_text_is_the_one_that_was_read(content: Content) -> None:
    text = vouching(kazakh_sum(content))
    content.write("faq/park.yaml", text)
    entry = load(Path("faq"), Path("corpus")).entries["opening"]
    vouch = vouch_of(entry, "kk")
    assert vouch and (vouch.by, vouch.day) == ("Әсел Н.", date(2026, 2, 1)) and unvouched(entry) == ("ru", "en")

    content.write("faq/park.yaml", text.replace("kk: Саябақ мамырда ашылады.", "kk: Саябақ мамырда ашылмақ."))
    entry = load(Path("faq"), Path("corpus")).entries["opening"]
    assert vouch_of(entry, "kk") is None and [code for code, _ in lapsed(entry)] == ["kk"]
    assert problems(content) == []

    content.write("faq/park.yaml", text.replace("ru: Парк откроется в мае.", "ru: Парк откроют в мае."))
    assert vouch_of(load(Path("faq"), Path("corpus")).entries["opening"], "kk") == vouch


def test_the_words_that_are_only_matched_are_not_vouched_for(content: Content) -> None:
    content.write("faq/park.yaml", vouching(kazakh_sum(content)).replace("ашылу күні", "ашылатын күні"))
    assert vouch_of(load(Path("faq"), Path("corpus")).entries["opening"], "kk")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"day": "2026-03-03"}, "a day that is still to come"),
        ({"day": "2026-02-30"}, "a day that does not exist"),
        ({"by": "Әсел 501502"}, "a number or an address"),
        ({"by": '"@assel_n"'}, "a number or an address"),
        ({"by": "aselya@mail.example"}, "a number or an address"),
        ({"language": "uz"}, "unknown key 'uz'"),
        ({"of": "the text"}, "python -m bot vouch"),
    ],
)
def test_the_gate_checks_a_vouch(content: Content, changed: dict[str, str], said: str) -> None:
    content.write("faq/park.yaml", vouching(**{"of": "0a1b2c3d", **changed}))
    [problem] = problems(content)
    assert said in problem and problem.startswith("faq/park.yaml:")


def test_a_clock_that_is_behind_keeps_no_bot_from_serving(content: Content) -> None:
    content.write("faq/park.yaml", vouching("0a1b2c3d", day="2026-03-03"))
    assert len(problems(content)) == 1
    assert load(Path("faq"), Path("corpus")).entries["opening"].vouched


async def test_one_tap_vouches_for_a_text_and_is_undone_byte_for_byte(desk: FilesDesk) -> None:
    before = files(desk.root)
    page = await desk.saule.sees(PAGE)
    assert "Kazakh: Әсел Н. vouches for it" in unescape(page) and "Russian: nobody vouches for it" in page
    entry = load(desk.root / "faq", desk.root / "corpus").entries["opening"]
    form = {f"sum-{code}": sum_of(entry, code) for code in ("kk", "ru", "en")}
    assert all(f'name="{name}" value="{text}"' in page for name, text in form.items())

    nameless = await desk.saule.posts(f"{PAGE}/vouch", language="ru", by=" ", **form)
    assert nameless.status_code == 422 and "Say who vouches for it" in nameless.text
    answer = await desk.saule.posts(f"{PAGE}/vouch", language="ru", by="Редактор  Иванова", **form)
    assert answer.status_code == 303 and answer.headers["location"] == "/trail/1"
    for path in ("/trail", "/trail/1"):
        page = await desk.saule.sees(path)
        assert "Text vouched for" in page and "When does the park open?" in page
    held = load(desk.root / "faq", desk.root / "corpus").entries["opening"]
    vouch = vouch_of(held, "ru")
    assert vouch and (vouch.by, vouch.day) == ("Редактор Иванова", TODAY) and vouch_of(held, "kk")
    assert 'value="Редактор Иванова"' in unescape(await desk.saule.sees(PAGE))

    await desk.undoes()
    assert files(desk.root) == before


async def test_nobody_vouches_for_a_text_that_they_have_not_seen(desk: FilesDesk) -> None:
    before = files(desk.root)
    answer = await desk.saule.posts(f"{PAGE}/vouch", language="ru", by="Редактор", **{"sum-ru": "0a1b2c3d"})

    assert answer.status_code == 422 and "since you opened it" in answer.text and files(desk.root) == before


async def test_a_name_that_is_a_number_is_refused_beside_the_text(desk: FilesDesk) -> None:
    before = files(desk.root)
    entry = load(desk.root / "faq", desk.root / "corpus").entries["opening"]
    answer = await desk.saule.posts(
        f"{PAGE}/vouch", language="ru", by="telegram:501502", **{"sum-ru": sum_of(entry, "ru")}
    )

    assert answer.status_code == 422 and "number or an address" in answer.text and files(desk.root) == before


async def test_a_change_of_the_text_withdraws_the_vouch_and_says_so_before_and_after(desk: FilesDesk) -> None:
    page = await desk.saule.sees(EDIT)
    form = {name: texts[-1] for name, texts in stands(page).items()}
    changed = form | {"answer-kk": "Саябақ мамырда ашылмақ."}
    _, page = await desk.presses(EDIT, "preview", **changed)
    assert "After this change nobody vouches for the text (Kazakh): Әсел Н." in unescape(page)
    _, page = await desk.presses(EDIT, "edit", **changed)
    assert "Nobody vouches for the changed text (Kazakh) any more" in page
    [(language, vouch)] = lapsed(load(desk.root / "faq", desk.root / "corpus").entries["opening"])
    assert (language, vouch.by) == ("kk", "Әсел Н.")

    await desk.undoes()
    assert vouch_of(load(desk.root / "faq", desk.root / "corpus").entries["opening"], "kk")


async def test_a_change_of_another_language_withdraws_nothing(desk: FilesDesk) -> None:
    page = await desk.saule.sees(EDIT)
    form = {name: texts[-1] for name, texts in stands(page).items()}
    _, page = await desk.presses(EDIT, "edit", **form | {"answer-ru": "Парк откроют в мае."})

    assert "vouches" not in page
    assert vouch_of(load(desk.root / "faq", desk.root / "corpus").entries["opening"], "kk")


async def test_the_list_shows_who_vouches_for_what(desk: FilesDesk) -> None:
    page = unescape(await desk.saule.sees("/content"))
    assert "Kazakh: Әсел Н. vouches for it, 1 February 2026" in page and "Russian: nobody vouches for it" in page
    assert (
        "When does the park open?" not in (await desk.saule.sees("/content?unvouched=kk")).partition('class="side"')[0]
    )
    assert "When does the park open?" in await desk.saule.sees("/content?unvouched=ru")
    page = await desk.saule.sees("/content?order=unvouched")
    assert page.index("How many trees are there?") < page.index("When does the park open?")


def test_the_terminal_vouches_too(content: Content) -> None:
    environment = {"PATH": os.environ["PATH"], "FAQ_DIR": "faq", "CORPUS_DIR": "corpus"}

    def vouches(*words: str) -> "subprocess.CompletedProcess[str]":
        return typed_in(content.root, environment, "vouch", *words)

    done = vouches("trees", "ru", "--by", "Редактор")
    assert done.returncode == 0 and "Там двести деревьев." in done.stdout
    vouch = vouch_of(load(Path("faq"), Path("corpus")).entries["trees"], "ru")
    assert vouch and vouch.by == "Редактор"

    before = files(content.root)
    assert "already" in vouches("trees", "ru", "--by", "Редактор").stderr
    assert "number or an address" in vouches("trees", "kk", "--by", "501502501").stderr
    assert vouches("pond", "kk", "--by", "Редактор").returncode == 1
    assert files(content.root) == before
