"""The command with which somebody vouches for the text of an entry in a language."""

from datetime import datetime
from typing import Annotated

import typer

from bot.cli.shell import language_or_stop, library_or_stop, out, settings_or_stop, stop
from bot.content import Edit, NotDone
from bot.content.revision import revised
from bot.content.vouching import vouch_of, with_vouch
from bot.publishing.publisher import apply, apply_all, rehearsal
from bot.settings import KAZAKHSTAN


def vouch(
    entry: Annotated[str, typer.Argument(help="The entry's id.", metavar="ID")],
    language: Annotated[str, typer.Argument(help="kk, ru or en.")],
    by: Annotated[str, typer.Option("--by", help="Your name or role, as it will stand in the file.")],
) -> None:
    """Say that you have read an entry's text in a language and find it right. A later change withdraws it."""
    settings, spoken = settings_or_stop(), language_or_stop(language)
    found = library_or_stop(settings).entries.get(entry)
    if found is None:
        stop(f"There is no entry '{entry}'. Nothing was changed.", 1)
    if (held := vouch_of(found, spoken)) and held.by == by:
        stop(f"{by} vouches for it already, since {held.day}. Nothing was changed.", 1)
    value = with_vouch(found, spoken, by, datetime.now(KAZAKHSTAN).date().isoformat())
    edits: list[Edit] = []
    try:
        with rehearsal(settings) as copy:  # a running bot serves at once what is in the files
            with copy.told():
                for edit in revised(copy.faq, entry, {"vouched": value}):
                    apply(edit)  # each goes on from the one before
                    edits.append(edit)
            copy.stands()
            apply_all(copy.real(edits))
    except (NotDone, OSError) as fault:
        stop(f"{fault}\n\nNothing was changed.", 1)
    out.print(f"{by} vouches for '{entry}' in {spoken}: {found.answer[spoken]}", markup=False)
