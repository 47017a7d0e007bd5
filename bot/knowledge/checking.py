"""Hold the parts of the content against each other: quotes and articles, links and ids, wordings and all others."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from bot.knowledge.drafts import Draft, Found
from bot.knowledge.entries import LANGUAGES
from bot.knowledge.faults import LANGUAGE_NAMES
from bot.knowledge.forms import ArticleForm, EntryForm, SectionForm, TrilingualForm
from bot.knowledge.problems import Problem
from bot.knowledge.reading import Place

Entry = Found[EntryForm]
Article = Found[ArticleForm]

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]+|#\d+);|\*\*|__")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def check(draft: Draft) -> list[Problem]:
    """Every fault between the parts of what could be read."""
    return [
        *_ids_used_twice(draft),
        *_section_links(draft),
        *_related_links(draft),
        *_quotes(draft),
        *_dates(draft),
        *_plain_text(draft),
        *_wordings_used_twice(draft),
    ]


def _ids_used_twice(draft: Draft) -> Iterator[Problem]:
    yield from _twice("entry", draft.entries)
    yield from _twice("section", draft.sections)
    yield from _twice("article", draft.articles)


def _twice(kind: str, all_found: Iterable[Entry | Article | Found[SectionForm]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for found in all_found:
        name = found.form.id
        if name in first:
            message = f"{kind} '{name}' stands twice (first at {first[name]})."
            yield found.problem(("id",), message, "Give one of the two another id.")
        first.setdefault(name, f"{found.page.file}:{found.page.line((*found.place, 'id'))}")


def _section_links(draft: Draft) -> Iterator[Problem]:
    known = [found.form.id for found in draft.sections]
    for entry in draft.entries:
        if entry.form.section not in known:
            message = f"entry '{entry.form.id}' is in a section '{entry.form.section}' that does not exist."
            yield entry.problem(("section",), message, _suggestion(entry.form.section, known))


def _related_links(draft: Draft) -> Iterator[Problem]:
    known = draft.named | {entry.form.id for entry in draft.entries}
    for entry in draft.entries:
        for number, target in enumerate(entry.form.related):
            place = ("related", number)
            if target == entry.form.id:
                yield entry.problem(place, f"entry '{target}' is related to itself.", "Delete this line.")
            elif target not in known:
                message = f"entry '{entry.form.id}' is related to '{target}', which does not exist."
                yield entry.problem(place, message, _suggestion(target, known))


def _suggestion(written: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(written, list(known), n=1, cutoff=0.5)
    return f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(sorted(filter(None, known)))}."


def _quotes(draft: Draft) -> Iterator[Problem]:
    articles = {found.form.id: found.form for found in draft.articles}
    for entry in draft.entries:
        for number, quote in enumerate(entry.form.quotes):
            place: Place = ("quotes", number)
            if quote.source not in articles:
                message = f"entry '{entry.form.id}' quotes a source '{quote.source}' that does not exist."
                yield entry.problem((*place, "source"), message, _suggestion(quote.source, articles))
                continue
            text = draft.texts.get(quote.source, "")
            if text and quote.text not in text:
                message = f"entry '{entry.form.id}' has a quote that is not word for word in '{quote.source}'."
                yield entry.problem((*place, "text"), message, _difference(quote.text, text))
            yield from _translations(entry, place, articles[quote.source])


def _translations(entry: Entry, place: Place, article: ArticleForm) -> Iterator[Problem]:
    quote = entry.form.quotes[int(place[1])]
    for language in LANGUAGES:
        translated = getattr(quote, language)
        if language != article.language and translated is None:
            message = f"entry '{entry.form.id}' has a quote with no {LANGUAGE_NAMES[language]} translation."
            yield entry.problem(place, message, f"Add '{language}:' beside the quote's text.")
        if language == article.language and translated is not None:
            message = f"entry '{entry.form.id}' translates a quote into the language it is in."
            yield entry.problem((*place, language), message, f"Delete '{language}:'.")


def _difference(quote: str, article: str) -> str:
    """Show a curator where the quote leaves the article's text."""
    match = difflib.SequenceMatcher(None, article, quote, autojunk=False).find_longest_match()
    if match.size < 12:
        return "Copy the passage from the article; nothing near to it is there."
    before, after = match.b, match.b + match.size
    if after < len(quote):
        there, here = article[match.a + match.size :][:30], quote[after:][:30]
    else:
        there, here = article[max(0, match.a - 30) : match.a], quote[max(0, before - 30) : before]
    return f"The article has '{_one_line(there)}' where the quote has '{_one_line(here)}'."


