"""Background jobs while the bot answers: live content, grouping, replication, the pause switch."""
