"""Drafts in Telegram and in a terminal: kept whole, listed, gone on with by anybody, and never written over unseen."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from chatting import chatting
from desk_log import bot
from gate_content import Content
from kept import ASKED, Kept, kept_in, occasion
from small_library import DATED, LIBRARY
from staffed import talk_over

from bot.cli.database import with_sessions
from bot.content import LANGUAGES, Language
from bot.conversation import Message, Turn
from bot.desk import paragraphs
from bot.desk.drafts import DraftSubject
from bot.desk_chat import Curator, DeskChat, DeskPress, Said, desk_press_from
from bot.desk_chat.cards import desk_wording, speaks
from bot.desk_chat.desk_press import DeskVerb
from bot.settings import read_settings
from bot.storage import EntryDrafts, Sessions

SAULE, DANIYAR = Curator("telegram:1", "en"), Curator("telegram:2", "en")
say = speaks(desk_wording(), "en")


class Office:
    """Two curators at one desk."""

    def __init__(self, kept: Kept) -> None:
        self.kept, self.drafts, self.talk = kept, EntryDrafts(kept.sessions), talk_over(kept)
        self.said = 0

    async def asked(self, group: int, text: str) -> None:
        asked = replace(ASKED, outcome="unknown", answered=(), text=text, entries=())
        await self.kept.records.keep([asked], occasion(f"{group}f"))
        await self.kept.does("INSERT INTO groups (id) VALUES (:group)", group=group)
        await self.kept.does("UPDATE questions SET group_id = :group WHERE text = :text", group=group, text=text)

    async def begins(self, curator: Curator, group: int = 1) -> Message:
        return only(await self.talk.press(DeskPress("draft", group, group), curator))

    async def says(self, curator: Curator, *texts: str) -> Message:
        for text in texts:
            self.said += 1
            turn = await self.talk.hear(Said(text, self.said, self.said), curator)
        return only(turn)

    async def presses(self, curator: Curator, shown: Message, verb: DeskVerb, about: str = "") -> Message:
        """Press the first button of a kind that a message has."""
        presses = [desk_press_from(getattr(button, "press", "")) for row in shown.buttons for button in row]
        found = next(one for one in presses if one and one.verb == verb and one.about.startswith(about))
        return only(await self.talk.press(found, curator))

    async def writes_questions(self, curator: Curator) -> Message:
        """Say the topic and the questions, the curator's own language first."""
        await self.presses(curator, await self.begins(curator), "write", "t.people")
        return await self.says(curator, *(f"Question in {language}?" for language in ("en", "kk", "ru")))


def only(turn: Turn | None) -> Message:
    assert turn
    [message] = turn.messages
    return message


def text_of(message: Message) -> str:
    return "\n".join(getattr(block, "text", "") for block in message.blocks)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with kept_in(tmp_path) as kept:
        office = Office(kept)
        await office.asked(1, "погода")
        yield office


async def test_another_curator_goes_on_where_the_first_has_stopped_even_after_a_restart(office: Office) -> None:
    await office.writes_questions(SAULE)
    office.talk = talk_over(office.kept)
    listed = only(await office.talk.drafts(DANIYAR))
    assert "Question in en?" in text_of(listed) and "Being written by telegram:1" in text_of(listed)

    shown = await office.presses(DANIYAR, listed, "resume")
    assert say("ask-answer-en") in text_of(shown) and "Being written by telegram:1" in text_of(shown)
    shown = await office.says(DANIYAR, "Answer in en.")
    assert say("ask-answer-kk") in text_of(shown)
    [draft] = await office.drafts.live()
    assert (draft.begun_by, draft.changed_by) == ("telegram:1", "telegram:2")
    assert draft.fields["question-ru"] == "Question in ru?" and draft.fields["answer-en"] == "Answer in en."


async def test_what_comes_after_another_has_written_on_is_not_taken(office: Office) -> None:
    await office.writes_questions(SAULE)
    await office.presses(DANIYAR, only(await office.talk.drafts(DANIYAR)), "resume")
    await office.says(DANIYAR, "Daniyar's answer.")

    late = await office.says(SAULE, "Saule's answer.")
    assert "telegram:2 has written on meanwhile" in text_of(late) and say("ask-answer-kk") in text_of(late)
    [draft] = await office.drafts.live()
    assert draft.fields["answer-en"] == "Daniyar's answer." and "answer-kk" not in draft.fields
    await office.says(SAULE, "Сәуленің жауабы.")
    assert (await office.drafts.live())[0].fields["answer-kk"] == "Сәуленің жауабы."


