"""Admitting a patient: the form, filled in for those whom the care provider has met before, and the new case."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access.permissions import Permission
from accounts.access.policy import NotAllowed, require
from accounts.audit import record_look
from accounts.errors import DomainError
from accounts.models import Assignment, CareType
from accounts.web.kept_form import keeps_what_was_typed, typed_before
from accounts.web.middleware import assignment_of
from coordination.actions import admissions, transfers
from coordination.core import episodes
from coordination.core.needs import Consent
from coordination.core.states import Step
from coordination.errors import AdmittedElsewhere
from coordination.models import Case, PatientSnapshot
from coordination.web.forms.admission import ABROAD, AdmissionForm

# Beside which field a refusal stands that names none.
FIELD_OF_REFUSAL = {
    "in_the_future": "admitted_at",
    "overlapping_stay": "admitted_at",
    "before_admission": "admitted_at",
    "before_transfer": "admitted_at",
    "estimate_passed": "estimated_discharge_at",
    "later_stay": "is_earlier_stay",
}
# A refusal's name of a field, and the form's.
FIELD_OF = {
    "occurred_at": "admitted_at",
    "assessed_at": "assessed_at",
    "estimated_discharge_at": "estimated_discharge_at",
}


@keeps_what_was_typed
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def new_case(request: HttpRequest) -> HttpResponse:
    """Shows the form, fills it in by the identity number, or registers the admission."""
    by = assignment_of(request)
    require(by, Permission.REGISTER_ADMISSION)
    if request.method == "GET" and (typed := typed_before(request)):
        form = AdmissionForm(by, typed)
        form.is_valid()
        return _show_again(request, by, form, status=200)
    if request.method == "GET":
        return _show(request, AdmissionForm(by, care_type=_usual_care_type(by)))
    form = AdmissionForm(by, request.POST)
    if "look_up" in request.POST:
        return _filled_in(request, by, form)
    if not form.is_valid():
        return _show_again(request, by, form, status=422)
    try:
        if "take_over" in request.POST:
            return _taken_over(request, by, form)
        case = _register(by, form)
    except NotAllowed:
        raise
    except DomainError as error:
        _refuse(form, error)
        may_take_over = isinstance(error, AdmittedElsewhere)
        return _show_again(request, by, form, status=409, may_take_over=may_take_over)
    messages.success(request, _("The patient is admitted. Case number %(number)s.") % {"number": case.number})
    if form.cleaned_data["needs"]:
        return redirect("step", case.pk, Step.ADMISSION_NOTICE_SENT)
    return redirect("case", case.pk)


def _register(by: Assignment, form: AdmissionForm) -> Case:
    told = form.cleaned_data
    return admissions.register(
        by=by,
        patient=form.patient(),
        care_type=episodes.CareType(told["care_type"]),
        admitted_at=told["admitted_at"],
        assessment=form.assessment(),
        consent=Consent(told["consent"]),
        estimated_discharge_at=told["estimated_discharge_at"],
        placing_municipality_code=told["placing_municipality_code"] or None,
        is_earlier_stay=told["is_earlier_stay"],
        idempotency_key=told["key"],
    )


def _refuse(form: AdmissionForm, error: DomainError) -> None:
    """Says the refusal beside the first field that it names, else above all fields."""
    in_form = FIELD_OF.get(str(error.data.get("field")), FIELD_OF_REFUSAL.get(error.code, ""))
    named = str(error.data.get("fields", in_form)).split(", ")
    form.add_error(next((name for name in named if name in form.fields), None), error.message)


def _filled_in(request: HttpRequest, by: Assignment, form: AdmissionForm) -> HttpResponse:
    """The form with what the own care provider knows of the patient; what was typed stays."""
    form.is_valid()
    if "identity_value" in form.errors:
        form.errors.clear()
        form.add_error("identity_value", _("This number is not right. Check each digit."))
        return _show(request, form, status=422)
    typed = {name: form[name].data for name in form.fields if form[name].data}
    snapshot = _known(by, form)
    known = _as_filled_in(snapshot) if snapshot else {}
    _log_look(by, snapshot)
    return _show(request, AdmissionForm(by, filled_in=known | typed), looked_up=True, is_known=bool(snapshot))


def _as_filled_in(snapshot: PatientSnapshot) -> dict[str, Any]:
    """What the form is filled in with; of a protected identity no name and no address."""
    case = snapshot.case
    is_protected = bool(case.patient and case.patient.has_protected_identity)
    known = {
        "municipality_code": case.municipality_code or ABROAD,
        "has_protected_identity": is_protected,
        "listed_at": str(snapshot.listed_at_id or ""),
    }
    names = {
        "given_name": snapshot.given_name,
        "family_name": snapshot.family_name,
        "address": snapshot.address,
    }
    return known if is_protected else known | names


def _taken_over(request: HttpRequest, by: Assignment, form: AdmissionForm) -> HttpResponse:
    """The open case of a patient who has come from another ward of the own care provider, with all its history."""
    told = form.cleaned_data
    case = transfers.take_over(
        by=by,
        patient=form.patient(),
        occurred_at=told["admitted_at"],
        care_type=episodes.CareType(told["care_type"]),
        idempotency_key=told["key"],
    )
    messages.success(request, _("The case is yours now. Check that the particulars still hold."))
    return redirect("case", case.pk)


def _show_again(
    request: HttpRequest, by: Assignment, form: AdmissionForm, *, status: int, **more: Any
) -> HttpResponse:
    """The form that was refused. Where the patient is known it may say what was filled in, and is a look too."""
    _log_look(by, _known(by, form))
    return _show(request, form, status=status, **more)


def _known(by: Assignment, form: AdmissionForm) -> PatientSnapshot | None:
    """What the own care provider knows of the one with the number that was typed, if it is a number."""
    if "identity_value" not in form.cleaned_data:
        return None
    return PatientSnapshot.objects.known_to_care_provider_of(by).latest_of(form.number())


def _log_look(by: Assignment, snapshot: PatientSnapshot | None) -> None:
    if snapshot:
        record_look(assignment=by, case_id=snapshot.case_id, what="admission form")


def _usual_care_type(by: Assignment) -> str:
    """What the ward last admitted a patient to: most wards give one kind of care.

    Who came from another ward says nothing of it: they were admitted there.
    """
    own = Case.objects.visible_to(by).filter(events__sequence=1, events__by__unit=by.unit_id)
    return own.order_by("-admitted_at").values_list("care_type", flat=True).first() or CareType.SOMATIC


def _show(request: HttpRequest, form: AdmissionForm, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "coordination/new_case.html", {"form": form, **more}, status=status)
