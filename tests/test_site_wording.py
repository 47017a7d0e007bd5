"""What the site says: the same in all three languages, and each sentence of it used on some page."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

import bot.site
from bot.content import LANGUAGES, Language
from bot.site.templates import WORDING

SITE = Path(bot.site.__file__).parent
DATES = {"day-of-year", "month-of-year"}  # said by the wording itself


def _names(language: Language) -> list[str]:
    parsed = FluentParser().parse((WORDING / f"{language}.ftl").read_text(encoding="utf-8"))
    assert [entry.content for entry in parsed.body if isinstance(entry, ftl.Junk)] == []
    return [entry.id.name for entry in parsed.body if isinstance(entry, ftl.Message)]


def _used() -> set[str]:
    used = set(DATES) | {f"language-{language}" for language in LANGUAGES} | {"persons", "institutions", "events"}
    used |= {"answers-counted", "articles-counted", "names-counted"}
    for file in SITE.glob("templates/*"):
        text = file.read_text(encoding="utf-8")
        used |= set(re.findall(r'\bsay\("([a-z-]+)"(?! ~)', text)) | set(
            re.findall(r'say_in\([^,]+, "([a-z-]+)"(?! ~)', text)
        )
    for file in SITE.glob("*.py"):
        used |= set(re.findall(r'\bsay\(\s*language, "([a-z-]+)"', file.read_text(encoding="utf-8")))
        used |= set(re.findall(r"\bsay\(language, '([a-z-]+)'", file.read_text(encoding="utf-8")))
    return used


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_used_and_every_one_used_is_there(language: Language) -> None:
    names = _names(language)

    assert len(set(names)) == len(names)
    assert set(names) == _used()


def test_a_sentence_takes_the_same_values_in_all_languages() -> None:
    def values(language: Language) -> dict[str, set[str]]:
        text = (WORDING / f"{language}.ftl").read_text(encoding="utf-8")
        messages = re.findall(r"^([a-z-]+) =(.*?)(?=^\S|\Z)", text, re.DOTALL | re.MULTILINE)
        return {name: set(re.findall(r"\$([a-z]+)", said)) for name, said in messages}

    assert values("kk") == values("ru") == values("en")
