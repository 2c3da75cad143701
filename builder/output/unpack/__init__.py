"""
Find the text in a file of any kind, as deep as it goes: the audit reads built files with it, the door attachments.

A file is taken for what its first bytes say, then for what its name says, then for text, then for bytes in which
every usual encoding is tried.  Unpacking is bounded, and what cannot be read is said (`Unread`), never passed over.
"""

from builder.output.unpack.files import documents_text, texts
from builder.output.unpack.parts import Text, Unread

__all__ = ["Text", "Unread", "documents_text", "texts"]
