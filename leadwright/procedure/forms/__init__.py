"""Forms that come back filled in (P2.3 to P3.6)."""
