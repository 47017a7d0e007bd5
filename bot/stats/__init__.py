"""What the bot counts, and the picture of it."""
