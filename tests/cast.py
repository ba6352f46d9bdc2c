"""The fixed cast of every test: three organisations around one patient, and the strangers who must see nothing.

`cast` is a fixture; `client_of(cast.nurse)` is her browser, `api_client_of(cast.nurse)` her system's key.
Names, HSA-ids and organisation numbers are invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.access.roles import Role
from accounts.actions.api_tokens import issue_token
from accounts.models import Assignment, CareType, Organisation, Unit, UnitKind, UnitReception, User
from accounts.web.session import CHOSEN

PASSWORD = "hemgång är bäst i mars"  # noqa: S105  (nobody's)


@dataclass(frozen=True)
class Cast:
    """Halland's ward, primary care and offices; Halmstad's intake and finance; strangers elsewhere."""

    halland: Organisation
    halmstad: Organisation
    kungsbacka: Organisation
    dalarna: Organisation

    ward: Unit
    primary_care: Unit
    psychiatry: Unit
    region_finance: Unit
    region_administration: Unit
    intake: Unit
    municipal_finance: Unit
    stranger_ward: Unit
    stranger_intake: Unit
    stranger_finance: Unit

    nurse: Assignment
    physician: Assignment
    coordinator: Assignment
    case_officer: Assignment
    region_controller: Assignment
    municipal_controller: Assignment
    unit_administrator: Assignment
    log_reviewer: Assignment
    system_administrator: Assignment
    stranger_nurse: Assignment
    stranger_officer: Assignment
    stranger_controller: Assignment

    def everybody(self) -> Iterator[tuple[str, Assignment]]:
        """Each assignment with its name, for tests that let everybody try."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Assignment):
                yield field.name, value


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def make_cast() -> Cast:
    """The cast in an empty database."""
    halland = make_organisation(Organisation.Kind.REGION, "Region Halland", "13")
    halmstad = make_organisation(Organisation.Kind.MUNICIPALITY, "Halmstads kommun", "1380")
    kungsbacka = make_organisation(Organisation.Kind.MUNICIPALITY, "Kungsbacka kommun", "1384")
    dalarna = make_organisation(Organisation.Kind.REGION, "Region Dalarna", "20")

    ward = make_unit(halland, "Avd 4B", UnitKind.WARD)
    primary_care = make_unit(halland, "Andersbergs vårdcentral", UnitKind.PRIMARY_CARE)
    psychiatry = make_unit(halland, "Öppenvårdspsykiatrin Halmstad", UnitKind.PSYCHIATRIC_OUTPATIENT)
    region_finance = make_unit(halland, "Ekonomi", UnitKind.FINANCE)
    region_administration = make_unit(halland, "Förvaltning", UnitKind.ADMINISTRATION)
    intake = make_unit(halmstad, "Biståndsenheten", UnitKind.INTAKE, is_default_intake=True)
    municipal_finance = make_unit(halmstad, "Ekonomikontoret", UnitKind.FINANCE)
    stranger_ward = make_unit(dalarna, "Avd 12", UnitKind.WARD)
    stranger_intake = make_unit(kungsbacka, "Mottagningen", UnitKind.INTAKE, is_default_intake=True)
    stranger_finance = make_unit(kungsbacka, "Ekonomienheten", UnitKind.FINANCE)

    UnitReception.objects.bulk_create(
        UnitReception(unit=unit, municipality_code="1380", care_type=care)
        for unit, care in [
            (primary_care, CareType.SOMATIC),
            (psychiatry, CareType.PSYCHIATRIC),
            (psychiatry, CareType.FORENSIC),
        ]
    )
    return Cast(
        halland=halland,
        halmstad=halmstad,
        kungsbacka=kungsbacka,
        dalarna=dalarna,
        ward=ward,
        primary_care=primary_care,
        psychiatry=psychiatry,
        region_finance=region_finance,
        region_administration=region_administration,
        intake=intake,
        municipal_finance=municipal_finance,
        stranger_ward=stranger_ward,
        stranger_intake=stranger_intake,
        stranger_finance=stranger_finance,
        nurse=make_assignment(ward, Role.WARD_NURSE, "Nora Nilsson"),
        physician=make_assignment(ward, Role.PHYSICIAN, "Love Lindgren"),
        coordinator=make_assignment(primary_care, Role.CARE_COORDINATOR, "Eva Ek"),
        case_officer=make_assignment(intake, Role.CASE_OFFICER, "Olle Olsson"),
        region_controller=make_assignment(region_finance, Role.REGION_CONTROLLER, "Rut Rask"),
        municipal_controller=make_assignment(municipal_finance, Role.MUNICIPAL_CONTROLLER, "Maj Modig"),
        unit_administrator=make_assignment(ward, Role.UNIT_ADMINISTRATOR, "Ulla Ulv"),
        log_reviewer=make_assignment(region_administration, Role.LOG_REVIEWER, "Lars Lugn"),
        system_administrator=make_assignment(region_administration, Role.SYSTEM_ADMINISTRATOR, "Signe Sjö"),
        stranger_nurse=make_assignment(stranger_ward, Role.WARD_NURSE, "Frida Främling"),
        stranger_officer=make_assignment(stranger_intake, Role.CASE_OFFICER, "Folke Fjärran"),
        stranger_controller=make_assignment(stranger_finance, Role.MUNICIPAL_CONTROLLER, "Frej Fjord"),
    )


def make_organisation(kind: Organisation.Kind, name: str, code: str = "", region: str = "") -> Organisation:
    return Organisation.objects.create(kind=kind, name=name, code=code, region_code=region or code[:2])


def make_unit(
    organisation: Organisation,
    name: str,
    kind: UnitKind,
    *,
    is_default_intake: bool = False,
    district: str = "",
) -> Unit:
    """A unit with an HSA-id that no unit of Sweden has: the organisation number in it is all nines."""
    return Unit.objects.create(
        organisation=organisation,
        name=name,
        kind=kind,
        hsa_id=f"SE9999999999-{organisation.pk}T{Unit.objects.count() + 1}",
        phone="010-000 00 00",
        is_default_intake=is_default_intake,
        district=district,
    )


def make_user(name: str) -> User:
    """A person without a password: `set_password` in the tests that sign in by one (Argon2 is slow on purpose)."""
    address = name.lower().replace(" ", ".").translate(str.maketrans("åäö", "aao"))
    return User.objects.create_user(f"{address}@example.se", name=name)


def make_assignment(unit: Unit, role: Role, who: str | User) -> Assignment:
    """An assignment since yesterday, without end."""
    user = who if isinstance(who, User) else make_user(who)
    yesterday = timezone.now() - timedelta(days=1)
    return Assignment.objects.create(
        user=user, unit=unit, role=role, valid_from=yesterday, granted_by_command="open_organisation"
    )


def end(assignment: Assignment) -> None:
    """Ends it now, as an operator of the installation would."""
    assignment.valid_to, assignment.ended_by_command = timezone.now(), "shell"
    assignment.save(update_fields=["valid_to", "ended_by_command"])


def client_of(assignment: Assignment) -> Client:
    """The browser of a person who has signed in and chosen the assignment."""
    client = Client()
    client.force_login(assignment.user)
    session = client.session
    session[CHOSEN] = assignment.pk
    session.save()
    return client


def api_client_of(assignment: Assignment) -> APIClient:
    """Another system with a key of the assignment."""
    tomorrow = timezone.now() + timedelta(days=1)
    secret = issue_token(assignment=assignment, label="journalsystemet", expires_at=tomorrow).secret
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client
