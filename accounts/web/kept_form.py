"""What somebody sent when they had been signed out: kept a while for the same person, and never sent by itself.

It is kept in the new session, on the server: nothing is left in the browser of a machine that others share (ADR 15).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

View = Callable[..., HttpResponseBase]

IN_SESSION = "kept_form"
KEPT_FOR = timedelta(minutes=30)
LONGEST = 50_000
"""Signs of a form as it is sent; a longer one is no person's."""


def keeps_what_was_typed(view: View) -> View:
    """Marks a view that shows its form filled in with `typed_before`."""
    view.keeps_what_was_typed = True  # type: ignore[attr-defined]
    return view


def keep(request: HttpRequest, view: View, user_id: str | None) -> bool:
    """Whether what was typed is kept: of a form that can show it again, for a person who is known."""
    if request.method != "POST" or not user_id or not getattr(view, "keeps_what_was_typed", False):
        return False
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    sent = typed.urlencode()
    if len(sent) > LONGEST:
        return False
    request.session[IN_SESSION] = {
        "path": request.path,
        "typed": sent,
        "user": user_id,
        "until": (timezone.now() + KEPT_FOR).isoformat(),
    }
    return True


def whose_session_ended(request: HttpRequest) -> str | None:
    """Who was signed in here until the time ran out; nobody where somebody has signed out."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    ended = Session.objects.filter(session_key=key).first() if key else None
    return ended.get_decoded().get(SESSION_KEY) if ended else None


def forget_others_form(request: HttpRequest) -> None:
    """Another person has signed in than the one who typed."""
    kept = request.session.get(IN_SESSION)
    if kept and kept["user"] != str(request.user.pk):
        del request.session[IN_SESSION]


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What the person typed in this form before, once; the page then says that nothing has been sent."""
    kept: dict[str, Any] | None = request.session.get(IN_SESSION)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[IN_SESSION]
    if kept["user"] != str(request.user.pk) or datetime.fromisoformat(kept["until"]) < timezone.now():
        return None
    messages.warning(
        request, _("Nothing was sent, since you had been signed out. Here is what you wrote: send it again.")
    )
    return QueryDict(kept["typed"])
