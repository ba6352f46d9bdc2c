"""Celery's promises: a task may be run twice, but is never lost or given to two workers while it runs."""

from config.celery import BEAT_SCHEDULE, ROUTES, TIME_LIMIT, app


def test_it_gives_a_task_to_another_worker_only_when_the_first_must_be_dead() -> None:
    app.autodiscover_tasks(["accounts", "coordination", "billing"], force=True)
    limits = [app.tasks[entry["task"]].time_limit or TIME_LIMIT for entry in BEAT_SCHEDULE.values()]
    assert app.conf.broker_transport_options["visibility_timeout"] > max(limits)
    assert app.conf.task_time_limit == TIME_LIMIT


def test_it_confirms_a_task_when_it_is_done() -> None:
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1


def test_it_knows_every_task_of_the_schedule() -> None:
    app.autodiscover_tasks(["accounts", "coordination", "billing"], force=True)
    assert {entry["task"] for entry in BEAT_SCHEDULE.values()} <= set(app.tasks)


def test_it_has_a_queue_for_every_task_of_the_schedule() -> None:
    assert {entry["task"] for entry in BEAT_SCHEDULE.values()} == ROUTES.keys()
    assert {route["queue"] for route in ROUTES.values()} == app.amqp.queues.keys()


def test_it_reads_the_clock_in_utc() -> None:
    assert app.conf.timezone == "UTC"
    assert app.conf.enable_utc
