"""Judging: what a letter is, whose it is, what is asked, which lead it belongs to; not where it is stored."""
