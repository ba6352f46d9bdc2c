"""/api/v1/months/: what months cost, to those whose months they are."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.web.middleware import assignment_of
from billing.access import month_scope, require_month
from billing.api.month_content import KnownBy, Months, MonthsAsked, OneMonth, episodes_told, months_told
from billing.daily_amounts import daily_amounts
from billing.liability import liability
from billing.question import Question
from billing.spans import MonthSpan


class MonthList(APIView):
    """The months of the asker's organisation: a region's with every municipality, a municipality's its own."""

    @extend_schema(operation_id="list_months", parameters=[MonthsAsked], responses=Months)
    def get(self, request: Request) -> Response:
        scope = month_scope(assignment_of(request))
        content = MonthsAsked(data=request.query_params)
        content.is_valid(raise_exception=True)
        months, known_by = content.validated_data["months"], content.validated_data.get("known_by")
        answer = liability(scope.question(months, known_by), daily_amounts(known_by).kronor)
        return Response({"months": months_told(answer)})


class MonthWhole(APIView):
    """One month between a region and a municipality, with its episodes."""

    @extend_schema(operation_id="read_month", parameters=[KnownBy], responses=OneMonth)
    def get(self, request: Request, region: str, municipality: str, month: int) -> Response:
        require_month(assignment_of(request), region, municipality)
        content = KnownBy(data=request.query_params)
        content.is_valid(raise_exception=True)
        known_by = content.validated_data.get("known_by")
        asked = Question(
            region=region,
            municipality=municipality,
            months=MonthSpan(month, month),
            known_by=known_by,
            at_close=True,
        )
        answer = liability(asked, daily_amounts(known_by).kronor)
        return Response({"agreement": None, "months": months_told(answer), "episodes": episodes_told(answer)})
