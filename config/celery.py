"""Celery, the engine that runs sweeps: nothing waits in it, and nothing is lost with it.

What must happen and when is in PostgreSQL; a task looks there and does what is due. So there are no
far-ahead ETAs or countdowns (on Redis such tasks run again past the visibility timeout).
"""

import os
import time
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import import_modules, task_received, worker_ready
from django.conf import settings

from config.startup import refuse_faulty_start
from config.worker_watch import Watch, end_worker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

TIME_LIMIT = 5 * 60  # seconds; the longest that a task may take unless it says otherwise
VISIBILITY_TIMEOUT = 20 * 60  # above every task's limit

# One a kind of work, so that a slow receiver keeps no deadline waiting: a worker takes all, or those named by --queues.
ROUTES = {
    "coordination.tasks.sweep_deadlines": {"queue": "deadlines"},
    "coordination.tasks.send_messages": {"queue": "deliveries"},
    "coordination.tasks.check_everything": {"queue": "checks"},
    "billing.tasks.send_invoices": {"queue": "deliveries"},
    "billing.tasks.close_due_months": {"queue": "deadlines"},
    "accounts.tasks.forget_ended_sessions": {"queue": "checks"},
    "billing.tasks.remind_of_months": {"queue": "deadlines"},
    "billing.tasks.warn_of_thresholds": {"queue": "checks"},
}
QUEUES = sorted({route["queue"] for route in ROUTES.values()})

# Everything that happens by itself. A run that nobody took before the next one is due is dropped.
BEAT_SCHEDULE = {
    "sweep deadlines": {
        "task": "coordination.tasks.sweep_deadlines",
        "schedule": crontab(),  # every minute
        "options": {"expires": 55},
    },
    "send messages": {
        "task": "coordination.tasks.send_messages",
        "schedule": 20.0,
        "options": {"expires": 19},
    },
    "send invoices": {
        "task": "billing.tasks.send_invoices",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    "check what is stored": {
        "task": "coordination.tasks.check_everything",
        "schedule": crontab(hour=1, minute=40),  # at night in Sweden, in summer and in winter
        "options": {"expires": 6 * 60 * 60},
    },
    "close months": {
        "task": "billing.tasks.close_due_months",
        "schedule": crontab(minute=1),  # every hour: soon after midnight in Sweden, in summer and in winter
        "options": {"expires": 55 * 60},
    },
    "forget ended sessions": {
        "task": "accounts.tasks.forget_ended_sessions",
        "schedule": crontab(hour=1, minute=20),
        "options": {"expires": 6 * 60 * 60},
    },
    "remind of months": {
        "task": "billing.tasks.remind_of_months",
        "schedule": crontab(minute=5),
        "options": {"expires": 55 * 60},
    },
    # While people are at work: who decides the month can go home the same day.
    "warn of thresholds": {
        "task": "billing.tasks.warn_of_thresholds",
        "schedule": crontab(minute=20, hour="5-14"),
        "options": {"expires": 55 * 60},
    },
}


def check_first(**kwargs: Any) -> None:
    """Worker and beat, and they alone, load the tasks: before that they check, as the web does."""
    refuse_faulty_start()


import_modules.connect(check_first)
app = Celery("hemgang")
app.conf.update(
    # Kombu's name for a socket is not redis-py's.
    broker_url=settings.REDIS_URL.replace("unix://", "redis+socket://", 1),
    broker_connection_retry_on_startup=True,
    # A message that no worker has confirmed within this time is given to another: above every task's limit.
    broker_transport_options={"visibility_timeout": VISIBILITY_TIMEOUT},
    task_queues={queue: {} for queue in QUEUES},
    task_default_queue="deadlines",
    task_routes=ROUTES,
    # A worker that dies in the middle of a task leaves it to another; every task may be run twice.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    task_time_limit=TIME_LIMIT,
    task_soft_time_limit=TIME_LIMIT - 30,
    task_ignore_result=True,
    timezone="UTC",
    enable_utc=True,
    beat_schedule=BEAT_SCHEDULE,
    # Our lines, without the arguments of tasks: config/log.py.
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    worker_send_task_events=False,
)
app.autodiscover_tasks(["accounts", "coordination", "billing"])

if settings.WORKER_SILENCE_MINUTES:
    _watch = Watch(silence=60 * settings.WORKER_SILENCE_MINUTES, end=end_worker, clock=time.monotonic)
    worker_ready.connect(_watch.start, weak=False)
    task_received.connect(_watch.hear, weak=False)
