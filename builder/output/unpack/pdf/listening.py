"""Hear what the PDF reader gives up on: it logs it, goes on, and so would leave something out in silence."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOST = (
    ("Advanced encoding", "A009"),
    ("Error -", "A005"),  # of zlib, when some of a stream does not unpack
    ("Exceeded ", "A006"),
    ("Impossible to decode", "A005"),
    ("Invalid /N (", "A005"),
    ("Invalid object number (", "A005"),
    ("Invalid stream (index", "A005"),
    ("Value /N ", "A005"),
    # A table that is missing or made anew: what stood in packed objects may be lost.
    ("Invalid/Truncated xref table", "A005"),
    ("XRef object at ", "A005"),
    ("Previous trailer cannot be read", "A005"),
    ("found startxref pointing to a previous revision", "A005"),
    ("parsing for Object Streams", "A005"),
)
"""How messages begin that tell of something lost, and its diagnostic code.  The rest tell of what was mended."""


class _Ear(logging.Handler):
    def __init__(self, codes: set[str]) -> None:
        super().__init__(logging.WARNING)
        self._codes = codes

    def emit(self, record: logging.LogRecord) -> None:
        message = str(record.msg)
        self._codes.update(code for start, code in _LOST if message.startswith(start))


@contextmanager
def listening(codes: set[str]) -> Iterator[None]:
    """Add to *codes* what is logged as lost."""
    logger, ear = logging.getLogger("pypdf"), _Ear(codes)
    logger.addHandler(ear)
    try:
        yield
    finally:
        logger.removeHandler(ear)


def code_of(error: Exception) -> str:
    """Tell what an exception of the reader says about a file: too much of it, of no known make, or damaged."""
    if isinstance(error, RecursionError | MemoryError) or type(error).__name__ == "LimitReachedError":
        return "A006"
    return "A009" if isinstance(error, NotImplementedError) else "A005"
