"""A Telegram bot that explains the draft Constitution of Kazakhstan, each answer with its source."""
