"""Who really sent a mail: its head as it came, signatures checked by us, and what our own server found."""
