"""A system check of the files that law and money rest on; its errors name file, key and reason."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from agreements.daily_amounts import load_daily_amounts
from agreements.faults import AgreementFault
from agreements.files import load_agreements
from agreements.law import load_statute
from agreements.tracks import load_tracks


@register("agreements")
def check_agreements(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> Iterable[CheckMessage]:
    """The statute, the texts and the daily amounts can be read. Those of places are read when this is imported."""
    for load in (load_statute, load_agreements, load_daily_amounts, load_tracks):
        try:
            load()
        except AgreementFault as error:
            for fault in error.faults:
                yield Error(
                    str(fault), hint="Put the file right, or take it from the release.", id="hemgang.E006"
                )
        except OSError as error:
            yield Error(f"{error.filename}: {error.strerror}", id="hemgang.E006")
