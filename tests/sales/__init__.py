"""Tests of ``sales/``."""
