"""What two people stand behind on an invoice, in words: all of it, so that the second one can compare."""

from django.utils.translation import gettext as _

from agreements.places import MUNICIPALITIES
from billing.models import EndpointScheme, InvoiceReceiver, InvoiceSender, VatCategory
from billing.models.invoice_parties import InvoiceParty


def sender_in_short(row: InvoiceSender) -> str:
    """Where the money goes."""
    return _("%(name)s: Bankgiro %(bankgiro)s") % {"name": row.name, "bankgiro": bankgiro(row.bankgiro)}


def sender_whole(row: InvoiceSender) -> str:
    """The rest of it."""
    tax = str(VatCategory(row.vat_category).label)
    said = [
        *_party(row),
        _("to be paid within %(days)d days") % {"days": row.payment_days},
        f"{tax}, {row.vat_percent} %" if row.vat_percent else tax,
        row.exemption_reason,
    ]
    if row.has_accounts:
        accounts = filter(None, (row.account_receivable, row.account_revenue, row.account_vat))
        said.append(_("accounts %(accounts)s") % {"accounts": ", ".join(accounts)})
        said.append(_("voucher series %(series)s") % {"series": row.voucher_series})
    return "; ".join(filter(None, said))


def receiver_in_short(row: InvoiceReceiver) -> str:
    """Who it is, and by which reference the invoice finds its way."""
    place = MUNICIPALITIES[row.municipality_code]
    return f"{row.name} ({place.name} {row.municipality_code}): {row.buyer_reference}"


def receiver_whole(row: InvoiceReceiver) -> str:
    """The rest of it."""
    return "; ".join(_party(row))


def bankgiro(number: str) -> str:
    """As people write it: 5050-1055."""
    return f"{number[:-4]}-{number[-4:]}"


def _party(row: InvoiceParty) -> list[str]:
    address = " ".join(filter(None, (row.street, row.postcode, row.city)))
    scheme = EndpointScheme(row.endpoint_scheme).label
    number = _("organisation number %(number)s") % {"number": row.organisation_number}
    return [
        number,
        f"Peppol {row.endpoint_scheme}:{row.endpoint_id} ({scheme})",
        *([address] if address else []),
    ]
