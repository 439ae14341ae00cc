"""Tests of ``ingest/``."""
