"""To whom a notice goes, as the ward's forms ask: proposed by routing, chosen where that gives none or several."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access.roles import OUTPATIENT_KINDS
from accounts.models import District, Organisation, Unit
from accounts.routing import route, routes_by_district
from agreements.places import MUNICIPALITIES
from coordination.actions.receivers import kinds_told, municipality_is_here, residents, units_of_municipality
from coordination.core.history import History
from coordination.core.needs import to_be_told
from coordination.core.standing import is_told, not_theirs, sent_back, told_in_vain
from coordination.core.states import Capacity
from coordination.opened_case import OpenedCase
from coordination.web.forms.fields import text_field
from coordination.web.forms.step_form import StepForm
from coordination.web.patient_words import municipality_name

LABELS = {
    Capacity.MUNICIPALITY: _("To the municipality"),
    Capacity.OUTPATIENT: _("To outpatient care"),
}
BY_DISTRICT = _("To the municipality, by the district where the patient lives")
CHOOSE_ONE = _("Choose unit")
OUTSIDE = "told_outside"


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit, and in a municipality with districts the one by which it receives; None where nobody knows which."""

    unit: Unit
    district: District | None = None
    is_by_district: bool = False

    @property
    def key(self) -> str:
        return f"{self.district.pk}:{self.unit.pk}" if self.district else str(self.unit.pk)

    @property
    def words(self) -> str:
        if not self.is_by_district:
            return self.unit.name
        district = self.district.name if self.district else _("District unknown")
        return f"{district}: {self.unit.name}"


class ReceiverFields(StepForm):
    """A field for each capacity that the law wants told and that nobody of has been told yet."""

    def __init__(self, opened: OpenedCase, data: Any = None) -> None:
        super().__init__(opened, data)
        self._choices: dict[str, Choice] = {}
        needs = opened.history.needs or frozenset()
        for capacity in sorted(to_be_told(needs)):
            if is_told(opened.history, capacity):
                continue
            if capacity is Capacity.MUNICIPALITY and not municipality_is_here(opened.case):
                if not opened.case.liable_municipality_code:
                    self.fields[capacity.value] = self._where_they_stay(opened)
                self.fields[OUTSIDE] = self._outside(opened)
            else:
                self.fields[capacity.value] = self._field(opened, capacity, kinds_told(capacity, needs))

    def said(self) -> dict[str, Any]:
        told = super().said()
        chosen = [told.pop(capacity.value, "") for capacity in LABELS]
        return told | {"units": [self._choices[key].unit for key in chosen if key]}

    def receivers(self, opened: OpenedCase) -> list[str]:
        """The units that are chosen as the form stands."""
        chosen = [self[capacity.value].value() for capacity in LABELS if capacity.value in self.fields]
        return [self._choices[key].unit.name for key in map(str, chosen) if key in self._choices]

    def chosen(self, capacity: Capacity) -> Choice | None:
        """What was chosen for that capacity, once the form is valid."""
        return self._choices.get(self.cleaned_data.get(capacity.value, ""))

    def _outside(self, opened: OpenedCase) -> forms.CharField:
        """Of a municipality that nobody here receives for: the ward tells it another way, and writes how."""
        where = municipality_name(opened.case.liable_municipality_code)
        help_text = (
            _(
                "%(municipality)s has no unit here. Tell it by phone or letter, and write whom you told and how. "
                "Until then the notice stands as not sent to it."
            )
            if opened.case.liable_municipality_code
            else _(
                "Only if the municipality where the patient stays can't be chosen above: whom you told, and how."
            )
        )
        return text_field(
            _("How you have told the municipality"),
            required=False,
            help_text=help_text % {"municipality": where},
        )

    def _where_they_stay(self, opened: OpenedCase) -> forms.ChoiceField:
        """Of who is registered nowhere: the ward chooses among all that are here, those of the region first."""
        intakes = Unit.objects.in_use().filter(
            is_default_intake=True, organisation__kind=Organisation.Kind.MUNICIPALITY
        )
        near: list[tuple[str, str]] = []
        far: list[tuple[str, str]] = []
        for unit in intakes.select_related("organisation"):
            choice = Choice(unit)
            self._choices[choice.key] = choice
            is_near = unit.organisation.region_code == opened.case.region_code
            (near if is_near else far).append((choice.key, f"{unit.organisation.name}: {unit.name}"))
        groups = [(_("In the region"), near), (_("Other municipalities"), far)]
        return forms.ChoiceField(
            label=_("To the municipality where the patient stays"),
            help_text=_(
                "The patient is registered nowhere in Sweden: no municipality can owe anything for the stay."
            ),
            choices=[("", CHOOSE_ONE), *((name, units) for name, units in groups if units)],
            required=False,
        )

    def _field(self, opened: OpenedCase, capacity: Capacity, kinds: frozenset[str]) -> forms.ChoiceField:
        patients = residents(opened.case, capacity)
        label = LABELS[capacity]
        others: tuple[Unit, ...] = ()
        if capacity is Capacity.MUNICIPALITY and (by_district := routes_by_district(patients, kinds)):
            label = BY_DISTRICT
            proposed = [
                Choice(unit, district, is_by_district=True)
                for district, routed in by_district.items()
                for unit in routed.units
            ]
            known = [one for one in proposed if one.district and one.district.pk == patients.district]
        else:
            proposed = [Choice(unit) for unit in route(patients, kinds).units]
            known = [one for one in proposed if one.unit.is_default_intake] or proposed
        if capacity is Capacity.OUTPATIENT:
            others = _other_outpatient_units(opened, [one.unit for one in proposed])
        elif not proposed:
            # Routing gives none and there is no default: the ward chooses, so that no notice is left unsent.
            others = tuple(units_of_municipality(opened.case))
        rest = [Choice(unit) for unit in others]
        came_back = capacity is Capacity.MUNICIPALITY and sent_back(opened.history) is not None
        vain = told_in_vain(opened.history)
        # Whoever sent it back, or had it taken back, stands chosen no more: one click would send it there again.
        is_chosen = len(known) == 1 and not came_back and known[0].unit.pk not in vain
        self._choices |= {one.key: one for one in (*proposed, *rest)}
        return forms.ChoiceField(
            label=label,
            help_text=_sent_back(opened.history) if capacity is Capacity.MUNICIPALITY else _listed(opened),
            choices=_options(proposed, rest, is_chosen=is_chosen),
            initial=known[0].key if is_chosen else "",
        )


