"""/what-if/: the stored care episodes of many months under another text, threshold, cut-off or window; all by GET."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.web.middleware import assignment_of
from billing.access import month_scope
from billing.errors import WhatIfImpossible
from billing.months.what_if import WhatIf
from billing.web.what_if_form import WhatIfForm
from billing.web.what_if_page import WhatIfPage

ROWS_ON_A_PAGE = 200


@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    """The form, and what follows from it where it has been filled in; 422 where it cannot be answered."""
    scope = month_scope(assignment_of(request))
    is_asked = "first" in request.GET
    form = WhatIfForm(request.GET if is_asked else None, scope=scope, initial=WhatIfForm.unasked())
    page = None
    if is_asked and form.is_valid():
        answer = WhatIf(form.asked)
        try:
            answer.require_possible()
        except WhatIfImpossible as impossible:
            form.add_error(impossible.field if impossible.field in form.fields else None, impossible.message)
        else:
            page = WhatIfPage(answer)
            if years := answer.missing_years:
                missing = {"years": ", ".join(map(str, years))}
                form.add_error(
                    "daily_amount", _("%(years)s has none: write an amount to try with.") % missing
                )
    rows = Paginator(page.rows if page else [], ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": rows}
    status = 422 if form.errors and page is None else 200
    return render(request, "billing/what_if.html", context, status=status)
