"""The pictures of the README, made from what the bot really says."""
