"""
Hand chunks of work to processes and take the results back in order, or one piece of work and go on beside it.

Processes are forked, so that they share what the parent has read and nothing has to be sent to them.  Where the
system cannot fork, or other threads run (forking would copy their locks), the work is done here: slower, same result.
"""

from __future__ import annotations

import os
import pickle
import selectors
import signal
import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from builder.diagnostics import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

_MOST_CHUNKS = 16_000
"""The tokens of all chunks, two bytes each, have to fit into a pipe of 64 KiB before anyone reads it."""
_HEAD = 8
"""Bytes before each message that say how long it is."""


def in_chunks(
    work: Callable[[Sequence[Item]], list[Result]],
    items: Sequence[Item],
    *,
    jobs: int,
    size: int,
    done: Callable[[int], None],
) -> list[Result]:
    """
    Do *work* on chunks of *items* in up to *jobs* processes; the results are in the order of the items.

    Args:
        size: How many items a chunk has; small enough that all processes end at about the same time.
        done: Is told how many items have been finished since it was last told.

    A worker's exception is raised here, with the worker's traceback in a note.
    """
    size = max(size, -(-len(items) // _MOST_CHUNKS))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    if len(chunks) < 2 or not _can_fork(jobs):
        results: list[list[Result]] = []
        for chunk in chunks:
            results.append(work(chunk))
            done(len(chunk))
    else:
        results = _forked(work, chunks, min(jobs, len(chunks)), done)
    return [result for chunk in results for result in chunk]


@contextmanager
def beside(work: Callable[[], Result], *, jobs: int) -> Iterator[Callable[[], Result]]:
    """
    Do one piece of work in another process while this one goes on, and give what waits for its result.

    The work may only look at things: it is stopped, wherever it is, when the block is left before it has ended.  Its
    exception is raised where its result is asked for, which only the process that started it may do.
    """
    if not _can_fork(jobs):
        yield cache(work)
        return
    read, write = os.pipe()
    owner, process = os.getpid(), os.fork()
    if process == 0:
        os.close(read)
        _serve_once(work, write)
    os.close(write)

    @cache
    def result() -> Result:
        if os.getpid() != owner:  # another worker would take the message out of the pipe, and we wait for ever
            raise RuntimeError("the result of work beside was first asked for in another process")
        found: Result = _awaited(read)
        return found

    try:
        yield result
    finally:
        os.close(read)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def _can_fork(jobs: int) -> bool:
    return jobs > 1 and hasattr(os, "fork") and threading.active_count() == 1


def _forked(
    work: Callable[[Sequence[Item]], list[Result]],
    chunks: list[Sequence[Item]],
    jobs: int,
    done: Callable[[int], None],
) -> list[list[Result]]:
    tokens, feed = os.pipe()
    os.write(feed, b"".join(index.to_bytes(2, "big") for index in range(len(chunks))))
    os.close(feed)
    results: list[list[Result] | None] = [None] * len(chunks)
    workers: dict[int, int] = {}
    with selectors.DefaultSelector() as selector:
        for _ in range(jobs):
            read, write = os.pipe()
            process = os.fork()
            if process == 0:
                # A read end that lives on here would keep an earlier worker writing when the parent has given up.
                for end in (read, *workers):
                    os.close(end)
                _serve(work, chunks, tokens, write)
            os.close(write)
            workers[read] = process
            selector.register(read, selectors.EVENT_READ, bytearray())
        os.close(tokens)
        try:
            _collect(selector, chunks, results, done)
        finally:
            for read in workers:
                os.close(read)
            for process in workers.values():
                os.waitpid(process, 0)
    finished = [result for result in results if result is not None]
    if len(finished) < len(chunks):
        raise _stopped()
    return finished


def _serve(
    work: Callable[[Sequence[Item]], list[Result]], chunks: list[Sequence[Item]], tokens: int, write: int
) -> NoReturn:
    """Take chunks until none is left; runs in the forked process and never returns."""
    status = 1
    try:
        while token := os.read(tokens, 2):
            index = int.from_bytes(token, "big")
            _send(write, (index, _attempt(work, chunks[index])))
        status = 0
    except BrokenPipeError:
        pass  # the parent has given up: nobody wants the rest
    finally:
        os._exit(status)


def _serve_once(work: Callable[[], Result], write: int) -> NoReturn:
    """Do the work and send what comes of it; runs in the forked process and never returns."""
    try:
        _send(write, _attempt(lambda _: [work()], ()))
    except BrokenPipeError:
        pass  # nobody waits for it any more
    finally:
        os._exit(0)


def _awaited(read: int) -> Any:  # noqa: ANN401 - whatever the work gives
    """Take the only message of a process."""
    with open(read, "rb", closefd=False) as pipe:
        data = pipe.read()
    if len(data) < _HEAD or len(data) < _HEAD + int.from_bytes(data[:_HEAD], "big"):
        raise _stopped()
    result = pickle.loads(memoryview(data)[_HEAD:])  # noqa: S301 - from our own child
    if isinstance(result, BaseException):
        raise result
    return result[0]


def _stopped() -> EnvironmentProblem:
    return EnvironmentProblem("a worker process was stopped from outside (out of memory?); try --jobs 1")


def _attempt(work: Callable[[Sequence[Item]], list[Result]], chunk: Sequence[Item]) -> list[Result] | BaseException:
    try:
        return work(chunk)
    except BaseException as error:  # noqa: BLE001 - handed to the parent, which raises it
        import traceback

        error.add_note("in a worker process:\n" + "".join(traceback.format_exception(error)))
        return error


def _send(write: int, message: object) -> None:
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    view = memoryview(len(data).to_bytes(_HEAD, "big") + data)
    while view:
        view = view[os.write(write, view) :]


def _collect(
    selector: selectors.BaseSelector,
    chunks: list[Sequence[Item]],
    results: list[list[Result] | None],
    done: Callable[[int], None],
) -> None:
    """Take messages until every worker has closed its end."""
    while selector.get_map():
        for key, _ in selector.select():
            data = os.read(key.fd, 1 << 20)
            if not data:
                selector.unregister(key.fd)
                continue
            buffer: bytearray = key.data
            buffer += data
            while len(buffer) >= _HEAD and len(buffer) >= (end := _HEAD + int.from_bytes(buffer[:_HEAD], "big")):
                index, result = pickle.loads(memoryview(buffer)[_HEAD:end])  # noqa: S301 - from our own child
                del buffer[:end]
                if isinstance(result, BaseException):
                    raise result
                results[index] = result
                done(len(chunks[index]))
