"""Who works in the demo: people to sign in as, and colleagues who act in the cases but never sign in."""

from dataclasses import dataclass
from datetime import datetime

from accounts.access.roles import Role
from accounts.models import Assignment, Unit, UnitKind, User
from config.demo.names import invented_names

HOST = "hemgang.example"
"""`.example` is kept for examples: no mail ever leaves for it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to sign in as. Both names begin alike, so that everybody sees who is invented."""

    name: str
    title: str
    role: Role
    unit: str
    also: tuple[tuple[Role, str], ...] = ()


SIGN_IN_PEOPLE = (
    Person("Nora Nilsson", "sjuksköterska", Role.WARD_NURSE, "ward 4b"),
    Person("Love Lindgren", "överläkare", Role.PHYSICIAN, "ward 4b"),
    Person(
        "Tova Tallberg",
        "sjuksköterska",
        Role.WARD_NURSE,
        "ward 6a",
        also=((Role.UNIT_ADMINISTRATOR, "ward 4b"),),
    ),
    Person("Petra Palm", "sjuksköterska", Role.WARD_NURSE, "ward 71"),
    Person("Eva Ek", "distriktssköterska", Role.CARE_COORDINATOR, "primary care 1380"),
    Person("Ylva Ydén", "vårdsamordnare", Role.CARE_COORDINATOR, "psychiatry 1315"),
    Person("Rut Rask", "controller", Role.REGION_CONTROLLER, "finance 13"),
    Person("Rolf Rosén", "controller", Role.REGION_CONTROLLER, "finance 13"),
    Person("Lars Lugn", "informationssäkerhetssamordnare", Role.LOG_REVIEWER, "administration 13"),
    Person("Signe Sjö", "systemförvaltare", Role.SYSTEM_ADMINISTRATOR, "administration 13"),
    Person("Sune Strid", "systemförvaltare", Role.SYSTEM_ADMINISTRATOR, "administration 13"),
    Person("Olle Olsson", "biståndshandläggare", Role.CASE_OFFICER, "intake 1380"),
    Person("Sigrid Sten", "socialsekreterare", Role.CASE_OFFICER, "social psychiatry 1380"),
    Person("Maj Modig", "controller", Role.MUNICIPAL_CONTROLLER, "finance 1380"),
    Person("Frida Frost", "sjuksköterska", Role.WARD_NURSE, "ward 12"),
    Person("Disa Dahl", "distriktssköterska", Role.CARE_COORDINATOR, "primary care 2080"),
    Person("Roger Rönn", "controller", Role.REGION_CONTROLLER, "finance 20"),
    Person("Gunnar Gran", "biståndshandläggare", Role.CASE_OFFICER, "intake 2080"),
    Person("Karin Kvist", "controller", Role.MUNICIPAL_CONTROLLER, "finance 2080"),
    Person("Vera Vik", "sjuksköterska", Role.WARD_NURSE, "ward 30"),
    Person("Hanna Holm", "distriktssköterska", Role.CARE_COORDINATOR, "primary care 1480"),
    Person("Ragna Ros", "controller", Role.REGION_CONTROLLER, "finance 14"),
    Person("Björn Berg", "biståndshandläggare", Role.CASE_OFFICER, "intake 1480"),
    Person("Göran Glad", "controller", Role.MUNICIPAL_CONTROLLER, "finance 1480"),
    Person("Lova Lind", "sjuksköterska", Role.WARD_NURSE, "ward 3"),
    Person("Tuva Tjäder", "distriktssköterska", Role.CARE_COORDINATOR, "primary care 2580"),
    Person("Arvid Alm", "biståndshandläggare", Role.CASE_OFFICER, "intake 2580"),
)

WORK = {
    UnitKind.WARD: (Role.WARD_NURSE, "sjuksköterska"),
    UnitKind.PRIMARY_CARE: (Role.CARE_COORDINATOR, "distriktssköterska"),
    UnitKind.PSYCHIATRIC_OUTPATIENT: (Role.CARE_COORDINATOR, "vårdsamordnare"),
    UnitKind.INTAKE: (Role.CASE_OFFICER, "biståndshandläggare"),
    UnitKind.MUNICIPAL_HEALTH_CARE: (Role.CASE_OFFICER, "kommunsjuksköterska"),
    UnitKind.SOCIAL_PSYCHIATRY: (Role.CASE_OFFICER, "socialsekreterare"),
}
"""What a colleague works as, by the kind of unit. Offices need none: nobody there acts in a case."""


def make_people(units: dict[str, Unit], *, since: datetime) -> dict[str, Assignment]:
    """Stores the people with their assignments; gives, by the unit's key, who acts for it in cases."""
    colleagues = _colleagues(units)
    users = User.objects.bulk_create(
        _user(person.name, person.title, is_demo=index < len(SIGN_IN_PEOPLE))
        for index, person in enumerate((*SIGN_IN_PEOPLE, *colleagues))
    )
    assignments = [
        (
            key,
            Assignment(
                user=user,
                unit=units[key],
                role=role,
                valid_from=since,
                granted_by_command="load_demo_world",
            ),
        )
        for user, person in zip(users, (*SIGN_IN_PEOPLE, *colleagues), strict=True)
        for role, key in ((person.role, person.unit), *person.also)
    ]
    Assignment.objects.bulk_create(assignment for _, assignment in assignments)
    acting: dict[str, Assignment] = {}
    for key, assignment in assignments:
        if WORK.get(UnitKind(assignment.unit.kind), (None,))[0] == assignment.role:
            acting.setdefault(key, assignment)
    return acting


def _colleagues(units: dict[str, Unit]) -> list[Person]:
    """One for every unit that acts in cases and has nobody to sign in as."""
    names = invented_names("colleagues")
    manned = {person.unit for person in SIGN_IN_PEOPLE}
    return [
        Person(next(names).full, title, role, key)
        for key, unit in units.items()
        if key not in manned and (work := WORK.get(UnitKind(unit.kind)))
        for role, title in [work]
    ]


def _user(name: str, title: str, *, is_demo: bool) -> User:
    """Nobody has a password: some sign in by a click in the demo, the others never."""
    address = name.lower().replace(" ", ".").translate(str.maketrans("åäöéü", "aaoeu"))
    user = User(email=f"{address}@{HOST}", name=name, title=title, is_demo=is_demo)
    user.set_unusable_password()
    return user
