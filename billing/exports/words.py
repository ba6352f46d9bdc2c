"""What the charges are called, on the page and on what is sent."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from billing.statements.content import ChargeKind

CHARGES: dict[ChargeKind, Promise] = {
    ChargeKind.AVERAGED: gettext_lazy("Days over the threshold"),
    ChargeKind.INDIVIDUAL: gettext_lazy("Days of care episodes that pay by themselves"),
    ChargeKind.DISCOUNT: gettext_lazy("Discount"),
}
