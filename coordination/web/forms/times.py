"""A time as people write it on a clock in Sweden: one field for date and hour, without script."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.core.civil import STOCKHOLM, civil

WRITTEN = "%Y-%m-%dT%H:%M"


class ClockInput(forms.DateTimeInput):
    """The browser's own picker of date and hour; a phone shows its wheels."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format=WRITTEN)


class ClockField(forms.Field):
    """A civil time in Sweden, to the minute, made into an instant.

    The hour that is skipped in spring is refused. The one that comes twice in autumn is taken as the latest that has
    already been: people register what has just happened.
    """

    widget = ClockInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Write date and time, such as 2027-03-05 13:15."),
        "skipped": _(
            "That hour did not exist: the clock was moved forward from 02:00 to 03:00. Choose another time."
        ),
    }

    def prepare_value(self, value: Any) -> Any:
        return civil(value) if isinstance(value, datetime) and timezone.is_aware(value) else value

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            # Civil time: the zone comes below, twice.
            written = datetime.strptime(str(value).strip().replace(" ", "T"), WRITTEN)  # noqa: DTZ007
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        # Through UTC, and compared there: within one zone Python reckons with the clock's figures only.
        try:
            first, second = (written.replace(tzinfo=STOCKHOLM, fold=fold).astimezone(UTC) for fold in (0, 1))
        except OverflowError:
            # The first hours of the year 1, which UTC has not.
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if civil(first) != written:
            raise ValidationError(self.error_messages["skipped"], code="skipped")
        return second if second <= timezone.now() else first

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))
