"""Tests of ``leadwright/procedure/customers/``."""
