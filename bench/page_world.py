"""A region after years of use: 99 units with 300 open cases each, and an archive; beside it, the same when young.

The product's own actions tell some stays around one ward, one primary care centre and one intake. SQL copies them to
the other units under new ids, so that the product can open every case; copies differ in patient, number and units.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from uuid import UUID

import psycopg
from django.db import connection, transaction
from django.utils import timezone

from accounts.access.roles import Role
from accounts.models import Assignment, Organisation, Unit, UnitKind, UnitReception, User
from agreements.places import MUNICIPALITIES
from bench.copies import add_copies
from bench.figures import Figure, scaled
from bench.throwaway import Throwaway
from config.demo.case_story import CaseStory, Team
from config.demo.clock import Clock
from config.demo.open_cases import USUAL
from config.demo.patients import Patients
from config.demo.scenarios_ready import died_in_the_ward
from coordination.core.episodes import CareType
from coordination.core.states import OPEN
from coordination.models import Case, Event

REGION = "14"
TOWNS = [code for code in MUNICIPALITIES if code.startswith(REGION)][:33]
"""Each has an intake and a primary care centre, and there are as many wards."""
FIRST_UNIT = 900_001
WORK = (
    (UnitKind.WARD, "Avdelning", Role.WARD_NURSE),
    (UnitKind.PRIMARY_CARE, "Vårdcentral", Role.CARE_COORDINATOR),
    (UnitKind.INTAKE, "Biståndsenhet", Role.CASE_OFFICER),
)
WAITING, YOUNG_ARCHIVE, ARCHIVE = 10_000, 10_000, 190_000
EVENTS = 3_000_000
SMALL = "hemgang_small"
"""The database as it was with the young archive."""


def measured(database: Throwaway) -> Iterator[Figure]:
    with transaction.atomic():
        make_units()
        waiting, archived = tell_models(people()[: len(WORK)])
    with database.as_owner() as owner:
        add_copies(owner, waiting, scaled(WAITING), TOWNS, FIRST_UNIT)
        add_copies(owner, archived, scaled(YOUNG_ARCHIVE), TOWNS, FIRST_UNIT)
        owner.execute("vacuum analyze")
    connection.close()
    with psycopg.connect(database.owner_url, dbname="postgres", autocommit=True) as owner:
        owner.execute(f"create database {SMALL} template {connection.settings_dict['NAME']}")
    with database.as_owner() as owner:
        add_copies(owner, archived, scaled(ARCHIVE) - scaled(YOUNG_ARCHIVE), TOWNS, FIRST_UNIT)
        owner.execute("vacuum analyze")
    yield Figure("events stored", Event.objects.count(), scaled(EVENTS), at_least=True)


def people() -> list[Assignment]:
    """One in each unit: ward, primary care centre and intake of the first town, of the second, and so on."""
    return list(Assignment.objects.select_related("user", "unit").order_by("pk"))


def cases_of(assignment: Assignment) -> list[UUID]:
    """The open cases of the unit."""
    found = Case.objects.followed_by(assignment).filter(status__in=OPEN)
    return list(found.order_by("number").values_list("pk", flat=True))


def make_units() -> None:
    """Units under numbers that nothing else has, and in each a person whose assignment has the same number."""
    region = Organisation.objects.create(
        kind=Organisation.Kind.REGION, name="Västra Götalandsregionen", code=REGION, region_code=REGION
    )
    number = FIRST_UNIT
    for code in TOWNS:
        town = Organisation.objects.create(
            kind=Organisation.Kind.MUNICIPALITY, name=MUNICIPALITIES[code].name, code=code, region_code=REGION
        )
        for kind, name, role in WORK:
            unit = Unit.objects.create(
                pk=number,
                organisation=town if kind == UnitKind.INTAKE else region,
                name=f"{name} {number}",
                kind=kind,
                hsa_id=f"SE0000000000-B{number}",
                phone="070-174 06 05",
                is_default_intake=kind == UnitKind.INTAKE,
            )
            if kind != UnitKind.WARD:
                UnitReception.objects.create(unit=unit, municipality_code=code, care_type=CareType.SOMATIC)
            Assignment.objects.create(
                pk=number,
                user=User.objects.create_user(f"{number}@hemgang.example", name=f"Person {number}"),
                unit=unit,
                role=role,
                valid_from=timezone.now() - timedelta(days=4000),
                granted_by_command="bench",
            )
            number += 1


def tell_models(acting: Sequence[Assignment]) -> tuple[list[Case], list[Case]]:
    """Cases that wait for somebody and cases that are over, told by the product's actions in the first three units."""
    nurse, coordinator, officer = acting
    team = Team(nurse=nurse, physician="Love Lindgren", coordinator=coordinator, officer=officer)
    now = timezone.now().replace(second=0, microsecond=0)
    patients = Patients(now.date())

    def told(scenario: Callable[[CaseStory], None], ago: timedelta) -> Case:
        story = CaseStory(team, patients.one_in(TOWNS[0], CareType.SOMATIC), Clock(now - ago))
        scenario(story)
        return story.case

    waiting = [told(scenario, timedelta(minutes=37 * back)) for back in range(3) for scenario in USUAL]
    over = (went_home, went_home, went_home, died_in_the_ward)
    archived = [told(scenario, timedelta(days=60 + 97 * back)) for back in range(6) for scenario in over]
    return waiting, archived


def went_home(case: CaseStory) -> None:
    """A stay with nothing left to do, as most of an archive is."""
    day = case.clock.days_ago
    case.is_admitted(day(6, "09:10"))
    case.is_notified(day(6, "11:40"), home_at=day(1, "12:00"))
    case.all_receive(day(6, "13:00"))
    case.contact_is_appointed(day(5, "10:30"))
    case.all_give_basis(day(5, "11:05"))
    case.officer_is_named(day(5, "11:30"))
    case.treatment_plan_is_written(day(5, "15:10"))
    case.is_ready(day(3, "09:40"))
    case.all_receive(day(3, "10:20"))
    case.sip_is_called(day(3, "12:15"), meets_at=day(2, "13:00"))
    case.can_be_received(day(2, "14:00"), since=day(1, "08:00"))
    case.goes_home(day(1, "11:20"))
    case.others_are_informed(day(1, "11:40"))
