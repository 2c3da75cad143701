"""
Build, show, watch, and build again: the site on this machine while it is being written.

One thread builds, and is the only one that does.  Pages come first, with an index that may be out of date or absent,
as the search page says; the index follows in a process of its own once nothing has changed for a second, and is
stopped by the next change.  Both are `pipeline.build`: there is no laxer way for a preview.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from builder.diagnostics import EnvironmentProblem
from builder.output.staging import recover
from builder.phrases import say
from builder.pipeline.run import Report
from builder.preview.news import Board, News, after_build, after_failure, problems_of
from builder.preview.renewal import Outcome, Renewal, attempt
from builder.preview.server import HOST, answering, listen
from builder.preview.watch import settle, watching

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from builder.diagnostics import Diagnostic
    from builder.pipeline.run import Options, Paths

_REST = 1.0
"""Seconds without a change before the index is made again: it takes long, and the next change would stop it."""
_BEAT = 0.2
"""Seconds between two looks at whether the index is done."""


class Terminal(NamedTuple):
    """How to speak to whoever started the preview."""

    line: Callable[[str], None]
    diagnostics: Callable[[Sequence[Diagnostic]], None]
    clear: Callable[[], None]
    """Takes away what progress has left on the line, before and after a build."""


def serve(paths: Paths, options: Options, report: Report, terminal: Terminal, *, port: int, language: str) -> int:
    """
    Show the site until Ctrl+C, and keep it up to date.

    Args:
        report: Gives the clock and the progress; each build has one of its own.
        port: Where to listen; 0 takes any that is free.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to end by a program: as by Ctrl+C
    board = Board(os.urandom(4).hex())
    with listen(port, paths.output, board, language) as server:
        preview = _Preview(
            paths, replace(options, index_later=options.search or options.data), report, terminal, board, language
        )
        try:
            # Before any other thread runs, since only then does a build use every processor.
            preview.build()
            with answering(server), watching((paths.content, *paths.layouts), preview.changed):
                terminal.line(say("serving", language, address=f"http://{HOST}:{server.server_port}/"))
                preview.changed.set()  # for what was changed while nobody watched
                while True:
                    preview.step()
        except KeyboardInterrupt:
            return 0
        finally:
            terminal.clear()
            preview.stop()


def pause(*, is_due: bool, is_running: bool) -> float | None:
    """Tell how many seconds to wait for a change before the index is looked after; `None` is for ever."""
    if is_running:
        return _BEAT
    return _REST if is_due else None


class _Preview:
    """The site and its index, each as far as it has come."""

    def __init__(
        self, paths: Paths, options: Options, report: Report, terminal: Terminal, board: Board, language: str
    ) -> None:
        self.changed = threading.Event()
        self._paths, self._options, self._report = paths, options, report
        self._terminal, self._board, self._language = terminal, board, language
        self._told: frozenset[Diagnostic] = frozenset()
        self._renewal: Renewal | None = None
        self._is_due = False

    def step(self) -> None:
        """Wait for what comes next, and do it: build after a change, else begin the index, else take it."""
        if self.changed.wait(pause(is_due=self._is_due, is_running=self._renewal is not None)):
            settle(self.changed, time.sleep, time.monotonic)
            self._end_renewal()
            self.build()
        elif self._renewal is None:
            self._renewal = Renewal(self._paths, self._options)
        elif not self._renewal.is_running and not self._end_renewal():
            self._take(Outcome(None, trouble=say("index-ended", self._language)))

    def build(self) -> None:
        """
        Build the pages, and put off the index.

        What is wrong with the machine ends the preview, but only if it is so from the beginning.
        """
        self._terminal.clear()
        outcome = attempt(self._paths, self._options, Report(clock=self._report.clock, progress=self._report.progress))
        if outcome.trouble and self._board.read() == News():
            raise EnvironmentProblem(outcome.trouble)
        self._take(outcome)

    def stop(self) -> None:
        """Leave nothing half done."""
        if self._renewal:
            self._renewal.stop()
        recover(self._paths.output)

    def _end_renewal(self) -> bool:
        """Stop the making of the index, and tell whether it was finished by then."""
        outcome = self._renewal.stop() if self._renewal else None
        self._renewal = None
        if outcome:
            self._take(outcome)
        return outcome is not None

    def _take(self, outcome: Outcome) -> None:
        """Tell the terminal and the pages how a build ended."""
        self._tell(outcome)
        news = self._board.read()
        if outcome.result:
            self._is_due = "renewing" in (outcome.result.search_state, outcome.result.data_state)
            self._board.post(after_build(news, outcome.result.changes))
        else:
            self._is_due = False  # the next build that succeeds says whether it is
            trouble = outcome.trouble
            found = (*outcome.found, trouble) if trouble else outcome.found
            self._board.post(after_failure(news, problems_of(found, self._language)))

    def _tell(self, outcome: Outcome) -> None:
        """Print what is new: a warning that stands is not repeated with every build."""
        self._terminal.clear()
        self._terminal.diagnostics([item for item in outcome.found if item not in self._told])
        result, trouble = outcome.result, outcome.trouble
        if result:
            self._told = frozenset(outcome.found)
        if result and (any(result.changes) or self._board.read().site == 0):
            phrase = "indexed" if result.search_peak_mib else "rebuilt"
            seconds = f"{sum(result.seconds.values()):.2f}"
            line = say(phrase, self._language, rendered=result.rendered, searchable=result.searchable, seconds=seconds)
            self._terminal.line(line)
        elif isinstance(trouble, str):
            self._terminal.line(trouble)
        elif trouble:
            self._terminal.diagnostics([trouble])
        elif not result:
            self._terminal.line(say("stopped", self._language, errors=len(problems_of(outcome.found, self._language))))