async def test_what_was_written_in_the_console_is_gone_on_with_in_telegram_and_back(office: Office) -> None:
    [passage, *_] = next(paragraphs(DATED, "145"))
    fields = {f"{what}-{language}": f"{what}, {language}" for what in ("question", "answer") for language in LANGUAGES}
    fields |= {"id": "some-id", "section": "people", "phrasings-ru": "погода", "phrasings-kk": "ауа райы\nауа"}
    fields |= {"phrasings-en": "weather", "quote": str(passage), "short-en": "Kept", "quote-0-kk": "аударма"}
    await office.drafts.begin(DraftSubject(1, 1), "saule", fields)

    shown = await office.begins(DANIYAR)
    assert say("ask-translation-en") in text_of(shown) and passage.text(LIBRARY.articles) in text_of(shown)
    shown = await office.says(DANIYAR, "A translation.")
    assert say("preview-title", question="question, en") in text_of(shown)
    [draft] = await office.drafts.live()
    assert draft.fields == fields | {"quote-0-en": "A translation.", "file": "people"}


async def test_a_group_says_who_is_writing_for_it(office: Office) -> None:
    await office.begins(SAULE)
    assert "Being written by telegram:1" in text_of(only(await office.talk.review(DANIYAR)))


async def test_leaving_keeps_what_was_written_and_drops_what_was_only_begun(office: Office) -> None:
    await office.begins(SAULE)
    assert text_of(only(await office.talk.cancel(SAULE))) == say("given-up")
    assert await office.drafts.live() == []

    await office.writes_questions(SAULE)
    left = only(await office.talk.cancel(SAULE))
    assert text_of(left) == say("draft-set-aside") and await office.talk.hear(Said("a question", 99, 99), SAULE) is None
    shown = await office.presses(SAULE, left, "resume")
    assert say("ask-answer-en") in text_of(shown)


async def test_a_draft_that_is_thrown_away_comes_back_by_a_button(office: Office) -> None:
    await office.writes_questions(SAULE)
    thrown = await office.presses(DANIYAR, only(await office.talk.drafts(DANIYAR)), "throw")
    assert say("draft-thrown") in text_of(thrown) and await office.drafts.live() == []
    late = await office.says(SAULE, "Answer.")
    assert say("draft-was-thrown") in text_of(late) and "telegram:2" in text_of(late)

    shown = await office.presses(SAULE, late, "back")
    assert say("ask-answer-en") in text_of(shown)
    assert (await office.drafts.live())[0].fields["question-en"] == "Question in en?"


async def test_a_draft_whose_questions_were_decided_becomes_an_entry_of_its_own(office: Office) -> None:
    await office.writes_questions(SAULE)
    await office.talk.press(DeskPress("spam", 1, 1), DANIYAR)
    assert say("already-title") in text_of(await office.says(SAULE, "Answer."))

    shown = await office.presses(SAULE, only(await office.talk.drafts(SAULE)), "resume")
    assert say("draft-orphan") in text_of(shown) and say("ask-answer-en") in text_of(shown)
    shown = await office.says(SAULE, *("Answer.",) * 3, "one", "бір", "раз", "депутатов")
    shown = await office.presses(SAULE, shown, "write", "p.1")
    while say("button-live") not in str(shown.buttons):
        shown = await office.says(SAULE, "a translation")
    done = await office.presses(SAULE, shown, "write", "l.")
    assert say("done-draft", entry="Question in en?") in text_of(done)
    assert await office.drafts.live() == []
    [_, made] = sorted(await office.talk.desk.trail(), key=lambda one: one.number)
    assert (made.decision.group, made.decision.entry) == (0, "question-in-en")
    await office.talk.desk.undo("telegram:1", made.number)
    assert len(await office.drafts.live()) == 1


async def test_a_dialogue_from_before_drafts_were_shared_goes_on(office: Office) -> None:
    state = {"group": 1, "upto": 1, "place": 0, "suggested": "a", "given": {"id": "old-id"}, "messages": {}}
    await office.drafts.keep(SAULE.name, state | {"offered": [], "quotes": 1, "update": 0})
    shown = await office.says(SAULE, "nothing that a button says")
    assert say("press-a-button") in text_of(shown) and say("ask-section") in text_of(shown)
    assert [draft.fields["id"] for draft in await office.drafts.live()] == ["old-id"]


async def test_there_may_be_no_drafts(office: Office) -> None:
    assert text_of(only(await office.talk.drafts(SAULE))) == say("drafts-none")
    shown = only(await DeskChat.drafts(office.talk, SAULE, 77))
    assert say("draft-gone") in text_of(shown)


