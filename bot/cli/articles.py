"""The commands for the corpus: take a new article in, in one step, or take one out again."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from bot.cli.database import with_sessions
from bot.cli.review import group_waiting
from bot.cli.shell import err, library_or_stop, matcher_or_stop, out, settings_or_stop, stop
from bot.content import LANGUAGES, Article, ContentError, Edit, Library, NotDone
from bot.content.file_edits import (
    EncodingError,
    add_article,
    decoded,
    facts_of,
    holders_of,
    oddities,
    remove_article,
    twin_of,
)
from bot.content.yaml_reader import Value
from bot.conversation import Wording
from bot.conversation.wording import citation
from bot.desk import Group
from bot.desk.answerable import AnswerableGroup, SpokenOf, answerable, spoken_of
from bot.jobs.grouping import Grouping
from bot.publishing import articles
from bot.publishing.learned import LearnedMatcher, index_of
from bot.publishing.publisher import desk_over, publisher_over
from bot.search import ArticlePassage
from bot.search.passage_index import is_furniture, sentences_of
from bot.settings import Settings
from bot.storage import GroupStore, Sessions

_FACTS = ("title", "publisher", "url", "published", "not_before")
_ASKED = {
    "id": "Its name in the corpus, small letters, digits and hyphens",
    "language": "The language it is written in: kk, ru or en",
    "title": "Its title",
    "publisher": "Who published it",
    "url": "Its address",
    "published": "The day it was published, 2026-03-05, or the month, 2026-03",
    "not_before": "The earliest day it can have been published",
    "description": "What it is, in a few words",
    "voices": "Who speaks in it, in a few words",
}
_Spoken = list[str] | None


def add(
    file: Annotated[str, typer.Argument(help="A file with the article's text, or - for standard input.")],
    name: Annotated[str, typer.Option("--id", help=f"{_ASKED['id']}; by default the file's name.")] = "",
    language: Annotated[str, typer.Option("--language", help=_ASKED["language"])] = "",
    title: Annotated[str, typer.Option("--title", help=_ASKED["title"])] = "",
    publisher: Annotated[str, typer.Option("--publisher", help=_ASKED["publisher"])] = "",
    link: Annotated[str, typer.Option("--link", help=_ASKED["url"])] = "",
    published: Annotated[str, typer.Option("--published", help=_ASKED["published"])] = "",
    not_before: Annotated[str, typer.Option("--not-before", help=_ASKED["not_before"])] = "",
    description: Annotated[
        _Spoken, typer.Option("--description", help='What it is: "kk=…", "ru=…" and "en=…".')
    ] = None,
    voices: Annotated[_Spoken, typer.Option("--voices", help='Who speaks in it: "kk=…", "ru=…" and "en=…".')] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: what is not given is not known.")] = False,
) -> None:
    """Add an article to the corpus, byte for byte, and show which waiting questions it may answer."""
    settings = settings_or_stop()
    library = library_or_stop(settings)
    data = _bytes_of(file)
    text = _text_or_stop(data)
    if twin := twin_of(text, library.articles.values()):
        stop(f"This article is there already: '{twin.id}' has the same text. Nothing was changed.", 1)
    _tell_of(text)
    asking = not yes and file != "-"
    given = {"id": name or ("" if file == "-" else Path(file).stem), "language": language, "title": title}
    given |= {"publisher": publisher, "url": link, "published": published, "not_before": not_before}
    known = _known(given, {"description": _by_language(description), "voices": _by_language(voices)}, asking)
    added = _added(settings, data, known, asking)
    out.print(f"Added as '{added.id}'. To take it out again: python -m bot remove-article {added.id}", markup=False)
    _show_consequences(settings, added.id)


def _bytes_of(file: str) -> bytes:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as fault:
        stop(f"{file} cannot be read: {fault.strerror}.", 2)
    if not data.strip():
        stop("There is no text.", 1)
    return data


def _text_or_stop(data: bytes) -> str:
    try:
        return decoded(data)
    except EncodingError as fault:
        convert = f"iconv -f {fault.likely} -t utf-8 OLD > NEW"
        if fault.likely == "utf-8-sig":
            convert = "sed '1s/^\\xEF\\xBB\\xBF//' OLD > NEW"
        stop(f"The text is {fault}. Articles are kept byte for byte, in UTF-8. Convert it first:\n    {convert}", 1)


def _tell_of(text: str) -> None:
    """Say what the text is made of, and what in it is odd."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    out.print(f"UTF-8, {len(text):,} characters, {len(lines)} lines.")
    for oddity in oddities(text):
        out.print(f"  Odd: {oddity}", markup=False)
    for line in dict.fromkeys(filter(is_furniture, lines)):
        out.print(f"  Kept, but not searched or shown: {line}", markup=False)


def _by_language(written: _Spoken) -> dict[str, str]:
    """Texts by their language, from "kk=…"."""
    pairs = [one.partition("=") for one in written or ()]
    if any(code not in LANGUAGES or not equals for code, equals, _ in pairs):
        stop('A text in several languages is given as "kk=…", "ru=…" and "en=…".', 2)
    return {code: text.strip() for code, _, text in pairs}