def _other_outpatient_units(opened: OpenedCase, proposed: Iterable[Unit]) -> tuple[Unit, ...]:
    """Every other outpatient unit of the region, whoever runs it: the patient chooses where to be listed."""
    units = Unit.objects.in_use().filter(
        kind__in=OUTPATIENT_KINDS,
        organisation__region_code=opened.case.region_code,
        organisation__kind__in=[Organisation.Kind.REGION, Organisation.Kind.PRIVATE_PROVIDER],
    )
    return tuple(units.exclude(pk__in=[unit.pk for unit in proposed]))


def _listed(opened: OpenedCase) -> str:
    """Where the patient is listed, if somebody has said; and why a notice came back."""
    centre = opened.snapshot.listed_at
    listed = _("Listed with %(centre)s.") % {"centre": centre.name} if centre else ""
    if not (returned := not_theirs(opened.history)):
        return listed
    return " ".join(
        (_("It was sent back: %(reason)s.") % {"reason": returned.reason.rstrip(".")}, listed)
    ).strip()


def _sent_back(history: History) -> str:
    """What was said when the notice came back from a municipality, and what to do first."""
    returned = sent_back(history)
    if not returned:
        return ""
    thinks = (
        MUNICIPALITIES[returned.municipality].name
        if returned.municipality
        else _("another municipality, they don't know which")
    )
    return _(
        "It was sent back: %(reason)s. Right is, they think: %(municipality)s. If so, first correct the particulars of "
        "the patient."
    ) % {"reason": returned.reason, "municipality": thinks}


def _options(proposed: Iterable[Choice], others: Iterable[Choice], *, is_chosen: bool) -> list[Any]:
    one = [(choice.key, choice.words) for choice in proposed]
    rest = [(choice.key, choice.words) for choice in others]
    empty = [] if is_chosen and len(one) == 1 else [("", CHOOSE_ONE)]
    if not rest:
        return empty + one
    if not one:
        return [*empty, *rest]
    return [*empty, *one, (_("Other units in the region"), rest)]
