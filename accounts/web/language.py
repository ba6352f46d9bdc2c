"""The language of the pages, remembered with the person who chose it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from accounts.models import User


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Changes the language of this browser and, for a signed-in person, of her next sign-in anywhere."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in User.Language:
        User.objects.filter(pk=request.user.pk).update(language=language)
    return set_language(request)
