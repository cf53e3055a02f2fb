"""Work in several processes: in order, and nothing lost when one of them dies."""

import gc
import os
import signal
import time

import pytest

from reports.importer import Died, run_in_order, seldom_collecting, workers

# Later Pythons warn of forking beside the test runner's threads, which the command does not have.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


def double(number):
    return number * 2


def slow_when_even(number):
    time.sleep(0.02 * (number % 2 == 0))
    return number


def die_on_seven(number):
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def hang_on_three(number):
    if number == 3:
        time.sleep(60)
    return number


def who(_number):
    time.sleep(0.01)
    return os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(jobs):
    assert list(run_in_order(slow_when_even, range(100), jobs)) == [(number, number) for number in range(100)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_task_gives_no_result(jobs):
    assert list(run_in_order(double, [], jobs)) == []


def test_several_processes_work_none_of_them_this_one():
    found = {result for _task, result in run_in_order(who, range(60), 2)}
    assert len(found) == 2
    assert os.getpid() not in found


def test_only_the_task_in_whose_work_a_process_dies_is_lost():
    results = dict(run_in_order(die_on_seven, range(50), 2))
    assert results == {**{number: number for number in range(50)}, 7: Died(took_too_long=False)}


def test_task_that_takes_too_long_is_given_up(monkeypatch):
    # Beginning may take its time, too, where others have work.
    monkeypatch.setattr(workers, "MAX_SECONDS", 3)
    monkeypatch.setattr(workers, "NICE", 0)
    results = dict(run_in_order(hang_on_three, range(20), 2))
    assert results == {**{number: number for number in range(20)}, 3: Died(took_too_long=True)}


def test_tasks_are_asked_for_a_few_ahead_only():
    asked = []

    def tasks():
        for number in range(1000):
            asked.append(number)
            yield number

    results = run_in_order(double, tasks(), 2)
    assert next(results) == (0, 0)
    assert len(asked) <= 2 * workers.AHEAD + 1
    results.close()


def test_large_tasks_are_asked_for_one_a_process():
    asked = []

    def tasks():
        for number in range(100):
            asked.append(number)
            yield number

    results = run_in_order(double, tasks(), 2, lambda _task: workers.AHEAD_SIZE)
    assert [next(results) for _turn in range(10)] == [(number, 2 * number) for number in range(10)]
    assert len(asked) <= 10 + 2
    results.close()


def test_size_is_asked_for_once():
    sizes = dict.fromkeys(range(200), workers.AHEAD_SIZE // 2)
    done = run_in_order(double, iter(range(200)), 2, lambda task: sizes.pop(task))
    assert [result for _task, result in done] == [2 * number for number in range(200)]


def test_large_tasks_and_results_do_not_block_each_other():
    tasks = [bytes(3_000_000) for _number in range(12)]
    assert [result for _task, result in run_in_order(double, tasks, 2)] == [task * 2 for task in tasks]


def test_processes_end_when_nobody_wants_their_results():
    results = run_in_order(who, range(1000), 2)
    pids = {next(results)[1] for _number in range(20)}
    results.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def import_cut_off():
    with seldom_collecting():
        assert (gc.get_threshold()[0], gc.get_freeze_count() > 0) == (workers.OBJECTS, True)
        raise KeyboardInterrupt


def test_garbage_is_looked_for_seldom_while_importing_and_as_before_afterwards():
    before = gc.get_threshold()
    with pytest.raises(KeyboardInterrupt):
        import_cut_off()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
