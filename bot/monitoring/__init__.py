"""How the bot does, for operators: what Prometheus reads, and whether it is alive and ready."""

from bot.monitoring.health import Facts, Health
from bot.monitoring.metrics import Metrics
from bot.monitoring.monitor import Monitor
from bot.monitoring.pages import pages
from bot.monitoring.pulse import Pulse

__all__ = ["Facts", "Health", "Metrics", "Monitor", "Pulse", "pages"]
