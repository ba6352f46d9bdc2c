"""/api/v1/follow-up/: what the steering groups follow of a month, by month and by part of it."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.web.middleware import assignment_of
from billing.access import month_scope
from billing.core.follow_up import Figures, Indicator
from billing.core.months import month_name
from billing.months.in_address import asked_month, this_month
from billing.web.follow_up import asked_axis, record_look_at_follow_up
from billing.web.follow_up_page import AXES, FollowUpPage, Row
from billing.web.follow_up_words import WITHOUT_SHARE


class FollowUpAsked(serializers.Serializer[Any]):
    """Which month, and what it is parted by."""

    month = serializers.CharField(required=False, help_text="YYYY-MM; the latest that has ended unless said.")
    by = serializers.ChoiceField(list(AXES), required=False)


class FigureTold(serializers.Serializer[Any]):
    """So many of how many. All null where it is hidden: it rests on too few patients, or gives such a figure away."""

    indicator = serializers.ChoiceField([each.value for each in Indicator])
    number = serializers.IntegerField(allow_null=True)
    of = serializers.IntegerField(allow_null=True)
    share = serializers.DecimalField(5, 1, allow_null=True, help_text="Per cent; null for what is no share.")
    average = serializers.DecimalField(8, 2, allow_null=True, help_text="Of the days alone.")


class FollowedPart(serializers.Serializer[Any]):
    """A month or a part of one."""

    key = serializers.CharField(allow_blank=True, help_text="YYYY-MM, a code, or a name.")
    figures = FigureTold(many=True)


class FollowUpTold(serializers.Serializer[Any]):
    """Twelve months, and the parts of the asked one with their total."""

    month = serializers.CharField()
    months = FollowedPart(many=True)
    parts = FollowedPart(many=True)
    total = FigureTold(many=True)


class FollowUp(APIView):
    """The own organisation's; for a municipality its agreement's others beside it, with small counts protected."""

    @extend_schema(operation_id="read_follow_up", parameters=[FollowUpAsked], responses=FollowUpTold)
    def get(self, request: Request) -> Response:
        reader = assignment_of(request)
        scope = month_scope(reader)
        month = asked_month(request.query_params.get("month", ""), otherwise=this_month() - 1)
        page = FollowUpPage.of(scope, month, asked_axis(request.query_params.get("by", "")))
        record_look_at_follow_up(reader, month, what="follow-up by API")
        told = {
            "month": month_name(month),
            "months": [_part(row, month_name(int(row.key))) for row in page.months],
            "parts": [_part(row, row.key) for row in page.parts],
            "total": _figures(page.whole),
        }
        return Response(FollowUpTold(told).data)


def _part(row: Row, key: str) -> dict[str, Any]:
    return {"key": key, "figures": _figures(row.figures)}


def _figures(figures: Figures) -> list[dict[str, Any]]:
    told = []
    for indicator, cell in figures.items():
        shares = indicator not in WITHOUT_SHARE
        told.append(
            {
                "indicator": indicator.value,
                "number": cell and cell.number,
                "of": cell and cell.of,
                "share": cell.share if cell and shares else None,
                "average": cell.average if cell and indicator is Indicator.DAYS else None,
            }
        )
    return told
