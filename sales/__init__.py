"""The business: frozen types and rules, standard library only; no clock, file, network or SQL."""
