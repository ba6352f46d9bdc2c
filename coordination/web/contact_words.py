"""Whom everybody in the case can turn to, as the pages and the plans tell it."""

from datetime import datetime

from django.utils.translation import gettext as _

from coordination.core.contacts import contacts
from coordination.opened_case import OpenedCase
from coordination.web.words import CONTACT_ROLE
from look.paper import Section


def contact_lines(opened: OpenedCase) -> list[dict[str, str | datetime]]:
    """Those of now; whom they came after is told in the events."""
    return [
        {
            "role": str(CONTACT_ROLE[one.role]),
            "who": ", ".join(part for part in (one.name, one.title, one.unit_name) if part),
            "phone": one.phone,
            "since": one.since,
        }
        for one in contacts(opened.history)
    ]


def contact_section(opened: OpenedCase) -> Section:
    """The same as a section of a plan."""
    rows = [(str(one["role"]), str(one["who"]), str(one["phone"])) for one in contact_lines(opened)]
    return Section(_("Contacts"), header=(_("Role"), _("Who"), _("Phone")), rows=rows)
