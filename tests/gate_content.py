"""A small folder of valid content, which each test of the gate breaks in one way."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from running import PROJECT, command

from bot.content import schema
from bot.publishing.gate import check_content

PARK = """\
# What people ask about the park.
- id: opening
  section: town
  question:
    kk: Саябақ қашан ашылады?
    ru: Когда откроется парк?
    en: When does the park open?
  answer:
    kk: Саябақ мамырда ашылады.
    ru: Парк откроется в мае.
    en: The park opens in May.
  quotes:
    - source: park-news
      text: The mayor’s office said that the park opens in May.
      kk: Әкімдік саябақ мамырда ашылады деді.
      ru: В акимате сказали, что парк откроется в мае.
  phrasings:
    kk: [ашылу күні]
    ru: [день открытия]
    en:
      - opening day
      - date of the opening
  not:
    en:
      - when does the park close
  related: [trees]
  valid_until: "2026-05-31"
  note:
    kk: Бұл күн өтті.
    ru: Этот день прошёл.
    en: That day is over.

- id: trees
  section: town
  question: {kk: Неше ағаш бар?, ru: Сколько деревьев?, en: How many trees are there?}
  answer:
    kk: Онда екі жүз ағаш бар.
    ru: Там двести деревьев.
    en: There are two hundred trees.
  quotes:
    - source: park-news
      text: Two hundred trees were planted there.
      kk: Онда екі жүз ағаш отырғызылды.
      ru: Там посадили двести деревьев.
  phrasings:
    kk: [ағаш саны]
    ru: [число деревьев]
    en: [number of trees]
  related: [opening, swimming]
"""

LAKE = """\
- id: swimming
  section: nature
  question:
    kk: Көлде шомылуға бола ма?
    ru: Можно ли купаться в озере?
    en: May one swim in the lake?
  answer:
    kk: Жазда болады.
    ru: Летом можно.
    en: One may, in summer.
  quotes:
    - source: lake-report
      text: Летом в озере можно купаться.
      kk: Жазда көлде шомылуға болады.
      en: In summer one may swim in the lake.
  phrasings:
    kk: [шомылу]
    ru: [купание]
    en: [swimming there]
"""

SECTIONS = """\
- id: town
  title: {kk: Қала, ru: Город, en: The town}
- id: nature
  title:
    kk: Табиғат
    ru: Природа
    en: Nature
"""

OUTSIDE = """\
chat:
  greeting:
    kk: [сәлем]
    ru: [привет]
    en:
      - hello
outside:
  near:
    en:
      - who designed the bridge
  far:
    ru: [погода завтра]
"""

SOURCES = """\
- id: park-news
  title: A park for the town
  description: {kk: Саябақ туралы хабар, ru: Сообщение о парке, en: A report on the park}
  publisher: The Town Crier
  url: https://example.com/park
  published: "2026-03"
  language: en
- id: lake-report
  description:
    kk: Көл туралы хабар
    ru: Сообщение об озере
    en: A report on the lake
  not_before: "2026-02-09"
  language: ru
"""

SIGNPOSTS = """\
- id: gap-fishing
  gap: fishing
  short: {kk: Балық аулау, ru: Рыбалка, en: Fishing}
  question: {kk: Онда балық аулауға бола ма?, ru: Можно ли там рыбачить?, en: May one fish there?}
  lead: {kk: Мақалада бұл жоқ., ru: В статье этого нет., en: The report does not say that.}
  answer: {kk: Балық туралы айтылмаған., ru: О рыбе не сказано., en: Nothing is said of fish.}
  nearest: [swimming]
  official: [city-hall]
  phrasings:
    kk: [балық аулау]
    ru: [рыбалка]
    en: [fishing]
"""

OFFICIAL = """\
- id: city-hall
  name: {kk: Әкімдік, ru: Акимат, en: The city hall}
  address: https://city.example/
  offers: {kk: Ережелер, ru: Правила, en: The rules}
"""

PARK_NEWS = "The mayor’s office said that the park opens in May.\nTwo hundred trees were planted there.\n"
LAKE_REPORT = "Летом в озере можно купаться. Вода чистая.\n"


@dataclass(frozen=True, slots=True)
class Content:
    """The folders `faq/` and `corpus/` of one test."""

    root: Path

    def write(self, file: str, written: str | bytes) -> None:
        """Write a file anew."""
        (self.root / file).write_bytes(written.encode() if isinstance(written, str) else written)

    def change(self, file: str, old: str, new: str) -> None:
        """Put `new` where `old` stands, which has to be one place."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def delete(self, file: str) -> None:
        """Delete a file."""
        (self.root / file).unlink()

    def points_elsewhere(self) -> None:
        """Add a signpost: to what the report does not say, and where to ask."""
        self.write("faq/signposts.yaml", SIGNPOSTS)
        self.write("faq/official.yaml", OFFICIAL)

    def check(self, *more: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        """Run `python -m bot check` in a process of its own, with no other setting."""
        basic = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(PROJECT),
            "PYTHONIOENCODING": "utf-8",
            "FAQ_DIR": "faq",
            "CORPUS_DIR": "corpus",
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.root / 'bot.db'}",
        }
        return command(self.root, basic | settings, "check", *more)

    def problems(self) -> list[str]:
        """All that the gate says."""
        return list(map(str, check_content(Path("faq"), Path("corpus"))[1]))

    def problem(self) -> str:
        """What the gate says, where that is to be one thing."""
        problems = self.problems()
        assert len(problems) == 1, "\n".join(["not one problem:", *problems])
        return problems[0]


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Content:
    """Valid content in the current folder, so that problems name `faq/park.yaml` as a curator reads it."""
    monkeypatch.chdir(tmp_path)
    content = Content(tmp_path)
    (tmp_path / "faq").mkdir()
    (tmp_path / "corpus").mkdir()
    for file, text in (
        ("faq/park.yaml", PARK),
        ("faq/lake.yaml", LAKE),
        ("faq/sections.yaml", SECTIONS),
        ("faq/outside.yaml", OUTSIDE),
        ("faq/schema.json", schema()),
        ("corpus/sources.yaml", SOURCES),
        ("corpus/park-news.txt", PARK_NEWS),
        ("corpus/lake-report.txt", LAKE_REPORT),
    ):
        content.write(file, text)
    return content
