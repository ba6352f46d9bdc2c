"""/api/v1/what-if/: the stored care episodes of many months under other terms; nothing is stored."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.web.middleware import assignment_of
from agreements.files import load_agreements
from billing.access import month_scope
from billing.api.statement_content import money
from billing.core.months import month_name
from billing.core.what_if import Parameter
from billing.errors import WhatIfImpossible
from billing.months.what_if import ComparedMonth, WhatIf
from billing.web.what_if_form import MOST_MONTHS, WhatIfForm


class WhatIfAsked(serializers.Serializer[Any]):
    """Whose months, and what is other than the texts say; what is not given is not changed."""

    first = serializers.CharField(help_text=f"YYYY-MM; {MOST_MONTHS} months at most.")
    last = serializers.CharField(help_text="YYYY-MM.")
    region = serializers.CharField(required=False, help_text="For a municipality; all unless said.")
    municipality = serializers.CharField(required=False, help_text="For a region; all unless said.")
    text = serializers.ChoiceField(list(load_agreements()), required=False)
    threshold = serializers.DecimalField(4, 2, required=False)
    cut_off = serializers.ChoiceField(["none", "at"], required=False)
    cut_off_time = serializers.TimeField(
        required=False, help_text="With `at`: from then on the next day counts."
    )
    over_months = serializers.IntegerField(required=False)
    of_months = serializers.IntegerField(required=False)
    daily_amount = serializers.DecimalField(
        8, 2, required=False, help_text="Stands in for the years that have none."
    )
    known = serializers.DateTimeField(
        required=False, help_text="As known then; the last whole five minutes unless said."
    )


class ShareTold(serializers.Serializer[Any]):
    """What a change makes of the difference, beyond those before it."""

    parameter = serializers.ChoiceField([each.value for each in Parameter])
    difference = money(allow_null=True)


class ComparedTold(serializers.Serializer[Any]):
    """A municipality's month as it is and as it would be; null where a year's daily amount is missing."""

    region = serializers.CharField()
    municipality = serializers.CharField()
    month = serializers.CharField()
    amount = money(allow_null=True)
    otherwise = money(allow_null=True)
    difference = money(allow_null=True)
    by = ShareTold(many=True)


class WhatIfTold(serializers.Serializer[Any]):
    """The answer, as known by a moment."""

    known = serializers.DateTimeField()
    missing_years = serializers.ListField(child=serializers.IntegerField())
    months = ComparedTold(many=True)


class WhatIfAnswer(APIView):
    """Every month with a care episode; what is wrong with the question stands by its field."""

    @extend_schema(operation_id="what_if", parameters=[WhatIfAsked], responses=WhatIfTold)
    def get(self, request: Request) -> Response:
        form = WhatIfForm(request.query_params, scope=month_scope(assignment_of(request)))
        if not form.is_valid():
            raise serializers.ValidationError(
                {name: [str(error) for error in errors] for name, errors in form.errors.items()}
            )
        answer = WhatIf(form.asked)
        try:
            answer.require_possible()
        except WhatIfImpossible as impossible:
            raise serializers.ValidationError({impossible.field: [impossible.message]}) from impossible
        told = {
            "known": answer.asked.known_by,
            "missing_years": answer.missing_years,
            "months": [_told(one) for one in answer.months],
        }
        return Response(WhatIfTold(told).data)


def _told(one: ComparedMonth) -> dict[str, Any]:
    return {
        "region": one.region,
        "municipality": one.municipality,
        "month": month_name(one.month),
        "amount": one.amount,
        "otherwise": one.otherwise,
        "difference": one.difference,
        "by": [{"parameter": name.value, "difference": amount} for name, amount in one.by.items()],
    }
