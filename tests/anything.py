"""Anything that may be sent to the bot, drawn at random: texts, what they mean, buttons, and broken updates."""

import copy
import itertools
from collections.abc import Iterator
from typing import Any

from fakes import BOT, blocked_update, edit_update, inline_update, message_update, press_update
from hypothesis import strategies as st
from small_library import LIBRARY, verdict

from bot.content import LANGUAGES

LONGEST = 4096
"""Characters of a message, as Telegram's apps let one write it."""
GROUP = {"id": -100, "type": "supergroup", "title": "Neighbours"}

_odd = st.sampled_from(
    ["\u200b", "\u202e", "\ufeff", "\x00", "\u0301", "\n", "\r", "\t", " ", "<b>", "</b>", "&amp;", "&", "<a href=",
     "*_`[", "'; DROP TABLE questions; --", "{ $days }", "%s", "🇰🇿", "🤷‍♂️", "👍🏽", "𝓗", "ә", "٣", "145",
     "990101300123",
     "8 701 123 45 67", "a@b.kz", "https://a.kz/?x=1", "@constitution_test_bot", "/", "/ask", "/start ", "?", "…",
     "\u202eابج"]
)  # fmt: skip
_characters = st.characters(exclude_categories=["Cs"])  # half of a character is none
texts = st.one_of(
    st.text(_characters, min_size=1, max_size=80),
    st.lists(_odd | st.text(_characters, max_size=5), min_size=1, max_size=30).map("".join),
    st.tuples(_odd, st.integers(1, LONGEST)).map(lambda one: (one[0] * one[1])[:LONGEST]),
).filter(bool)
"""What people write."""

verdicts = st.builds(
    verdict,
    st.sampled_from(["answer", "choices", "unknown"]),
    st.sampled_from([*LIBRARY.entries]),
    st.sampled_from([*LIBRARY.entries]),
    language=st.sampled_from([None, *LANGUAGES]),
) | st.builds(verdict, st.just("chat"), chat=st.sampled_from(["greeting", "forget", "mydata", "test", "no-such-kind"]))
"""What a message may mean."""

_words = st.sampled_from(
    ["answer", "open", "none", "tell", "untell", "up", "down", "why", "rate", "context", "topics", "section", "sources",
     "article", "language", "forget", "seats", "name", "vote", "removed", "parliament", "people", "empty", "nameless",
     "later", "yes", "no", "kk", "ru", "en", "de", "0", "1", "7", "999", "-1", "1f", "ffffffffffffffff", "t", "u", "o",
     "s", "x", "٣", "", " ", "☭"]
)  # fmt: skip
_forms = st.lists(st.tuples(_words, st.sampled_from([":", ".", ""])), min_size=1, max_size=6)
buttons = st.one_of(
    _forms.map(lambda parts: "".join(itertools.chain(*parts))),
    st.binary(max_size=64).map(lambda written: written.decode(errors="ignore")),
    st.text(_characters),
    st.sampled_from(["answer:seats", "none:1", "topics:", "section:parliament", "sources:", "language:kk"]),  # of old
).map(lambda written: written.encode()[:64].decode(errors="ignore"))
"""What a button may carry: this version's, those of older ones, and what no bot ever wrote."""

_GONE = object()
_leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
_json = st.recursive(
    _leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)
_MENTION = {"type": "mention", "offset": 0, "length": 22}
_TRUE = [
    message_update(1, "/start seats"),
    message_update(1, "how many", reply_to_message={"message_id": 5, "date": 1, "from": BOT, "chat": GROUP}),
    message_update(1, "@constitution_test_bot how many", chat=7, entities=[_MENTION]),
    message_update(1, "", photo=[{"file_id": "a"}], caption="how many", media_group_id="5", message_thread_id=3),
    edit_update(1, 2, "how many"),
    press_update(1, "topics:"),
    inline_update(1, "how many"),
    blocked_update(1),
]
"""Updates as Telegram sends them."""


def _places(update: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each part of an update."""
    parts = update.items() if isinstance(update, dict) else enumerate(update) if isinstance(update, list) else ()
    for name, part in parts:
        yield (*above, name)
        yield from _places(part, (*above, name))


@st.composite
def broken(draw: st.DrawFn) -> dict[str, Any]:
    """An update as Telegram sends it, but for a few parts that are gone, or others."""
    update: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(_TRUE)))
    if draw(st.booleans()) and "message" in update:
        update["message"]["chat"] = dict(GROUP)
    for _ in range(draw(st.integers(1, 3))):
        found = [place for place in _places(update) if place != ("update_id",)]
        if found:
            _break(update, draw(st.sampled_from(found)), draw(st.just(_GONE) | _json))
    return update


def _break(update: Any, place: tuple[Any, ...], into: Any) -> None:
    *way, last = place
    for name in way:
        update = update[name]
    if into is _GONE:
        del update[last]
    else:
        update[last] = into
