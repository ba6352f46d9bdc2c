"""Many schedules, several at a time, each on a stage and in a process of its own: none spoils the next."""

import json
import multiprocessing
import os
import select
import signal
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from multiprocessing.queues import SimpleQueue
from pathlib import Path

import django

from config.embedded.children import die_with_parent
from tests.faults.nursery import warm
from tests.faults.result import Result
from tests.faults.stage import Stage, free_port, prepare

LONGEST = 900  # seconds that a schedule may take before it is said to hang


class Place:
    """Where this process plays its schedules: settings are read once, and name the servers of one folder."""

    folder: Path
    prepared: Path
    port: int
    mail_port: int

    @classmethod
    def stage(cls) -> Stage:
        """A new one in this place."""
        return Stage(cls.folder, prepared=cls.prepared, port=cls.port, mail_port=cls.mail_port)


def results(seeds: Sequence[int], *, length: int, jobs: int, folder: Path) -> Iterator[Result]:
    """Each as it ends."""
    prepare(folder / "prepared")
    fork = multiprocessing.get_context("fork")
    numbers: SimpleQueue[int] = fork.SimpleQueue()
    for number in range(jobs):
        numbers.put(number)
    with ProcessPoolExecutor(
        jobs, mp_context=fork, initializer=_take_place, initargs=(folder, numbers, os.getpid())
    ) as pool:
        for done in as_completed([pool.submit(_schedule, seed, length) for seed in seeds]):
            yield done.result()


def _take_place(folder: Path, numbers: "SimpleQueue[int]", parent: int) -> None:
    die_with_parent(signal.SIGKILL, parent)
    Place.folder, Place.prepared = folder / f"stage-{numbers.get()}", folder / "prepared"
    Place.port, Place.mail_port = free_port(), free_port()
    stage = Place.stage()
    os.environ.update(stage.environment())
    stage.close()
    django.setup()
    warm()


def _schedule(seed: int, length: int) -> Result:
    begun = time.monotonic()
    reading, writing = os.pipe()
    parent = os.getpid()
    process = os.fork()
    if not process:
        try:
            die_with_parent(signal.SIGKILL, parent)
            os.close(reading)
            with os.fdopen(writing, "w") as told:
                json.dump(asdict(_play(seed, length)), told)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        if select.select([told], [], [], LONGEST)[0]:
            text = told.read()
        else:
            os.kill(process, signal.SIGKILL)
            text = ""
    os.waitpid(process, 0)
    result = Result(**json.loads(text)) if text else Result(seed, broken=["it never came to its end"])
    result.seconds = time.monotonic() - begun
    return result


def _play(seed: int, length: int) -> Result:
    # Django's models can be imported only now.
    from tests.faults.run import Run

    result = Result(seed)
    try:
        stage = Place.stage()
        try:
            Run(stage, result=result, length=length).play()
        finally:
            stage.close()
    except Exception:  # noqa: BLE001  (the next schedule goes on)
        # Nobody knows then whether the promises were kept.
        result.broken.append(f"the schedule itself failed:\n{traceback.format_exc()}")
    return result
