"""Check the parts of the content against each other: quotes with articles, links with ids, wordings with all others."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from bot.content.entries import LANGUAGES
from bot.content.folders import Located, RawContent
from bot.content.forms import LANGUAGE_NAMES, ArticleForm, EntryForm, SectionForm, named
from bot.content.problems import Problem
from bot.content.yaml_reader import YamlPlace

FoundEntry = Located[EntryForm]
FoundArticle = Located[ArticleForm]

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]+|#\d+);|\*\*|__")
_UNSEEN = ("Cc", "Cf", "Co", "Zl", "Zp")  # Unicode's names for control, format and private characters, and separators
_TYPED = ("phrasings", "not", "chat", "outside")  # what people type, which is never shown as it is
_MANY = 12  # a longer list of ids helps nobody to find one


def check_rules(draft: RawContent) -> list[Problem]:
    """Every problem between the parts of the content that could be read."""
    return [
        *_ids_used_twice(draft),
        *_section_links(draft),
        *_related_links(draft),
        *_quotes(draft),
        *_dates(draft),
        *_plain_text(draft),
        *_wordings_used_twice(draft),
    ]


def _ids_used_twice(draft: RawContent) -> Iterator[Problem]:
    yield from _twice("entry", draft.entries)
    yield from _twice("section", draft.sections)
    yield from _twice("article", draft.articles)


def _twice(kind: str, all_found: Iterable[FoundEntry | FoundArticle | Located[SectionForm]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for found in all_found:
        name = found.form.id
        if name in first:
            message = f"{kind} '{name}' stands twice (first at {first[name]})."
            yield found.problem(("id",), message, "Give one of the two another id.")
        first.setdefault(name, f"{found.page.file}:{found.page.line((*found.place, 'id'))}")


def _section_links(draft: RawContent) -> Iterator[Problem]:
    known = draft.named["section"]
    for entry in draft.entries:
        section = entry.form.section
        if known.lacks(section):
            message = f"{entry.who} is in a section '{section}' that does not exist."
            yield entry.problem(("section",), message, _suggestion(section, known.ids))


def _related_links(draft: RawContent) -> Iterator[Problem]:
    known = draft.named["entry"]
    for entry in draft.entries:
        related = entry.form.related
        for number, target in enumerate(related):
            place = ("related", number)
            if target == entry.form.id:
                yield entry.problem(place, f"{entry.who} is related to itself.", "Delete this line.")
            elif target in related[:number]:
                yield entry.problem(place, f"{entry.who} is related to '{target}' twice.", "Delete this line.")
            elif known.lacks(target):
                message = f"{entry.who} is related to '{target}', which does not exist."
                yield entry.problem(place, message, _suggestion(target, known.ids))


def _suggestion(written: str, known: Iterable[str]) -> str:
    known = sorted(filter(None, known))
    near = difflib.get_close_matches(written, known, n=1, cutoff=0.7)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Known: {', '.join(known)}." if 0 < len(known) <= _MANY else "Write an id that exists."


def _quotes(draft: RawContent) -> Iterator[Problem]:
    articles = {found.form.id: found.form for found in draft.articles}
    for entry in draft.entries:
        for number, quote in enumerate(entry.form.quotes):
            place: YamlPlace = ("quotes", number)
            if draft.named["article"].lacks(quote.source):
                message = f"{entry.who} quotes a source '{quote.source}' that does not exist."
                yield entry.problem((*place, "source"), message, _suggestion(quote.source, articles))
            if quote.source in draft.texts:
                yield from _word_for_word(entry, place, draft.texts[quote.source])
            if quote.source in articles:
                yield from _translations(entry, place, articles[quote.source])


def _word_for_word(entry: FoundEntry, place: YamlPlace, article: str) -> Iterator[Problem]:
    quote = entry.form.quotes[int(place[1])]
    # Half a word can mean the opposite of the whole: "not" out of "nothing".
    begins, ends = (r"\b" if re.match(r"\w", edge) else "" for edge in (quote.text[0], quote.text[-1]))
    if quote.text not in article:
        message = f"{entry.who} has a quote that is not word for word in '{quote.source}'."
        yield entry.problem((*place, "text"), message, _difference(quote.text, article))
    elif not re.search(begins + re.escape(quote.text) + ends, article):
        message = f"{entry.who} has a quote that begins or ends inside a word of '{quote.source}'."
        yield entry.problem((*place, "text"), message, "Quote whole words.")


def _translations(entry: FoundEntry, place: YamlPlace, article: ArticleForm) -> Iterator[Problem]:
    quote = entry.form.quotes[int(place[1])]
    for language in LANGUAGES:
        translated = getattr(quote, language)
        if language != article.language and translated is None:
            message = f"{entry.who} has a quote with no {LANGUAGE_NAMES[language]} translation."
            yield entry.problem(place, message, f"Add '{language}:' beside the quote's text.")
        if language == article.language and translated is not None:
            message = f"{entry.who} translates a quote into the language it is in."
            yield entry.problem((*place, language), message, f"Delete '{language}:'.")


def _difference(quote: str, article: str) -> str:
    """Show a curator where the quote begins to differ from the article's text."""
    match = difflib.SequenceMatcher(None, article, quote, autojunk=False).find_longest_match()
    if match.size < min(12, len(quote) // 2):
        return "Copy the passage from the article; nothing near to it is there."
    step = match.size if match.b + match.size < len(quote) else -1
    there, here = match.a + step, match.b + step
    shown = f"The article has «{_around(article, there)}» where the quote has «{_around(quote, here)}»"
    signs = _sign(article, there), _sign(quote, here)
    return f"{shown}." if signs == ("", "") else f"{shown}: {signs[0] or 'a letter'}, not {signs[1] or 'a letter'}."


def _around(text: str, place: int) -> str:
    return text[max(0, place - 15) : max(0, place) + 15].replace("\n", "⏎")


def _sign(text: str, place: int) -> str:
    """The name of a character that may look like another. Empty for letters and digits, which speak for themselves."""
    sign = text[place : place + 1] if place >= 0 else ""
    if sign.isalnum():
        return ""
    return unicodedata.name(sign, "line break").lower() if sign else "the end"


def _dates(draft: RawContent) -> Iterator[Problem]:
    for entry in draft.entries:
        form = entry.form
        if form.valid_until and not form.note:
            mend = "Add 'note:' in three languages: what the answer is to say once that day is over."
            yield entry.problem(("valid_until",), f"{entry.who} has valid_until and no note.", mend)
        if form.note and not form.valid_until:
            mend = "Add 'valid_until:', or delete the note."
            yield entry.problem(("note",), f"{entry.who} has a note that would never be shown.", mend)
        yield from _no_such_day(entry, "valid_until", form.valid_until)
    for article in draft.articles:
        for key in ("published", "not_before"):
            yield from _no_such_day(article, key, getattr(article.form, key))


def _no_such_day(found: FoundEntry | FoundArticle, key: str, day: str | None) -> Iterator[Problem]:
    try:
        date.fromisoformat((day or "2026-01-01").ljust(10, "-").replace("---", "-01"))
    except ValueError:
        message = f"{found.who} has '{day}' under '{key}', a day that does not exist."
        yield found.problem((key,), message, "Look at a calendar.")


def _plain_text(draft: RawContent) -> Iterator[Problem]:
    everything: list[Located[Any]] = [*draft.entries, *draft.sections, *draft.articles]
    everything += [draft.outside] if draft.outside else []
    for found in everything:
        for place, text in found.texts():
            markup = _MARKUP.search(text)
            if markup and place[0] not in _TYPED and place[-1] not in ("text", "url"):
                message = f"{found.who} has markup ('{markup.group()}') under {named(place)}."
                yield found.problem(place, message, "Write plain text: the bot makes it beautiful itself.")
            invisible = _invisible(text)
            if invisible and place[-1] != "text":  # a quote has what its article has
                message = f"{found.who} has an invisible character (U+{ord(invisible):04X}) under {named(place)}."
                yield found.problem(place, message, "Delete it, and type the text around it again.")


def _invisible(text: str) -> str | None:
    """The first character that nobody sees: a control character, a direction mark, a space of no width."""
    if text.isprintable():  # runs in C, and is true of nearly every text
        return None
    unseen = (sign for sign in text if unicodedata.category(sign) in _UNSEEN and sign not in "\n\t")
    return next(unseen, None)


def _wordings_used_twice(draft: RawContent) -> Iterator[Problem]:
    first: dict[str, Problem] = {}
    for at, place, who, text in _all_wordings(draft):
        key = same_wording(text)
        here = at(place, who, "")
        if not key:
            yield at(place, f"{who} has a wording '{text}' without a letter or a digit.", "Write words.")
        elif key in first:
            stands = f"{first[key].message} ({first[key].file}:{first[key].line})"
            message = f"{who} has the wording '{text}', which already stands in {stands}."
            yield at(place, message, "Keep it where it belongs, and delete it elsewhere.")
        else:
            first[key] = here
    for entry in draft.entries:
        yield from _unlike_itself(entry)


def _unlike_itself(entry: FoundEntry) -> Iterator[Problem]:
    """An entry may list another entry's wording under `not`, but not one of its own."""
    own = {same_wording(text) for _, _, _, text in _entry_wordings(entry)}
    for at, place, who, text in _listed(entry.problem, ("not",), entry.who, entry.form.unlike):
        key = same_wording(text)
        if key in own:
            message = f"{who} has '{text}' under 'not', which it also has elsewhere."
            yield at(place, message, "Keep it in one of the two places.")
        own.add(key)


def same_wording(text: str) -> str:
    """A key that is equal for texts that readers take for the same wording: ignores case, spaces and punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))


_At = Callable[[YamlPlace, str, str], Problem]


def _all_wordings(draft: RawContent) -> Iterator[tuple[_At, YamlPlace, str, str]]:
    seen: set[str] = set()  # if an entry is there twice, the fault is its id, not its wordings
    for entry in draft.entries:
        if entry.form.id not in seen:
            yield from _entry_wordings(entry)
        seen.add(entry.form.id)
    if draft.outside:
        form, at = draft.outside.form, draft.outside.problem
        for kind, wordings in form.chat.items():
            yield from _listed(at, ("chat", kind), f"chat '{kind}'", wordings)
        yield from _listed(at, ("outside", "near"), "outside 'near'", form.outside.near)
        yield from _listed(at, ("outside", "far"), "outside 'far'", form.outside.far)


def _entry_wordings(entry: FoundEntry) -> Iterator[tuple[_At, YamlPlace, str, str]]:
    for language in LANGUAGES:
        yield entry.problem, ("question", language), entry.who, getattr(entry.form.question, language)
    yield from _listed(entry.problem, ("phrasings",), entry.who, entry.form.phrasings)


def _listed(at: _At, place: YamlPlace, who: str, form: object) -> Iterator[tuple[_At, YamlPlace, str, str]]:
    for language in LANGUAGES if form is not None else ():
        for number, text in enumerate(getattr(form, language)):
            yield at, (*place, language, number), who, text
