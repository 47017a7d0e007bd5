"""Lay out the whole site: which files it has, what each page is made of, and put it in the place of the old one.

What the search in the page looks through is a script file for each language, so that it is found without a server.
"""

import json
import mimetypes
import secrets
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.content import LANGUAGES, Article, Entry, Figure, Language, Library, Section, Signpost
from bot.matching.spelling import words_of
from bot.site import addresses, feeds, share_card, templates
from bot.site.sources import as_of, named, note_on
from bot.site.templates import MISSING, SiteOptions, SiteTemplates

MARK = "version.txt"
"""The file by which a folder is known as a site that may be replaced."""


class NotASiteError(Exception):
    """The folder holds something that is no site, so it is not replaced."""


def replace_folder(out: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files (address, bytes) and let them become the folder `out`. Returns how many bytes were written.

    Whatever is raised meanwhile, `out` stays as it was. Raises `NotASiteError` before anything is written if `out`
    holds anything but a site, and `OSError` if the disk is full, say.
    """
    out = out.resolve()  # where a link leads, what it leads to is replaced
    if (out.exists() and not out.is_dir()) or (out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file()):
        raise NotASiteError(f"{out} holds something else than a site")
    out.parent.mkdir(parents=True, exist_ok=True)
    new = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        written = _write(new, files)
        new.chmod(0o755)
        _swap(out, new)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return written


def _write(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    folder.mkdir()
    written = 0
    for address, content in files:
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        written += path.write_bytes(content)
    return written


def _swap(out: Path, new: Path) -> None:
    """Let `new` become `out`, and what `out` was become `new`."""
    if not out.exists():
        new.rename(out)
        return
    old = new.with_name(f"{new.name}.old")
    out.rename(old)
    try:
        new.rename(out)
    except OSError:
        old.rename(out)
        raise
    old.rename(new)


_STATIC = Path(__file__).parent / "static"
_SHORT = 5  # answers that the first page names under each topic


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site, made when it is needed."""

    address: str
    make: Callable[[], bytes]


def pages_of(library: Library, options: SiteOptions) -> list[SiteFile]:
    """Every file of the site. Making them reads nothing but the library and the templates."""
    pages = _Layout(library, options)
    files = [SiteFile(f"{address}index.html", partial(_made, make)) for address, make in pages.all()]
    files.append(SiteFile(MISSING, partial(_made, pages.missing)))
    texts: dict[str, Callable[[], str]] = {
        MARK: lambda: f"{library.version}\n",
        "answers.json": partial(feeds.answers, library, options.url),
        "llms.txt": partial(feeds.assistants, library, options.url),
        ".nojekyll": str,
    }
    for language in LANGUAGES:
        texts[f"{language}/search.js"] = partial(search_script, library, language)
        if options.url:
            texts[f"{language}/feed.xml"] = partial(pages.feed, language)
    if options.url:
        texts["sitemap.xml"] = pages.sitemap
        texts["robots.txt"] = lambda: f"User-agent: *\nAllow: /\nSitemap: {options.url}sitemap.xml\n"
    files += [SiteFile(name, partial(_made, make)) for name, make in texts.items()]
    if options.url:
        files += pages.cards()
    files += [SiteFile(file.name, file.read_bytes) for file in sorted(_STATIC.iterdir()) if _is_shown(file)]
    return files


def _made(make: Callable[[], str]) -> bytes:
    return make().encode()


def _is_shown(file: Path) -> bool:
    return mimetypes.guess_type(file.name)[0] is not None


_Page = Callable[[Language], str]


class _Layout:
    """The pages over a library."""

    def __init__(self, library: Library, options: SiteOptions) -> None:
        self._library = library
        self._options = options
        self.templates = SiteTemplates(library, options)

    def all(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """Every page by its address, the one that stands above the languages first."""
        yield "", partial(self.templates.page, "languages.html", None, addresses.START)
        for place, page in self.places():
            for language in LANGUAGES:
                yield addresses.within(language, place), partial(page, language)

    def places(self) -> Iterator[tuple[str, _Page]]:
        """Every page that there is in each language, by its place."""
        library = self._library
        yield addresses.START, self._start
        yield addresses.NOT_SAID, self._not_said
        yield addresses.ARTICLES, partial(self._list, "articles.html", addresses.ARTICLES)
        yield addresses.PEOPLE, partial(self._list, "people.html", addresses.PEOPLE)
        yield addresses.ABOUT, self._about
        yield addresses.HOW_OFTEN, self._how_often
        for section in self._sections():
            yield addresses.topic(section.id), partial(self._topic, section)
        for entry in library.entries.values():
            yield addresses.answer(entry.id), partial(self._answer, entry)
        for signpost in library.signposts.values():
            yield addresses.answer(signpost.id), partial(self._signpost, signpost)
        for article in library.articles.values():
            yield addresses.article(article.id), partial(self._article, article)
        for figure in library.figures.values():
            yield addresses.figure(figure.id), partial(self._figure, figure)

    def _sections(self) -> list[Section]:
        return [section for section in self._library.sections if self._library.in_section(section.id)]

    def _known(self, names: Iterable[str]) -> list[Entry | Signpost]:
        """What these ids name, without those that no longer name anything."""
        return [found for name in names if (found := self._library.find(name))]

    def _absolute(self, language: Language, place: str) -> str:
        return self._options.url + addresses.within(language, place) if self._options.url else ""

    def _start(self, language: Language) -> str:
        name = self.templates.say(language, "site-name")
        data = feeds.website(name, language, self._absolute(language, addresses.START))
        topics = [(section, self._library.in_section(section.id)) for section in self._sections()]
        return self.templates.page("start.html", language, addresses.START, topics=topics, shown=_SHORT, data=data)

    def _not_said(self, language: Language) -> str:
        return self.templates.page("not_said.html", language, addresses.NOT_SAID)

    def _list(self, template: str, place: str, language: Language) -> str:
        return self.templates.page(template, language, place)

    def _about(self, language: Language) -> str:
        corrected = [entry for entry in self._library.entries.values() if entry.correction]
        operator = self._options.operator
        return self.templates.page("about.html", language, addresses.ABOUT, corrected=corrected, operator=operator)

    def _how_often(self, language: Language) -> str:
        figures = self._options.figures
        corrected = [entry for entry in self._library.entries.values() if entry.correction]
        corrected.sort(key=lambda entry: str(figures.corrected.get(entry.id, "")), reverse=True)
        page = self.templates.page
        return page("how_often.html", language, addresses.HOW_OFTEN, figures=figures, corrected=corrected)

    def _topic(self, section: Section, language: Language) -> str:
        entries = self._library.in_section(section.id)
        place = addresses.topic(section.id)
        return self.templates.page("topic.html", language, place, section=section, entries=entries)

    def _answer(self, entry: Entry, language: Language) -> str:
        library, place = self._library, addresses.answer(entry.id)
        data = feeds.question(entry, language, library, self._absolute(language, place))
        return self.templates.page(
            "answer.html",
            language,
            place,
            entry=entry,
            section=next(one for one in library.sections if one.id == entry.section),
            note=note_on(library, entry, self._options.today),
            as_of=as_of(entry, language, self.templates.say),
            related=self._known(entry.related),
            card=self._card(language, place),
            named=[figure for figure in library.figures.values() if entry.id in figure.entries],
            data=data,
        )

    def _signpost(self, signpost: Signpost, language: Language) -> str:
        place = addresses.answer(signpost.id)
        data = feeds.question(signpost, language, self._library, self._absolute(language, place))
        return self.templates.page(
            "signpost.html",
            language,
            place,
            signpost=signpost,
            nearest=self._known(signpost.nearest),
            card=self._card(language, place),
            data=data,
        )

    def _article(self, article: Article, language: Language) -> str:
        quoting = templates.quoting(self._library, article)
        entries = {entry.id: entry for number in sorted(quoting) for entry in quoting[number]}
        return self.templates.page(
            "article.html",
            language,
            addresses.article(article.id),
            article=article,
            paragraphs=[*templates.paragraphs(self._library, article, language)],
            entries=[*entries.values()],
        )

    def _figure(self, figure: Figure, language: Language) -> str:
        said = [
            (article, [(number, one) for number, one in enumerate(article.sentences) if one.said_by == figure.id])
            for article in self._library.articles.values()
        ]
        return self.templates.page(
            "figure.html",
            language,
            addresses.figure(figure.id),
            figure=figure,
            mentions=[(self._library.articles[one.source], one.text) for one in figure.mentions],
            said=[(article, sentences) for article, sentences in said if sentences],
            entries=self._known(figure.entries),
            data=feeds.named(figure, language),
        )

    def _card(self, language: Language, place: str) -> str:
        """The whole address of an answer's card; empty where nobody knows where the site will be."""
        page = self._absolute(language, place)
        return page + addresses.CARD if page else ""

    def cards(self) -> Iterator[SiteFile]:
        """The card of each answer, for links to its page and as a photo to send."""
        for asked in self._library.everything.values():
            for language in LANGUAGES:
                page = addresses.within(language, addresses.answer(asked.id))
                text = self._card_text(asked, language, self._options.url + page)
                yield SiteFile(page + addresses.CARD, partial(share_card.card, text))
                yield SiteFile(page + addresses.PHOTO, partial(share_card.photo, text))

    def _card_text(self, asked: Entry | Signpost, language: Language, page: str) -> share_card.CardText:
        say, quotes = self.templates.say, asked.carrying if isinstance(asked, Entry) and asked.quotes else ()
        site = f"{say(language, 'site-name')} · {say(language, 'site-promise')}"
        question, fact = asked.question[language], asked.fact(language)
        if not quotes:
            return share_card.CardText(site, question, fact, (("", say(language, "not-in-articles")),), page)
        # Where two sources give different figures, each stands beside its own.
        passages = tuple((quote[language], named(quote, language, self._library, say)) for quote in quotes)
        return share_card.CardText(site, question, fact, passages, page)

    def feed(self, language: Language) -> str:
        """The feed of a language."""
        url = self._options.url
        items = feeds.items(self._library, language, url)
        updated = max((item.day for item in items), default=feeds.NO_DAY)
        home = url + addresses.within(language, addresses.START)
        return self.templates.page("feed.xml", language, "", items=items, updated=updated, home=home)

    def sitemap(self) -> str:
        """All pages, each with its counterparts in the other languages."""
        return self.templates.page("sitemap.xml", None, "", places=[place for place, _ in self.places()])

    def missing(self) -> str:
        """The page that a server shows in place of one that it does not have."""
        return self.templates.page("missing.html", None, MISSING)


_WORDS = 24  # of the ways of asking, for each answer: those that tell it from others best
_CUT = 9  # letters of a word that are kept: what follows is mostly an ending
_SHORTEST = 3

Row = tuple[str, str, str, str]
"""A page: its place, its title, a line about it, and more words by which it is found."""


def search_script(library: Library, language: Language) -> str:
    """The index as a script that hands it to the search."""
    rows = json.dumps([*rows_of(library, language)], ensure_ascii=False, separators=(",", ":"))
    return f"searchIn({rows});\n"


def rows_of(library: Library, language: Language) -> Iterator[Row]:
    """Every page that can be found. Of two that fit alike the first is shown first: a person, then an answer."""
    more = _telling(library, language)
    yield from (_figure_row(one, language) for one in library.figures.values() if one.kind == "person")
    for asked in library.everything.values():
        line = asked.fact(language) if asked.lead else ""
        yield addresses.answer(asked.id), asked.question[language], line, " ".join(more[asked.id])
    yield from (_figure_row(one, language) for one in library.figures.values() if one.kind == "institution")
    for article in library.articles.values():
        title = article.title or article.description[language]
        line = article.description[language] if article.title else ""
        yield addresses.article(article.id), title, line, article.publisher or ""
    for section in library.sections:
        if library.in_section(section.id):
            yield addresses.topic(section.id), section.title[language], "", ""


def _figure_row(figure: Figure, language: Language) -> Row:
    office = figure.office[language] if figure.office else ""
    return addresses.figure(figure.id), figure.name[language], office, " ".join(figure.spellings[language])


def _telling(library: Library, language: Language) -> dict[str, list[str]]:
    """For each answer the words by which people ask for it and for few others, best first."""
    counts = {one.id: Counter(_stems(one.phrasings[language])) for one in library.everything.values()}
    spread = Counter(stem for count in counts.values() for stem in count)
    found = {}
    for asked in library.everything.values():
        shown = set(_stems([asked.question[language], asked.fact(language)]))
        weights = {stem: count / spread[stem] ** 0.5 for stem, count in counts[asked.id].items() if stem not in shown}
        found[asked.id] = sorted(weights, key=lambda stem: (-weights[stem], stem))[:_WORDS]
    return found


def _stems(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from {word[:_CUT] for word in words_of(text) if len(word) >= _SHORTEST}
