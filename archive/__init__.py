"""Keeping: originals written once, the tree by period and region, manifests; the database is not known here."""
