"""What a call tells of the ward's notices, and of their receipts."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from coordination.actions.notices import Extension
from coordination.api.content import StepContent, notice_field
from coordination.api.fields import EnumField, InstantField, UnitsField, person_field, text_field
from coordination.api.message_content import ExtensionContent
from coordination.core.events import ReadinessGround
from coordination.core.planning import WithheldNotice
from coordination.core.states import Step


def _told_outside() -> serializers.CharField:
    return text_field(
        required=False,
        allow_blank=True,
        help_text="Where the liable municipality has no unit here: whom of it the ward has told, and how.",
    )


class AdmissionNoticeSent(StepContent):
    """LUS 2:2. Name, number and address go from the case; receivers by routing unless units are named.

    The extended part is an event of its own; where it is refused, the notice is not sent either.
    """

    estimated_discharge_at = InstantField()
    units = UnitsField(many=True, required=False)
    district = serializers.CharField(
        max_length=80,
        required=False,
        allow_blank=True,
        help_text="One of the liable municipality's districts: routing asks for it, and nobody is told of it.",
    )
    listed_at = UnitsField(
        required=False,
        allow_null=True,
        help_text="HSA-id of the primary care centre where the patient is listed, where the admission did not say.",
    )
    told_outside = _told_outside()
    extension = ExtensionContent(required=False, allow_null=True)

    def validate_extension(self, told: dict[str, Any] | None) -> Extension | None:
        return Extension(**told) if told else None


class NoticeReceived(StepContent):
    notice = notice_field()


class DischargeReadySent(StepContent):
    """LUS 3:1."""

    physician = person_field()
    assessed_at = InstantField()
    ground = EnumField(ReadinessGround, default=ReadinessGround.ASSESSMENT)
    units = UnitsField(many=True, required=False)
    told_outside = _told_outside()


class NoticeWithheld(StepContent):
    """Secrecy forbids it (LUS 3:1). Only the ward sees this."""

    notice = EnumField(WithheldNotice)
    ground = text_field()


CONTENTS: Mapping[Step, type[StepContent]] = {
    Step.ADMISSION_NOTICE_SENT: AdmissionNoticeSent,
    Step.NOTICE_RECEIVED: NoticeReceived,
    Step.DISCHARGE_READY_SENT: DischargeReadySent,
    Step.NOTICE_WITHHELD: NoticeWithheld,
}
