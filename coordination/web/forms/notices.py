"""The ward's two notices, and to whom they go: as routing says, or chosen where it gives none or several."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.access.roles import MUNICIPAL_KINDS, OUTPATIENT_KINDS
from accounts.models import Organisation, Unit
from agreements.places import MUNICIPALITIES
from coordination.actions.receivers import to_be_chosen_among
from coordination.core.addressing import NoticeReturned
from coordination.core.events import DischargeReadySent, ReadinessGround
from coordination.core.history import History
from coordination.core.standing import is_told
from coordination.core.states import Capacity
from coordination.opened_case import OpenedCase
from coordination.web.forms.extension import WithExtension
from coordination.web.forms.fields import choices, person_field
from coordination.web.forms.step_form import StepForm
from coordination.web.forms.times import ClockField
from coordination.web.words import READINESS_GROUND

LABELS = {
    Capacity.MUNICIPALITY: _("To the municipality"),
    Capacity.OUTPATIENT: _("To outpatient care"),
}
CHOOSE_ONE = _("Choose unit")


class ReceiverFields(StepForm):
    """A field for each capacity that the law wants told and that nobody of has been told yet."""

    def __init__(self, opened: OpenedCase, data: Any = None) -> None:
        super().__init__(opened, data)
        self._units: dict[str, Unit] = {}
        self.fields |= dict(self._receiver_fields(opened))

    def said(self) -> dict[str, Any]:
        told = super().said()
        chosen = [told.pop(capacity.value, "") for capacity in LABELS]
        return told | {"units": [self._units[key] for key in chosen if key]}

    def receivers(self, opened: OpenedCase) -> list[str]:
        """The units that are chosen as the form stands."""
        chosen = [self[capacity.value].value() for capacity in LABELS if capacity.value in self.fields]
        return [self._units[key].name for key in map(str, chosen) if key in self._units]

    def _receiver_fields(self, opened: OpenedCase) -> Any:
        history = opened.history
        for capacity, proposed in to_be_chosen_among(opened.case, history.needs or frozenset()).items():
            if is_told(history, capacity):
                continue
            if capacity is Capacity.OUTPATIENT:
                others = _other_outpatient_units(opened, proposed)
            else:
                others = () if proposed else _every_unit_of_the_municipality(opened)
            self._units |= {str(unit.pk): unit for unit in (*proposed, *others)}
            preferred = [unit for unit in proposed if unit.is_default_intake] or proposed
            yield (
                capacity.value,
                forms.ChoiceField(
                    label=LABELS[capacity],
                    help_text=_sent_back(history) if capacity is Capacity.MUNICIPALITY else "",
                    choices=_choices(proposed, others),
                    initial=str(preferred[0].pk) if len(preferred) == 1 else "",
                ),
            )


class AdmissionNoticeForm(WithExtension, ReceiverFields):
    """The law's notice has four things in it, and the case knows all but perhaps the last."""

    estimated_discharge_at = ClockField(label=_("Estimated discharge"))

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        return {"estimated_discharge_at": opened.case.estimated_discharge_at}


class DischargeReadyForm(ReceiverFields):
    """That the patient no longer needs inpatient care."""

    optional = ("ground",)

    physician = person_field(_("Physician who assessed"))
    assessed_at = ClockField(label=_("Assessed at"))
    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=choices(READINESS_GROUND),
        initial=ReadinessGround.ASSESSMENT.value,
        widget=forms.RadioSelect,
        required=False,
    )

    def proposed(self, opened: OpenedCase) -> dict[str, Any]:
        standing = opened.history.standing_notice
        if standing and isinstance(notice := standing.payload, DischargeReadySent):
            # It is sent on as it is.
            return {
                "physician": notice.physician,
                "assessed_at": notice.assessed_at,
                "ground": notice.ground.value,
            }
        found = opened.history.findings
        physician = found[-1].assessment.physician if found else ""
        return {"physician": physician, "assessed_at": opened.now}

    def receivers(self, opened: OpenedCase) -> list[str]:
        """Everybody in the case who has not had the notice, and whom the needs want told besides."""
        told = opened.history.units_told_ready
        parties = [
            party.unit.name for party in opened.followers if party.unit_id not in (*told, opened.by.unit_id)
        ]
        return parties + super().receivers(opened)

    def said(self) -> dict[str, Any]:
        return super().said() | {
            "ground": ReadinessGround(self.cleaned_data["ground"] or ReadinessGround.ASSESSMENT)
        }


def _every_unit_of_the_municipality(opened: OpenedCase) -> tuple[Unit, ...]:
    """Where routing gives none and there is no default: the ward chooses, so that no notice is left unsent."""
    return tuple(
        Unit.objects.in_use().filter(
            kind__in=MUNICIPAL_KINDS,
            organisation__kind=Organisation.Kind.MUNICIPALITY,
            organisation__code=opened.case.liable_municipality_code,
        )
    )


def _other_outpatient_units(opened: OpenedCase, proposed: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Every other outpatient unit of the region, whoever runs it: the patient chooses where to be listed."""
    units = Unit.objects.in_use().filter(
        kind__in=OUTPATIENT_KINDS,
        organisation__region_code=opened.case.region_code,
        organisation__kind__in=[Organisation.Kind.REGION, Organisation.Kind.PRIVATE_PROVIDER],
    )
    return tuple(units.exclude(pk__in=[unit.pk for unit in proposed]))


def _sent_back(history: History) -> str:
    """What was said when the notice came back from a municipality, and what to do first."""
    returned = history.payloads(NoticeReturned)
    if not returned:
        return ""
    municipality = returned[-1][1].municipality
    thinks = (
        MUNICIPALITIES[municipality].name
        if municipality
        else _("another municipality, they don't know which")
    )
    return _(
        "It was sent back: %(reason)s. Right is, they think: %(municipality)s. If so, first correct the particulars of "
        "the patient."
    ) % {"reason": returned[-1][1].reason, "municipality": thinks}


def _choices(proposed: tuple[Unit, ...], others: tuple[Unit, ...]) -> list[Any]:
    one = [(str(unit.pk), unit.name) for unit in proposed]
    rest = [(str(unit.pk), unit.name) for unit in others]
    empty = [] if len(one) == 1 else [("", CHOOSE_ONE)]
    if not rest:
        return empty + one
    if not one:
        return [*empty, *rest]
    return [*empty, *one, (_("Other units in the region"), rest)]
