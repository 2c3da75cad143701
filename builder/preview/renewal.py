"""
Make the search index beside the preview: the same build in a process of its own, which can be stopped at any moment.

What a build does may be cut off anywhere (`output.staging`), so that stopping one is a signal and no protocol.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from builder.diagnostics import BuildFailed, Diagnostic, EnvironmentProblem, in_order
from builder.pipeline import build
from builder.pipeline.run import Report

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from builder.pipeline.run import BuildResult, Options, Paths

_PATIENCE = 10.0
"""Seconds that a stopped build has to tidy up."""


class Outcome(NamedTuple):
    """How a build ended."""

    result: BuildResult | None
    """`None` where it failed, and the site is as it was."""
    found: tuple[Diagnostic, ...] = ()
    """In order of place."""
    trouble: Diagnostic | str | None = None
    """What is wrong with the machine."""


def attempt(paths: Paths, options: Options, report: Report) -> Outcome:
    """Build, and take what can be wrong with content or machine as a value."""
    try:
        result = build(paths, options, report)
    except BuildFailed as failed:
        return Outcome(None, failed.diagnostics)
    except EnvironmentProblem as problem:
        return Outcome(None, trouble=problem.args[0])
    return Outcome(result, tuple(in_order(report.diagnostics)))


class Renewal:
    """One build with its search index, under way."""

    def __init__(self, paths: Paths, options: Options) -> None:
        """Start it, in a fresh process: one with threads cannot be forked."""
        spawning = multiprocessing.get_context("spawn")
        self._reader, writer = spawning.Pipe(duplex=False)
        self._process = spawning.Process(target=_run, args=(paths, replace(options, index_later=False), writer))
        self._process.start()
        writer.close()

    @property
    def is_running(self) -> bool:
        """Tell whether it goes on."""
        return self._process.is_alive()

    def stop(self) -> Outcome | None:
        """End it, with every process that it has started; gives its outcome if it was finished by then."""
        if self.is_running:
            self._signal(signal.SIGTERM)
            self._process.join(_PATIENCE)
        if self.is_running:
            self._signal(signal.SIGKILL)
        self._process.join()
        try:
            outcome: Outcome | None = self._reader.recv() if self._reader.poll() else None
        except EOFError:  # it ended without a word
            outcome = None
        self._reader.close()
        return outcome

    def _signal(self, number: int) -> None:
        process = self._process.pid
        if process is None:
            return
        try:
            os.killpg(process, number)
        except ProcessLookupError:  # it has not come to be a group of its own yet
            os.kill(process, number)


def _run(paths: Paths, options: Options, writer: Connection) -> None:
    os.setsid()  # a group of its own: Ctrl+C is for the parent, which stops this group, the search engine included
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    import time

    try:
        outcome = attempt(paths, options, Report(clock=time.perf_counter, progress=lambda *_: None))
        writer.send(outcome)
    except KeyboardInterrupt:
        return
