"""Patients, their cases, and what happened and must happen in them."""

from coordination.models.announcement import Announcement, AnnouncementKind
from coordination.models.case import Case
from coordination.models.case_number_series import CaseNumberSeries
from coordination.models.channel import DIGESTS, Channel, Medium
from coordination.models.deadline import Deadline
from coordination.models.delivery import Delivery, DeliveryState
from coordination.models.duty_hours import DutyHours
from coordination.models.episode_facts import EPISODE_COLUMNS, KNOWN_BESIDES, EpisodeFacts, as_text
from coordination.models.event import Event
from coordination.models.former_number import FormerNumber
from coordination.models.heartbeat import Heartbeat
from coordination.models.list_look import ListLook
from coordination.models.party import Party
from coordination.models.patient import Patient
from coordination.models.patient_snapshot import PatientSnapshot
from coordination.models.reminder import Reminder
from coordination.models.reminder_setting import ReminderSetting, ReminderSettingQuerySet
from coordination.models.saved_filter import SavedFilter
from coordination.models.set_aside import EngineWork, SetAside

__all__ = [
    "DIGESTS",
    "EPISODE_COLUMNS",
    "KNOWN_BESIDES",
    "Announcement",
    "AnnouncementKind",
    "Case",
    "CaseNumberSeries",
    "Channel",
    "Deadline",
    "Delivery",
    "DeliveryState",
    "DutyHours",
    "EngineWork",
    "EpisodeFacts",
    "Event",
    "FormerNumber",
    "Heartbeat",
    "ListLook",
    "Medium",
    "Party",
    "Patient",
    "PatientSnapshot",
    "Reminder",
    "ReminderSetting",
    "ReminderSettingQuerySet",
    "SavedFilter",
    "SetAside",
    "as_text",
]
