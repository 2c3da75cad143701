"""The outer end: staged files, the search index, the audit of the bytes, promotion."""
