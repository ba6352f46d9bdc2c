"""Whether a region issues statements of a month, or calculates without invoicing."""

from billing.models import IssuingDecision


def issues_statements(region: str, month: int) -> bool:
    """True unless two of the region's administrators have decided otherwise from that month on, or from one before."""
    of_region = IssuingDecision.objects.filter(organisation__code=region, first_month__lte=month)
    latest = of_region.filter(approved_at__isnull=False).order_by("first_month", "approved_at", "pk").last()
    return latest is None or latest.issues
