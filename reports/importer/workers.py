"""Work spread over several processes, in order, with nothing lost when one of them dies."""

import gc
import multiprocessing
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from ctypes import c_longlong
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

import django

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 24
"""Tasks that each process is given in advance, so that it goes on working while a batch of its results is stored."""

AHEAD_SIZE = 1_000_000
"""The size of tasks that is given out at most, but for one task a process: results wait in memory."""

NICE = 10

NONE = -1

MAX_SECONDS = 300
"""A task that takes longer is given up; the longest document that is read takes a tenth of it."""


OBJECTS = 50_000
"""New objects after which Python looks for garbage in an import, instead of 700: most are gone by themselves."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for garbage seldom, and never among what is loaded already: a tenth of the time of storing is saved."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@dataclass(frozen=True, slots=True)
class Died:
    """What comes instead of a result where the process died, or was stopped after `MAX_SECONDS`."""

    took_too_long: bool


def run_in_order(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    jobs: int,
    size_of: Callable[[Task], int] = lambda _task: 0,
) -> Generator[tuple[Task, Result | Died], None, None]:
    """Yield each task with what the function makes of it, in the order of the tasks.

    With one job the function is called here; with more, in so many processes, a few tasks ahead, fewer where `size_of`
    says that they are large. The function must not raise and must not use the database. A task in whose work a process
    dies is told of by `Died`.
    """
    if jobs == 1:
        for task in tasks:
            yield task, function(task)
        return
    crew = _Crew(function, jobs, size_of)
    try:
        yield from crew.run(iter(tasks))
    finally:
        crew.dismiss()


@dataclass(slots=True)
class _Worker:
    """A process, the tasks whose results it owes, and the one it is at: in memory that outlives it.

    `seen` is the task that it was at when somebody looked last, `since` when that task was seen first.
    """

    process: Any
    connection: Connection
    at: c_longlong
    given: list[int] = field(default_factory=list)
    seen: int = NONE
    since: float = field(default_factory=time.monotonic)


class _Crew(Generic[Task, Result]):
    def __init__(self, function: Callable[[Task], Result], jobs: int, size_of: Callable[[Task], int]) -> None:
        # A forked process has everything loaded already; elsewhere each begins anew.
        self.can_fork = sys.platform == "linux"
        self.context: Any = multiprocessing.get_context("fork" if self.can_fork else "spawn")
        self.function, self.size_of = function, size_of
        self.workers: list[_Worker] = []
        self.tasks: dict[int, Task] = {}
        self.results: dict[int, Result | Died] = {}
        for _number in range(jobs):
            self._hire()

    def run(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Result | Died]]:
        asked = told = 0
        sizes: dict[int, int] = {}
        is_over = False
        while not is_over or told < asked:
            while not is_over and asked - told < (AHEAD if sum(sizes.values()) < AHEAD_SIZE else 1) * len(self.workers):
                try:
                    self.tasks[asked] = next(tasks)
                except StopIteration:
                    is_over = True
                else:
                    sizes[asked] = self.size_of(self.tasks[asked])
                    self._give(asked)
                    asked += 1
            while told in self.results:
                del sizes[told]
                yield self.tasks.pop(told), self.results.pop(told)
                told += 1
            if told < asked:
                self._collect()

    def dismiss(self) -> None:
        """End all processes."""
        for worker in self.workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in self.workers:
            worker.process.join()

    def _hire(self) -> _Worker:
        mine, others = self.context.Pipe()
        # A forked process holds all that is open here; it has to let go, or the end of this one would not be noticed.
        inherited = [mine, *(worker.connection for worker in self.workers)] if self.can_fork else []
        at = self.context.RawValue("q", NONE)
        process = self.context.Process(target=_serve, args=(others, self.function, at, inherited), daemon=True)
        process.start()
        others.close()
        worker = _Worker(process, mine, at)
        self.workers.append(worker)
        return worker

    def _give(self, number: int, worker: _Worker | None = None) -> None:
        worker = worker or min(self.workers, key=lambda worker: len(worker.given))
        worker.given.append(number)
        # Collecting notices if it is dead.
        with suppress(OSError):
            worker.connection.send((number, self.tasks[number]))

    def _collect(self) -> None:
        """Take the results that are there, wait for one if there is none, and replace processes that are no more."""
        ready = wait([worker.connection for worker in self.workers], timeout=1)
        for worker in list(self.workers):
            if worker.connection in ready:
                self._take(worker)
            elif worker.at.value != worker.seen or not worker.given:
                worker.seen, worker.since = worker.at.value, time.monotonic()
            elif time.monotonic() - worker.since > MAX_SECONDS:
                self._replace(worker, took_too_long=True)

    def _take(self, worker: _Worker) -> None:
        try:
            while worker.connection.poll():
                number, result = worker.connection.recv()
                self.results[number] = result
                worker.given.remove(number)
        except (EOFError, OSError):
            self._replace(worker, took_too_long=False)

    def _replace(self, worker: _Worker, *, took_too_long: bool) -> None:
        """Give the tasks of a process that is no more to a new one, but for the one that it was at.

        Results that it had not sent are worked out again.
        """
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self.workers.remove(worker)
        # One that did not even begin dies of its first task, or there would be no end of it.
        lost = worker.given[0] if worker.given and worker.at.value == NONE else worker.at.value
        if lost in worker.given:
            worker.given.remove(lost)
            self.results[lost] = Died(took_too_long)
        successor = self._hire()
        for number in worker.given:
            self._give(number, successor)


def _serve(connection: Connection, function: Callable[[Any], Any], at: c_longlong, inherited: list[Connection]) -> None:
    """Work on what comes in until the other side closes. Interrupting the terminal is for the other side to notice.

    The other side goes first where processors are few: while it stores, nobody else can.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(NICE)
    for other in inherited:
        other.close()
    django.setup()
    # What is loaded stays; looking it over for garbage would copy the memory that is shared with the others.
    gc.freeze()
    done: queue.SimpleQueue[tuple[int, Any]] = queue.SimpleQueue()
    threading.Thread(target=_send, args=(connection, done), daemon=True).start()
    while True:
        try:
            number, task = connection.recv()
        except (EOFError, OSError):
            os._exit(0)
        at.value = number
        done.put((number, function(task)))


def _send(connection: Connection, done: "queue.SimpleQueue[tuple[int, Any]]") -> None:
    """Send results on a thread of its own, so that work goes on while nobody takes them."""
    while True:
        try:
            connection.send(done.get())
        except OSError:
            os._exit(1)
