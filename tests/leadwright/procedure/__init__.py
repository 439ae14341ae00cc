"""Tests of the procedure run on leads."""
