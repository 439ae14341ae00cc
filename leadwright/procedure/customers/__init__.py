"""What goes to customers and other divisions, and what comes back from there (P1.2, P1.3, P3.5, P4.1)."""
