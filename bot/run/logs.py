"""How the log is written: a JSON object a line, with nothing of anybody's and no token in it."""

import logging

import structlog


def set_up_logging(level: str) -> None:
    """Write to standard output from a level on."""
    # Whatever LOG_LEVEL is, libraries only warn. Below that those for HTTP write addresses, and Telegram's hold the
    # token; python-telegram-bot writes whole updates as they came, and aiosqlite whole rows.
    lowest = logging.getLevelNamesMapping()[level]
    logging.basicConfig(level=max(logging.WARNING, lowest), format="%(levelname)s %(name)s %(message)s")
    # An answer cut short it even writes as an error, with the messages in it; that fault is in the log by other means.
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
