"""Every page and every form: axe finds nothing, light or dark, and a phone never scrolls sideways."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.access.roles import Role
from accounts.models import Assignment, UnitReception
from billing.actions.daily_amounts import enter_daily_amount
from billing.actions.terminations import enter_termination
from billing.models import EndingKind
from coordination.core.episodes import CareType
from coordination.core.states import Step
from coordination.web.step_pages import STEP_PAGES
from tests.billing_web.march import MARCH, a_march, amount_of_2027
from tests.browser import DESK, PHONE, OpenBrowser, faults_of, sideways_overflow
from tests.cast import Cast, end, make_assignment
from tests.coordination.correspondence import district, report
from tests.coordination.stories import Story
from tests.coordination_web.ward_day import ward_day

pytestmark = pytest.mark.django_db(transaction=True)

TEXTS = ("/agreements/in-force/", "/agreements/compare/?one=halland-2027&other=dalarna-2020")
INVOICES = ("invoice-sender/", "invoice-receivers/")

# Each step's form, in a case of the ward's day where it can be taken, by whom.
FORMS = {
    Step.NEED_ASSESSED: ("unassessed", "nurse"),
    Step.ADMISSION_NOTICE_SENT: ("late", "nurse"),
    Step.NOTICE_RECEIVED: ("notified", "case_officer"),
    Step.CARE_CONTACT_APPOINTED: ("notified", "coordinator"),
    Step.DISCHARGE_READY_SENT: ("planned", "nurse"),
    Step.DISCHARGE_READY_WITHDRAWN: ("ready", "nurse"),
    Step.SIP_CALLED: ("ready", "coordinator"),
    Step.SIP_NOT_NEEDED: ("ready", "coordinator"),
    Step.SIP_REQUESTED: ("notified", "case_officer"),
    Step.SIP_MOVED: ("going_home", "coordinator"),
    Step.SIP_CALL_CANCELLED: ("going_home", "coordinator"),
    Step.SIP_ANSWERED: ("going_home", "case_officer"),
    Step.SIP_PLAN_WRITTEN: ("going_home", "coordinator"),
    Step.SIP_PLAN_AGREED: ("has_plan", "case_officer"),
    Step.SIP_FOLLOWED_UP: ("has_plan", "coordinator"),
    Step.SIP_CLOSED: ("has_plan", "coordinator"),
    Step.CARE_PLAN_WRITTEN: ("has_care_plan", "nurse"),
    Step.CARE_PLAN_ADJUSTED: ("has_care_plan", "case_officer"),
    Step.RECEPTION_ACCEPTED: ("ready", "case_officer"),
    Step.RECEPTION_DELAYED: ("ready", "case_officer"),
    Step.REGION_SERVICES_MISSING: ("ready", "coordinator"),
    Step.REGION_SERVICES_AVAILABLE: ("missing", "coordinator"),
    Step.DISCHARGED: ("going_home", "nurse"),
    Step.DISCHARGE_CORRECTED: ("gone", "nurse"),
    Step.PATIENT_DETAILS_CORRECTED: ("planned", "nurse"),
    Step.IDENTITY_CORRECTED: ("planned", "nurse"),
    Step.CONSENT_REGISTERED: ("planned", "nurse"),
    Step.PROTECTION_ENDED: ("protected", "nurse"),
    Step.WARD_TRANSFERRED: ("planned", "nurse"),
    Step.ENTRY_VOIDED: ("planned", "nurse"),
    Step.TRACK_CHOSEN: ("planned", "case_officer"),
    Step.HOME_READY_CHECKED: ("planned", "nurse"),
    Step.PATIENT_SUMMARY_GIVEN: ("planned", "nurse"),
    Step.BED_CHANGED: ("planned", "nurse"),
    Step.ESTIMATED_DISCHARGE_CHANGED: ("planned", "nurse"),
    Step.TREATMENT_PLAN_WRITTEN: ("planned", "nurse"),
    Step.PLANNING_BASIS_GIVEN: ("notified", "case_officer"),
    Step.CASE_OFFICER_NAMED: ("notified", "case_officer"),
    Step.INPATIENT_CONTACT_APPOINTED: ("has_care_plan", "nurse"),
    Step.DISCHARGE_PLANNED: ("planned", "coordinator"),
    Step.LEAVE_BEGUN: ("planned", "nurse"),
    Step.LEAVE_ENDED: ("on_leave", "nurse"),
    Step.NOTICE_WITHHELD: ("late", "nurse"),
    Step.DISCHARGE_INFORMATION_SENT: ("ready", "nurse"),
    Step.MESSAGE_SENT: ("planned", "coordinator"),
    Step.DEVIATION_REPORTED: ("planned", "coordinator"),
    Step.DEVIATION_FOLLOWED_UP: ("deviated", "nurse"),
    Step.NOTICE_EXTENDED: ("notified", "nurse"),
    Step.NOTICE_RETURNED: ("notified", "case_officer"),
    Step.NOT_OUR_PATIENT: ("notified", "coordinator"),
    Step.NOTICE_FORWARDED: ("notified", "case_officer"),
    Step.RECIPIENT_REMOVED: ("notified", "nurse"),
    Step.CANCELLED: ("late", "nurse"),
}


@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
def test_it_is_sound(cast: Cast, open_browser: OpenBrowser, width: int) -> None:
    windows: dict[Assignment | None, Page] = {}
    unsound = []
    for who, address in _pages(cast):
        if who not in windows:
            windows[who] = open_browser(who, width=width)
        page = windows[who]
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text("Det finns inget att göra här nu")).to_have_count(0)
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            unsound += [f"{address}, {scheme}: {fault}" for fault in faults_of(page)]
        if too_wide := sideways_overflow(page):
            unsound.append(f"{address}: {too_wide} pixels too wide")
    assert unsound == []


def test_it_offers_each_step_where_it_is_tried() -> None:
    assert FORMS.keys() == STEP_PAGES.keys()


def day_of_forms(cast: Cast) -> dict[str, Story]:
    """The ward's day, gone on until every form is somebody's to fill in."""
    day = ward_day(cast)
    day["missing"] = day["planned"]
    day["missing"].services_missing(timezone.now())
    district(cast)
    day["deviated"] = day["planned"]
    report(day["deviated"], timezone.now())
    day["on_leave"] = day["notified"]
    day["on_leave"].goes_on_leave(timezone.now())
    day["going_home"].chooses_track(timezone.now())
    day["going_home"].checks_home_ready(timezone.now())
    day["going_home"].gives_summary(timezone.now())
    day["has_plan"] = day["going_home"]
    day["has_plan"].writes_sip_plan(timezone.now())
    day["has_care_plan"] = Story(
        cast, admitted_at=timezone.now() - timedelta(days=2), care_type=CareType.PSYCHIATRIC
    )
    day["has_care_plan"].notify(timezone.now() - timedelta(days=1))
    day["has_care_plan"].writes_care_plan(timezone.now())
    day["gone"] = Story(cast, admitted_at=timezone.now() - timedelta(days=2))
    day["gone"].goes_home(timezone.now() - timedelta(days=1))
    return day


def _pages(cast: Cast) -> Iterator[tuple[Assignment | None, str]]:
    """Who opens what."""
    day = day_of_forms(cast)
    a_march()
    amount_of_2027(cast)
    waits = {"by": cast.system_administrator, "source": "HSLF-FS 2027:99"}
    enter_daily_amount(**waits, year=2028, kronor=Decimal(13_000))
    enter_termination(**waits, agreement="halland-2027", kind=EndingKind.WHOLE, day=date(2026, 6, 30))
    UnitReception.objects.create(unit=cast.intake, municipality_code="1380", care_type="somatic")

    for address in ("/sign-in/", "/api/", "/nowhere/"):
        yield None, address
    for address in (
        "/",
        "/?state=ready",
        "/handover/",
        "/handover/outage/",
        "/board/",
        "/inbox/",
        "/cases/new/",
        "/assignment/",
        "/password/",
        "/help/avdelning/",
        "/units/",
        "/nowhere/",
    ):
        yield cast.nurse, address
    for who in (cast.coordinator, cast.case_officer):
        yield who, "/"
    yield cast.nurse, "/deviations/"
    yield cast.case_officer, "/deviations/?state=open"
    for who in (cast.nurse, cast.coordinator, cast.case_officer):
        yield who, f"/cases/{day['going_home'].case.pk}/"
    yield cast.nurse, f"/cases/{day['going_home'].case.pk}/summary/"
    for step, (story, name) in FORMS.items():
        yield getattr(cast, name), f"/cases/{day[story].case.pk}/{step.replace('_', '-')}/"
    for story in ("has_plan", "has_care_plan"):
        yield cast.case_officer, f"/cases/{day[story].case.pk}/plan/"
    looked_at = day["going_home"].case
    for address in ("/log/", f"/log/?case={looked_at.pk}", f"/log/cases/{looked_at.pk}/"):
        yield cast.log_reviewer, address
    end(make_assignment(cast.ward, Role.PHYSICIAN, "Lova Lund"))
    yield cast.system_administrator, "/units/"
    yield cast.system_administrator, "/receptions/"
    for entered in (
        "",
        "daily-amounts/",
        "terminations/",
        "amendments/",
        "invoicing/",
        "consultations/",
        *INVOICES,
    ):
        yield cast.system_administrator, f"/agreements/{entered}"
    yield cast.system_administrator, f"/units/{cast.primary_care.pk}/"
    yield cast.unit_administrator, f"/units/{cast.ward.pk}/"
    yield cast.unit_administrator, f"/units/{cast.ward.pk}/messages/"
    for address in ("/months/?month=2027-03", MARCH, "/agreements/", "/agreements/halland-2027/", *TEXTS):
        yield cast.region_controller, address
    for address in (f"{MARCH}?readings=compared", f"{MARCH}?reading=halland-2027:episode_month:1"):
        yield cast.region_controller, address
    for address in ("/statements/", "/statements/sendings/", f"{MARCH}statement/", f"{MARCH}corrections/"):
        yield cast.region_controller, address
    for reader in (cast.region_controller, cast.municipal_controller):
        yield reader, "/follow-up/?month=2027-03"
    for address in ("/months/?month=2027-03", MARCH, "/agreements/law/"):
        yield cast.municipal_controller, address
