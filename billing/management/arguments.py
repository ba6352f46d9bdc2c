"""Arguments that several commands take, read from the shell."""

from argparse import ArgumentTypeError
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware

from agreements.places import REGIONS


def region(text: str) -> str:
    """The code of one of the 21 regions."""
    if text not in REGIONS:
        raise ArgumentTypeError(f"{text!r} is not the code of a region, such as 13")
    return text


def instant(text: str) -> datetime:
    """A time; Stockholm's where it has no offset."""
    try:
        at = parse_datetime(text)
    except ValueError:
        at = None
    if at is None:
        raise ArgumentTypeError(f"{text!r} is not a time such as 2027-04-07T23:59 or 2027-04-07T23:59+02:00")
    return make_aware(at) if is_naive(at) else at
