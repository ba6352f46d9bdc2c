"""What an agreement's terms are called on a page, and their values as a person says them."""

from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.choices import CHOICES
from agreements.dated import Words
from billing.web.numbers import is_english, plain

TERM_NAMES: Mapping[str, str | Promise] = {
    "threshold_days": gettext_lazy("Threshold, average days"),
    "cut_off": gettext_lazy("A notice late in the day"),
    "cut_off_applies_to": gettext_lazy("The time of day looks at"),
    "counting": gettext_lazy("How days are counted"),
    "long_stay": gettext_lazy("Paid for by itself"),
    "long_stay_counted_from": gettext_lazy("Long stays are counted"),
    "window": gettext_lazy("Months over the threshold before anything is owed"),
    "window_covers": gettext_lazy("Those months concern"),
    "care_contact_needed": gettext_lazy("A fixed care contact is a condition of payment"),
    "conditions_delay_start": gettext_lazy(
        "The count waits for the admission notice and the call to the SIP"
    ),
    "average_decimals": gettext_lazy("The average is rounded"),
    "discount_percent": gettext_lazy("Discount"),
    "late_admission_notice": gettext_lazy("A late admission notice"),
    "late_sip_call": gettext_lazy("A late call to the SIP"),
    "region_unavailable_dates": gettext_lazy("Days when the region's services are missing"),
    "episode_month": gettext_lazy("A care episode belongs to"),
    "daily_amount_year": gettext_lazy("The daily amount is that of"),
    "psychiatric_transition": gettext_lazy("Transition for psychiatric care"),
    "registrations_close_day": gettext_lazy("Registrations close"),
    "corrections_until": gettext_lazy("The basis can be corrected"),
    "invoice_day": gettext_lazy("Invoice"),
    "questioned_invoice": gettext_lazy("A questioned invoice"),
    "dispute_levels": gettext_lazy("A dispute goes to"),
    "action_plan": gettext_lazy("Action plan when the threshold is passed"),
    "follow_up": gettext_lazy("Follow-up"),
    "planning_basis_hours": gettext_lazy("Planning basis"),
    "treatment_plan_before_ready": gettext_lazy("A treatment plan must be there before readiness"),
    "admission_notice_receiver": gettext_lazy("The admission notice must have gone to"),
    "outpatient_only_outside": gettext_lazy("People who need only outpatient care stay outside"),
}


def in_words(words: Words) -> str:
    """The words in the reader's language."""
    return words.en if is_english() else words.sv


def said(key: str, value: Any) -> list[str]:
    """A term's value in a line, or in several where it is a list."""
    match value:
        case None:
            return [_nothing(key)]
        case bool():
            return [_("Yes") if value else _("No")]
        case Words():
            return [in_words(value)]
        case str() if value in CHOICES.get(key, {}):
            return [in_words(CHOICES[key][value])]
        case list() | tuple():
            return [line for each in value for line in said(key, each)] or [_nothing(key)]
        case Mapping():
            return [_record(key, value)]
        case _:
            return [_number(key, value)]


def _nothing(key: str) -> str:
    match key:
        case "threshold_days":
            return _("no average: each care episode by itself")
        case "average_decimals":
            return _("not at all")
        case "cut_off" | "long_stay" | "psychiatric_transition":
            return _("no such rule")
        case _:
            return _("not in the text")


def _number(key: str, value: Any) -> str:
    match key:
        case "discount_percent":
            return f"{plain(Decimal(value))} %"
        case "registrations_close_day" | "invoice_day":
            return _("day %(day)d of the next month") % {"day": value}
        case "planning_basis_hours":
            return _("within %(hours)d hours") % {"hours": value}
        case "average_decimals":
            return ngettext("to %(places)d decimal", "to %(places)d decimals", value) % {"places": value}
        case "threshold_days":
            return _("%(days)s days") % {"days": plain(value)}
        case _:
            return str(value)


def _record(key: str, value: Mapping[str, Any]) -> str:
    match key:
        case "cut_off":
            return _cut_off(value)
        case "long_stay" if value["over_days"] is None:
            return _("every care episode, less %(free)d days") % {"free": value["free_days"]}
        case "long_stay":
            return _("over %(over)d days, less %(free)d days") % {
                "over": value["over_days"],
                "free": value["free_days"],
            }
        case "window":
            return _("%(over)d of the %(of)d latest") % {
                "over": value["over_months"],
                "of": value["of_months"],
            }
        case "psychiatric_transition":
            kinds = ", ".join(in_words(CHOICES["care_types"][kind]) for kind in value["care_types"])
            sentence = _("%(care)s, notice in %(year)d: %(free)d free days")
            return sentence % {"care": kinds, "year": value["notice_year"], "free": value["free_days"]}
        case "questioned_invoice":
            sentence = _("%(what)s at %(at)s, started by %(by)s")
            by = in_words(CHOICES["started_by"][value["started_by"]])
            return sentence % {"what": in_words(value["what"]), "at": value["at"], "by": by}
        case "action_plan":
            levels = ", ".join(in_words(CHOICES["levels"][level]) for level in value["levels"])
            by = in_words(CHOICES["started_by"][value["started_by"]])
            return _("at the level of %(levels)s, started by %(by)s") % {"levels": levels, "by": by}
        case _:
            often = in_words(CHOICES["how_often"][value["how_often"]])
            return f"{in_words(value['what'])}: {often}, {value['to']}"


def _cut_off(value: Mapping[str, Any]) -> str:
    at: time = value["time"]
    clock = f"{at:%H:%M}" if is_english() else f"{at:%H.%M}"
    if value["sharp_is_late"]:
        return _("from %(clock)s the next day counts") % {"clock": clock}
    return _("after %(clock)s the next day counts") % {"clock": clock}
