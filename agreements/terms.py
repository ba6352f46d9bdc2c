"""The keys that every text has, what each decides, and the shape of its value."""

from collections.abc import Mapping
from types import MappingProxyType

from agreements.shapes import (
    Shape,
    choice,
    decimal,
    listing,
    optional,
    percent,
    record,
    text,
    time_of_day,
    truth,
    whole,
    words,
)

_cut_off = optional(record({"time": time_of_day, "sharp_is_late": truth}))
_days = whole(0, 366)

TERM_SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        # The average that a municipality may have for nothing; none: no average, every episode on its own.
        "threshold_days": optional(decimal),
        # A start after this time of day moves to the next day; whether the very second is late is said.
        "cut_off": _cut_off,
        # Which time the cut-off looks at, where conditions can delay the start.
        "cut_off_applies_to": choice("cut_off_applies_to"),
        # Whether the first date is day zero or day one.
        "counting": choice("counting"),
        # Over so many days an episode leaves the average and pays what is over the free days; none: all.
        "long_stay": optional(record({"over_days": optional(_days), "free_days": _days})),
        "long_stay_counted_from": choice("long_stay_counted_from"),
        # A month's excess is owed only if so many of so many latest months, itself among them, are over.
        "window": record({"over_months": whole(1, 12), "of_months": whole(1, 12)}),
        "window_covers": choice("window_covers"),
        # Whether a fixed care contact must have been appointed for one who needs health care.
        "care_contact_needed": truth,
        # Whether counting waits for the admission notice and the SIP call.
        "conditions_delay_start": truth,
        # The average rounded half up to so many decimals before use; none: not at all.
        "average_decimals": optional(whole(0, 6)),
        # Per cent off the total.
        "discount_percent": percent,
        # What a notice later than 24 hours, a call later than three days, leads to.
        "late_admission_notice": choice("late_admission_notice"),
        "late_sip_call": choice("late_sip_call"),
        # Which dates of an interval without the region's services are left out.
        "region_unavailable_dates": choice("region_unavailable_dates"),
        # Which date decides the month, and which the year of the daily amount.
        "episode_month": choice("episode_month"),
        "daily_amount_year": choice("daily_amount_year"),
        # Other free days for some care types where the notice was sent in that year.
        "psychiatric_transition": optional(
            record(
                {
                    "care_types": listing(choice("care_types")),
                    "notice_year": whole(2018, 2100),
                    "free_days": _days,
                    "cut_off": _cut_off,
                }
            )
        ),
        # The day of the next month through which registrations count, and on which the invoice is sent; and until when
        # the basis can be corrected.
        "registrations_close_day": optional(whole(1, 28)),
        "corrections_until": choice("corrections_until"),
        "invoice_day": optional(whole(1, 28)),
        # What happens when an invoice is questioned, and where a dispute goes, step by step.
        "questioned_invoice": optional(
            record({"what": words, "started_by": choice("started_by"), "at": text})
        ),
        "dispute_levels": listing(words),
        # What the parties must draw up when the threshold is passed.
        "action_plan": optional(
            record({"levels": listing(choice("levels")), "started_by": choice("started_by")})
        ),
        "follow_up": listing(
            record({"what": words, "to": text, "how_often": choice("how_often"), "contains": listing(words)})
        ),
        # Hours within which the planning basis is due.
        "planning_basis_hours": optional(whole(1, 720)),
        # Whether a treatment plan must be there before the patient may be declared ready.
        "treatment_plan_before_ready": truth,
        # Whose having been sent the admission notice is the condition of payment.
        "admission_notice_receiver": choice("admission_notice_receiver"),
        # Whether people who need only the region's outpatient care stay outside.
        "outpatient_only_outside": truth,
    }
)
