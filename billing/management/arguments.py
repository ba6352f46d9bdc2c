"""Arguments that several commands take, read from the shell."""

from argparse import ArgumentTypeError
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware

from agreements.places import REGIONS
from billing.management.sentences import not_a_region, not_a_time


def region(text: str) -> str:
    """The code of one of the 21 regions."""
    if text not in REGIONS:
        raise ArgumentTypeError(not_a_region(text))
    return text


def instant(text: str) -> datetime:
    """A time; Stockholm's where it has no offset."""
    try:
        at = parse_datetime(text)
    except ValueError:
        at = None
    if at is None:
        raise ArgumentTypeError(not_a_time(text))
    return make_aware(at) if is_naive(at) else at