def _known(given: Mapping[str, str], spoken: Mapping[str, Mapping[str, str]], asking: bool) -> dict[str, Value]:
    """What is known of the article, in the order of sources.yaml; the rest is asked for."""
    found = {key: given[key] or (_ask(_ASKED[key]) if asking else "") for key in ("id", "language", *_FACTS)}
    texts = {
        key: {str(code): said.get(code) or (_ask(f"{_ASKED[key]} ({code})") if asking else "") for code in LANGUAGES}
        for key, said in spoken.items()
    }
    lacking = [f"--{key}" for key in ("id", "language") if not found[key]]
    lacking += [f'--description "{code}=…"' for code in LANGUAGES if not texts["description"][code]]
    if lacking:
        stop(f"This has to be known: {', '.join(lacking)}.", 2)
    return facts_of(found, texts)


def _ask(what: str) -> str:
    answer: str = typer.prompt(f"{what} (Enter if not known)", default="", show_default=False, err=True)
    return answer.strip()


def _added(settings: Settings, data: bytes, known: Mapping[str, Value], asking: bool) -> Article:
    try:
        edits = add_article(settings.corpus_dir, data, known)
        article = articles.rehearsed(settings, edits).articles[str(known["id"])]
        _preview(article)
        if asking and not typer.confirm("Add it?", default=True, err=True):
            stop("Nothing was changed.", 1)
        _make(edits)
    except ContentError as error:
        stop(f"{error}\n\nNothing was changed.", 1)
    return article


def _preview(article: Article) -> None:
    """Show how the article will be cited, and its first and last sentence."""
    wording, places = Wording(), sentences_of(article)
    out.print("\nIt will be cited as:")
    for language in LANGUAGES:
        cited = citation(wording, article, language)
        out.print(Text(f"  {language}  {cited.before}{cited.linked}{cited.after}"))
    first, last = (article.text[slice(*place)] for place in (places[0], places[-1]))
    out.print(Text(f"{len(places)} sentences, from «{first}» to «{last}»\n"))


def remove(name: Annotated[str, typer.Argument(help="The article's name in the corpus.", metavar="ID")]) -> None:
    """Take an article out of the corpus again. Refused while an entry quotes it."""
    settings = settings_or_stop()
    library = library_or_stop(settings)
    holders = holders_of(library, name)
    if holders.entries:
        stop(f"Entries quote '{name}': {', '.join(holders.entries)}. Change them first. Nothing was changed.", 1)
    if holders.people:
        stop(f"faq/people.yaml names people by '{name}': {', '.join(holders.people)}. Nothing was changed.", 1)
    try:
        edits = remove_article(settings.corpus_dir, name)
        articles.rehearsed(settings, edits)
        _make(edits)
    except ContentError as error:
        stop(f"{error}\n\nNothing was changed.", 1)
    out.print(f"Removed '{name}': {', '.join(edit.file.name for edit in edits)}.", markup=False)


def _make(edits: Iterable[Edit]) -> None:
    try:
        articles.change(tuple(edits))
    except (NotDone, OSError) as fault:
        stop(f"{fault}\nNothing was changed.", 1)


_GROUPS = 200  # waiting groups that the article is held against: those that most people ask
_SHOWN = 20  # groups and entries shown


def _show_consequences(settings: Settings, article: str) -> None:
    """Show what an article that was just added brings. Takes tens of milliseconds for each waiting question."""
    library = library_or_stop(settings)
    trained = matcher_or_stop(library, settings)
    search = trained.search.over(index_of(library.articles[article], trained.memory), trained.memory)
    groups = with_sessions(settings, lambda sessions: _waiting(sessions, settings, library, trained))
    with err.status("Looking which waiting questions it may answer …"):
        answered = answerable(groups, search)
    _show_groups(answered, len(groups))
    _show_entries(spoken_of(library.entries.values(), search))


async def _waiting(
    sessions: Sessions, settings: Settings, library: Library, trained: LearnedMatcher
) -> tuple[Group, ...]:
    await group_waiting(Grouping(GroupStore(sessions), library, lambda: trained.matcher))
    publisher = publisher_over(sessions, settings, lambda: library, lambda: trained)
    return (await desk_over(sessions, publisher).waiting(limit=_GROUPS)).groups


def _show_groups(answered: list[AnswerableGroup], waiting: int) -> None:
    out.print(Text(f"\nWaiting groups that it may answer: {len(answered)} of {waiting}", style="bold"))
    for one in answered[:_SHOWN]:
        group = one.group
        out.print(Text(f"\n«{group.texts[-1]}» · group {group.number} · people: {group.askers}"))
        for passage in one.passages:
            _show_passage(passage)
    if answered:
        out.print("\nTo draft an entry with a quote of it: python -m bot review", markup=False)


def _show_entries(entries: list[SpokenOf]) -> None:
    out.print(Text(f"\nEntries that it speaks of too: {len(entries)}", style="bold"))
    for one in entries[:_SHOWN]:
        out.print(Text(f"\n{one.entry.id}: {one.entry.fact('en')}"))
        _show_passage(one.passage)
        if one.numbers:
            out.print(Text(f"    Numbers that the entry does not have: {', '.join(one.numbers)}", style="bold"))


def _show_passage(passage: ArticlePassage) -> None:
    out.print(Text(f"    {passage.likelihood:4.0%}  {' '.join(passage.text.split())}"))
