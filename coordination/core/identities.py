"""Numbers that name a patient, checked by their type: a value means nothing without it."""

import re
from datetime import date
from enum import StrEnum


class IdentityType(StrEnum):
    """What kind of number it is."""

    PERSONAL_NUMBER = "personal_number"
    """Personnummer: born on the day it begins with."""
    COORDINATION_NUMBER = "coordination_number"
    """Samordningsnummer: the day of birth plus 60."""
    RESERVE_NUMBER_NATIONAL = "reserve_number_national"
    RESERVE_NUMBER_REGIONAL = "reserve_number_regional"
    """A region's own, meaningless without the OID of who gave it."""


class MalformedIdentity(ValueError):
    """The value cannot be a number of that type."""


def normalised(kind: IdentityType, value: str, *, oid: str = "", today: date) -> str:
    """The one way the number is stored: twelve digits, or a reserve number in capitals; raises `MalformedIdentity`."""
    compact = re.sub(r"\s", "", value).upper()
    match kind:
        case IdentityType.PERSONAL_NUMBER:
            return _twelve_digits(compact, added_to_day=0, today=today)
        case IdentityType.COORDINATION_NUMBER:
            return _twelve_digits(compact, added_to_day=60, today=today)
        case IdentityType.RESERVE_NUMBER_NATIONAL:
            return _reserve_number(compact)
        case IdentityType.RESERVE_NUMBER_REGIONAL:
            if not re.fullmatch(r"[0-2](\.\d+)+", oid):
                raise MalformedIdentity("a regional reserve number needs the OID of who gave it")
            return _reserve_number(compact)


def born_in(kind: IdentityType, value: str) -> int | None:
    """The year of birth that a stored number tells; reserve numbers tell none."""
    return (
        int(value[:4]) if kind in (IdentityType.PERSONAL_NUMBER, IdentityType.COORDINATION_NUMBER) else None
    )


def _twelve_digits(value: str, *, added_to_day: int, today: date) -> str:
    found = re.fullmatch(r"(\d\d)?(\d{6})([-+]?)(\d{4})", value)
    if not found:
        raise MalformedIdentity("ten or twelve digits")
    century, short, sign, last = found.groups()
    if not _has_right_check_digit(short + last):
        raise MalformedIdentity("the check digit is another")
    year = int(century + short[:2]) if century else _full_year(int(short[:2]), sign, today)
    try:
        born = date(year, int(short[2:4]), int(short[4:]) - added_to_day)
    except ValueError:
        raise MalformedIdentity("no such day") from None
    if born > today:
        raise MalformedIdentity("not born yet")
    return f"{year}{short[2:]}{last}"


def _full_year(short: int, sign: str, today: date) -> int:
    """The latest such year that is not in the future; a plus sign says that the person has turned a hundred."""
    year = today.year - (today.year - short) % 100
    return year - 100 if sign == "+" else year


def _has_right_check_digit(ten_digits: str) -> bool:
    """Luhn's sum over all ten is a multiple of ten."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(ten_digits))
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0


def _reserve_number(value: str) -> str:
    bare = value.replace("-", "")
    if not re.fullmatch(r"[0-9A-ZÅÄÖ]{6,16}", bare):
        raise MalformedIdentity("six to sixteen letters and digits")
    return bare
