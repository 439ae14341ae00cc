"""What people answer is acted on, or goes to a person: by mail, in one line, on signed paper (I11, I12)."""
