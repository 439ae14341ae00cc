"""Tests of ``documents/``."""
