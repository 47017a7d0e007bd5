"""How texts are written that are put into the FAQ's files: plain, in quotes or folded, and read back as they were."""

import copy
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from every_case import every_case
from hypothesis import given
from hypothesis import strategies as st

from bot.content import NewEntry, NewQuote, add_phrasings, draft_entry
from bot.content.yaml_reader import read
from bot.content.yaml_writer import one_line
from bot.publishing.publisher import apply, undo

DASHES = "- id: trees\n  phrasings:\n    kk: [бір]\n    ru:\n      - раз\n"
BRACKETS = "- id: trees\n  phrasings:\n    kk: [бір]\n    ru: [раз]\n"

WORDS = st.lists(st.sampled_from(["сколько", "деревьев", "- ", "#", "a:", "'", '"', "\\", "👋", "", "?"]), max_size=60)
TEXTS = st.one_of(
    st.text(),
    st.text("-?:,[]{}#&*!|>'\"%@` \n\r\t\\ab1.~=<yno0\xa0\x85\u2028\u2029\ufeff\x00\x7f😀ә", max_size=60),
    WORDS.map(" ".join),
    WORDS.map("\n".join),
)


def added(written: str, *texts: str) -> str:
    """What stands in a file after the edit that adds Russian phrasings to 'trees', and did not before it."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "park.yaml").write_bytes(written.encode())
        edit = add_phrasings(Path(folder), "trees", "ru", texts)
    after = edit.after.decode()
    start = next((at for at, pair in enumerate(zip(written, after, strict=False)) if pair[0] != pair[1]), len(written))
    assert after.endswith(written[start:])
    return after[start : len(after) - len(written) + start]


PLAIN = [
    ("сколько деревьев", "сколько деревьев"),
    ("How many, and why?", "How many, and why?"),
    ("а вот так: можно", '"а вот так: можно"'),
    ("так:можно", "так:можно"),
    ("двоеточие:", '"двоеточие:"'),
    ("№ 5 #5", '"№ 5 #5"'),
    ("a#5", "a#5"),
    ("no", '"no"'),
    ("Yes", '"Yes"'),
    ("no trees", "no trees"),
    ("null", '"null"'),
    ("~", '"~"'),
    ("", '""'),
    ("777", '"777"'),
    ("8 777", "8 777"),
    ("1_000", '"1_000"'),
    ("1e3", "1e3"),
    ("0x1F", '"0x1F"'),
    (".5", '".5"'),
    ("12:30", '"12:30"'),
    ("в 12:30", "в 12:30"),
    ("2026-03-15", '"2026-03-15"'),
    ("15.03.2026", "15.03.2026"),
    ("- тире", '"- тире"'),
    ("-тире", "-тире"),
    ("— тире", "— тире"),
    ("? что", '"? что"'),
    ("?", '"?"'),
    ("@bot", '"@bot"'),
    ("%", '"%"'),
    ("!важно", '"!важно"'),
    ("*звезда", '"*звезда"'),
    ("&co", '"&co"'),
    ("[скобка", '"[скобка"'),
    ("{", '"{"'),
    ("| черта", '"| черта"'),
    ("> больше", '"> больше"'),
    ("`код`", '"`код`"'),
    ("=", '"="'),
    ("<<", '"<<"'),
    ("---", "---"),
    ("«да»", "«да»"),
    ("it's", "it's"),
    ("'да'", "\"'да'\""),
    ('"да"', "'\"да\"'"),
    ('"it\'s"', "'\"it''s\"'"),
    ('он сказал "да"', 'он сказал "да"'),
    ("C:\\x", "C:\\x"),
    ("C: \\x", "'C: \\x'"),
    ("👋", "👋"),
    ("👨‍👩‍👧 да", "👨‍👩‍👧 да"),
    (" впереди", '" впереди"'),
    ("позади ", '"позади "'),
    ("два  пробела", "два  пробела"),
    ("одна\nстрока", "одна строка"),
    ("одна  \r\n\r\n  строка\n", "одна строка"),
    ("одна\u2028строка\x85", "одна строка"),
    ("таб\tуляция", '"таб\\tуляция"'),
    ("ноль\x00\ufeff", '"ноль\\x00\\ufeff"'),
]
"""Texts, and how they are written."""


def test_a_text_is_in_quotes_only_where_yaml_needs_them() -> None:
    with every_case() as case:
        for text, plain in PLAIN:
            with case(text):
                assert added(DASHES, text) == f"      - {plain}\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("сколько деревьев", "сколько деревьев"),
        ("раз, два", '"раз, два"'),
        ("скобка]", '"скобка]"'),
        ("{", '"{"'),
        ("When is it?", '"When is it?"'),  # libyaml reads it without quotes, and PyYAML's own parser does not
        ("no", '"no"'),
        ("-", '"-"'),
        ("a:b", "a:b"),
        ('"да", "нет"', '\'"да", "нет"\''),
    ],
)
def test_within_brackets_more_needs_quotes(text: str, written: str) -> None:
    assert added(BRACKETS, text) == f", {written}"


LONG = "Подскажите, пожалуйста, человеку, который приехал издалека и мало что понимает"


def test_a_long_text_goes_on_below_its_beginning() -> None:
    assert added(DASHES, f"{LONG}, где здесь растут деревья, под которыми сидят") == (
        f"      - {LONG}, где здесь растут\n        деревья, под которыми сидят\n"
    )
    assert added(DASHES, f"{LONG}: где здесь растут деревья, под которыми сидят") == (
        f'      - "{LONG}: где здесь растут\n        деревья, под которыми сидят"\n'
    )
    assert added(BRACKETS, f"{LONG} где здесь растут деревья под которыми сидят") == (
        f',\n      "{LONG} где здесь растут деревья\n      под которыми сидят"'
    )


def test_a_line_is_not_broken_where_two_spaces_stand_or_none() -> None:
    assert added(DASHES, "а" * 200) == f"      - {'а' * 200}\n"
    assert added(DASHES, "а" * 100 + "  " + "б" * 100) == f"      - {'а' * 100}  {'б' * 100}\n"


def both_read(written: bytes) -> Any:
    """What the strict reader reads, and whether PyYAML's own parser reads the same."""
    page, problems = read("park.yaml", written, "entry")
    assert page is not None and not problems and not page.slips
    assert yaml.load(written, yaml.BaseLoader) == page.value  # noqa: S506 - text alone
    return copy.deepcopy(page.value)


