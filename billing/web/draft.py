"""/months/<region>/<municipality>/<month>/statement/: what would be issued, to review and then to issue it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.errors import DomainError
from accounts.web.middleware import assignment_of
from billing.access import record_look_at_month, require_month
from billing.actions.drafts import to_be_issued
from billing.actions.month_life import require_step
from billing.actions.reviews import review_month
from billing.actions.statements import issue_statement
from billing.core.month_life import MonthStep
from billing.errors import DailyAmountUnknown, NothingToIssue
from billing.months.basis import AsKnown
from billing.months.issuing import issues_statements
from billing.statements.standing import month_state
from billing.web.draft_page import DraftPage
from billing.web.statement_forms import IssueForm, ReviewForm

LINES_ON_A_PAGE = 200


@require_safe
def draft(request: HttpRequest, region: str, municipality: str, month: int) -> HttpResponse:
    """The reviewed figures, or those that a review would be of now; `?late=yes` counts what came late too."""
    reader, now = assignment_of(request), timezone.now()
    require_month(reader, region, municipality)
    record_look_at_month(reader, region, municipality, month, what="draft of a statement")
    state = month_state(region, municipality, month, now)
    page = DraftPage(region, municipality, month, state, reader, now)
    as_of, as_known = state.basis(now, wants_late=request.GET.get("late") == "yes")
    content, refusal = None, ""
    try:
        content = to_be_issued(region, municipality, month, as_of=as_of, as_known=as_known)
    except (NothingToIssue, DailyAmountUnknown) as refused:
        refusal = refused.message
    issues = issues_statements(region, month)
    lines = Paginator(page.lines(content), LINES_ON_A_PAGE)
    context = {
        "page": page,
        "content": content,
        "amount": page.amount(content),
        "parts": page.parts(content),
        "lines": lines.get_page(request.GET.get("page")),
        "grounds": page.grounds(content),
        "refusal": refusal,
        "is_with_late": as_known is AsKnown.NOW,
        "review": ReviewForm(initial={"with_late": as_known is AsKnown.NOW}),
        "issue": IssueForm(),
        "may_review": not refusal and page.may_be_reviewed and may(reader, Permission.REVIEW_MONTH),
        "is_calculated_only": not issues,
        "may_issue": issues and not refusal and page.is_reviewed and may(reader, Permission.ISSUE_STATEMENT),
    }
    return render(request, "billing/draft.html", context)


@require_POST
def review(request: HttpRequest, region: str, municipality: str, month: int) -> HttpResponse:
    """One controller stands behind the figures."""
    by = assignment_of(request)
    require_step(MonthStep.REVIEWED, by=by, region=region, municipality=municipality)
    form = ReviewForm(request.POST)
    form.full_clean()
    as_known = AsKnown.NOW if form.cleaned_data["with_late"] else AsKnown.AT_CLOSE
    try:
        review_month(by=by, region=region, municipality=municipality, month=month, as_known=as_known)
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The month is reviewed. Somebody else at the region can issue it."))
    return redirect("billing-draft", region, municipality, month)


@require_POST
def issue(request: HttpRequest, region: str, municipality: str, month: int) -> HttpResponse:
    """Another one issues them."""
    by = assignment_of(request)
    require_step(MonthStep.ISSUED, by=by, region=region, municipality=municipality)
    form = IssueForm(request.POST)
    form.full_clean()
    try:
        statement = issue_statement(
            by=by,
            region=region,
            municipality=municipality,
            month=month,
            before_the_day=form.cleaned_data["before_the_day"],
        )
    except DomainError as refused:
        messages.error(request, refused.message)
        return redirect("billing-draft", region, municipality, month)
    messages.success(request, _("Statement %(number)s is issued.") % {"number": statement.number})
    return redirect("statement", statement.number)
