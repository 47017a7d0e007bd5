"""What the gate says of files and folders as such."""

import os
import re
import shutil

from gate_content import LAKE, LAKE_REPORT, SOURCES, Content


def test_an_empty_file_is_a_problem(content: Content) -> None:
    content.write("faq/bench.yaml", "")

    assert content.problem() == (
        "faq/bench.yaml:1: the file holds nothing.\n    Write something into it, or delete the file."
    )


def test_a_file_of_comments_is_a_problem(content: Content) -> None:
    content.write("faq/bench.yaml", "# To be written.\n")

    assert content.problem() == (
        "faq/bench.yaml:1: the file holds nothing.\n    Write something into it, or delete the file."
    )


def test_a_file_in_another_encoding_is_a_problem_on_its_line(content: Content) -> None:
    content.write("faq/lake.yaml", LAKE.encode("cp1251", "replace"))

    assert content.problem() == "faq/lake.yaml:4: the file is not UTF-8.\n    Save it in the encoding UTF-8."


def test_a_file_in_utf16_is_a_problem(content: Content) -> None:
    content.write("faq/lake.yaml", LAKE.encode("utf-16"))

    assert content.problem() == (
        "faq/lake.yaml:1: the file begins with a byte-order mark.\n"
        "    Save it as UTF-8 without BOM (an option of your editor's 'Save as')."
    )


def test_a_file_in_utf16_without_its_mark_is_a_problem(content: Content) -> None:
    content.write("faq/lake.yaml", LAKE.encode("utf-16-le"))

    assert content.problem() == "faq/lake.yaml:4: the file is not UTF-8.\n    Save it in the encoding UTF-8."


def test_a_byte_order_mark_is_a_problem(content: Content) -> None:
    content.write("faq/lake.yaml", LAKE.encode("utf-8-sig"))

    assert content.problem() == (
        "faq/lake.yaml:1: the file begins with a byte-order mark.\n"
        "    Save it as UTF-8 without BOM (an option of your editor's 'Save as')."
    )


def test_a_file_that_is_one_entry_instead_of_a_list_is_a_problem(content: Content) -> None:
    content.write("faq/lake.yaml", LAKE.replace("- id", "  id"))

    assert content.problem() == "faq/lake.yaml:1: the file has to be a list.\n    Begin each with '- id: …'."


def test_a_file_that_is_a_text_is_a_problem(content: Content) -> None:
    content.write("faq/bench.yaml", "Benches\n")

    assert content.problem() == "faq/bench.yaml:1: the file has to be a list.\n    Begin each with '- id: …'."


def test_sections_that_are_not_a_list_are_a_problem(content: Content) -> None:
    content.write("faq/sections.yaml", "town: The town\n")

    assert content.problem() == "faq/sections.yaml:1: the file has to be a list.\n    Begin each with '- id: …'."


def test_an_outside_file_that_is_a_list_is_a_problem(content: Content) -> None:
    content.write("faq/outside.yaml", "- hello\n- goodbye\n")

    assert content.problem() == (
        "faq/outside.yaml:1: the file needs keys with values.\n    Look at the indentation, and at its neighbours."
    )


def test_a_file_that_ends_in_yml_is_a_problem(content: Content) -> None:
    (content.root / "faq/lake.yaml").rename("faq/lake.yml")

    assert content.problem() == "faq/lake.yml:1: the name ends in .yml.\n    Rename it to end in .yaml."


def test_sections_that_end_in_yml_are_one_problem(content: Content) -> None:
    (content.root / "faq/sections.yaml").rename("faq/sections.yml")

    assert content.problem() == "faq/sections.yml:1: the name ends in .yml.\n    Rename it to end in .yaml."


def test_a_missing_sections_file_is_one_problem(content: Content) -> None:
    content.delete("faq/sections.yaml")

    assert content.problem() == (
        "faq/sections.yaml:1: this file does not exist.\n    Write it: it lists the sections of /topics."
    )


def test_a_missing_sources_file_is_one_problem(content: Content) -> None:
    content.delete("corpus/sources.yaml")

    assert content.problem() == (
        "corpus/sources.yaml:1: this file does not exist.\n"
        "    Write it: it lists the articles, with what is known of each."
    )


def test_an_unreadable_sources_file_is_one_problem(content: Content) -> None:
    content.write("corpus/sources.yaml", "- id: 'park\n")

    assert content.problem() == (
        "corpus/sources.yaml:1: article 'park': a quotation mark is opened here and never closed.\n"
        "    Close it at the end of the text."
    )


def test_an_article_without_its_text_is_a_problem(content: Content) -> None:
    content.delete("corpus/park-news.txt")

    assert content.problem() == (
        "corpus/sources.yaml:1: article 'park-news' has no text.\n"
        "    Put its text into corpus/park-news.txt, byte for byte."
    )


def test_an_article_whose_id_is_misspelt_suggests_the_text_that_is_there(content: Content) -> None:
    content.change("corpus/sources.yaml", "id: park-news", "id: park-new")

    assert content.problem() == (
        "corpus/sources.yaml:1: article 'park-new' has no text.\n    Did you mean 'park-news'? That text is there."
    )


def test_an_empty_article_is_a_problem(content: Content) -> None:
    content.write("corpus/park-news.txt", " \n")

    assert content.problem() == "corpus/park-news.txt:1: the article is empty.\n    Put its text here, byte for byte."


def test_an_article_in_another_encoding_is_a_problem(content: Content) -> None:
    content.write("corpus/lake-report.txt", LAKE_REPORT.encode("cp1251"))

    assert content.problem() == (
        "corpus/lake-report.txt:1: the article is not UTF-8.\n    Save it in the encoding UTF-8."
    )