def test_the_terminal_lists_drafts_throws_one_away_and_brings_it_back(park: Content) -> None:
    park.points_elsewhere()

    async def begun(sessions: Sessions) -> None:
        changed, base = {"answer-en": "x"}, {"answer-en": "?"}
        await EntryDrafts(sessions).begin(DraftSubject(entry="opening"), "saule", changed, base)

    with_sessions(read_settings(), begun)
    listed = bot("drafts").stdout
    assert "opening" in listed and "saule" in listed and "has changed" in " ".join(listed.split())
    thrown = bot("drafts", "--throw-away", "1").stdout
    assert "Nothing is being written" in thrown and "Thrown away" in thrown
    assert "opening" in bot("drafts", "--bring-back", "1").stdout
    assert bot("drafts", "--bring-back", "77").exit_code == 1


async def test_a_curator_sees_the_drafts_by_a_command(tmp_path: Path) -> None:
    async with chatting(tmp_path, 9) as chat:
        await chat.says("/drafts", 9)
        assert speaks(desk_wording(), "ru")("drafts-none") in chat.last()["text"]


async def test_a_curator_without_english_leaves_it_to_another_who_is_asked_for_just_that(office: Office) -> None:
    shown = await office.writes_questions(SAULE)
    shown = await office.says(SAULE, "Answer.")
    assert say("ask-answer-kk") in text_of(shown)
    shown = await office.presses(SAULE, shown, "write", "o.")
    await office.says(SAULE, "Ответ.")
    [kept] = await office.drafts.live()
    assert kept.lacking(LIBRARY) == ("answer-kk", "phrasings-kk", "phrasings-en", "quote")
    lacks = "Answer: Kazakh; Phrasings: Kazakh, English; Passages"
    assert say("draft-lacks", fields=lacks) in text_of(only(await office.talk.drafts(SAULE)))

    await office.talk.cancel(SAULE)
    resumed = only(await office.talk.drafts(DANIYAR, kept.number))
    assert say("ask-answer-kk") in text_of(resumed)


async def test_an_entry_that_lacks_a_language_is_shown_and_not_published(office: Office) -> None:
    shown = await office.writes_questions(SAULE)
    shown = await office.says(SAULE, "Answer.")
    shown = await office.presses(SAULE, shown, "write", "o.")
    shown = await office.says(SAULE, "Ответ.")
    while say("ask-words") not in text_of(shown):
        shown = await office.says(SAULE, "как ещё спросят")
    shown = await office.says(SAULE, next(iter(paragraphs(DATED)))[0].text({DATED.id: DATED}))
    shown = await office.presses(SAULE, shown, "write", "p.1")
    while "/drafts" not in text_of(shown):
        asks_kazakh = say("ask-translation-kk") in text_of(shown)
        shown = await (office.presses(SAULE, shown, "write", "o.") if asks_kazakh else office.says(SAULE, "a text"))

    lacks = "Answer: Kazakh; Phrasings: Kazakh; Translation of the passage: Kazakh"
    assert say("draft-waits-for", fields=lacks) in text_of(shown)
    labels = [getattr(button, "label", "") for row in shown.buttons for button in row]
    assert say("button-live") not in labels and say("in-kk") not in labels
    aside = await office.presses(SAULE, shown, "write", "c.")
    assert say("draft-set-aside") in text_of(aside)
    assert len(await office.drafts.live()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_curator_is_asked_in_their_own_language_first_and_takes_a_question_as_it_was_asked(
    office: Office, language: Language
) -> None:
    said, curator = speaks(desk_wording(), language), Curator(f"telegram:{language}", language)
    shown = await office.presses(curator, await office.begins(curator), "write", "t.people")
    assert said(f"ask-question-{language}") in text_of(shown) and "погода" in text_of(shown)
    while said("ask-question-ru") not in text_of(shown):
        shown = await office.says(curator, "Something else?")
    await office.presses(curator, shown, "write", "b.0")
    assert (await office.drafts.live())[0].fields["question-ru"] == "погода"


async def test_what_is_too_long_is_kept_and_said_at_once(office: Office) -> None:
    await office.writes_questions(SAULE)
    shown = await office.says(SAULE, "x" * 451)
    assert say("too-long", count=451, most=450) in text_of(shown) and say("ask-answer-kk") in text_of(shown)
    assert (await office.drafts.live())[0].fields["answer-en"] == "x" * 451


async def test_buttons_of_messages_from_before_ask_the_present_step_again(office: Office) -> None:
    shown = await office.writes_questions(SAULE)
    for old in ("h.", "s.", "f.kind", "f.quote-9", "b.9", "p.77"):
        again = only(await office.talk.press(DeskPress("write", 1, 1, about=old), SAULE))
        assert again.blocks == shown.blocks, old
