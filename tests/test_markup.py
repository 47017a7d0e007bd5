"""Markup as Telegram reads it."""

from typing import Any

import pytest
from markup import Formatted, MarkupError, link, parse, utf16_length


def kinds(formatted: Formatted) -> list[tuple[str, str]]:
    """Each entity's type and the text under it."""
    units = formatted.text.encode("utf-16-le")
    ends = [(entity, entity["offset"], entity["offset"] + entity["length"]) for entity in formatted.entities]
    return [(entity["type"], units[2 * start : 2 * end].decode("utf-16-le")) for entity, start, end in ends]


def test_length_is_counted_in_utf16_units() -> None:
    assert utf16_length("қ😀") == 3


def test_an_expandable_blockquote_is_read() -> None:
    quote = "<blockquote expandable>«It is proposed»</blockquote>"

    assert kinds(parse(quote, "HTML")) == [("expandable_blockquote", "«It is proposed»")]
    assert kinds(parse("**>one\n>two||", "MarkdownV2")) == [("expandable_blockquote", "one\ntwo")]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<b>a <i>b</i></b>", [("bold", "a b"), ("italic", "b")]),
        ('<a href="https://a.kz/?x=1&amp;y=2">a</a>', [("text_link", "a")]),
        ("<code>/start @bot</code> /stop", [("code", "/start @bot"), ("bot_command", "/stop")]),
        (
            "😀 <u>қ</u> a@b.kz https://a.kz",
            [("underline", "қ"), ("email", "a@b.kz"), ("url", "https://a.kz")],
        ),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", [("blockquote", "ab")]),
        ("<pre><b>x</b></pre>", [("pre", "x")]),
        ('<a href="http://localhost">no link</a>', []),
        ("<b>  a </b> \n", [("bold", "a")]),
        ("x <b> </b> y", []),
    ],
)
def test_html_is_read_as_telegram_reads_it(html: str, found: list[tuple[str, str]]) -> None:
    assert kinds(parse(html, "html")) == found


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (" \n a\tb \n\n", "a b"),
        ("a\r\nb", "a\nb"),
        ("a\u202eb\x07", "ab"),
        (" \u200b ", ""),
        ("\n\n", ""),
    ],
)
def test_a_text_is_cleaned_and_trimmed(sent: str, shown: str) -> None:
    assert parse(sent).text == shown


def test_entities_move_with_the_text_that_is_removed_before_them() -> None:
    bold: dict[str, Any] = {"type": "bold", "offset": 4, "length": 3}

    assert kinds(parse("  \r\nab😀", entities=[bold | {"length": 4}])) == [("bold", "ab😀")]


def test_entities_given_beside_a_parse_mode_are_overlooked() -> None:
    assert parse("x", "HTML", [{"type": "bold", "offset": 0, "length": 1}]).entities == ()


def test_a_text_over_32_kilobytes_is_refused_before_parsing() -> None:
    with pytest.raises(MarkupError, match="Text is too long"):
        parse("<b></b>" * 5000, "HTML")


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("https://a.kz", "https://a.kz/"),
        ("t.me/x", "http://t.me/x"),
        ("tg://user?id=5", "tg://user?id=5"),
        ("https://сайт.kz/қ", "https://сайт.kz/қ"),
        ("http://localhost:80", None),
        ("ftp://a.kz", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_a_link_needs_a_host_with_a_dot_and_a_known_scheme(url: str, seen: str | None) -> None:
    assert link(url) == seen
