"""Pictures for the README, made from what the bot really says."""
