"""/api/v1/months/all/<month>/: all of the region's months reviewed, and issued, in one go."""

import time
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access.permissions import Permission
from accounts.web.middleware import assignment_of
from billing.actions.all_months import Slice, issue_all, own_region, review_all
from billing.api.statements import valid

SECONDS = 10.0
"""An answer takes no longer than this and a month's time: the next call goes on."""


class AllAsked(serializers.Serializer[Any]):
    """Where to go on: `next_after` of the answer before."""

    after = serializers.RegexField(r"^[0-9]{4}$", default="", help_text="A municipality's code.")


class AllToIssue(AllAsked):
    """The same, and whether they are issued before their day on purpose."""

    before_the_day = serializers.BooleanField(default=False)


class RefusalTold(serializers.Serializer[Any]):
    """A month that stays what it was, and why."""

    municipality = serializers.CharField()
    code = serializers.CharField(source="error.code")
    detail = serializers.CharField(source="error.message")


class SliceTold(serializers.Serializer[Any]):
    """What was come to in the order of the municipalities' codes."""

    done = serializers.ListField(child=serializers.CharField(), help_text="Municipalities.")
    refused = RefusalTold(many=True)
    next_after = serializers.CharField(allow_null=True, help_text="Null when all have been come to.")


class ReviewAll(APIView):
    """One controller stands behind the figures of every month that has closed and is not reviewed."""

    @extend_schema(operation_id="review_all_months", request=AllAsked, responses=SliceTold)
    def post(self, request: Request, month: int) -> Response:
        by = assignment_of(request)
        own_region(by, Permission.REVIEW_MONTH)
        return _told(review_all(by=by, month=month, is_time_over=TimeOver(), **valid(AllAsked, request)))


class IssueAll(APIView):
    """Another one issues those that somebody else has reviewed."""

    @extend_schema(operation_id="issue_all_months", request=AllToIssue, responses=SliceTold)
    def post(self, request: Request, month: int) -> Response:
        by = assignment_of(request)
        own_region(by, Permission.ISSUE_STATEMENT)
        return _told(issue_all(by=by, month=month, is_time_over=TimeOver(), **valid(AllToIssue, request)))


class TimeOver:
    """True from so many seconds after it was made."""

    def __init__(self) -> None:
        self.until = time.monotonic() + SECONDS

    def __call__(self) -> bool:
        return time.monotonic() > self.until


def _told(came_to: Slice) -> Response:
    return Response(SliceTold(came_to).data)
