"""Watched folders: scans, saved mails, filled forms and phone notes that people and fax machines put down."""
