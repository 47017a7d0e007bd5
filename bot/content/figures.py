"""Check the people and institutions: every piece that names them stands in its article, every entry exists."""

from collections.abc import Iterator

from bot.content.folders import RawContent
from bot.content.problems import Problem
from bot.content.quotes import difference
from bot.content.suggestions import suggestion
from bot.content.told import told


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
