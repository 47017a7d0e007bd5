"""Where the content cannot be written, the desk says so in words, and what needs no files still works."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from console_house import PLAIN, Setting, asks, setting_in
from gate_content import Content
from spreadsheet_work import files
from visiting import Visitor

from bot.content import LANGUAGES, Language, load
from bot.conversation import Wording
from bot.desk import Desk, Unwritable
from bot.desk_chat import cards
from bot.desk_chat.cards import refused
from bot.publishing.publisher import Publisher
from bot.settings import read_settings
from bot.storage import DeskStore


@pytest.fixture
async def locked(content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[Setting]:
    monkeypatch.setenv("FAQ_DIR", "faq")
    monkeypatch.setenv("CORPUS_DIR", "corpus")
    settings = read_settings()

    def desk(there: Setting) -> Desk:
        library = load(settings.faq_dir, settings.corpus_dir)
        publisher = Publisher(settings, lambda: library, can_write=lambda _: False)
        return Desk(DeskStore(there.kept.sessions), publisher, there.clock)

    (tmp_path / "console").mkdir()
    library = load(settings.faq_dir, settings.corpus_dir)
    async with setting_in(tmp_path / "console", library=library, desk=desk, locked=True) as there:
        yield there


async def test_each_page_says_so_and_a_decision_is_refused_in_words(locked: Setting, content: Content) -> None:
    before = files(content.root)
    saule: Visitor = await locked.curator()
    saule.headers = PLAIN
    await asks(locked, "when will they close it", group=1, entries=(("opening", 0.4),))
    for path in ("/review", "/content", "/try"):
        assert "The bot may not write the content here" in await saule.sees(path)

    form = {"do": "add opening", "upto": "1", "text": "ru:when will they close it"}
    answer = await saule.posts("/review/1", **form)
    assert answer.status_code == 422 and answer.text.count("The bot may not write the content here") == 2
    assert files(content.root) == before

    assert (await saule.posts("/review/1", do="spam", upto="1")).status_code == 303
    assert files(content.root) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_and_the_terminal_say_so_in_each_language(language: Language) -> None:
    say = Wording(Path(cards.__file__).parent / "wording")
    message = refused(partial(say, language), Unwritable(Path("faq")), (), language)
    assert say(language, "unwritable") in str(message.blocks)
