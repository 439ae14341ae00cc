"""Tests of ``leadwright/procedure/turns/``."""
