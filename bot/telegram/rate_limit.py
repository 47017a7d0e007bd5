"""Keep one person from taking all of the bot's time: a burst is answered, then there is one warning, then silence."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

_BURST = 40  # messages and button presses that are answered however fast they come
_PER_SECOND = 0.5  # how many more are allowed each second; Telegram itself takes about one message a second in a chat
_ENOUGH = 15.0  # messages to be allowed again before somebody who was too fast is read again: half a minute
LONG = 300
"""Characters from which on a text is long: no question is, and it may take ten times an ordinary one's work."""
_REMEMBERED = 10_000  # people; somebody who is forgotten may burst again

Manner = Literal["read", "warn", "quiet"]


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float  # time of the person's last message
    before: float = float("-inf")  # time of the one before that
    quiet: bool = False


class RateLimit:
    """Counts what each person sends.

    Times are in seconds, and are those of sending: messages that waited while the bot was down are no burst.
    """

    def __init__(self, burst: float = _BURST, per_second: float = _PER_SECOND, enough: float = _ENOUGH) -> None:
        """`burst` messages are read however fast they come, `per_second` more each second.

        Somebody who was too fast is read again once `enough` are allowed.
        """
        self._burst, self._per_second, self._enough = burst, per_second, enough
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def spend(self, person: int, messages: int) -> None:
        """Count messages that were read together with one that is already counted."""
        if person in self._buckets:
            self._buckets[person].left -= messages

    def wrote_just_before(self, person: int, seconds: float) -> bool:
        """Whether a person's last message came at most `seconds` after their previous one."""
        bucket = self._buckets.get(person)
        return bucket is not None and bucket.at - bucket.before <= seconds

    def meet(self, person: int, at: float, cost: float = 1) -> Manner:
        """Count what somebody sent, and decide how to treat it: read it, warn them once, or stay quiet."""
        known = person in self._buckets
        bucket = self._buckets.setdefault(person, _Bucket(self._burst, at))
        self._buckets.move_to_end(person)
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        bucket.left = min(self._burst, bucket.left + max(0.0, at - bucket.at) * self._per_second)
        bucket.before = bucket.at if known else bucket.before
        bucket.at = max(bucket.at, at)
        if bucket.quiet and bucket.left < self._enough:
            return "quiet"
        bucket.quiet = bucket.left < cost
        if bucket.quiet:
            return "warn"
        bucket.left -= cost
        return "read"


def cost_of(text: str) -> float:
    """What a text takes from its writer's allowance."""
    return len(text) / 100 if len(text) > LONG else 1
