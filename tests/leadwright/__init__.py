"""Tests of ``leadwright/``."""
