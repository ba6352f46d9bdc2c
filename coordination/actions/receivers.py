"""To which units a notice goes: by routing where that gives one unit, else by the sender's choice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Expression, Q

from accounts.access.roles import MUNICIPAL_KINDS, OUTPATIENT_KINDS
from accounts.models import Assignment, District, Organisation, Unit, UnitKind
from accounts.models.statements import Given, PreparedValues, is_among
from accounts.models.unit import UnitQuerySet
from accounts.routing import Residents, Route, routes_of
from coordination.core.history import History
from coordination.core.needs import Need, to_be_told
from coordination.core.receiver import Named, Receiver
from coordination.core.standing import is_told, sent_back, told_in_vain, units_notified
from coordination.core.states import Capacity
from coordination.errors import (
    MunicipalityIsHere,
    MunicipalityNotTold,
    NotInTheCase,
    ReceiverToBeChosen,
    UnsuitableReceiver,
)
from coordination.models import Case, Party


@dataclass(frozen=True, slots=True)
class Way:
    """What the ward says of the patient for a notice to find its way, where it says more than is known already."""

    district: District | None = None
    listed_at: Unit | None = None


NOTHING_NEW = Way()


def routes(case: Case, needs: frozenset[Need], way: Way = NOTHING_NEW) -> dict[Capacity, Route]:
    """Who receives by routing, for each capacity that the needs want told (LUS 2:1)."""
    told = sorted(to_be_told(needs))
    asked = [(residents(case, capacity, way), kinds_told(capacity, needs)) for capacity in told]
    return dict(zip(told, routes_of(asked), strict=True))


def residents(case: Case, capacity: Capacity, way: Way = NOTHING_NEW) -> Residents:
    """The patient as the routing table asks: liable is one municipality, and outpatient care is where they live."""
    known = case.snapshot
    is_municipal = capacity is Capacity.MUNICIPALITY
    return Residents(
        municipality=case.liable_municipality_code if is_municipal else case.municipality_code,
        care_type=case.care_type,
        district=way.district.pk if way.district else known.district_id,
        listed_at=way.listed_at.pk if way.listed_at else known.listed_at_id,
    )


def named(one: District | Unit | None) -> Named | None:
    """As events name it."""
    return Named(one.pk, one.name) if one else None


def centre(unit: Unit | None) -> Unit | None:
    """The primary care centre where a patient can be listed; raises `UnsuitableReceiver` for another unit."""
    if unit and (unit.archived_at or unit.kind != UnitKind.PRIMARY_CARE):
        raise UnsuitableReceiver(unit=unit.name)
    return unit


def kinds_told(capacity: Capacity, needs: frozenset[Need]) -> frozenset[str]:
    """The kinds of unit that are told in that capacity."""
    return _municipal_kinds(needs) if capacity is Capacity.MUNICIPALITY else OUTPATIENT_KINDS


def receivers_of_notice(
    case: Case, history: History, chosen: Collection[Unit], way: Way = NOTHING_NEW
) -> tuple[Receiver, ...]:
    """Who is to get an admission notice and has not had one: the chosen units, else the ones that routing gives.

    A capacity that somebody has been told for already gets another unit only by choice. A municipality without a unit
    here gets nothing: outpatient care can be told alone, and the ward says how it told the municipality.
    """
    needs = history.needs or frozenset()
    found: list[Receiver] = []
    for capacity, routed in routes(case, needs, way).items():
        suitable = [unit for unit in chosen if _suits(unit, capacity, case)]
        if not suitable and not is_told(history, capacity):
            if capacity is Capacity.MUNICIPALITY and not routed.units and not municipality_is_here(case):
                continue
            if capacity is Capacity.MUNICIPALITY and sent_back(history):
                # Routing knows no better than when it came back: the ward says who is to have it now.
                raise ReceiverToBeChosen(capacity=capacity.value)
            suitable = [_the_one_among(routed.units, capacity)]
            if suitable[0].pk in told_in_vain(history):
                raise ReceiverToBeChosen(capacity=capacity.value)
        found += [
            Receiver(unit.pk, unit.name, capacity, is_default=routed.is_default and unit in routed.units)
            for unit in suitable
        ]
    if stray := [unit for unit in chosen if unit.pk not in {receiver.unit for receiver in found}]:
        raise UnsuitableReceiver(unit=stray[0].name)
    return tuple(receiver for receiver in found if receiver.unit not in units_notified(history))


def receivers_of_readiness(case: Case, history: History, chosen: Collection[Unit]) -> tuple[Receiver, ...]:
    """Everybody told so far hears that the patient is ready; whom the needs want told besides, hears it first now.

    Nobody hears it twice: while a notice stands, it is sent on to those whom it has not reached.
    """
    everybody = _concerned(case, history, chosen)
    return tuple(one for one in everybody if one.unit not in history.units_told_ready)


def units_of_municipality(case: Case) -> UnitQuerySet:
    """Every unit by which the liable municipality could receive."""
    return Unit.objects.in_use().filter(
        kind__in=MUNICIPAL_KINDS,
        organisation__kind=Organisation.Kind.MUNICIPALITY,
        organisation__code=case.liable_municipality_code,
    )


def municipality_is_here(case: Case) -> bool:
    """Whether the liable municipality has a unit here: a patient may come from any, or be registered nowhere."""
    return units_of_municipality(case).exists()


def outside(said: str, case: Case) -> str:
    """How the municipality was told without being here; raises `MunicipalityIsHere`."""
    if said and municipality_is_here(case):
        raise MunicipalityIsHere
    return said


def somebody(receivers: tuple[Receiver, ...], told_outside: str, case: Case) -> tuple[Receiver, ...]:
    """The receivers; raises `MunicipalityNotTold` where there are none, and nobody has said how it was told."""
    if receivers or told_outside or municipality_is_here(case):
        return receivers
    raise MunicipalityNotTold


def _concerned(case: Case, history: History, chosen: Collection[Unit]) -> tuple[Receiver, ...]:
    wards = (Capacity.WARD, Capacity.FORMER_WARD)
    parties = (
        case.parties.filter(closed_at=None)
        .exclude(capacity__in=wards)
        .select_related("unit")
        .order_by("since", "pk")
    )
    told = tuple(Receiver(party.unit_id, party.unit.name, Capacity(party.capacity)) for party in parties)
    missing = {one for one in to_be_told(history.needs or frozenset()) if not _is_party(one, told, history)}
    if not missing and not chosen:
        return told
    known = {receiver.unit for receiver in told}
    more = receivers_of_notice(case, history, chosen)
    return told + tuple(one for one in more if one.unit not in known)


def chosen_parties(case: Case, chosen: Collection[Unit], *, by: Assignment) -> tuple[Receiver, ...]:
    """The chosen units, which must follow the case and be others than the sender's; raises `NotInTheCase`."""
    parties = case.parties.exclude(capacity=Capacity.FORMER_WARD).filter(closed_at=None)
    capacity_of = {unit: Capacity(capacity) for unit, capacity in parties.values_list("unit_id", "capacity")}
    if stray := [unit for unit in chosen if unit.pk not in capacity_of or unit.pk == by.unit_id]:
        raise NotInTheCase(unit=stray[0].name)
    return tuple(Receiver(unit.pk, unit.name, capacity_of[unit.pk]) for unit in chosen)