FILES = (
    "- id: trees\n  question: {ru: вопрос}\n"
    "  phrasings:\n    ru:\n      - да уж  # !  \n      - 'ну''ну'\n\n  # c\n  not: {}\n",
    "# d\n-   phrasings:\n        kk: [жоқ]\n        ru:\n        - >\n         да уж\n\n         ну\n        en: []\n"
    "    id: trees\n\n\n- id: b",
    '- {id: trees, phrasings: {ru: ["ну, да", да уж], en: []}, related: []}  # e\n',
    "- id: trees\n  phrasings:\n    ru: [\n      ну,  # f\n      да  # g\n    ]\n",
    "- id: trees\n  phrasings:\n    en: [how]\n  not:\n    en: [x, z]",
    "- id: trees\n  section: a\n",
)


@given(text=TEXTS, written=st.sampled_from(FILES), end=st.sampled_from(["\n", "\r\n"]))
def test_any_text_is_read_back_beside_all_that_stood_there(text: str, written: str, end: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "park.yaml")
        before = written.replace("\n", end).encode()
        file.write_bytes(before)
        expected = both_read(before)
        expected[0].setdefault("phrasings", {}).setdefault("ru", []).append(one_line(text))

        edit = add_phrasings(Path(folder), "trees", "ru", [text])
        apply(edit)

        assert both_read(file.read_bytes()) == expected
        assert lines_that_stay(edit.before, edit.after)
        undo(edit)
        assert file.read_bytes() == before


def lines_that_stay(before: bytes, after: bytes) -> bool:
    """Whether each line of before is there afterwards, in its order, but for the one of brackets that got a text."""
    old, new = before.split(b"\n"), after.split(b"\n")
    first = next((number for number, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(old))
    touched = 1 if first < len(old) and (b"[" in old[first] or b"{" in old[first] or b" # g" in old[first]) else 0
    rest = old[first + touched :]
    return not rest or new[-len(rest) :] == rest


@given(
    texts=st.lists(TEXTS, min_size=6, max_size=6),
    phrasings=st.lists(TEXTS, max_size=3),
    written=st.sampled_from([None, *FILES]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_any_draft_is_read_back_below_all_that_stood_there(
    texts: list[str], phrasings: list[str], written: str | None, end: str
) -> None:
    question, answer, quote, kk, ru, en = texts
    draft = NewEntry(
        "a-new-one",
        "no",
        {"kk": kk, "ru": question, "en": en},
        {"kk": answer, "ru": ru},
        [NewQuote("null", quote, {"en": f"({answer}"}), NewQuote("b", f"{quote}\n\n{quote}.", {})],
        {"ru": phrasings},
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "park.yaml")
        before = (written or "").replace("\n", end).encode()
        if written:
            file.write_bytes(before)

        edit = draft_entry(Path(folder), "park", draft)
        apply(edit)

        *others, entry = both_read(file.read_bytes())
        assert others == (both_read(before) if written else [])
        assert edit.after.startswith(before)
        assert (entry["id"], entry["section"]) == ("a-new-one", "no")
        assert entry["question"] == {"kk": kk, "ru": question, "en": en}
        assert entry["answer"] == {"kk": answer, "ru": ru, "en": ""}
        assert entry["quotes"][0] == {"source": "null", "text": quote, "en": f"({answer}"}
        assert entry["quotes"][1] == {"source": "b", "text": f"{quote}\n\n{quote}."}
        assert set(entry["phrasings"]["ru"]) <= set(map(one_line, phrasings))
        undo(edit)
        assert (file.read_bytes() if written else file.exists()) == (before if written else False)
