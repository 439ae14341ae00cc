"""Tests mirror the packages; three more look at the whole: the walk, the paper, the house."""
