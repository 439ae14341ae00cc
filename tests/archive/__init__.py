"""Tests of ``archive/``."""
