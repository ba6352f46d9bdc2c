"""The demo world, loaded: something for everybody to do, every state of a case, and months that can be billed."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from accounts.access.permissions import Permission
from accounts.access.policy import may
from accounts.access.roles import Role
from accounts.models import Assignment, Organisation, Unit, User
from accounts.web.sign_in import demo_people
from billing.exports.files import E_INVOICE
from billing.exports.invoice import invoice_of
from billing.models import BilledMonth, Correction, Dispute, Sending, Statement, StatementLine
from billing.statements.recomputing import verdict
from billing.statements.stored import content_of
from billing.texts.daily_amounts import daily_amounts
from config.demo.amounts import SOURCE
from config.demo.clock import Clock, clock_at
from config.demo.places import HALLAND, REGIONS
from config.demo.world import load_world
from coordination.actions import plans
from coordination.core.history import History
from coordination.core.identities import IdentityType
from coordination.core.plan_versions import care_plans
from coordination.core.states import Capacity, Status, Step
from coordination.models import Case, Deadline, EpisodeFacts, Event, Party, Patient
from coordination.worklist_query import totals
from tests.billing_exports.documents import read, schema_faults
from tests.cast import Cast
from tests.coordination.stored import known_at

TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class World:
    clock: Clock
    said: list[str]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[World]:
    """Loaded once for the tests that only look, with the year of one region; none of it stays."""
    clock, said = clock_at(TODAY, timezone.now()), list[str]()
    with django_db_blocker.unblock(), transaction.atomic():
        load_world(clock, said.append, told_of=[one for one in REGIONS if one.code == HALLAND])
        yield World(clock, said)
        transaction.set_rollback(True)


def test_it_says_how_far_it_is(world: World) -> None:
    assert len(world.said) == 6
    assert "finished stays around Halmstad" in world.said[3]


def test_it_has_cases_in_every_state(world: World) -> None:
    states = set(Case.objects.values_list("status", flat=True))
    assert states == {status.value for status in Status}
    assert Case.objects.filter(source=Case.Source.SYSTEM).count() > 50


def test_it_takes_every_step_that_people_take(world: World) -> None:
    taken = set(Event.objects.values_list("step", flat=True))
    assert taken == {step.value for step in Step}


def test_it_has_deadlines_met_missed_and_ahead(world: World) -> None:
    now = world.clock.now
    for kind in set(Deadline.objects.values_list("kind", flat=True)):
        of_kind = Deadline.objects.filter(kind=kind)
        assert of_kind.filter(met_at__isnull=False).exists(), kind
        assert of_kind.still_to_do().filter(due_at__gt=now).exists(), kind
    late = Deadline.objects.still_to_do().filter(due_at__lt=now, is_binding=True)
    assert set(late.values_list("kind", flat=True)) == {"admission_notice", "receipt", "sip_call"}


@pytest.mark.parametrize(
    ("name", "capacity", "wanted"),
    [
        ("Nora Nilsson", Capacity.WARD, ("late", "today", "later")),
        ("Eva Ek", Capacity.OUTPATIENT, ("late", "today", "later")),
        ("Olle Olsson", Capacity.MUNICIPALITY, ("late", "today")),
        ("Petra Palm", Capacity.WARD, ("today",)),
        ("Tova Tallberg", Capacity.WARD, ("today",)),
        ("Frida Frost", Capacity.WARD, ("late", "today", "later")),
        ("Disa Dahl", Capacity.OUTPATIENT, ("late", "today", "later")),
        ("Gunnar Gran", Capacity.MUNICIPALITY, ("late", "today")),
        ("Vera Vik", Capacity.WARD, ("late", "today", "later")),
        ("Hanna Holm", Capacity.OUTPATIENT, ("late", "today", "later")),
        ("Björn Berg", Capacity.MUNICIPALITY, ("late", "today")),
        ("Ylva Ydén", Capacity.OUTPATIENT, ("today",)),
        ("Sigrid Sten", Capacity.MUNICIPALITY, ("today",)),
        ("Lova Lind", Capacity.WARD, ("late", "today", "later")),
        ("Tuva Tjäder", Capacity.OUTPATIENT, ("late", "today", "later")),
        ("Arvid Alm", Capacity.MUNICIPALITY, ("late", "today")),
    ],
)
def test_it_gives_everybody_something_to_do(
    world: World, name: str, capacity: Capacity, wanted: tuple[str, ...]
) -> None:
    everywhere = Assignment.objects.with_place().filter(user__name=name)
    assignment = next(one for one in everywhere if may(one, Permission.READ_CASE))
    found = totals(assignment, world.clock.now)
    for group in wanted:
        assert getattr(found, group) > 0, found


def test_it_shows_what_is_wanted_at_once_before_what_is_due_later(world: World) -> None:
    officer = Assignment.objects.with_place().get(user__name="Olle Olsson")
    wanted = Party.objects.filter(unit=officer.unit, wanted_step=Step.RECEPTION_ACCEPTED)
    assert wanted.filter(next_kind="planning_basis", next_due_at__gt=world.clock.now).exists()


def test_its_people_can_adjust_a_coordinated_care_plan_together(world: World) -> None:
    """By those who sign in, with nobody else's help: then the plan is established."""
    for case in Case.objects.filter(parties__wanted_step=Step.CARE_PLAN_ADJUSTED).distinct():
        units = case.parties.filter(wanted_step=Step.CARE_PLAN_ADJUSTED, closed_at=None).values("unit")
        people = Assignment.objects.filter(unit__in=units, user__is_demo=True)
        assert {one.user.name for one in people.select_related("user")} == {"Ylva Ydén", "Sigrid Sten"}
        with transaction.atomic():
            for one in people.with_place():
                plans.adjust_care_plan(case_id=case.pk, by=one, occurred_at=world.clock.now)
            history = History(case.events.recorded())
            assert not care_plans(history)[-1].unsigned
            transaction.set_rollback(True)
        return
    pytest.fail("no plan waits to be adjusted")


