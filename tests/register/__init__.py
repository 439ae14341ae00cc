"""Tests of ``register/``."""
