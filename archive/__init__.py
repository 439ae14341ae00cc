"""Keeping: originals written once, the tree by period and region, manifests; no database here."""
