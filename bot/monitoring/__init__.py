"""How the bot does, for operators: what Prometheus reads, and whether it is alive and ready."""

from bot.monitoring.health import Facts, Health, pages
from bot.monitoring.heartbeat import Heartbeat
from bot.monitoring.metrics import Events, Metrics, RequestResult

__all__ = [
    "Events",
    "Facts",
    "Health",
    "Heartbeat",
    "Metrics",
    "RequestResult",
    "pages",
]
