"""Answers for programs: over HTTP, and over MCP for assistants. Both say only what the bot itself would say."""
