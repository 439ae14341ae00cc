"""Real peers for the tests: Dovecot, SMTP, PostgreSQL."""
