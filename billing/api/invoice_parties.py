"""/api/v1/invoice-senders/ and /api/v1/invoice-receivers/: entered by one administrator, approved by another."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Assignment
from accounts.web.middleware import assignment_of
from billing.actions.daily_amounts import require_regions_administrator
from billing.actions.invoice_parties import enter_invoice_receiver, enter_invoice_sender
from billing.actions.two_people import approve
from billing.api.entries import own
from billing.api.invoice_content import (
    InvoiceReceiverContent,
    InvoiceReceiverList,
    InvoiceSenderContent,
    InvoiceSenderList,
)
from billing.api.statements import valid
from billing.models import InvoiceReceiver, InvoiceSender

P = TypeVar("P", InvoiceSender, InvoiceReceiver)


class InvoiceSenders(APIView):
    """A region's own invoice details, to its administrators."""

    @extend_schema(operation_id="list_invoice_senders", responses=InvoiceSenderList)
    def get(self, request: Request) -> Response:
        rows = own(InvoiceSender.objects.all(), administrator(request)).latest_first()
        return Response(InvoiceSenderList({"invoice_senders": rows}).data)

    @extend_schema(
        operation_id="enter_invoice_sender",
        request=InvoiceSenderContent,
        responses={201: InvoiceSenderContent},
    )
    def post(self, request: Request) -> Response:
        by = administrator(request)
        said = valid(InvoiceSenderContent, request)
        entered = by_field(lambda: enter_invoice_sender(by=by, **said))
        return Response(InvoiceSenderContent(entered).data, status=201)


class InvoiceSenderApproval(APIView):
    """The second person's approval."""

    @extend_schema(operation_id="approve_invoice_sender", request=None, responses=InvoiceSenderContent)
    def post(self, request: Request, party_id: int) -> Response:
        by = administrator(request)
        entered = get_object_or_404(own(InvoiceSender.objects.all(), by), pk=party_id)
        return Response(InvoiceSenderContent(approve(entered, by=by)).data)


class InvoiceReceivers(APIView):
    """The municipalities as a region's invoices reach them, to its administrators."""

    @extend_schema(operation_id="list_invoice_receivers", responses=InvoiceReceiverList)
    def get(self, request: Request) -> Response:
        rows = own(InvoiceReceiver.objects.all(), administrator(request)).latest_first()
        return Response(InvoiceReceiverList({"invoice_receivers": rows}).data)

    @extend_schema(
        operation_id="enter_invoice_receiver",
        request=InvoiceReceiverContent,
        responses={201: InvoiceReceiverContent},
    )
    def post(self, request: Request) -> Response:
        by = administrator(request)
        said = valid(InvoiceReceiverContent, request)
        entered = by_field(lambda: enter_invoice_receiver(by=by, **said))
        return Response(InvoiceReceiverContent(entered).data, status=201)


class InvoiceReceiverApproval(APIView):
    """The second person's approval."""

    @extend_schema(operation_id="approve_invoice_receiver", request=None, responses=InvoiceReceiverContent)
    def post(self, request: Request, party_id: int) -> Response:
        by = administrator(request)
        entered = get_object_or_404(own(InvoiceReceiver.objects.all(), by), pk=party_id)
        return Response(InvoiceReceiverContent(approve(entered, by=by)).data)


def administrator(request: Request) -> Assignment:
    """The region's, who asks."""
    by = assignment_of(request)
    require_regions_administrator(by)
    return by


def by_field(enter: Callable[[], P]) -> P:
    """What was entered; a fault of the model's as the API says faults, beside its field."""
    try:
        return enter()
    except ValidationError as faulty:
        raise serializers.ValidationError(faulty.message_dict) from faulty
