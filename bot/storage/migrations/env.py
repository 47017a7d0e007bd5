"""Alembic's entry point; the connection comes from `bot.storage.database.migrate`."""

from alembic import context

from bot.storage.tables import Table

context.configure(connection=context.config.attributes["connection"], target_metadata=Table.metadata)
with context.begin_transaction():
    context.run_migrations()
