"""Taking in: mailboxes, watched folders, and reading what came; what an item means is not known here."""
