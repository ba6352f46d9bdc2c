"""Two questions a platform asks: is the process alive, and can it serve?"""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError


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
