"""Tests of ``leadwright/procedure/forms/``."""
