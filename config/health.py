"""What a platform asks: is the process alive, can it serve, and does what goes on by itself go on?"""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from config.watching import broker_answers, figures


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200 while the process answers at all; asks nobody else, so that a slow database restarts nothing."""
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """503 without the database. Without the cache the pages still work: it is named, and the answer is 200."""
    state = {"database": _database_state(), "cache": _cache_state()}
    serves = state["database"] == "ok"
    return JsonResponse({"status": "ok" if serves else "unavailable", **state}, status=200 if serves else 503)


@login_not_required
@never_cache
@require_safe
def deep(request: HttpRequest) -> JsonResponse:
    """503 when the engine stands still, or a server is away: for an alarm, never for a platform that restarts.

    An outside dead-man's switch reads this too: as long as it is 200, sweeps and messages go on.
    """
    state = {"database": _database_state(), "broker": "ok" if broker_answers() else "unavailable"}
    if state["database"] != "ok":
        return JsonResponse({"status": "unavailable", **state}, status=503)
    now = figures()
    works = state["broker"] == "ok" and not now.faults
    return JsonResponse(
        {
            "status": "ok" if works else "unavailable",
            **state,
            "too_late": now.faults,
            "overdue_unswept_seconds": round(now.overdue_unswept_age),
            "delivery_lag_seconds": round(now.delivery_lag),
            "set_aside": now.set_aside,
            "differences": now.differences,
            "seconds_since": {
                name: None if age is None else round(age) for name, age in now.heartbeats.items()
            },
        },
        status=200 if works else 503,
    )


def _database_state() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return "unavailable"
    return "ok"


def _cache_state() -> str:
    try:
        cache.get("health")
    except RedisError:
        return "unavailable"
    return "ok"
