"""What is wrong with how a unit wants to be told, as far as the words themselves tell: the same by form and by call."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from coordination.core.attempts import LONGEST_QUIET, quiet_for
from coordination.models import Medium


def channel_faults(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each fault: the field, and the sentence."""
    if told.get("medium") == Medium.MAIL and told.get("address"):
        try:
            validate_email(told["address"])
        except ValidationError as error:
            yield "address", error.messages[0]
    if (told.get("quiet_from") is None) != (told.get("quiet_to") is None):
        yield "quiet_to", _("Fill in both times, or none.")
    elif (
        told.get("quiet_from") is not None and quiet_for(told["quiet_from"], told["quiet_to"]) > LONGEST_QUIET
    ):
        yield "quiet_to", _("The quiet hours can be at most 16 hours a day: somebody must be told some time.")