def units_with_notice(case: Case, history: History) -> tuple[Receiver, ...]:
    """Who has had the admission notice, or taken it over, and follows the case."""
    sent = {receiver.unit for _, notice in history.notices for receiver in notice.receivers}
    parties = (
        case.parties.filter(closed_at=None, unit__in=sent).select_related("unit").order_by("since", "pk")
    )
    return tuple(Receiver(party.unit_id, party.unit.name, Capacity(party.capacity)) for party in parties)


def one_to_take_over(chosen: Unit, *, by: Assignment, capacity: Capacity, case: Case) -> Receiver:
    """The chosen unit, to which the sender's hands over; raises `UnsuitableReceiver` for one that can't take over."""
    asked = colleagues if chosen.organisation_id == by.unit.organisation_id else centres_elsewhere
    if not asked(by=by, capacity=capacity, case=case).filter(pk=chosen.pk).exists():
        raise UnsuitableReceiver(unit=chosen.name)
    return Receiver(chosen.pk, chosen.name, capacity)


def colleagues(*, by: Assignment, capacity: Capacity, case: Case) -> UnitQuerySet:
    """The units of the sender's own organisation that can be in the case as it is, and are not."""
    ours = _not_in(case.pk).filter(organisation=by.unit.organisation_id)
    return ours.filter(kind__in=_kinds_as(capacity))


