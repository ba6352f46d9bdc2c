"""What rows about a patient have in common, as HTML; so are the particulars of events.

Made here and not in templates, since a list has hundreds of them: tags and includes in each row cost more than all the
rest of a page. So does Django's escaping of what we have made ourselves: here `escape` stands around what others wrote.
"""

from datetime import datetime
from functools import cache
from html import escape
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coordination.core.states import Step
from coordination.web.telling import Particulars
from look.templatetags.hemgang import due, moment, tag

_ANY = UUID(int=0)


def case_url(case_id: UUID) -> str:
    """The case's page."""
    return _pattern("case").replace(str(_ANY), str(case_id))


def step_url(case_id: UUID, step: Step) -> str:
    """Where the step is taken in the case."""
    return _pattern("step", step).replace(str(_ANY), str(case_id))


@cache
def _pattern(url_name: str, *steps: Step) -> str:
    return reverse(url_name, args=[_ANY, *steps])


def patient_cell(case_id: UUID, number: str, name: str, born: str, *, is_protected: bool) -> SafeString:
    """Whom it is about, as a link to the case."""
    url, number = case_url(case_id), escape(number)
    if is_protected:
        mask = tag(_("Protected identity"), "warning")
        return SafeString(f'<a class="ds-link number" href="{url}">{number}</a> {mask}')
    year = f' <span class="quiet">{escape(born)}</span>' if born else ""
    return SafeString(
        f'<a class="ds-link" href="{url}">{escape(name)}</a>{year} <span class="quiet small number">{number}</span>'
    )


def with_passed_estimate(cell: SafeString) -> SafeString:
    """The same, with a hint that the others plan for a day that has passed."""
    return format_html("{} {}", cell, tag(_("Estimated discharge has passed"), "warning"))


def by_default(cell: SafeString) -> SafeString:
    """The same, with a mark that nobody knew better where to send it: whoever has it may see to the routing table."""
    return format_html("{} {}", cell, tag(_("Came by default"), "info"))


def with_leave(cell: SafeString, leave: SafeString) -> SafeString:
    """The same, with the tag that says until when the patient is on leave."""
    return format_html("{} {}", cell, leave)


def leave_tag(until: datetime, now: datetime) -> SafeString:
    """That the patient is at home on trial, and until when; who should be back by now is marked."""
    words = format_html("{} {}", _("On leave until"), moment(until, now))
    return tag(words, "warning" if until <= now else "info")


def terms(pairs: Particulars) -> SafeString:
    """What an event says, term by term, for a `dl`: each case has dozens of them."""
    return SafeString(
        "".join(f"<div><dt>{escape(term)}</dt><dd>{escape(str(what))}</dd></div>" for term, what in pairs)
    )


def when_cell(
    now: datetime, due_at: datetime | None, home_at: datetime | None, *, is_binding: bool, is_at_once: bool
) -> SafeString:
    """By when somebody must act; where nobody must, when the patient goes home by the estimate."""
    if due_at and is_binding:
        return due(due_at, now)
    if due_at:
        words = escape(_("before discharge"))
        return SafeString(f'<span class="quiet">{words},</span> {moment(due_at, now)}')
    if is_at_once:
        return SafeString(escape(_("as soon as possible")))
    if home_at:
        words = escape(_("estimated home"))
        return SafeString(f'<span class="quiet">{words}</span> {moment(home_at, now)}')
    return SafeString('<span class="quiet">–</span>')
