"""Pages of a list that grows for years, for another system: it goes on by the key of the last row that it was given."""

from typing import Any

from rest_framework import serializers
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from coordination.key_pages import KeyPage, is_key, key_page

ROWS, MOST_ROWS = 50, 500


def a_key(said: str) -> None:
    if not is_key(said):
        raise serializers.ValidationError("Not a key that an answer gave.")


class PageAsked(serializers.Serializer[Any]):
    """Where the page begins, as `next` and `previous` of an answer say it, and how long it is."""

    before = serializers.CharField(required=False, validators=[a_key], help_text="As `next` says it.")
    after = serializers.CharField(required=False, validators=[a_key], help_text="As `previous` says it.")
    limit = serializers.IntegerField(min_value=1, max_value=MOST_ROWS, default=ROWS)

    def validate(self, told: dict[str, Any]) -> dict[str, Any]:
        if "before" in told and "after" in told:
            raise serializers.ValidationError({"after": "Not together with `before`."})
        return told


class LatestFirst(BasePagination):
    """By `clock`, then by key. A row that comes meanwhile moves no other one; nobody counts them."""

    page: KeyPage[Any]
    address: str

    clock = "created_at"

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        asked = PageAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        self.address = request.build_absolute_uri()
        self.page = key_page(queryset, asked.validated_data, self.clock, asked.validated_data["limit"])
        return self.page.rows

    def get_paginated_response(self, rows: Any) -> Response:
        beside = {
            "next": self._address("before", self.page.older),
            "previous": self._address("after", self.page.newer),
        }
        return Response({**beside, "results": rows})

    def get_paginated_response_schema(self, rows: dict[str, Any]) -> dict[str, Any]:
        address = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": address, "previous": address, "results": rows},
        }

    def _address(self, side: str, key: str) -> str | None:
        other = {"before": "after", "after": "before"}[side]
        return replace_query_param(remove_query_param(self.address, other), side, key) if key else None
