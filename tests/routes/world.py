"""A case between three organisations, and one person who asks for everything."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.access.roles import Role
from accounts.audit import record_look
from accounts.models import Assignment, District, Unit, UnitKind, UnitReception
from billing.actions.amendments import enter_amendment
from billing.actions.consultations import register_change
from billing.actions.daily_amounts import enter_daily_amount
from billing.actions.invoice_parties import enter_invoice_receiver, enter_invoice_sender
from billing.actions.issuing import decide_issuing
from billing.actions.terminations import enter_termination
from billing.core.months import month_named
from billing.models import EndingKind
from coordination.actions.announcements import Announced, announce
from coordination.models import AnnouncementKind, Delivery, DeliveryState, Medium
from tests.billing_exports.invoices import RECEIVER, SENDER
from tests.cast import Cast, api_client_of, client_of, end, make_assignment, make_unit
from tests.coordination.channels import mail_to
from tests.coordination.stories import Story
from tests.routes.bodies import OTHER_WARD, filled_in
from tests.routes.corrected import corrections_of_before
from tests.routes.disputed import disputes_of_before
from tests.routes.issued import statements_of_before
from tests.routes.table import Row

ENTERED = ("amount", "termination", "amendment", "decision", "sender", "receiver")
"""What one administrator enters and another approves."""
SOMATIC = {"municipality_code": "1380", "care_type": "somatic"}


class World:
    """`ask` lets the person called so in the table ask a row's question. Afterwards all is as it was."""

    def __init__(self, cast: Cast, name: str) -> None:
        make_unit(cast.halland, OTHER_WARD, UnitKind.WARD)
        now = timezone.now().replace(second=0, microsecond=0)
        story = Story(cast, admitted_at=now - timedelta(days=3))
        story.notify(now - timedelta(days=3) + timedelta(hours=2))
        story.is_ready(now - timedelta(days=1))
        story.services_missing(now - timedelta(hours=20))
        story.call_to_sip(now - timedelta(hours=19))
        story.writes_sip_plan(now - timedelta(hours=18))
        story.gives_summary(now - timedelta(hours=17))
        self.case = story.case
        self.case.refresh_from_db()
        record_look(assignment=cast.nurse, case_id=self.case.pk, what="case page")
        self.places: dict[str, Any] = {
            "case": self.case.pk,
            "ward": cast.ward.pk,
            "intake": cast.intake.pk,
            "nurse": cast.nurse.pk,
            "officer": cast.case_officer.pk,
            "of_ward": UnitReception.objects.create(unit=cast.ward, **SOMATIC).pk,
            "district": District.objects.create(organisation=cast.halmstad, name="Väster").pk,
            "of_intake": UnitReception.objects.create(unit=cast.intake, **SOMATIC).pk,
        }
        self.places |= entries_of("", colleague_in(cast.region_administration), "halland-2027")
        theirs = make_unit(cast.dalarna, "Förvaltning", UnitKind.ADMINISTRATION)
        self.places |= entries_of("their_", colleague_in(theirs), "dalarna-2020")
        self.places |= statements_of_before(cast)
        self.places |= corrections_of_before(cast)
        self.places["change"] = planned_change_of(cast)
        self.places |= disputes_of_before(cast)
        self.places |= told_by_mail("", cast.unit_administrator)
        self.places |= told_by_mail(
            "their_", make_assignment(cast.intake, Role.UNIT_ADMINISTRATOR, "Ina Ius")
        )
        self.places["message"] = (
            Delivery.objects.filter(unit=cast.intake, medium=Medium.INBOX).earliest("pk").pk
        )
        self.places |= {
            "announcement": told_of_a_month(cast.municipal_finance),
            "their_announcement": told_of_a_month(cast.stranger_finance),
        }
        # Somebody who was at work with the page open, and a key in use, when the assignment ended.
        ended = make_assignment(cast.ward, Role.WARD_NURSE, "Ulf Ulriksson")
        who = ended if name == "ended" else getattr(cast, name, None)
        self.window = client_of(who) if who else Client()
        self.system = api_client_of(who) if who else APIClient()
        end(ended)

    def ask(self, row: Row) -> tuple[int, bool]:
        """The answer's status, and whether any table has another number of rows by it."""
        client: Any = self.system if row.is_call else self.window
        cookies = client.cookies.copy()
        address = row.address.format_map(self.places)
        with transaction.atomic():
            before = rows_in_tables()
            if row.method == "GET":
                answer = client.get(address)
            else:
                answer = client.post(
                    address, filled_in(row, self.case), **({"format": "json"} if row.is_call else {})
                )
            has_written = rows_in_tables() != before
            transaction.set_rollback(True)
        client.cookies = cookies
        return answer.status_code, has_written


