"""Gongkai (公开): the public archive of replies to proposals, as a static site."""

__version__ = "0.1.0"
