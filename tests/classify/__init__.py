"""Tests of ``classify/``."""