def colleague_in(administration: Unit) -> Assignment:
    """An administrator of whom the cast knows nothing, whose entries wait for approval."""
    return make_assignment(
        administration, Role.SYSTEM_ADMINISTRATOR, f"Kim {administration.organisation.name}"
    )


def entries_of(prefix: str, by: Assignment, agreement: str) -> dict[str, int]:
    """What waits for a second person, by name for the table."""
    amount = enter_daily_amount(by=by, year=2030, kronor=Decimal(1), source="HSLF-FS 2029:99")
    termination = enter_termination(
        by=by,
        agreement=agreement,
        kind=EndingKind.WHOLE,
        day=timezone.localdate(),
        source="Beslut",
        decided_by_all=True,
    )
    amendment = enter_amendment(
        by=by,
        agreement=agreement,
        signed_on=timezone.localdate(),
        in_force_from=timezone.localdate(),
        what="Ett tillägg",
        source="Dnr 1",
    )
    decision = decide_issuing(by=by, first_month=month_named("2030-01"), issues=False, source="Beslut")
    sender = enter_invoice_sender(by=by, **SENDER)
    receiver = enter_invoice_receiver(by=by, **RECEIVER)
    waiting = (amount, termination, amendment, decision, sender, receiver)
    return {f"{prefix}{name}": row.pk for name, row in zip(ENTERED, waiting, strict=True)}


def planned_change_of(cast: Cast) -> int:
    """What a colleague of the region's controllers plans."""
    change = register_change(
        by=make_assignment(cast.region_finance, Role.REGION_CONTROLLER, "Rune Rot"),
        agreement="halland-2027",
        title="Ny avdelning",
        what="Avdelning 4B flyttar",
        takes_effect_on=timezone.localdate() + timedelta(days=30),
    )
    return change.pk


def told_by_mail(prefix: str, by: Assignment) -> dict[str, int]:
    """A unit's mail address, and a message that could not be sent there, by name for the table."""
    channel = mail_to(by, "enheten@example.se")
    told = Delivery.objects.filter(unit=by.unit, medium=Medium.INBOX).earliest("pk")
    failed = Delivery.objects.create(
        unit=by.unit,
        channel=channel,
        case=told.case,
        event=told.event,
        medium=Medium.MAIL,
        state=DeliveryState.FAILED,
        created_at=told.created_at,
        failed_at=told.created_at,
        fault="unreachable",
    )
    return {f"{prefix}channel": channel.pk, f"{prefix}failed": failed.pk}


def told_of_a_month(unit: Unit) -> int:
    """What stands in an office's inbox of a date that comes near."""
    now, kind = timezone.now(), AnnouncementKind.REGISTRATIONS_CLOSE
    announce([Announced(unit.pk, kind, "2027-03", now, -600, "/months/")], at=now)
    return Delivery.objects.get(unit=unit, announcement__kind=kind).pk


def rows_in_tables() -> dict[str, int]:
    """How many rows each table has; who is signed in is no record."""
    counts = " union all ".join(
        f"select '{name}', count(*) from {connection.ops.quote_name(name)}"  # noqa: S608  (our own tables)
        for name in connection.introspection.django_table_names()
        if name != "django_session"
    )
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return dict(cursor.fetchall())
