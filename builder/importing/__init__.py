"""Raw documents to drafts: read a file's text, tell what it is, read its fields, write front-matter Markdown."""
