"""What is told of that is about no case, in words."""

from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from coordination.models import Announcement, AnnouncementKind


def announced(one: Announcement) -> str:
    """What comes near, or has come."""
    what = {"month": format_date(date.fromisoformat(f"{one.month}-01"), "F Y")}
    match AnnouncementKind(one.kind):
        case AnnouncementKind.REGISTRATIONS_CLOSE if one.minutes < 0:
            return _("Registrations for %(month)s close soon: what is registered later is not billed") % what
        case AnnouncementKind.REGISTRATIONS_CLOSE:
            return _("Registrations for %(month)s have closed") % what
        case AnnouncementKind.INVOICE if one.minutes < 0:
            return _("The invoice for %(month)s is soon to be sent") % what
        case AnnouncementKind.INVOICE:
            return _("The day for the invoice for %(month)s is over") % what
        case AnnouncementKind.STATEMENT:
            return _("The statement for %(month)s has come") % what
        case AnnouncementKind.CREDIT_NOTE:
            return _("The statement for %(month)s has been credited") % what
        case AnnouncementKind.OVER_THRESHOLD:
            return _("The average of %(month)s is about to pass the threshold: see who waits") % what
        case AnnouncementKind.CORRECTION:
            return _("A correction of the basis for %(month)s is proposed or decided") % what
        case AnnouncementKind.CONSULTATION:
            return (
                _("A party plans a change from %(month)s, or has answered one: see the consultation log")
                % what
            )
        case AnnouncementKind.DISPUTE:
            return _("Something has happened in the dispute about %(month)s") % what
        case AnnouncementKind.DISPUTE_DUE if one.minutes < 0:
            return _("The dispute about %(month)s is soon to be decided") % what
        case AnnouncementKind.DISPUTE_DUE:
            return _("The day for deciding the dispute about %(month)s is over") % what