def test_a_text_without_a_source_is_a_problem(content: Content) -> None:
    content.write("corpus/market.txt", "A market.\n")

    assert content.problem() == (
        "corpus/market.txt:1: no source is known for this article.\n"
        "    Add it to sources.yaml with what is known of it."
    )


def test_a_text_without_a_source_that_is_quoted_is_one_problem(content: Content) -> None:
    content.write("corpus/sources.yaml", SOURCES[: SOURCES.index("- id: lake")])

    assert content.problem() == (
        "corpus/lake-report.txt:1: no source is known for this article.\n"
        "    Add it to sources.yaml with what is known of it."
    )


def test_an_article_with_a_fault_is_the_only_problem_of_those_who_quote_it(content: Content) -> None:
    content.change("corpus/sources.yaml", "language: en", "language: english")

    assert content.problem() == (
        "corpus/sources.yaml:7: article 'park-news' has 'english' under 'language'.\n    Write kk, ru or en."
    )


def test_a_missing_folder_of_entries_is_one_problem(content: Content) -> None:
    shutil.rmtree("faq")

    assert content.problem() == "faq:1: this folder does not exist.\n    Look at its setting."


def test_a_missing_folder_of_articles_is_one_problem(content: Content) -> None:
    shutil.rmtree("corpus")

    assert content.problem() == "corpus:1: this folder does not exist.\n    Look at its setting."


def test_a_folder_without_an_entry_is_a_problem(content: Content) -> None:
    content.delete("faq/park.yaml")
    content.delete("faq/lake.yaml")

    assert content.problem() == "faq:1: there is not one entry here.\n    Write one into a file ending in .yaml."


def test_a_missing_schema_is_a_problem(content: Content) -> None:
    content.delete("faq/schema.json")

    assert content.problem() == (
        "faq/schema.json:1: the editors' schema is missing.\n    Run: python -m bot check --write-schema"
    )


def test_a_schema_out_of_date_is_a_problem(content: Content) -> None:
    content.write("faq/schema.json", "{}\n")

    assert content.problem() == (
        "faq/schema.json:1: the editors' schema is out of date.\n    Run: python -m bot check --write-schema"
    )


def test_a_schema_that_is_not_text_is_out_of_date(content: Content) -> None:
    content.write("faq/schema.json", b"\xff\xfe")

    assert content.problem() == (
        "faq/schema.json:1: the editors' schema is out of date.\n    Run: python -m bot check --write-schema"
    )


def test_an_answer_longer_than_a_phone_shows_is_a_problem(content: Content) -> None:
    content.change("faq/lake.yaml", "en: One may, in summer.", "en: " + "One may, in summer. " * 30)

    assert content.problem() == (
        "faq/lake.yaml:10: entry 'swimming' is too long under 'answer → en': at most 450 characters.\n    Shorten it."
    )


def test_quotes_longer_than_telegram_takes_are_a_problem(content: Content) -> None:
    content.change(
        "faq/lake.yaml", "en: In summer one may", "en: " + "In summer one may swim. " * 200 + "In summer one may"
    )

    assert re.fullmatch(
        r"faq/lake.yaml:10: entry 'swimming' makes a message of 5\d\d\d characters in 'en'.\n"
        r"    Telegram takes 4096, quotes and sources included. Shorten the answer or the quotes.",
        content.problem(),
    )


def test_a_correction_counts_with_its_answer(content: Content) -> None:
    content.change("faq/lake.yaml", "en: In summer one may", "en: " + "In summer one may. " * 194 + "In summer one may")
    assert content.problems() == []

    wrong = "  correction: {kk: қате, ru: ошибка, en: " + "It said no. " * 20 + "}\n"
    content.change("faq/lake.yaml", "  answer:\n", wrong + "  answer:\n")
    assert "faq/lake.yaml:11: entry 'swimming' makes a message of 4" in content.problem()


def test_quotes_whose_context_is_longer_than_telegram_takes_are_a_problem(content: Content) -> None:
    water = "Вода чистая. " * 40
    paragraphs = [f"{water}Часть {number}. {water}" for number in range(1, 6)]
    content.write("corpus/lake-report.txt", LAKE_REPORT + "\n".join(paragraphs) + "\n")
    quotes = [
        f"    - {{source: lake-report, text: Часть {number}., kk: {number}-бөлім., en: Part {number}.}}\n"
        for number in range(1, 6)
    ]
    content.change("faq/lake.yaml", "  phrasings:\n", "".join(quotes) + "  phrasings:\n")

    problems = content.problems()
    assert [problem.split(":")[1] for problem in problems] == ["8", "9", "10"]
    assert all("entry 'swimming' makes a message of" in problem for problem in problems)


def test_what_editors_leave_and_what_is_no_file_is_passed_over(content: Content) -> None:
    there = content.root / "faq"
    (there / ".#lake.yaml").symlink_to("curator@laptop.4711:1")
    (there / "~$lake.yaml").write_bytes(b"\0")
    (there / "folder.yaml").mkdir()
    os.mkfifo(there / "pipe.yaml")
    (there / "#lake.yaml").write_text("- unsaved")

    assert content.problems() == []


def test_a_file_that_is_there_and_cannot_be_read_is_a_problem(content: Content) -> None:
    (content.root / "faq" / "gone.yaml").symlink_to("nowhere")

    assert content.problem() == (
        "faq/gone.yaml:1: this cannot be read: No such file or directory.\n    Look at the file and at who may read it."
    )
