"""Remembering: tables, migrations, rows to domain types and back; no business rules."""
