"""Numbers, dates and months as the reader's language writes them: 2,05; 412 500 kr; 3/3 13.15; mars 2027."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.dateformat import format as format_date
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from billing.months.spans import first_day

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
NONE = "\N{EN DASH}"


def kronor(amount: Decimal) -> str:
    """An amount: whole kronor without öre, others with two decimals."""
    places = 0 if amount == amount.to_integral_value() else 2
    return number_format(amount, places, force_grouping=True) + f"{NO_BREAK}kr"


def difference(amount: Decimal) -> str:
    """How much more or less something costs: +12 500 kr, −3 000 kr."""
    if not amount:
        return _("no difference")
    return ("+" if amount > 0 else MINUS) + kronor(abs(amount))


def decimal(value: Decimal, places: int = 2) -> str:
    """A number with so many decimals."""
    return number_format(value, places)


def plain(value: Decimal) -> str:
    """A number with the decimals that it needs: 5; 2,5; 3,25."""
    normal = value.normalize()
    exponent = normal.as_tuple().exponent
    return number_format(normal, max(0, -exponent) if isinstance(exponent, int) else 0, force_grouping=True)


def whole(value: int) -> str:
    """A whole number, grouped from a thousand up."""
    return number_format(value, 0, force_grouping=True)


def day(when: date) -> str:
    """A date within the year that the page is about: 3/3."""
    return format_date(when, pgettext("date format", "j M"))


def date_in_words(when: date) -> str:
    """A date on its own: 7 april 2027."""
    return format_date(when, "j F Y")


def day_and_clock(when: datetime) -> str:
    """A civil time within the year that the page is about: 3/3 13.15."""
    return format_date(when, pgettext("date format", "j M H:i")).replace(" ", NO_BREAK)


def month(number: int) -> str:
    """A month with its year: mars 2027."""
    return format_date(first_day(number), "F Y")


def month_as_title(number: int) -> str:
    """The same where a sentence or a list begins: Mars 2027."""
    return capfirst(month(number))


def short_month(number: int) -> str:
    """A month in three letters."""
    return format_date(first_day(number), "M" if is_english() else "b")


def is_english() -> bool:
    return (get_language() or "sv").startswith("en")
