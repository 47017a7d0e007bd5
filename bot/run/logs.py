"""How the log is written: one JSON object per line, without personal data or tokens."""

import logging

import structlog


def set_up_logging(level: str) -> None:
    """Write messages from a level on to standard output."""
    # Libraries log only from WARNING on, whatever LOG_LEVEL is. Below that HTTP libraries log addresses, and Telegram's
    # contain the token; python-telegram-bot logs whole updates as they came, and aiosqlite whole rows.
    lowest = logging.getLevelNamesMapping()[level]
    logging.basicConfig(level=max(logging.WARNING, lowest), format="%(levelname)s %(name)s %(message)s")
    # It even logs a truncated answer as an error, with the messages in it; that fault gets into the log by other means.
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(lowest),
    )
