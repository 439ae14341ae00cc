"""The procedure run on a lead: its moves, and the ways by which people make them (P1.2 to P4.1)."""
