"""Check the parts of the content against each other: ids, links, names, days, and what must not stand in a text."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any

from bot.content.entries import LANGUAGES
from bot.content.folders import FileKind, Located, RawContent
from bot.content.forms import ArticleForm, EntryForm, EraForm, SentenceForm, named
from bot.content.problems import Problem, near_id, suggestion, told
from bot.content.quotes import check_quotes, difference
from bot.content.wordings import check_wordings
from bot.content.yaml_reader import YamlPlace

_Dated = Located[EntryForm] | Located[ArticleForm] | Located[SentenceForm] | Located[EraForm]

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]+|#\d+);|\*\*|__")
_UNSEEN = ("Cc", "Cf", "Co", "Zl", "Zp")  # Unicode's names for control, format and private characters, and separators
_TYPED = ("phrasings", "asks", "not", "chat", "outside", "spellings")  # what people type, which is never shown as it is


def check_rules(draft: RawContent) -> list[Problem]:
    """Every problem between the parts of the content that could be read."""
    twice = list(_ids_used_twice(draft))
    gone = list(_gone(draft))
    missing = {target for target, _ in gone}
    # What leads to nowhere because an id stands twice is mended with that id.
    links = [] if twice else [*_related_links(draft, missing), *_signpost_links(draft, missing)]
    return [
        *twice,
        *([] if twice else (problem for _, problem in gone)),
        *links,
        *_section_links(draft),
        *check_quotes(draft),
        *(problem for problem in check_figures(draft) if not any(f"'{name}'" in problem.message for name in missing)),
        *_dates(draft),
        *_plain_text(draft),
        *check_wordings(draft),
    ]


def _ids_used_twice(draft: RawContent) -> Iterator[Problem]:
    yield from _twice(draft.asked)
    for found in (draft.sections, draft.articles, draft.official, draft.figures):
        yield from _twice(found)


def _twice(all_found: Sequence[Located[Any]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for found in all_found:
        name = found.form.id
        if name in first:
            message = told("stands-twice", who=found.who, at=first[name])
            yield found.problem(("id",), message, told("mend-stands-twice"))
        first.setdefault(name, f"{found.page.file}:{found.page.line((*found.place, 'id'))}")


def _section_links(draft: RawContent) -> Iterator[Problem]:
    known = draft.named["section"]
    for entry in draft.entries:
        section = entry.form.section
        if known.lacks(section):
            message = told("no-such-section", who=entry.who, section=section)
            yield entry.problem(("section",), message, suggestion(section, known.ids, every=True))


def _gone(draft: RawContent) -> Iterator[tuple[str, Problem]]:
    """The ids that several places lead to and that no entry has, each in one problem: somebody has deleted an entry."""
    known = draft.named["entry"]
    places: dict[str, list[Problem]] = {}
    linking: tuple[tuple[Sequence[Located[Any]], str], ...] = (
        (draft.entries, "related"),
        (draft.signposts, "nearest"),
        (draft.figures, "entries"),
    )
    for all_found, key in linking:
        for found in all_found:
            for number, target in enumerate(getattr(found.form, key)):
                if known.lacks(target):
                    places.setdefault(target, []).append(found.problem((key, number), found.who))
    for target, led in places.items():
        if len(led) > 1 and not near_id(target, known.ids):
            where = tuple(
                told("standing-at", who=one.message, file=PurePath(one.file).name, line=one.line) for one in sorted(led)
            )
            message = told("entry-gone", entry=target, count=len(led), where=where)
            mend = told("mend-entry-gone")
            yield target, replace(min(led), message=message, mend=mend)


def _related_links(draft: RawContent, gone: Collection[str]) -> Iterator[Problem]:
    known = draft.named["entry"]
    for entry in draft.entries:
        related = entry.form.related
        for number, target in enumerate(related):
            place = ("related", number)
            if target == entry.form.id:
                yield entry.problem(place, told("related-to-itself", who=entry.who), told("mend-delete-line"))
            elif target in related[:number]:
                message = told("related-twice", who=entry.who, target=target)
                yield entry.problem(place, message, told("mend-delete-line"))
            elif known.lacks(target) and target not in gone:
                message = told("related-unknown", who=entry.who, target=target)
                yield entry.problem(place, message, suggestion(target, known.ids))


def _signpost_links(draft: RawContent, gone: Collection[str]) -> Iterator[Problem]:
    links: tuple[tuple[str, FileKind, str], ...] = (
        ("nearest", "entry", told("an-entry")),
        ("official", "address", told("an-address")),
    )
    for signpost in draft.signposts:
        for key, kind, what in links:
            known = draft.named[kind]
            for number, target in enumerate(getattr(signpost.form, key)):
                if known.lacks(target) and target not in gone:
                    message = told("names-unknown", who=signpost.who, target=target, key=key, what=what)
                    yield signpost.problem((key, number), message, suggestion(target, known.ids))
    for address in draft.official:
        if not address.form.address and not address.form.phone:
            yield address.problem((), told("no-address", who=address.who), told("mend-no-address"))


def _dates(draft: RawContent) -> Iterator[Problem]:
    for entry in draft.entries:
        form = entry.form
        if form.valid_until and not form.note:
            mend = told("mend-no-note")
            yield entry.problem(("valid_until",), told("no-note", who=entry.who), mend)
        if form.note and not form.valid_until:
            mend = told("mend-idle-note")
            yield entry.problem(("note",), told("idle-note", who=entry.who), mend)
        yield from _no_such_day(entry, "valid_until", form.valid_until)
        for language in LANGUAGES:
            if vouch := getattr(form.vouched, language, None):
                yield from _no_such_day(entry, "day", vouch.day, ("vouched", language))
    for article in draft.articles:
        for key in ("published", "not_before"):
            yield from _no_such_day(article, key, getattr(article.form, key))
    for found in draft.sentences.values():
        for sentence in found:
            yield from _no_such_day(sentence, "said_at", sentence.form.said_at)
    if draft.era:
        yield from _no_such_day(draft.era, "valid_until", draft.era.form.valid_until)


def _no_such_day(found: _Dated, key: str, day: str | None, above: YamlPlace = ()) -> Iterator[Problem]:
    try:
        date.fromisoformat((day or "2026-01-01").ljust(10, "-").replace("---", "-01"))
    except ValueError:
        message = told("no-such-day", who=found.who, day=day, key=key)
        yield found.problem((*above, key), message, told("mend-no-such-day"))


def _plain_text(draft: RawContent) -> Iterator[Problem]:
    everything: list[Located[Any]] = [
        *draft.asked,
        *draft.sections,
        *draft.articles,
        *draft.official,
        *draft.figures,
    ]
    for sentences in draft.sentences.values():
        everything += sentences
    everything += [one for one in (draft.outside, draft.era) if one]
    for found in everything:
        for place, text in found.texts():
            markup = _MARKUP.search(text)
            if markup and place[0] not in _TYPED and place[-1] not in ("text", "url"):
                message = told("markup", who=found.who, markup=markup.group(), place=named(place))
                yield found.problem(place, message, told("mend-markup"))
            invisible = _invisible(text)
            if invisible and place[-1] != "text":  # a quote has what its article has
                message = told("invisible", who=found.who, code=f"{ord(invisible):04X}", place=named(place))
                yield found.problem(place, message, told("mend-invisible"))


def _invisible(text: str) -> str | None:
    """The first character that nobody sees: a control character, a direction mark, a space of no width."""
    if text.isprintable():  # runs in C, and is true of nearly every text
        return None
    unseen = (sign for sign in text if unicodedata.category(sign) in _UNSEEN and sign not in "\n\t")
    return next(unseen, None)


def check_figures(draft: RawContent) -> Iterator[Problem]:
    """Every problem of people.yaml."""
    articles, entries = draft.named["article"], draft.named["entry"]
    for figure in draft.figures:
        for number, mention in enumerate(figure.form.named):
            if articles.lacks(mention.source):
                message = told("figure-source", who=figure.who, source=mention.source)
                yield figure.problem(("named", number, "source"), message, suggestion(mention.source, articles.ids))
            elif mention.text not in (article := draft.texts.get(mention.source, mention.text)):
                message = told("mention-not-verbatim", who=figure.who, source=mention.source)
                yield figure.problem(("named", number, "text"), message, difference(mention.text, article))
        for number, target in enumerate(figure.form.entries):
            if entries.lacks(target):
                message = told("figure-entry", who=figure.who, target=target)
                yield figure.problem(("entries", number), message, suggestion(target, entries.ids))
