"""
Hand chunks of work to processes and take the results back in order.

Processes are forked, so that they share what the parent has read and nothing has to be sent to them.  Where the
system cannot fork, or other threads run (forking would copy their locks), the work is done here: slower, same result.
"""

from __future__ import annotations

import os
import pickle
import selectors
import threading
from typing import TYPE_CHECKING, NoReturn, TypeVar

from builder.diagnostics import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

_MOST_CHUNKS = 16_000
"""The tokens of all chunks, two bytes each, have to fit into a pipe of 64 KiB before anyone reads it."""


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
    if jobs < 2 or len(chunks) < 2 or not hasattr(os, "fork") or threading.active_count() > 1:
        results: list[list[Result]] = []
        for chunk in chunks:
            results.append(work(chunk))
            done(len(chunk))
    else:
        results = _forked(work, chunks, min(jobs, len(chunks)), done)
    return [result for chunk in results for result in chunk]


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
        raise EnvironmentProblem("a worker process was stopped from outside (out of memory?); try --jobs 1")
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


def _attempt(work: Callable[[Sequence[Item]], list[Result]], chunk: Sequence[Item]) -> list[Result] | BaseException:
    try:
        return work(chunk)
    except BaseException as error:  # noqa: BLE001 - handed to the parent, which raises it
        import traceback

        error.add_note("in a worker process:\n" + "".join(traceback.format_exception(error)))
        return error


def _send(write: int, message: tuple[int, object]) -> None:
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    view = memoryview(len(data).to_bytes(8, "big") + data)
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
            while len(buffer) >= 8 and len(buffer) >= (end := 8 + int.from_bytes(buffer[:8], "big")):
                index, result = pickle.loads(memoryview(buffer)[8:end])  # noqa: S301 - from our own child
                del buffer[:end]
                if isinstance(result, BaseException):
                    raise result
                results[index] = result
                done(len(chunks[index]))
