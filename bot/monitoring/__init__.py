"""How the bot is doing, for operators: metrics for Prometheus, and whether it is alive and ready."""

from bot.monitoring.health import Facts, Health, Limits, pages
from bot.monitoring.metrics import Events, Heartbeat, Metrics, RequestResult

__all__ = [
    "Events",
    "Facts",
    "Health",
    "Heartbeat",
    "Limits",
    "Metrics",
    "RequestResult",
    "pages",
]
