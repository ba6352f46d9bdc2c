"""The months and a month's episodes as files for a spreadsheet."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from billing.core.months import month_name
from billing.web.episode_rows import EpisodeRow
from billing.web.months_rows import MonthRow
from look.spreadsheet import as_csv


def months_as_csv(rows: Iterable[MonthRow], name: str) -> HttpResponse:
    """The list as it is shown."""
    header = [
        _("Municipality code"),
        _("Municipality"),
        _("Region code"),
        _("Month"),
        _("Agreement"),
        _("Averaged care episodes"),
        _("Days"),
        _("Average"),
        _("Threshold"),
        _("Individual care episodes"),
        _("Individual days"),
        _("Not counted"),
        _("Amount"),
    ]
    lines = [
        [
            row.municipality,
            row.name,
            row.region,
            month_name(row.month),
            each.agreement.slug,
            each.episodes,
            each.days,
            each.average,
            each.terms.threshold_days,
            each.individual_episodes,
            each.individual_days,
            each.excluded,
            each.amount,
        ]
        for row in rows
        for each in row.figures
    ]
    return as_csv(header, lines, name)


def episodes_as_csv(rows: Iterable[EpisodeRow], name: str) -> HttpResponse:
    """The episodes as they are shown."""
    header = [
        _("Care episode"),
        _("Ready for discharge"),
        _("Went home"),
        _("Days"),
        _("Days to pay"),
        _("Counted"),
        _("Why"),
        _("Ground"),
        _("Warnings"),
        _("Corrections"),
    ]
    lines = [
        [
            row.episode.episode_id,
            row.ready_at,
            row.home_at,
            row.episode.days,
            row.episode.payable_days,
            row.counted,
            " ".join(why.sentence for why in row.why),
            "; ".join(why.ground.text for why in row.why),
            " ".join(warning.sentence for warning in row.warnings),
            " ".join(each.sentence for each in row.corrections),
        ]
        for row in rows
    ]
    return as_csv(header, lines, name)
