"""Updates wait here until the bot has confirmed them: the queue behind getUpdates and the webhook."""

import itertools
import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from bot_api_rules import Params

Update = dict[str, Any]

TYPES = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
    "business_message", "edited_business_message", "deleted_business_messages",
    "message_reaction", "message_reaction_count",
    "guest_message", "inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
    "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member", "chat_join_request",
    "chat_boost", "removed_chat_boost",
)  # fmt: skip
ASKED_FOR = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""The types a bot gets only by naming them."""
DEFAULT = frozenset(TYPES) - ASKED_FOR
FIRST_ID = 100_000_000
CAPACITY = 100_000
"""Telegram's own bound; reaching it in a test is a fault of the test, and is said aloud."""
FUTURE = 10
"""An offset further beyond the last update than this is overlooked, not taken as a confirmation."""


@dataclass
class Updates:
    """The queue, in order of arrival. `allowed` persists until another call names other types."""

    allowed: frozenset[str] = DEFAULT
    pending: deque[Update] = field(default_factory=deque)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(FIRST_ID))
    _odd: set[int] = field(default_factory=set)

    def add(self, update: Update) -> None:
        """Queue an update, unless its type is not allowed: Telegram decides that when the update happens."""
        kind = kind_of(update)
        if kind in TYPES and kind not in self.allowed:
            return
        if len(self.pending) >= CAPACITY:
            raise OverflowError(f"{CAPACITY} updates are waiting: does the bot confirm any?")
        self.pending.append(update if "update_id" in update else {"update_id": next(self._ids), **update})

    def allow(self, params: Params) -> None:
        """Take over `allowed_updates`: an empty list means the default, no list of names means no change."""
        try:
            names = json.loads(params.get("allowed_updates", ""))
        except ValueError:
            return
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            self.allowed = frozenset(name.lower() for name in names) & frozenset(TYPES) or DEFAULT

    def confirm(self, offset: int) -> None:
        """Forget what lies before a positive offset; of a negative one keep only that many from the end."""
        if offset < 0:
            self.pending = deque(list(self.pending)[offset:])
        elif 0 < offset <= self._tail() + FUTURE:
            kept = (each for each in self.pending if _id(each) >= offset and id(each) not in self._odd)
            self.pending = deque(kept)
            self._odd.clear()

    def first(self, limit: int) -> list[Update]:
        """The next updates, oldest first; they stay queued. Any offset confirms one without a usable id."""
        found = list(itertools.islice(self.pending, limit))
        self._odd = {id(update) for update in found if not isinstance(update.get("update_id"), int)}
        return found

    def forget(self, update: Update) -> None:
        """Drop one update, delivered through the webhook; it may have been dropped meanwhile."""
        place = next((place for place, each in enumerate(self.pending) if each is update), None)
        if place is not None:
            del self.pending[place]

    def _tail(self) -> int:
        ids = [_id(update) for update in self.pending if isinstance(update.get("update_id"), int)]
        return max(ids, default=2**31) + 1


def kind_of(update: Update) -> str:
    """The name of what an update carries."""
    return next((name for name in update if name != "update_id"), "")


def _id(update: Update) -> int:
    number = update.get("update_id")
    return number if isinstance(number, int) else 2**63
