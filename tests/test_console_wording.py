"""What the console says: the same in all three languages, and each sentence of it used on some page."""

import functools
import re
from pathlib import Path
from typing import get_args

import pytest
from every_case import every_case
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

import bot.web
from bot.content import LANGUAGES, Language
from bot.content.entries import FIGURE_KINDS
from bot.content.file_edits import OddityKind
from bot.content.standing import SpotKind
from bot.conversation import Wording
from bot.conversation.buttons import REASONS
from bot.desk import AUDIT_VERBS, CONTENT_VERBS, FILE_VERBS, VERBS
from bot.desk.audit import PARTS
from bot.desk.drafts import DraftKind
from bot.desk.entry_fields import SPOKEN, WORDINGS
from bot.matching.reading import Way
from bot.matching.signs import SIGNS
from bot.web.add_article import FACTS, SPOKEN_FACTS
from bot.web.content import ORDERS as ORDERS_OF_CONTENT
from bot.web.edit_people import ADDRESSES, PEOPLE
from bot.web.pages import WORDING
from bot.web.review import ACTS, ORDERS, WHYS

CONSOLE = Path(bot.web.__file__).parent
REASONS_OF_PLAIN_PAGES = set(
    re.findall(r'reason="([a-z-]+)"', "".join(file.read_text() for file in CONSOLE.glob("*.py")))
)
FAULTS = set(re.findall(r'Fault\(\s*"([a-z-]+)"', "".join(file.read_text() for file in CONSOLE.glob("*.py"))))

# Names that templates put together, by what of them is written there.
FAMILIES: dict[str, set[str]] = {
    "article-": {*FACTS, *SPOKEN_FACTS},
    "article-how-": {*FACTS, *SPOKEN_FACTS},
    "audit-": set(AUDIT_VERBS),
    "audit-part-": set(PARTS),
    "draft-of-": set(get_args(DraftKind)),
    "fault-": FAULTS,
    "field-": {*SPOKEN, *WORDINGS, "related", "nearest", "official"},
    "hint-": {*SPOKEN, *WORDINGS} - {"question", "answer"},
    "language-": set(LANGUAGES),
    "named-": {ADDRESSES.folder, PEOPLE.folder},
    "named-field-": {name for form in (ADDRESSES, PEOPLE) for name in (*form.spoken, *form.wordings, *form.single)},
    "list-by-": set(ORDERS_OF_CONTENT),
    "vouch-for-": set(LANGUAGES),
    "kind-": set(FIGURE_KINDS),
    "place-": {"near", "far"},
    "oddity-": set(get_args(OddityKind)),
    "outcome-": {"answer", "choices", "unknown", "chat"},
    "plain-": REASONS_OF_PLAIN_PAGES | {f"{reason}-title" for reason in REASONS_OF_PLAIN_PAGES},
    "reason-": set(REASONS),
    "sign-": set(SIGNS),
    "stands-": {kind for kind in get_args(SpotKind) if kind != "question"},
    "translation-into-": set(LANGUAGES),
    "verb-": {*VERBS, *CONTENT_VERBS, *FILE_VERBS, *AUDIT_VERBS, "asks", "set-aside"},
    "act-": set(ACTS),
    "order-": set(ORDERS),
    "owner-": {"mine", "nobody"},
    "way-": set(get_args(Way)),
    "why-": set(WHYS),
}
DATES = {"day-of-year", "month-of-year"}  # said by the wording itself


def _messages(language: Language) -> dict[str, ftl.Message]:
    parsed = FluentParser().parse((WORDING / f"{language}.ftl").read_text(encoding="utf-8"))
    assert [entry.content for entry in parsed.body if isinstance(entry, ftl.Junk)] == []
    messages = [entry for entry in parsed.body if isinstance(entry, ftl.Message)]
    assert len({message.id.name for message in messages}) == len(messages), "a name stands there twice"
    return {message.id.name: message for message in messages}


@functools.cache
def _names_used() -> set[str]:
    used = set(DATES)
    for file in (CONSOLE / "templates").glob("*.html"):
        for name, family in re.findall(r'\bsay\("([a-z-]+)"( ~)?', file.read_text(encoding="utf-8")):
            used |= {name + member for member in FAMILIES[name]} if family else {name}
    for file in CONSOLE.glob("*.py"):
        used |= set(re.findall(r'\bvisit\.say\("([a-z-]+)"', file.read_text(encoding="utf-8")))
    return used


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_used_and_every_one_used_is_there(language: Language) -> None:
    assert set(_messages(language)) == _names_used()


def test_the_scan_sees_what_code_and_templates_say() -> None:
    assert {"refused", "no-texts", "no-file", "conflict"} <= FAULTS
    assert {"strangers", "turned-away", "too-often", "left", "bug"} <= REASONS_OF_PLAIN_PAGES
    assert {"verb-add", "sign-lead", "way-keys", "plain-bug-title", "try-title"} <= _names_used()


def test_a_sentence_takes_the_same_values_in_all_languages() -> None:
    written = {language: (WORDING / f"{language}.ftl").read_text(encoding="utf-8") for language in LANGUAGES}
    with every_case() as case:
        for name in _messages("kk"):
            with case(name):
                values = {}
                for language in LANGUAGES:
                    message = re.search(rf"^{name} =(.*?)(?=^\S|\Z)", written[language], re.DOTALL | re.MULTILINE)
                    assert message, language
                    values[language] = set(re.findall(r"\$([a-z]+)", message.group(1)))

                assert values["kk"] == values["ru"] == values["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_of_the_console_has_its_own_title(language: Language) -> None:
    say = Wording(WORDING)
    titles = [say(language, name) for name in ("try", "review", "content", "numbers")]
    assert len(set(titles)) == 4
