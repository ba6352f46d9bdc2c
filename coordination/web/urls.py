"""Addresses of the worklist, the case and its steps. None holds a name or an identity number."""

from typing import Any

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from coordination.core.states import Step
from coordination.web.admission_view import new_case
from coordination.web.board import board
from coordination.web.case_view import case_page, identity
from coordination.web.deviations import deviations_page
from coordination.web.documents import sip_calendar
from coordination.web.duty import end_duty_hours, set_duty_hours
from coordination.web.handover import handover, outage_list, seen
from coordination.web.inbox import announcement, inbox
from coordination.web.live import live_case, live_deviations, live_handover, live_inbox, live_list
from coordination.web.log_review import find_in_log, log_extract, log_review
from coordination.web.plan_document import WORDS_OF
from coordination.web.plan_view import plan_on_paper, plan_page
from coordination.web.reminder_levels import reminder_levels, reminder_levels_of
from coordination.web.saved_filters import forget_filter, save_filter
from coordination.web.search import search
from coordination.web.step_pages import STEP_PAGES
from coordination.web.step_view import step_page
from coordination.web.summary import patient_summary, summary_on_paper
from coordination.web.unit_messages import add_channel, archive_channel, resend_message, unit_messages
from coordination.web.worklist import worklist_page


class StepConverter:
    """A step that has a page, by its name with hyphens: "admission-notice-sent"."""

    regex = "|".join(step.replace("_", "-") for step in STEP_PAGES)

    def to_python(self, value: str) -> Step:
        return Step(value.replace("-", "_"))

    def to_url(self, value: Any) -> str:
        return str(value).replace("_", "-")


class PlanConverter(StringConverter):
    """A kind of plan."""

    regex = "|".join(WORDS_OF)


register_converter(StepConverter, "step")
register_converter(PlanConverter, "plan")

urlpatterns = [
    path("", worklist_page, name="worklist"),
    path("search/", search, name="search"),
    path("board/", board, name="board"),
    path("handover/", handover, name="handover"),
    path("handover/seen/", seen, name="handover-seen"),
    path("handover/outage/", outage_list, name="outage-list"),
    path("filters/", save_filter, name="save-filter"),
    path("filters/<int:pk>/forget/", forget_filter, name="forget-filter"),
    path("live/", live_list, name="live-list"),
    path("live/handover/", live_handover, name="live-handover"),
    path("live/inbox/", live_inbox, name="live-inbox"),
    path("live/deviations/", live_deviations, name="live-deviations"),
    path("inbox/", inbox, name="inbox"),
    path("inbox/<int:delivery_id>/", announcement, name="announcement"),
    path("cases/new/", new_case, name="new-case"),
    path("cases/<uuid:case_id>/", case_page, name="case"),
    path("cases/<uuid:case_id>/identity/", identity, name="identity"),
    path("cases/<uuid:case_id>/summary/", patient_summary, name="patient-summary"),
    path("cases/<uuid:case_id>/summary.pdf", summary_on_paper, name="summary-on-paper"),
    path("cases/<uuid:case_id>/live/", live_case, name="live-case"),
    path("cases/<uuid:case_id>/sip.ics", sip_calendar, name="sip-calendar"),
    path("cases/<uuid:case_id>/plan/", plan_page, name="plan"),
    path("cases/<uuid:case_id>/plan/<plan:kind>.pdf", plan_on_paper, name="plan-on-paper"),
    path("cases/<uuid:case_id>/<step:step>/", step_page, name="step"),
    path("deviations/", deviations_page, name="deviations"),
    path("units/<int:unit_id>/duty/", set_duty_hours, name="set-duty"),
    path("units/<int:unit_id>/duty/end/", end_duty_hours, name="end-duty"),
    path("reminders/", reminder_levels, name="reminder-levels"),
    path("reminders/<str:kind>/", reminder_levels_of, name="reminder-levels-of"),
    path("units/<int:unit_id>/messages/", unit_messages, name="unit-messages"),
    path("units/<int:unit_id>/channels/", add_channel, name="add-channel"),
    path("channels/<int:channel_id>/archive/", archive_channel, name="archive-channel"),
    path("deliveries/<int:delivery_id>/resend/", resend_message, name="resend-message"),
    path("log/", log_review, name="log-review"),
    path("log/find/", find_in_log, name="find-in-log"),
    path("log/cases/<uuid:case_id>/", log_extract, name="log-extract"),
]
