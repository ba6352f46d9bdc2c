"""Addresses of cases under /api/v1/. A step's is its name with hyphens."""

from django.urls import path

from coordination.api.cases import Cases, OneCase
from coordination.api.channels import ArchiveChannel, Channels, FailedDeliveries, ResendDelivery
from coordination.api.deviations import Deviations
from coordination.api.documents import CarePlanOnPaper, SipCalendar, SipOnPaper, SummaryOnPaper
from coordination.api.duty import Duty, EndDuty
from coordination.api.handover import HandoverSeen, OutageList, ShiftHandover
from coordination.api.inbox import Inbox, ReadMessage
from coordination.api.log import AccessLog, ExtractOfLog, FindInLog
from coordination.api.reminder_levels import ReminderLevels, ReminderLevelsOf
from coordination.api.search import Search
from coordination.api.step_content import CONTENTS
from coordination.api.steps import TakeStep
from coordination.api.worklist import Board, Worklist

urlpatterns = [
    path("cases/", Cases.as_view(), name="api-cases"),
    path("worklist/", Worklist.as_view(), name="api-worklist"),
    path("board/", Board.as_view(), name="api-board"),
    path("search/", Search.as_view(), name="api-search"),
    path("handover/", ShiftHandover.as_view(), name="api-handover"),
    path("handover/seen/", HandoverSeen.as_view(), name="api-handover-seen"),
    path("handover/outage/", OutageList.as_view(), name="api-outage-list"),
    path("log/", AccessLog.as_view(), name="api-log"),
    path("log/find/", FindInLog.as_view(), name="api-find-in-log"),
    path("log/cases/<uuid:case_id>/", ExtractOfLog.as_view(), name="api-log-extract"),
    path("inbox/", Inbox.as_view(), name="api-inbox"),
    path("inbox/<int:message_id>/read/", ReadMessage.as_view(), name="api-read-message"),
    path("channels/", Channels.as_view(), name="api-channels"),
    path("channels/<int:channel_id>/archive/", ArchiveChannel.as_view(), name="api-archive-channel"),
    path("duty/", Duty.as_view(), name="api-duty"),
    path("duty/end/", EndDuty.as_view(), name="api-end-duty"),
    path("reminder-levels/", ReminderLevels.as_view(), name="api-reminder-levels"),
    path("reminder-levels/<str:kind>/", ReminderLevelsOf.as_view(), name="api-reminder-levels-of"),
    path("failed-deliveries/", FailedDeliveries.as_view(), name="api-failed-deliveries"),
    path("failed-deliveries/<int:delivery_id>/resend/", ResendDelivery.as_view(), name="api-resend-delivery"),
    path("deviations/", Deviations.as_view(), name="api-deviations"),
    path("cases/<uuid:case_id>/", OneCase.as_view(), name="api-case"),
    path("cases/<uuid:case_id>/sip.ics", SipCalendar.as_view(), name="api-sip-calendar"),
    path("cases/<uuid:case_id>/plan/sip.pdf", SipOnPaper.as_view(), name="api-sip-on-paper"),
    path("cases/<uuid:case_id>/plan/care.pdf", CarePlanOnPaper.as_view(), name="api-care-plan-on-paper"),
    path("cases/<uuid:case_id>/summary.pdf", SummaryOnPaper.as_view(), name="api-summary-on-paper"),
    *(
        path(
            f"cases/<uuid:case_id>/{step.replace('_', '-')}/",
            TakeStep.as_view(step=step),
            name=f"api-{step.replace('_', '-')}",
        )
        for step in CONTENTS
    ),
]
