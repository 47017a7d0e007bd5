"""What is counted, for Prometheus. In a registry of its own: what other libraries count is none of this."""

from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector, generate_latest

from bot.monitoring.heartbeat import Heartbeat

RequestResult = Literal["ok", "429", "4xx", "5xx", "unreachable", "unknown"]
"""How one request to Telegram ended. `unreachable`: it never got there. `unknown`: it may have been carried out."""

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


class Metrics:
    """The bot's figures. Whatever is a state and no count is set just before it is read."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        count, state = self._counter, self._gauge
        self.questions = count("questions", "Questions replied to, by outcome.", "outcome")
        self.requests = count("requests", "Requests to Telegram: each try, by how it ended.", "method", "result")
        self.repeats = count("requests_repeated", "Requests to Telegram that were made again.", "method")
        self.set_aside = count("updates_set_aside", "Updates that could not be handled.")
        self.lateness = Histogram(
            "bot_reply_seconds",
            "From an update's arrival until the reply has reached its person.",
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.waiting = state("inbox_waiting", "Updates that wait in the inbox.")
        self.oldest = state("inbox_oldest_seconds", "How long the oldest of them has waited.")
        self.owed = state("notices_owed", "Notices that people are still to be sent.")
        self.lag = state("loop_lag_seconds", "How late the event loop lately was at the worst.")
        self.ready = state("ready", "1 where /readyz says 200.")
        self.paused = state("paused", "1 while the bot is paused.")
        self.content = Info("bot_content", "The version of the content that is served.", registry=self._registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"bot_{name}", about, labels, registry=self._registry)

    def _gauge(self, name: str, about: str) -> Gauge:
        return Gauge(f"bot_{name}", about, registry=self._registry)

    def written(self) -> bytes:
        """All of it, in Prometheus' text format."""
        return generate_latest(self._registry)


class Events:
    """What the parts that work report: counted, and remembered for the health checks. Never whose it was."""

    def __init__(self, metrics: Metrics | None = None, heartbeat: Heartbeat | None = None) -> None:
        self._metrics = metrics or Metrics()
        self._heartbeat = heartbeat or Heartbeat()

    def asked(self, outcome: str) -> None:
        """A question was replied to."""
        self._metrics.questions.labels(outcome).inc()

    def replied(self, seconds: float) -> None:
        """A reply has reached its person, so long after what it replies to had come."""
        self._metrics.lateness.observe(seconds)

    def sent(self, method: str, result: RequestResult) -> None:
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
        self._heartbeat.reached()

    def missed(self, fault: str) -> None:
        """Telegram has not, or has refused."""
        self._heartbeat.missed(fault)

    def looked(self, longest: float) -> None:
        """The worker has looked what there is to do."""
        self._heartbeat.looked(longest)
