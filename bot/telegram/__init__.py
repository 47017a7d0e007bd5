"""Telegram: updates go through the inbox to the handlers, and replies go out as HTML. Writes no SQL."""

import os

# RetryAfter.retry_after is a timedelta, as in the library's next major version; otherwise it warns each time.
os.environ.setdefault("PTB_TIMEDELTA", "true")
