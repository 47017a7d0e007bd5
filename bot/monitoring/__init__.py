"""How the bot does, for operators: what Prometheus reads, and whether it is alive and ready."""

from bot.monitoring.health import Facts, Health, pages
from bot.monitoring.heartbeat import Pulse
from bot.monitoring.metrics import Metrics, Monitor

__all__ = [
    "Facts",
    "Health",
    "Metrics",
    "Monitor",
    "Pulse",
    "pages",
]
