"""/api/v1/months/: what months cost, to those whose months they are."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.web.middleware import assignment_of
from billing.access import month_scope, record_look_at_month, require_month
from billing.api.month_content import (
    KnownBy,
    Months,
    MonthsAsked,
    OneMonth,
    amount_told,
    episodes_told,
    late_told,
    months_told,
)
from billing.months.between import MonthBetween
from billing.months.liability import liability
from billing.texts.daily_amounts import daily_amounts


class MonthList(APIView):
    """The months of the asker's organisation: a region's with every municipality, a municipality's its own."""

    @extend_schema(operation_id="list_months", parameters=[MonthsAsked], responses=Months)
    def get(self, request: Request) -> Response:
        scope = month_scope(assignment_of(request))
        content = MonthsAsked(data=request.query_params)
        content.is_valid(raise_exception=True)
        months, known_by = content.validated_data["months"], content.validated_data.get("known_by")
        answer = liability(scope.question(months, known_by), daily_amounts(known_by).kronor)
        return Response({"months": months_told(answer, known_by)})


class MonthWhole(APIView):
    """One month between a region and a municipality, with its episodes."""

    @extend_schema(operation_id="read_month", parameters=[KnownBy], responses=OneMonth)
    def get(self, request: Request, region: str, municipality: str, month: int) -> Response:
        reader = assignment_of(request)
        require_month(reader, region, municipality)
        content = KnownBy(data=request.query_params)
        content.is_valid(raise_exception=True)
        known_by = content.validated_data.get("known_by")
        between = MonthBetween(region, municipality, month, known_by=known_by, months_seen=1)
        record_look_at_month(reader, region, municipality, month, what="month by API")
        told = {
            "agreement": None,
            "months": months_told(between.answer, known_by),
            "episodes": episodes_told(between.answer),
            "registered_after_close": late_told(between.late),
            "amount_with_those": amount_told(between),
        }
        return Response(told)
