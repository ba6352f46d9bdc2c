"""The floor for a page: a signed-in view behind the same middleware, which asks one thing and renders nothing.

A urlconf: the product's own, and this page beside it.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Unit
from accounts.web.middleware import assignment_of
from config import urls

BARE = "/bare/"


@never_cache
@require_safe
def bare(request: HttpRequest) -> HttpResponse:
    """The name of the reader's unit."""
    unit = Unit.objects.filter(pk=assignment_of(request).unit_id)
    return HttpResponse(unit.values_list("name", flat=True).get(), content_type="text/plain")


urlpatterns = [path(BARE.removeprefix("/"), bare), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
