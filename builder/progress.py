"""Tell how a long run is getting on: one moving line on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.phrases import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

_MOVING = 0.1
_PLAIN = 5.0
"""Seconds between two signs of life, on a terminal and in a log."""


class Progress:
    """Writes progress to a stream; short runs write nothing."""

    def __init__(self, stream: TextIO, language: str, clock: Callable[[], float]) -> None:
        """Begin; the first sign of life comes when the run turns out not to be short."""
        self.stream, self.language, self.clock = stream, language, clock
        self.is_terminal = stream.isatty()
        self.last = clock()
        self.width = 0

    def __call__(self, stage: str, finished: int, total: int) -> None:
        """Take note that a stage has come so far."""
        now = self.clock()
        if now - self.last < (_MOVING if self.is_terminal else _PLAIN):
            return
        self.last = now
        share = f"{finished}/{total}" if total else str(finished)
        line = f"{say(f'stage.{stage}', self.language)} {share}"
        if self.is_terminal:
            self.stream.write("\r" + line + " " * max(0, self.width - len(line)))
            self.width = len(line)
        else:
            self.stream.write(line + "\n")
        self.stream.flush()

    def close(self) -> None:
        """Clear the moving line, and take what follows for another run."""
        self.last = self.clock()
        if self.width:
            self.stream.write("\r" + " " * 2 * self.width + "\r")
            self.stream.flush()
            self.width = 0
