"""Chunks of work in processes: the same results in the same order, and no fault lost."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from builder.diagnostics import EnvironmentProblem
from builder.workers import beside, in_chunks


def ignore(_count: int) -> None:
    """Take no notice of progress."""


@pytest.fixture(autouse=True)
def alone() -> None:
    """Wait for threads that other tests have left behind: beside them nothing is forked."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(60)

    assert 1 == threading.active_count()


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 7, 100])
def test_results_are_in_the_order_of_the_items(count: int, jobs: int) -> None:
    """However many processes there are, and whichever is first."""
    items = range(count)

    assert [n * n for n in items] == in_chunks(lambda c: [n * n for n in c], items, jobs=jobs, size=3, done=ignore)


def test_progress_counts_every_item_once() -> None:
    """What is told adds up to all there is."""
    told: list[int] = []
    in_chunks(list, range(50), jobs=2, size=8, done=told.append)

    assert 50 == sum(told)


def test_work_is_done_in_other_processes() -> None:
    """With two jobs nothing is worked on here, so that a crash there is not ours."""
    assert os.getpid() not in in_chunks(lambda c: [os.getpid() for _ in c], range(8), jobs=2, size=2, done=ignore)


def test_no_process_is_forked_beside_a_thread() -> None:
    """A fork would copy the locks that another thread holds; the work is done here."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert {os.getpid()} == set(
            in_chunks(lambda c: [os.getpid() for _ in c], range(8), jobs=2, size=2, done=ignore)
        )
    finally:
        stop.set()
        thread.join()


def test_exception_of_a_worker_is_raised_here_with_its_traceback() -> None:
    """A fault there looks like a fault here, and says where it was."""
    with pytest.raises(ZeroDivisionError) as caught:
        in_chunks(lambda c: [1 // n for n in c], [3, 2, 1, 0], jobs=2, size=1, done=ignore)

    assert "in a worker process" in "".join(caught.value.__notes__)


def test_exception_of_one_worker_does_not_wait_for_large_results_of_others() -> None:
    """A worker that has more to say than a pipe holds is let go when another has failed."""

    def work(chunk: range) -> list[str]:
        if 3 in chunk:
            raise ValueError("three")
        return ["x" * 5_000_000 for _ in chunk]

    for _ in range(5):
        with pytest.raises(ValueError, match="three"):
            in_chunks(work, range(8), jobs=4, size=1, done=ignore)


def test_worker_killed_from_outside_is_a_problem_of_the_environment() -> None:
    """A process that the system killed leaves no half of a result behind."""
    tests = os.getpid()

    def die(chunk: range) -> list[int]:
        if 5 in chunk and os.getpid() != tests:
            os.kill(os.getpid(), signal.SIGKILL)
        return list(chunk)

    with pytest.raises(EnvironmentProblem):
        in_chunks(die, range(10), jobs=2, size=1, done=ignore)


def test_large_results_and_many_chunks_pass() -> None:
    """Neither a result larger than a pipe nor more chunks than one holds can block."""
    large = in_chunks(lambda c: ["x" * 200_000 for _ in c], range(6), jobs=2, size=1, done=ignore)

    assert [200_000] * 6 == list(map(len, large))
    assert list(range(40_000)) == in_chunks(list, range(40_000), jobs=2, size=1, done=ignore)


@pytest.mark.parametrize("jobs", [1, 2])
def test_result_of_work_beside_is_the_same_however_often_it_is_asked_for(jobs: int) -> None:
    """More than a pipe holds, in this process or in another."""
    with beside(lambda: ["x" * 200_000], jobs=jobs) as result:
        assert ["x" * 200_000] == result() == result()


def test_work_beside_goes_on_in_another_process() -> None:
    """What is done meanwhile does not wait for it."""
    with beside(os.getpid, jobs=2) as result:
        assert os.getpid() != result()


def test_exception_of_work_beside_is_raised_where_its_result_is_asked_for() -> None:
    """Whoever does not ask is not disturbed by it."""
    with beside(lambda: 1 // 0, jobs=2):
        pass
    with beside(lambda: 1 // 0, jobs=2) as result, pytest.raises(ZeroDivisionError) as caught:
        result()

    assert "in a worker process" in "".join(caught.value.__notes__)


def test_work_beside_that_nobody_waits_for_is_stopped() -> None:
    """A build that fails early does not wait for what it does not need any more."""
    read, write = os.pipe()

    def wait_for_ever() -> None:
        os.write(write, os.getpid().to_bytes(8, "big"))
        threading.Event().wait()

    with beside(wait_for_ever, jobs=2):
        process = int.from_bytes(os.read(read, 8), "big")
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_work_beside_that_is_killed_from_outside_is_a_problem_of_the_environment() -> None:
    """Nothing is taken for its result."""
    with beside(lambda: os.kill(os.getpid(), signal.SIGKILL), jobs=2) as result, pytest.raises(EnvironmentProblem):
        result()


def test_only_the_process_that_started_work_beside_takes_its_result() -> None:
    """A worker that asked first would take it away; one that is forked after it was taken has it."""
    with beside(lambda: 7, jobs=2) as result:
        with pytest.raises(RuntimeError, match="in another process"):
            in_chunks(lambda _: [result()], range(2), jobs=2, size=1, done=ignore)

        assert 7 == result()
        assert [7, 7] == in_chunks(lambda _: [result()], range(2), jobs=2, size=1, done=ignore)
