"""/api/v1/months/<region>/<municipality>/<month>/statement/: what would be issued, its review, and issuing it."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.web.middleware import assignment_of
from billing.access import record_look_at_month, require_month
from billing.actions.drafts import to_be_issued
from billing.actions.month_life import require_step
from billing.actions.reviews import review_month
from billing.actions.statements import issue_statement
from billing.api.statement_content import Draft, IssueContent, ReviewContent, Reviewed, StatementTold
from billing.api.statements import told, valid
from billing.core.month_life import MonthStep
from billing.months.basis import AsKnown
from billing.statements.standing import month_state


class DraftOfMonth(APIView):
    """The reviewed figures, or those that a review would be of now; 409 where there is nothing to issue."""

    @extend_schema(operation_id="read_draft", responses=Draft)
    def get(self, request: Request, region: str, municipality: str, month: int) -> Response:
        reader = assignment_of(request)
        require_month(reader, region, municipality)
        record_look_at_month(reader, region, municipality, month, what="draft of a statement by API")
        state = month_state(region, municipality, month, timezone.now())
        as_of, as_known = state.basis(timezone.now(), wants_late=False)
        content = to_be_issued(region, municipality, month, as_of=as_of, as_known=as_known)
        draft = {
            "status": state.status,
            "closes_at": state.dates.closes_at,
            "invoice_on": state.dates.invoice_on,
            "as_of": as_of,
            "content": content,
        }
        return Response(Draft(draft).data)


class Review(APIView):
    """One of the region's controllers stands behind the figures."""

    @extend_schema(operation_id="review_month", request=ReviewContent, responses={201: Reviewed})
    def post(self, request: Request, region: str, municipality: str, month: int) -> Response:
        by = assignment_of(request)
        require_step(MonthStep.REVIEWED, by=by, region=region, municipality=municipality)
        with_late = valid(ReviewContent, request)["with_late"]
        as_known = AsKnown.NOW if with_late else AsKnown.AT_CLOSE
        review = review_month(by=by, region=region, municipality=municipality, month=month, as_known=as_known)
        return Response(Reviewed(review).data, status=201)


class Issue(APIView):
    """Another one issues them."""

    @extend_schema(operation_id="issue_statement", request=IssueContent, responses={201: StatementTold})
    def post(self, request: Request, region: str, municipality: str, month: int) -> Response:
        by = assignment_of(request)
        require_step(MonthStep.ISSUED, by=by, region=region, municipality=municipality)
        said = valid(IssueContent, request)
        statement = issue_statement(by=by, region=region, municipality=municipality, month=month, **said)
        return told(by, statement.number, status=201)
