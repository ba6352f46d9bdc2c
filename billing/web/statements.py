"""/statements/: what has been issued, to the two sides of it; and one document with what can be done about it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.models import Assignment, Organisation
from accounts.web.middleware import assignment_of
from agreements.places import MUNICIPALITIES, REGIONS
from billing.access import record_look_at_statement, statements_of
from billing.models import Statement
from billing.statements.standing import month_state
from billing.web.dispute_forms import ContestForm
from billing.web.numbers import date_in_words, kronor, month_as_title
from billing.web.statement_file import files_for
from billing.web.statement_forms import CreditForm, PaymentForm
from billing.web.statement_page import StatementPage, standing_of

ON_A_PAGE = 100
LINES_ON_A_PAGE = 200


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """The latest first."""
    reader = assignment_of(request)
    found = statements_of(reader).with_standing().order_by("-issued_at", "-place")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    by_region = reader.unit.organisation.kind == Organisation.Kind.REGION
    context = {
        "organisation": reader.unit.organisation,
        "sends": may(reader, Permission.ISSUE_STATEMENT),
        "by_region": by_region,
        "page": page,
        "rows": [_row(statement, by_region) for statement in page],
    }
    return render(request, "billing/statements.html", context)


@require_safe
def statement(request: HttpRequest, number: str) -> HttpResponse:
    """One document, with forms for what the reader may do."""
    reader = assignment_of(request)
    return statement_page(request, reader, own_statement(reader, number))


def own_statement(reader: Assignment, number: str) -> Statement:
    """One of the reader's organisation; another's is not there to be found (404)."""
    return get_object_or_404(statements_of(reader).with_standing().with_people(), number=number)


def statement_page(
    request: HttpRequest,
    reader: Assignment,
    found: Statement,
    *,
    payment: PaymentForm | None = None,
    credit: CreditForm | None = None,
    contest: ContestForm | None = None,
) -> HttpResponse:
    """The page; with a form that was refused (422), or with empty ones."""
    record_look_at_statement(reader, found.number, what="statement page")
    state = month_state(found.region_code, found.municipality_code, found.month, timezone.now())
    page = StatementPage(found, state, reader)
    context = {
        "page": page,
        "lines": Paginator(page.lines, LINES_ON_A_PAGE).get_page(request.GET.get("page")),
        "payment": payment
        or PaymentForm(initial={"day": timezone.localdate()}, may_be_in_part=page.may_be_paid_in_part),
        "credit": credit or CreditForm(),
        "contests": contest is not None or "contest" in request.GET,
        "contest": contest or ContestForm(initial={"episodes": request.GET.get("contest", "")}),
        "files": files_for(reader, found),
    }
    return render(
        request, "billing/statement.html", context, status=422 if payment or credit or contest else 200
    )


def _row(found: Statement, by_region: bool) -> dict[str, str]:
    """A document in the list."""
    standing, tone = standing_of(found)
    other = MUNICIPALITIES[found.municipality_code] if by_region else REGIONS[found.region_code]
    return {
        "number": found.number,
        "other": other.name,
        "month": month_as_title(found.month),
        "issued": date_in_words(timezone.localdate(found.issued_at)),
        "amount": kronor(found.amount),
        "standing": standing,
        "tone": tone,
    }
