"""/api/v1/agreements/: the texts that months are computed by, and which of them is in force between any two."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agreements.files import load_agreements
from billing.api.text_content import (
    InForceAsked,
    TextList,
    TextsInForce,
    TextWhole,
    in_force_told,
    text_told,
    whole_text_told,
)
from billing.texts.governing import governed_ahead


class Texts(APIView):
    """Every text that the system knows. They are published: whoever is signed in may read them."""

    @extend_schema(operation_id="list_agreements", responses=TextList)
    def get(self, request: Request) -> Response:
        return Response({"agreements": [text_told(text) for text in load_agreements().values()]})


class Text(APIView):
    """One text, value by value with its sources."""

    @extend_schema(operation_id="read_agreement", responses=TextWhole)
    def get(self, request: Request, slug: str) -> Response:
        text = load_agreements().get(slug)
        if text is None:
            raise Http404
        return Response(whole_text_told(text))


class InForce(APIView):
    """The text in force between a region and a municipality on a day, and what follows it for three years."""

    @extend_schema(operation_id="read_agreement_in_force", parameters=[InForceAsked], responses=TextsInForce)
    def get(self, request: Request) -> Response:
        content = InForceAsked(data=request.query_params)
        content.is_valid(raise_exception=True)
        return Response(
            {"in_force": [in_force_told(each) for each in governed_ahead(**content.validated_data)]}
        )
