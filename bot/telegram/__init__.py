"""Telegram: intake → inbox → handlers → rendering. Knows the conversation, and no database."""
