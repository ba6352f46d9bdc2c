"""What is refused of other systems: their files, and the addresses where they are told."""

from collections.abc import Sequence

from django.utils.translation import gettext_noop

from accounts.errors import DomainError
from coordination.core.reminder_faults import LevelFault


class EpisodesRefused(DomainError):
    """Episodes of a file that cannot be stored; `episode_ids` has them all."""

    def __init__(self, episode_ids: Sequence[str]) -> None:
        super().__init__(episode_ids=", ".join(episode_ids), number=len(episode_ids))
        self.episode_ids = tuple(episode_ids)


class EpisodesChanged(EpisodesRefused):
    """The ids are stored with another content, or belong to cases that are worked with here."""

    code = "episodes_changed"
    sentence = gettext_noop(
        "%(number)s episodes are stored with another content: %(episode_ids)s. Nothing was stored. "
        "If the file is a correction, import it as one."
    )


class EpisodesKnownLater(EpisodesRefused):
    """A correction cannot have been registered before what it corrects."""

    code = "episodes_known_later"
    sentence = gettext_noop(
        "%(number)s episodes were registered at that time or later: %(episode_ids)s. Nothing was stored."
    )


class LevelsRefused(DomainError):
    """Levels of reminders that nobody could go by; `faults` says why."""

    code = "levels_refused"
    sentence = gettext_noop("These reminders can't be used. Nothing was saved.")

    def __init__(self, faults: Sequence[LevelFault]) -> None:
        super().__init__(faults=", ".join(faults))
        self.faults = tuple(faults)


class DutyUnitRefused(DomainError):
    """The unit can't be on duty for the other one."""

    code = "duty_unit_refused"
    sentence = gettext_noop(
        "Only another unit of the same organisation that has patients can be on duty. Nothing was saved."
    )


class ChannelExists(DomainError):
    """The unit is told there already."""

    code = "channel_exists"
    sentence = gettext_noop("The unit is told at this address already.")


class WebhookAddressRefused(DomainError):
    """The address is not one on the open internet by HTTPS."""

    code = "webhook_address_refused"
    sentence = gettext_noop(
        "Webhooks go to addresses that begin with https:// and can be reached on the open internet. Nothing was saved."
    )
