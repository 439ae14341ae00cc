"""Drafts the Word templates: a form is a table of sections and rows, drawn the same way each time."""
