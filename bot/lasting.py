"""What will not last, said at the start: most of it is noticed only when it is too late."""

import os
from collections.abc import Iterator, Mapping

from sqlalchemy.engine import make_url

from bot.settings import Settings

# What platforms set whose disks are wiped, at the latest with the next release.
_WIPED = {"DYNO": "Heroku", "K_SERVICE": "Cloud Run"}


def doubts(settings: Settings, environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """What an operator should know, a sentence each."""
    platform = next((name for variable, name in _WIPED.items() if environment.get(variable)), None)
    on_disk = make_url(settings.database_url).get_backend_name() == "sqlite"
    if platform and on_disk:
        yield (
            f"{platform} wipes this disk again and again, and with it the log, the inbox and whoever waits for an "
            "answer. Set DATABASE_URL to a PostgreSQL database."
        )
    if settings.pseudonym_key is None and (platform or not on_disk):
        yield (
            "PSEUDONYM_KEY is not set, so the key is kept on this disk alone. Where that is wiped, or another machine "
            "uses the same database, nobody who waits for an answer can be told, and people's choices are forgotten."
        )
    if platform and settings.keep_edits == "files":
        yield f"KEEP_EDITS is 'files', and {platform} wipes them: curators' edits will be gone. Set it to 'database'."
