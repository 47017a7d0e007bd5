"""A new article in one step: what is said of its text, what is asked, what it changes byte for byte, what it brings."""

import asyncio
from collections.abc import Iterator

import pytest
from commanding import typed_in
from desk_log import asked
from gate_content import Content
from kept import kept_in
from running import environment

from bot.content import load
from bot.content.file_edits import EncodingError, add_article, decoded, oddities, remove_article, twin_of
from bot.content.yaml_reader import Value

KAZAKH = """\
Саябаққа кіру барлығына тегін болады.\r
Фото: әкімдік\r
Саябақ таңғы алтыдан түнгі он бірге дейін ашық. Оған бюджеттен 340 миллион теңге жұмсалды.\r
Саябаққа итпен кіруге болады, ол үшін бөлек алаң салынды.\r
Саябақтың жобасын сәулетші Айгүл Серікова жасады.\r
"""
ANSWERS = {
    "кіру тегін бе саябаққа": "Саябаққа кіру барлығына тегін болады.",
    "парк до скольки открыт": "Саябақ таңғы алтыдан түнгі он бірге дейін ашық.",
    "қанша миллион теңге жұмсалды саябаққа": "340 миллион теңге жұмсалды",
    "итпен саябаққа кіруге бола ма": "Саябаққа итпен кіруге болады",
    "саябақтың жобасын кім жасады": "Айгүл Серікова жасады",
}
DESCRIPTION = ("--description", "kk=Саябақ туралы", "--description", "ru=О парке", "--description", "en=On the park")
KNOWN: dict[str, Value] = {"id": "new", "description": {"kk": "а", "ru": "б", "en": "c"}, "language": "kk"}


class Corpus:
    """The commands, over a small content of its own and a database."""

    def __init__(self, content: Content) -> None:
        self.root = content.root
        self.folder = content.root / "corpus"
        folders = {"FAQ_DIR": str(content.root / "faq"), "CORPUS_DIR": str(self.folder)}
        self._env = environment(None, content.root / "bot.db", **folders)

    def does(self, *arguments: str, typed: str = "") -> tuple[int, str, str]:
        """Run a command: its exit code, what it printed, what it complained."""
        done = typed_in(self.root, self._env, *arguments, typed=typed)
        return done.returncode, done.stdout, done.stderr

    def files(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in self.folder.iterdir()}


@pytest.fixture
def corpus(content: Content) -> Iterator[Corpus]:
    (content.root / "park-walk.txt").write_bytes(KAZAKH.encode())
    yield Corpus(content)


def test_an_article_is_taken_in_byte_for_byte_and_out_again(corpus: Corpus) -> None:
    before = corpus.files()
    code, printed, _ = corpus.does(
        "add-article", "park-walk.txt", "--language", "kk", *DESCRIPTION, "--published", "2026-04-02",
        "--publisher", "Саябақ жаршысы", "--yes",
    )  # fmt: skip
    added = corpus.files()

    assert code == 0
    assert added["park-walk.txt"] == KAZAKH.encode()
    assert {name: added[name] for name in before if name != "sources.yaml"} == {
        name: before[name] for name in before if name != "sources.yaml"
    }
    assert added["sources.yaml"].startswith(before["sources.yaml"])
    assert load(corpus.root / "faq", corpus.folder).articles["park-walk"].publisher == "Саябақ жаршысы"
    for said in ("5 × line ends as Windows writes them", "not searched or shown: Фото: әкімдік", "2 April 2026"):
        assert said in printed

    assert corpus.does("remove-article", "park-walk")[0] == 0
    assert corpus.files() == before


def test_pasted_text_comes_by_standard_input(corpus: Corpus) -> None:
    code, _, _ = corpus.does("add-article", "-", "--id", "pasted", "--language", "kk", *DESCRIPTION, typed=KAZAKH)

    assert code == 0
    assert corpus.files()["pasted.txt"] == KAZAKH.encode()


