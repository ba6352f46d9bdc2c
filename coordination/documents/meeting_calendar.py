"""The SIP's meeting as a file for everybody's own calendar (iCalendar, RFC 5545 and 5546)."""

from datetime import timedelta

from icalendar import Calendar, Event, vCalAddress

from coordination.core.civil import STOCKHOLM
from coordination.core.sip_meeting import meeting_in_calendars
from coordination.errors import NoSuchDocument
from coordination.opened_case import OpenedCase

# Nobody says how long a meeting lasts: the calendar keeps an hour free.
LASTS = timedelta(hours=1)


def meeting_calendar(opened: OpenedCase, case_address: str) -> bytes:
    """The meeting that was called to last: REQUEST while it stands, CANCEL when it is cancelled or struck out.

    A calendar leaves its owner's hands for phones and colleagues, so it names the case and no patient. One UID a case:
    each call, move and cancellation writes over the one before, by a higher SEQUENCE. `case_address` stands for the
    organiser, who has no mail here. Raises `NoSuchDocument` where nobody has called.
    """
    meeting = meeting_in_calendars(opened.history)
    if meeting is None:
        raise NoSuchDocument
    calendar = Calendar()
    calendar.add("prodid", "-//Hemgång//SIP//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.is_cancelled else "REQUEST")
    event = Event()
    event.add("uid", f"sip-{opened.case.pk}@hemgang")
    event.add("sequence", meeting.revision)
    event.add("dtstamp", meeting.changed_at)
    event.add("dtstart", meeting.meets_at.astimezone(STOCKHOLM))
    event.add("dtend", (meeting.meets_at + LASTS).astimezone(STOCKHOLM))
    event.add("summary", f"SIP-möte, ärende {opened.case.number}")
    event.add("location", meeting.place)
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("url", case_address)
    organizer = vCalAddress(case_address)
    caller = next(row for row in opened.rows if row.sequence == meeting.told_by.sequence)
    if caller.by:
        organizer.params["CN"] = caller.by.unit.name
    event.add("organizer", organizer)
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def calendar_name(opened: OpenedCase) -> str:
    """What the file is called: by the case, never by the patient."""
    return f"sip-{opened.case.number}.ics"
