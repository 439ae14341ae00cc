"""Whose turn it is is told: papers, questions, tasks and mails (P2.1 to P4.1)."""
