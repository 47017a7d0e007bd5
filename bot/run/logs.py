"""How the log is written: JSON, or lines to read on a terminal. Without personal data or tokens in either."""

import logging
import sys
from typing import Literal

import structlog
from structlog.typing import Processor

LogForm = Literal["json", "lines"]


def form_of(setting: Literal["auto", "json", "lines"]) -> LogForm:
    """The form to write in: what LOG_FORMAT says, or, for `auto`, lines on a terminal and JSON anywhere else."""
    if setting == "auto":
        return "lines" if sys.stdout.isatty() else "json"
    return setting


def set_up_logging(level: str, form: LogForm = "json") -> None:
    """Write messages from a level on to standard output, and what libraries have to say to standard error."""
    # Libraries log only from WARNING on, whatever LOG_LEVEL is. Below that HTTP libraries log addresses, and Telegram's
    # contain the token; python-telegram-bot logs whole updates as they came, and aiosqlite whole rows.
    lowest = logging.getLevelNamesMapping()[level]
    first, last = _steps(form)
    theirs = logging.StreamHandler()
    theirs.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *first],
        )
    )
    logging.basicConfig(level=max(logging.WARNING, lowest), handlers=[theirs])
    # It even logs a truncated answer as an error, with the messages in it; that fault gets into the log by other means.
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[*first, *last],
        wrapper_class=structlog.make_filtering_bound_logger(lowest),
    )


def _steps(form: LogForm) -> tuple[list[Processor], list[Processor]]:
    """What is added to a message, and how it is written down."""
    if form == "lines":
        # Only the traceback itself: the values of variables, which the library would add, may be people's questions.
        reading = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        clock = structlog.processors.TimeStamper(fmt="%H:%M:%S", utc=False)
        return [structlog.processors.add_log_level, clock], [reading]
    clock = structlog.processors.TimeStamper(fmt="iso", utc=True)
    return [structlog.processors.add_log_level, clock], [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
