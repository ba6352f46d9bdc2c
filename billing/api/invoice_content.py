"""What the API takes and tells of whom invoices come from and go to."""

from typing import Any

from rest_framework import serializers

from billing.api.entry_content import ByTwoPeopleTold
from billing.models import InvoiceReceiver, InvoiceSender

PARTY = ("name", "organisation_number", "endpoint_scheme", "endpoint_id", "street", "postcode", "city")
WHO = ("id", "source", "entered_by", "entered_at", "approved_by", "approved_at")


class InvoiceSenderContent(ByTwoPeopleTold, serializers.ModelSerializer[InvoiceSender]):
    """The region on its invoices. Numbers are digits only; `endpoint_scheme` is 0007 or 0088 (GLN)."""

    class Meta:
        model = InvoiceSender
        fields = (
            *WHO,
            *PARTY,
            "bankgiro",
            "payment_days",
            "vat_category",
            "vat_percent",
            "exemption_reason",
            "account_receivable",
            "account_revenue",
            "account_vat",
            "voucher_series",
        )


class InvoiceReceiverContent(ByTwoPeopleTold, serializers.ModelSerializer[InvoiceReceiver]):
    """A municipality as the region's invoices reach it."""

    class Meta:
        model = InvoiceReceiver
        fields = (*WHO, *PARTY, "municipality_code", "buyer_reference")


class InvoiceSenderList(serializers.Serializer[Any]):
    """What the region has entered of itself, what waits first; the last approved counts."""

    invoice_senders = InvoiceSenderContent(many=True)


class InvoiceReceiverList(serializers.Serializer[Any]):
    """The municipalities, in the same order."""

    invoice_receivers = InvoiceReceiverContent(many=True)
