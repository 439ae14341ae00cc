"""Writing: one file per form with exactly its fields, filling Word, mails and their sending."""