def test_its_tracks_are_shown_in_norrbotten(world: World) -> None:
    nurse = Assignment.objects.with_place().get(user__name="Lova Lind")
    tracks = {History(case.events.recorded()).track for case in Case.objects.listed_for(nurse)} - {None}
    assert {one.code for one in tracks if one} == {"blue", "green"}


def test_it_has_people_of_every_role_and_one_with_two_assignments(world: World) -> None:
    people = list(demo_people())
    assert {one.role for one in people} == {role.value for role in Role}
    assert len(people) == len({one.user_id for one in people}) + 1


def test_it_gives_nobody_a_password(world: World) -> None:
    assert User.objects.filter(is_demo=False).exists()
    for user in User.objects.all():
        assert not user.has_usable_password()


def test_it_has_units_that_pass_their_own_checks(world: World) -> None:
    for organisation in Organisation.objects.all():
        organisation.full_clean()
    for unit in Unit.objects.select_related("organisation"):
        unit.full_clean(validate_constraints=False)
    for assignment in Assignment.objects.with_place():
        assignment.clean()


def test_it_registers_what_happened_when_it_happened(world: World) -> None:
    told_late = Event.objects.filter(by__isnull=False).exclude(case__status=Status.IMPORTED)
    lags = {round((one.registered_at - one.occurred_at) / timedelta(hours=1)) for one in told_late}
    assert lags == {0, 8}
    assert not Event.objects.filter(registered_at__gt=world.clock.now).exists()


def test_it_has_patients_with_unusual_identities(world: World) -> None:
    assert Patient.objects.filter(has_protected_identity=True).count() == 2
    types = set(Patient.objects.values_list("identity_type", flat=True))
    assert types == {kind.value for kind in IdentityType}
    assert Case.objects.exclude(placing_municipality_code="").filter(patient__isnull=False).exists()


def test_it_knows_a_month_otherwise_after_the_seventh(world: World) -> None:
    october = EpisodeFacts.objects.filter(
        region_code=HALLAND, discharged_at__gte="2026-10-01", discharged_at__lt="2026-11-01"
    )
    on_the_7th = world.clock.days_ago(TODAY.day - 7, "23:59")
    in_time = set(known_at(october, on_the_7th).values_list("episode_id", flat=True))
    since = set(october.latest().values_list("episode_id", flat=True))
    assert len(in_time) > 100
    assert in_time < since
    assert october.filter(superseded_at__gt=on_the_7th).exists()


def test_it_has_a_month_at_each_point_of_its_life(world: World) -> None:
    of_halmstad = BilledMonth.objects.filter(municipality_code="1380").order_by("month")
    assert [month.status for month in of_halmstad][-5:] == [
        "disputed",
        "paid",
        "issued",
        "reviewed",
        "closed",
    ]
    others = BilledMonth.objects.exclude(municipality_code="1380")
    assert set(others.values_list("status", flat=True)) <= {"closed"}
    # The first was taken back, and issued anew with what had come late.
    numbers = [f"13-{TODAY.year}-000{place}" for place in range(1, 6)]
    issued = Statement.objects.order_by("place")
    assert [one.number for one in issued] == numbers
    assert [one.kind for one in issued] == ["statement", "credit_note", *["statement"] * 3]
    assert all(verdict(one).is_same_again for one in issued)


def test_it_sends_an_invoice_and_a_voucher_of_what_it_issues(world: World) -> None:
    owed = Statement.objects.exclude(amount=0)
    assert (
        Sending.objects.filter(statement__in=owed).count() == Sending.objects.count() == 2 * owed.count() > 0
    )
    for statement in owed:
        content = content_of(statement)
        assert abs(invoice_of(statement, content).without_tax) == abs(statement.amount)
        assert schema_faults(read(E_INVOICE.make(statement, content))) == []


def test_it_has_a_correction_that_counts_one_that_waits_and_an_open_dispute(world: World) -> None:
    counted, waiting = Correction.objects.order_by("pk")
    assert (counted.decision, waiting.decision) == ("accepted", "")
    lines = StatementLine.objects.filter(part__statement__month=counted.month, episode_id=counted.episode_id)
    assert [line.corrections[0]["number"] for line in lines] == [counted.pk, counted.pk]
    dispute = Dispute.objects.get()
    assert (dispute.status, dispute.statement.month) == ("in_analysis", counted.month)
    assert 0 < dispute.held_amount < dispute.statement.amount


def test_it_bills_with_an_amount_that_says_that_it_is_invented(world: World) -> None:
    amounts = daily_amounts().of("13")
    for year in (TODAY.year - 1, TODAY.year):
        assert amounts[year].source == SOURCE
    assert amounts[2020].source != SOURCE


def load(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_demo_world", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_it_changes_nothing_the_second_time_and_says_who_is_there(world: World, settings: Settings) -> None:
    settings.DEMO = True
    before = [model.objects.count() for model in (Organisation, User, Case, Event, Deadline)]
    out, err = load()
    assert [model.objects.count() for model in (Organisation, User, Case, Event, Deadline)] == before
    assert "nothing was changed" in err
    assert "Nora Nilsson" in out


def test_it_stays_out_of_a_database_with_organisations_of_its_own(cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    with pytest.raises(CommandError, match="not the demo's"):
        load()
    assert not User.objects.filter(is_demo=True).exists()


def test_it_stays_out_where_nothing_is_a_demo(db: None, settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=yes"):
        load()
    assert not Organisation.objects.exists()
