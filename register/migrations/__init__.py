"""The way from one version of the tables to the next; a migration that was released never changes."""

HEAD = "0002"
"""The version of the tables that this program works with."""
