"""Telegram: intake → inbox → handlers → rendering. Knows the conversation, and no database."""

import os

# How long Telegram asks to wait is a timedelta, as in the library's next major version; else it warns each time.
os.environ.setdefault("PTB_TIMEDELTA", "true")
