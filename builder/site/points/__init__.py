"""Suggestions of proposals, answers of replies, and which answer belongs to which suggestion: rules on plain text."""
