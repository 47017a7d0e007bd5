"""What a fault means for the update that met it: tried again, refused, or a fault of ours."""

import structlog
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

log = structlog.get_logger()

# Telegram's answers that stay the same however often one asks. All its other errors pass, a rejected token too.
_FINAL = (Forbidden, BadRequest, ChatMigrated)


# How Telegram says that a group has closed its doors, where it does not say 403.
_BARRED = ("not enough rights", "have no rights", "chat not found", "topic_closed", "chat_write_forbidden")


def passes(fault: BaseException | None) -> bool:
    """Whether what met a fault can be tried again: Telegram, or where things are kept, cannot be reached now."""
    return isinstance(fault, ConnectionError | TelegramError) and not isinstance(fault, _FINAL)


def whom_it_misses(fault: BaseException | None) -> str:
    """Who cannot be reached, of a fault that passes."""
    return "the database" if isinstance(fault, ConnectionError) else "telegram"


def report(update: int, fault: BaseException) -> None:
    """Write down what went wrong for good; what passes is tried again."""
    if isinstance(fault, Forbidden | ChatMigrated) or (isinstance(fault, BadRequest) and _is_barred(fault)):
        log.info("telegram refused a reply", update=update, reason=str(fault))
    elif not passes(fault):
        log.error("an update could not be handled", update=update, exc_info=fault)


def _is_barred(fault: BadRequest) -> bool:
    """Whether a group does not let the bot write, which is the group's right and no fault."""
    return any(reason in fault.message.lower() for reason in _BARRED)
