"""The guides of docs/guide/ in the product: everybody gets that of the own role, and may read the others."""

from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access.roles import Role
from accounts.web.middleware import RequestWithAssignment, assignment_optional
from config.guide_text import as_html, title_of

GUIDES: Mapping[str, tuple[Role, ...]] = {
    "avdelning": (Role.WARD_NURSE, Role.PHYSICIAN),
    "vardcentral": (Role.CARE_COORDINATOR,),
    "kommun": (Role.CASE_OFFICER,),
    "regionens-controller": (Role.REGION_CONTROLLER,),
    "kommunens-controller": (Role.MUNICIPAL_CONTROLLER,),
    "enhetsadministrator": (Role.UNIT_ADMINISTRATOR,),
    "loggranskare": (Role.LOG_REVIEWER,),
    "systemadministrator": (Role.SYSTEM_ADMINISTRATOR,),
}
"""Each guide, by its file and address, and whose it is."""

GUIDE_OF: Mapping[str, str] = {role: slug for slug, roles in GUIDES.items() for role in roles}
FOLDER = settings.BASE_DIR / "docs" / "guide"


@assignment_optional
@require_safe
def help_page(request: RequestWithAssignment) -> HttpResponse:
    """The guide of the role that the person works in; before they have chosen an assignment, the first."""
    slug = GUIDE_OF[request.assignment.role] if request.assignment else next(iter(GUIDES))
    return redirect("guide", slug)


@assignment_optional
@require_safe
def guide_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide. It is in Swedish, as the work is, whatever the language of the pages."""
    if slug not in GUIDES:
        raise Http404
    text = guide(slug)
    others = [(other, title_of(guide(other))) for other in GUIDES if other != slug]
    context = {"title": title_of(text), "text": as_html(text), "others": others}
    return render(request, "shared/guide.html", context)


@cache
def guide(slug: str) -> str:
    """The guide as it is written."""
    return (FOLDER / f"{slug}.md").read_text(encoding="utf-8")
