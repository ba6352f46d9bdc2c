"""What the demo's invoices are made with: numbers that nobody has, entered and approved as an installation would."""

from stdnum import luhn

from accounts.access.roles import Role
from accounts.models import Assignment, Unit
from billing.actions.invoice_parties import enter_invoice_receiver, enter_invoice_sender
from billing.actions.two_people import approve
from config.demo.clock import Clock
from config.demo.places import HALLAND, REGIONS, official_name, place_of

SOURCE = "Påhittade uppgifter för demonstrationen"
BANKGIRO = "000013"


def make_invoice_details(administration: Unit, clock: Clock) -> None:
    """Halland's own details and those of its municipalities, in force before anything is issued."""
    administrators = Assignment.objects.filter(unit=administration, role=Role.SYSTEM_ADMINISTRATOR)
    first, second = administrators.with_place().order_by("pk")[:2]
    entered_at, approved_at = clock.days_ago(400, "10:00"), clock.days_ago(399, "10:00")
    sender = enter_invoice_sender(
        by=first,
        at=entered_at,
        name=administration.organisation.name,
        bankgiro=BANKGIRO + luhn.calc_check_digit(BANKGIRO),
        payment_days=30,
        account_receivable="1512",
        account_revenue="3592",
        **_numbers(HALLAND),
    )
    approve(sender, by=second, at=approved_at)
    for town in next(region for region in REGIONS if region.code == HALLAND).towns:
        receiver = enter_invoice_receiver(
            by=first,
            at=entered_at,
            municipality_code=town.code,
            name=official_name(place_of(town.code)),
            buyer_reference=f"DEMO-{town.code}",
            **_numbers(town.code),
        )
        approve(receiver, by=second, at=approved_at)


def _numbers(code: str) -> dict[str, str]:
    """No organisation number begins with 0: the first digit is the kind of organisation, 1-9."""
    number = f"{code:0>9}"
    number += luhn.calc_check_digit(number)
    return {"organisation_number": number, "endpoint_id": number, "source": SOURCE}
