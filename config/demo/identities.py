"""Identity numbers that no one has, in the form of the test numbers that Skatteverket publishes.

Skatteverket publishes test numbers as open data ("Testpersonnummer" and "Testsamordningsnummer", at
skatteverket.se under öppna data) that are never given to anyone. They are recognised by the three digits before
the check digit: 980-999 for people born before 1990 (189001019802), 238 and 239 for those born later
(199002222397), and 238 and 239 in coordination numbers whatever the year (191401682396). The numbers made here keep
to the same digits. A published series, not merely an unlikely number: what looks unlikely may be somebody's.

Women have an even third digit and men an odd one.
"""

from datetime import date

from coordination.core.identities import IdentityType

OLDER_SERIES = (980, 20)
"""First number and how many there are, for each day of birth."""
YOUNGER_SERIES = (238, 2)
YOUNGER_SINCE = 1990


def personal_number(born: date, *, is_woman: bool, index: int = 0) -> str:
    """A test person's twelve digits. Others born on the same day, of the same sex, need another `index`."""
    series = YOUNGER_SERIES if born.year >= YOUNGER_SINCE else OLDER_SERIES
    return _number(born.year, born.month, born.day, series, is_woman, index)


def coordination_number(born: date, *, is_woman: bool) -> str:
    """A test person's coordination number: the day of birth plus 60."""
    return _number(born.year, born.month, born.day + 60, YOUNGER_SERIES, is_woman, 0)


NATIONAL_RESERVE_NUMBER = (IdentityType.RESERVE_NUMBER_NATIONAL, "98240301AA06", "")
"""An example of HL7 Sweden's base profiles."""

REGIONAL_RESERVE_NUMBER = (IdentityType.RESERVE_NUMBER_REGIONAL, "19450829K088", "1.2.752.113.11.0.2.1.1.1")
"""Of Västra Götaland's form: the letter stands where no personal number has one."""


def _number(year: int, month: int, day: int, series: tuple[int, int], is_woman: bool, index: int) -> str:
    first, size = series
    offset = 2 * index + (0 if is_woman else 1)
    if offset >= size:
        raise ValueError("the series has no more numbers for that day")
    short = f"{year % 100:02}{month:02}{day:02}{first + offset}"
    return f"{year // 100}{short}{_check_digit(short)}"


def _check_digit(nine_digits: str) -> int:
    """Luhn's: with it, the sum of all ten is a multiple of ten."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(nine_digits))
    return -sum(one // 10 + one % 10 for one in doubled) % 10