def centres_elsewhere(*, by: Assignment, capacity: Capacity, case: Case) -> UnitQuerySet:
    """Other care providers' primary care centres in the region, to which outpatient care can hand over."""
    if capacity is not Capacity.OUTPATIENT:
        return Unit.objects.none()
    centres = _not_in(case.pk).filter(kind=UnitKind.PRIMARY_CARE, organisation__region_code=case.region_code)
    return centres.exclude(organisation=by.unit.organisation_id)


def can_be_handed_over(*, by: Assignment, capacity: Capacity, case: Case) -> bool:
    """Whether there may be anybody to hand over to: asked whenever a case is shown."""
    kinds = sorted(_kinds_as(capacity))
    region = case.region_code if capacity is Capacity.OUTPATIENT else ""
    given = {"organisation": by.unit.organisation_id, "kinds": kinds, "region": region, "case": case.pk}
    return bool(ANY_TO_TAKE_OVER(**given))


def _kinds_as(capacity: Capacity) -> frozenset[str]:
    return MUNICIPAL_KINDS if capacity is Capacity.MUNICIPALITY else OUTPATIENT_KINDS


def _not_in(case: UUID | Expression) -> UnitQuerySet:
    """The units in use that are no party to the case."""
    parties = Party.objects.filter(case=case, closed_at=None).values("unit")
    return Unit.objects.in_use().exclude(pk__in=parties)


ANY_TO_TAKE_OVER = PreparedValues(
    lambda: (
        _not_in(Given("case"))
        .filter(
            Q(is_among("kind", "kinds", "text"), organisation=Given("organisation"))
            | Q(kind=UnitKind.PRIMARY_CARE, organisation__region_code=Given("region"))
        )
        .values_list("pk")[:1]
    )
)


def _is_party(capacity: Capacity, told: Collection[Receiver], history: History) -> bool:
    """Whether somebody of that capacity knows of the patient: of municipalities, the one that is liable now."""
    return any(one.capacity is capacity for one in told) and not (
        history.notified_at(capacity) is not None and not is_told(history, capacity)
    )


def _the_one_among(units: Iterable[Unit], capacity: Capacity) -> Unit:
    """The only one, or the municipality's default intake among several."""
    units = tuple(units)
    defaults = tuple(unit for unit in units if unit.is_default_intake)
    if len(units) == 1 or len(defaults) == 1:
        return (defaults or units)[0]
    raise ReceiverToBeChosen(capacity=capacity.value)


def _municipal_kinds(needs: frozenset[Need]) -> frozenset[str]:
    kinds = {UnitKind.INTAKE.value, UnitKind.SOCIAL_PSYCHIATRY.value}
    if Need.MUNICIPAL_HEALTH_CARE in needs:
        kinds.add(UnitKind.MUNICIPAL_HEALTH_CARE.value)
    return frozenset(kinds)


def _suits(unit: Unit, capacity: Capacity, case: Case) -> bool:
    """A patient may be listed with any outpatient unit, but has one liable municipality.

    Who is registered nowhere has none (LUS 5:2): there the ward says where the patient stays.
    """
    if unit.archived_at is not None:
        return False
    if capacity is Capacity.OUTPATIENT:
        return unit.kind in OUTPATIENT_KINDS
    organisation = unit.organisation
    return (
        organisation.kind == Organisation.Kind.MUNICIPALITY
        and case.liable_municipality_code in ("", organisation.code)
        and unit.kind in _municipal_kinds(frozenset(Need))
    )