def _one_line(text: str) -> str:
    return text.replace("\n", "⏎")


def _dates(draft: Draft) -> Iterator[Problem]:
    for entry in draft.entries:
        form = entry.form
        if form.valid_until and not form.note:
            mend = "Add 'note:' in three languages: what the answer is to say once that day is over."
            yield entry.problem(("valid_until",), f"entry '{form.id}' has valid_until and no note.", mend)
        if form.note and not form.valid_until:
            mend = "Add 'valid_until:', or delete the note."
            yield entry.problem(("note",), f"entry '{form.id}' has a note that would never be shown.", mend)
        yield from _no_such_day(entry, "valid_until", form.valid_until, f"entry '{form.id}'")
    for article in draft.articles:
        for key in ("published", "not_before"):
            yield from _no_such_day(article, key, getattr(article.form, key), f"article '{article.form.id}'")


def _no_such_day(found: Entry | Article, key: str, day: str | None, who: str) -> Iterator[Problem]:
    try:
        date.fromisoformat((day or "2026-01-01").ljust(10, "-").replace("---", "-01"))
    except ValueError:
        yield found.problem(
            (key,), f"{who} has '{day}' under '{key}', a day that does not exist.", "Look at a calendar."
        )


def _plain_text(draft: Draft) -> Iterator[Problem]:
    for entry in draft.entries:
        for place, text in _shown(entry.form):
            for pattern, what, mend in (
                (_MARKUP, "markup", "Write plain text: the bot makes it beautiful itself."),
                (_INVISIBLE, "an invisible character", "Type the text anew around it."),
            ):
                if found := pattern.search(text):
                    where = " → ".join(map(str, place))
                    message = f"entry '{entry.form.id}' has {what} ({found.group()!a}) under '{where}'."
                    yield entry.problem(place, message, mend)


def _shown(form: EntryForm) -> Iterator[tuple[Place, str]]:
    for key in ("question", "answer", "note"):
        texts: TrilingualForm | None = getattr(form, key)
        for language in LANGUAGES:
            if texts is not None:
                yield (key, language), getattr(texts, language)


def _wordings_used_twice(draft: Draft) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for at, place, who, text in _all_wordings(draft):
        key = same_wording(text)
        if not key:
            yield at(place, f"{who} has a wording '{text}' without a letter or a digit.", "Write words.")
        elif key in first:
            message = f"{who} has the wording '{text}', which already stands in {first[key]}."
            yield at(place, message, "Keep it where it belongs, and delete it elsewhere.")
        else:
            first[key] = who
    for entry in draft.entries:
        yield from _unlike_itself(entry)


def _unlike_itself(entry: Entry) -> Iterator[Problem]:
    """An entry may say of another's wording that it is not its own, but not of its own."""
    who = f"entry '{entry.form.id}'"
    own = {same_wording(text) for _, _, _, text in _entry_wordings(entry, who)}
    for at, place, _, text in _listed(entry.problem, ("not",), who, entry.form.unlike):
        key = same_wording(text)
        if key in own:
            message = f"{who} has '{text}' under 'not', which it also has elsewhere."
            yield at(place, message, "Keep it in one of the two places.")
        own.add(key)


def same_wording(text: str) -> str:
    """Two texts with equal results are one wording to a reader: case, spaces and punctuation do not count."""
    return " ".join(re.findall(r"\w+", text.casefold()))


_At = Callable[[Place, str, str], Problem]


def _all_wordings(draft: Draft) -> Iterator[tuple[_At, Place, str, str]]:
    for entry in draft.entries:
        yield from _entry_wordings(entry, f"entry '{entry.form.id}'")
    if draft.outside:
        form, at = draft.outside.form, draft.outside.problem
        for kind, wordings in form.chat.items():
            yield from _listed(at, ("chat", kind), f"chat '{kind}'", wordings)
        yield from _listed(at, ("outside", "near"), "outside 'near'", form.outside.near)
        yield from _listed(at, ("outside", "far"), "outside 'far'", form.outside.far)


def _entry_wordings(entry: Entry, who: str) -> Iterator[tuple[_At, Place, str, str]]:
    for language in LANGUAGES:
        yield entry.problem, ("question", language), who, getattr(entry.form.question, language)
    yield from _listed(entry.problem, ("phrasings",), who, entry.form.phrasings)


def _listed(at: _At, place: Place, who: str, form: object) -> Iterator[tuple[_At, Place, str, str]]:
    for language in LANGUAGES if form is not None else ():
        for number, text in enumerate(getattr(form, language)):
            yield at, (*place, language, number), who, text
