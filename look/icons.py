"""The few pictures of the screens, drawn here: 24 by 24, one stroke. They never carry meaning alone."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

DRAWINGS = {
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "alert": "M12 4.5v9M12 19v.01",
    "clock": "M12 7.5V12l3 2M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0z",
    "dash": "M6 12h12",
    "down": "M6 9.5l6 6 6-6",
    "back": "M14.5 6l-6 6 6 6",
    "sort": "M8 9.5L12 5.5l4 4M8 14.5l4 4 4-4",
    "rising": "M7 14l5-5 5 5",
    "falling": "M7 10l5 5 5-5",
}


@cache
def icon(name: str) -> SafeString:
    """An icon as SVG in the colour of the text around it, hidden from screen readers."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        DRAWINGS[name],
    )
