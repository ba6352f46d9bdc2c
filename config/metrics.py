"""The figures for Prometheus, for whoever has the token."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from config.watching import broker_answers, figures


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """404 without METRICS_TOKEN in the settings and as the bearer's: the page is nobody else's."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, settings.METRICS_TOKEN):
        raise Http404
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    """A registry of this answer's own: what several processes serve must not be counted in each of them."""
    now = figures()
    registry = CollectorRegistry()

    def gauge(name: str, about: str, value: float) -> None:
        Gauge(f"hemgang_{name}", about, registry=registry).set(value)

    gauge("broker_up", "Whether the broker takes tasks.", broker_answers())
    gauge(
        "overdue_unswept_seconds",
        "Age of the oldest deadline that no sweep has seen.",
        now.overdue_unswept_age,
    )
    gauge("delivery_lag_seconds", "Age of the oldest message that waits to be sent.", now.delivery_lag)
    of_state = Gauge("hemgang_deliveries", "Messages by state.", ["state"], registry=registry)
    for state, count in now.deliveries.items():
        of_state.labels(state).set(count)
    aside = Gauge(
        "hemgang_set_aside", "Deadlines that could not be seen to, by what.", ["of"], registry=registry
    )
    for work, count in now.set_aside.items():
        aside.labels(work).set(count)
    gauge("differences", "What the last nightly check found that the events do not say.", now.differences)
    gauge(
        "check_age_seconds",
        "Since what is stored was last compared with the events.",
        float("inf") if now.check_age is None else now.check_age,
    )
    since = Gauge("hemgang_heartbeat_seconds", "Since it was last done.", ["of"], registry=registry)
    for name, age in now.heartbeats.items():
        since.labels(name).set(float("inf") if age is None else age)
    return registry