def test_what_is_not_given_is_asked_for_and_nothing_happens_without_a_yes(corpus: Corpus) -> None:
    before = corpus.files()
    answers = ["kk", "", "Жаршы", "", "2026-04", "", "Саябақ туралы", "О парке", "On the park", "", "", ""]
    code, printed, complained = corpus.does("add-article", "park-walk.txt", typed="\n".join([*answers, "n", ""]))

    assert code == 1
    assert "Жаршы · April 2026" in printed and "Nothing was changed." in complained
    assert corpus.files() == before

    assert corpus.does("add-article", "park-walk.txt", typed="\n".join([*answers, "y", ""]))[0] == 0
    assert load(corpus.root / "faq", corpus.folder).articles["park-walk"].publisher == "Жаршы"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--language", "kk"), 'This has to be known: --description "kk=…"'),
        (("--language", "xx", *DESCRIPTION), "sources.yaml"),
        (("--language", "kk", *DESCRIPTION, "--published", "spring"), "Nothing was changed."),
        (("--language", "kk", *DESCRIPTION, "--id", "park-news"), "there is an article of this name"),
        (("--language", "kk", "--description", "park"), 'is given as "kk=…"'),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    corpus: Corpus, arguments: tuple[str, ...], complaint: str
) -> None:
    before = corpus.files()
    code, _, complained = corpus.does("add-article", "park-walk.txt", *arguments, "--yes")

    assert code != 0 and complaint in complained
    assert corpus.files() == before


def test_the_same_text_is_refused_however_its_lines_are_broken(corpus: Corpus) -> None:
    (corpus.root / "again.txt").write_text(
        (corpus.folder / "park-news.txt").read_text(encoding="utf-8").replace(" ", "\n"), encoding="utf-8"
    )
    code, _, complained = corpus.does("add-article", "again.txt", "--language", "en", *DESCRIPTION, "--yes")

    assert code == 1 and "'park-news' has the same text" in complained


def test_an_article_that_an_entry_quotes_stays(corpus: Corpus) -> None:
    before = corpus.files()
    code, _, complained = corpus.does("remove-article", "lake-report")

    assert code == 1 and "swimming" in complained
    assert corpus.files() == before
    assert "no article 'pond'" in corpus.does("remove-article", "pond")[2]


def test_the_groups_that_it_may_answer_are_shown_with_the_passages_and_no_others(corpus: Corpus) -> None:
    async def people_ask() -> None:
        async with kept_in(corpus.root) as kept:
            for number, text in enumerate([*ANSWERS, "ертең жаңбыр жауа ма"]):
                await asked(kept, f"{number:x}", "unknown", text=text, language="kk", asker=f"person {number}")

    asyncio.run(people_ask())
    code, printed, _ = corpus.does("add-article", "park-walk.txt", "--language", "kk", *DESCRIPTION, "--yes")
    shown = printed[printed.index("Waiting groups") : printed.index("Entries that")]

    assert code == 0
    assert "Waiting groups that it may answer: 5 of 6" in shown
    for question, passage in ANSWERS.items():
        assert passage in shown[shown.index(question) :].split("\n\n")[0]

    reviewed = corpus.does("review", "--language", "en", typed="\n\nq\n")[1]
    assert "Places in the articles that may answer" in reviewed
    assert any(passage in reviewed for passage in ANSWERS.values())


def test_other_encodings_are_named() -> None:
    for data, likely in ((KAZAKH.encode("utf-16"), "utf-16"), ("Парк".encode("cp1251"), "cp1251")):
        with pytest.raises(EncodingError) as refused:
            decoded(data)
        assert refused.value.likely == likely
    with pytest.raises(EncodingError):
        decoded(b"\xef\xbb\xbfpark")
    assert decoded(KAZAKH.encode()) == KAZAKH


def test_what_is_odd_in_a_text_is_named() -> None:
    assert list(oddities("A plain text.\nOf two lines.")) == []
    assert list(map(str, oddities("Рaрк\u00a0и\u00adва\x07"))) == [
        "1 × no-break spaces",
        "1 × soft hyphens, which are not seen",
        "1 × control characters",
        "words of Latin and Cyrillic letters: Рaрк",
    ]


def test_edits_of_the_corpus_are_undone_byte_for_byte_wherever_the_article_stands(content: Content) -> None:
    folder = content.root / "corpus"
    before = (folder / "sources.yaml").read_bytes()
    for edit in add_article(folder, b"text", KNOWN):
        edit.file.write_bytes(edit.after)
    assert remove_article(folder, "new")[-1].after == before

    first = remove_article(folder, "park-news")[-1].after.decode()
    assert first.startswith("- id: lake-report") and first.endswith("language: kk\n")


def test_a_twin_is_found_by_its_words(content: Content) -> None:
    library = load(content.root / "faq", content.root / "corpus")
    news = library.articles["park-news"]

    assert twin_of(f"\n {news.text.replace(' ', '  ')}", library.articles.values()) == news
    assert twin_of(news.text + " And more.", library.articles.values()) is None
