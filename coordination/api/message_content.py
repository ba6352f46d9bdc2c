"""What a call tells of steps between parties: messages, deviations, and notices that came to the wrong place."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from coordination.api.content import StepContent, notice_field
from coordination.api.fields import EnumField, UnitsField, text_field
from coordination.core.messages import DeviationCategory
from coordination.core.states import Step


class MessageSent(StepContent):
    """Only the sender and the named units, all of them parties to the case, read it."""

    text = text_field()
    units = UnitsField(many=True)


class DeviationReported(StepContent):
    """Only the sender and the named units, all of them parties to the case, read it; each is to follow it up."""

    category = EnumField(DeviationCategory)
    text = text_field()
    units = UnitsField(many=True)


class DeviationFollowedUp(StepContent):
    deviation = serializers.IntegerField(
        required=False, min_value=1, help_text="Sequence of the deviation; the oldest that waits unless said."
    )
    cause = text_field()
    measure = text_field()


class ExtensionContent(serializers.Serializer[Any]):
    """More than LUS 2:2 gives the admission notice, to those who have it. Without consent, say on which basis."""

    situation = text_field()
    relatives = text_field(required=False, allow_blank=True)
    aids = text_field(required=False, allow_blank=True)
    basis = text_field(required=False, allow_blank=True)


class NoticeExtended(ExtensionContent, StepContent):
    """The extended part by itself, where it is known later than the notice."""


class NoticeReturned(StepContent):
    """Not our resident: the unit is out of the case from now on."""

    reason = text_field()
    municipality_code = serializers.RegexField(
        r"^\d{4}$", required=False, help_text="The one that you think is right."
    )
    notice = notice_field()


class NotOurPatient(StepContent):
    """Not listed with us: the unit is out of the case from now on."""

    reason = text_field()
    listed_at = UnitsField(
        required=False,
        allow_null=True,
        help_text="HSA-id of the primary care centre where the patient is listed: the next notice goes there.",
    )
    notice = notice_field()


class NoticeForwarded(StepContent):
    """To another unit of the own organisation; or the primary care centre of another, where the patient is listed."""

    to = UnitsField()
    stays = serializers.BooleanField(help_text="Whether the own unit goes on following the case.")
    note = text_field(required=False, allow_blank=True)
    notice = notice_field()


class RecipientRemoved(StepContent):
    """The unit was sent the notice by mistake, and has no more access."""

    unit = UnitsField()
    reason = text_field()


CONTENTS: Mapping[Step, type[StepContent]] = {
    Step.MESSAGE_SENT: MessageSent,
    Step.DEVIATION_REPORTED: DeviationReported,
    Step.DEVIATION_FOLLOWED_UP: DeviationFollowedUp,
    Step.NOTICE_EXTENDED: NoticeExtended,
    Step.NOTICE_RETURNED: NoticeReturned,
    Step.NOT_OUR_PATIENT: NotOurPatient,
    Step.NOTICE_FORWARDED: NoticeForwarded,
    Step.RECIPIENT_REMOVED: RecipientRemoved,
}
