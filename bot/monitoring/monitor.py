"""Hears what happens: counts it, and remembers what went well last."""

from bot.monitoring.metrics import Metrics
from bot.monitoring.pulse import Pulse


class Monitor:
    """The ear for the parts that work (`bot.telegram.hearing.Ear`)."""

    def __init__(self, metrics: Metrics, pulse: Pulse) -> None:
        self._metrics = metrics
        self._pulse = pulse

    def asked(self, outcome: str) -> None:
        """A question was replied to."""
        self._metrics.questions.labels(outcome).inc()

    def replied(self, seconds: float) -> None:
        """A reply has reached its person, so long after what it replies to had come."""
        self._metrics.lateness.observe(seconds)

    def sent(self, method: str, result: str) -> None:
        """A request to Telegram has ended."""
        self._metrics.requests.labels(method, result).inc()

    def repeats(self, method: str) -> None:
        """A request that did not go well is made again."""
        self._metrics.repeats.labels(method).inc()

    def set_aside(self) -> None:
        """An update could not be handled, and is not tried again."""
        self._metrics.set_aside.inc()

    def reached(self) -> None:
        """Telegram has answered."""
        self._pulse.reached()

    def missed(self, fault: str) -> None:
        """Telegram has not, or has refused."""
        self._pulse.missed(fault)

    def looked(self, longest: float) -> None:
        """The worker has looked what there is to do."""
        self._pulse.looked(longest)
