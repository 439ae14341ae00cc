"""Runs the migrations inside the transaction that register.migration hands over."""

from alembic import context

from register.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
