"""The components of every page: `{% load hemgang %}`. What each takes, with examples: templates/components/README.md.

Those with content between begin and end tag are blocks: `{% card title %}...{% endcard %}`. Names and shapes are
kept stable. Views give plain objects or dictionaries with the attributes that the README names.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from html import escape
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from look.icons import icon
from look.line_chart import LineChart
from look.spoken_time import say_due, say_exactly, say_moment

register = template.Library()

TASK_STATES = {
    "done": ("check", _("Done:")),
    "late": ("alert", _("Late:")),
    "none": ("dash", _("Not needed:")),
    "open": ("", _("Left to do:")),
}
TONE_ICONS = {"neutral": "", "info": "", "success": "check", "warning": "clock", "danger": "alert"}

register.simple_tag(icon, name="icon")


def _component(name: str, /, **context: Any) -> SafeString:
    return render_to_string(f"components/{name}.html", context)


@register.simple_tag
@cache
def asset(path: str) -> SafeString:
    """The address of a static file, as `{% static %}` gives it: looked up once, since every page names a dozen."""
    return SafeString(static(path))


# --- Text and frames -------------------------------------------------------------------------------


@register.simple_block_tag(end_name="endpage_heading")
def page_heading(
    content: SafeString, title: str, lead: str = "", back: str = "", back_text: str = ""
) -> SafeString:
    """The page's h1, a sentence under it, a way back above it; the content is its buttons, at the right."""
    return _component("page_heading", title=title, lead=lead, back=back, back_text=back_text, actions=content)


@register.simple_tag
def button(
    text: str | Promise,
    href: str = "",
    variant: str = "primary",
    name: str = "",
    value: str = "",
    about: str = "",
    size: str = "",
) -> SafeString:
    """A link that looks like a button where there is an href; otherwise the button that sends its form."""
    # In every row of lists: no template of its own, and what the caller's code says itself is not escaped.
    look = f' data-variant="{variant}"' + (f' data-size="{size}"' if size else "")
    content = _escaped(text) + (f'<span class="ds-sr-only"> {_escaped(about)}</span>' if about else "")
    if href:
        return SafeString(f'<a class="ds-button"{look} href="{_escaped(href)}">{content}</a>')
    named = f' name="{_escaped(name)}" value="{_escaped(value)}"' if name else ""
    return SafeString(f'<button class="ds-button" type="submit"{look}{named}>{content}</button>')


def _escaped(text: object) -> str:
    """As `conditional_escape`, which asks more of each text than a list has time for."""
    text = str(text)
    return text if isinstance(text, SafeString) else escape(text)


@register.simple_tag
def pick(text: str, detail: str, name: str = "", value: str = "") -> SafeString:
    """The button that sends its form, as one of several to choose among: a word and what it is."""
    return _component("pick", text=text, detail=detail, name=name, value=value)


@register.simple_tag
def tag(text: str, tone: str = "neutral") -> SafeString:
    """A status in a word, with the icon of its tone."""
    drawing = icon(TONE_ICONS[tone]) if TONE_ICONS[tone] else ""
    return format_html('<span class="ds-tag" data-color="{}">{}{}</span>', tone, drawing, text)


@register.simple_block_tag
def alert(content: SafeString, tone: str = "info", title: str = "", level: int = 2) -> SafeString:
    """A message that stands in the page: info, success, warning or danger."""
    return _component("alert", content=content, tone=tone, title=title, level=level)


@register.simple_block_tag
def card(content: SafeString, title: str = "", level: int = 2) -> SafeString:
    """A frame around what belongs together."""
    return _component("card", content=content, title=title, level=level)


@register.simple_block_tag
def details(content: SafeString, summary: str, is_open: bool = False) -> SafeString:
    """What most readers don't need now, behind its summary."""
    return _component("details", content=content, summary=summary, is_open=is_open)


@register.simple_block_tag
def why(content: SafeString, about: str, ground: str = "", ground_url: str = "") -> SafeString:
    """ "Why?" beside a deadline or a krona: opens the reason with its paragraph."""
    return _component("why", content=content, about=about, ground=ground, ground_url=ground_url)


@register.simple_block_tag(end_name="endempty_list")
def empty_list(content: SafeString, title: str) -> SafeString:
    """In place of an empty list: what would be in it, and what to do."""
    return _component("empty_list", content=content, title=title)


@register.simple_tag
def tabs(links: Iterable[Any], label: str) -> SafeString:
    """Parts of a page as links."""
    return _component("tabs", links=links, label=label)


@register.simple_tag
def facts(pairs: Iterable[tuple[Any, Any]]) -> SafeString:
    """Terms and what they are."""
    return _component("facts", pairs=pairs)


@register.simple_tag
def identity_number(masked: str, whole: str) -> SafeString:
    """A personal identity number, masked until somebody asks for it."""
    return _component("identity_number", masked=masked, whole=whole)


# --- Tables ----------------------------------------------------------------------------------------


@register.simple_block_tag
def table(content: SafeString, caption: str, hide_caption: bool = False, stack: bool = False) -> SafeString:
    """A table: the content is its thead and tbody. On a phone it scrolls by itself, or its rows become cards."""
    return _component("table", content=content, caption=caption, hide_caption=hide_caption, stack=stack)


@register.simple_tag(takes_context=True)
def sort_header(context: dict[str, Any], text: str, key: str, numeric: bool = False) -> SafeString:
    """A column's heading that sorts by a link: `?sort=key`, and `?sort=-key` the second time."""
    request: HttpRequest = context["request"]
    now = request.GET.get("sort", "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{key}" if now == key else key
    return _component(
        "sort_header", text=text, direction=direction, url=f"?{query.urlencode()}", numeric=numeric
    )


@register.simple_tag(takes_context=True)
def pagination(context: dict[str, Any], page: Page[Any]) -> SafeString:
    """Where in a long list the reader is, and the way to the next and the one before; nothing for a short one."""
    if page.paginator.num_pages == 1:
        return SafeString("")
    return render_to_string("components/pagination.html", {"page": page}, request=context["request"])


@register.simple_tag(takes_context=True)
def key_pagination(context: dict[str, Any], page: Any) -> SafeString:
    """The way to what is newer and what is older, in a list that nobody counts."""
    return render_to_string("components/key_pagination.html", {"page": page}, request=context["request"])


# --- Times -----------------------------------------------------------------------------------------


@register.simple_tag
def due(due_at: datetime, now: datetime | None = None) -> SafeString:
    """A deadline as people say it; late ones are marked, not by colour alone. Cheap enough for every row."""
    now = now or timezone.now()
    language = get_language() or "sv"
    is_late = now > due_at
    exact = say_exactly(due_at, language, ends_day=True)
    # Our own words and digits: there is nothing to escape.
    return SafeString(
        f'<time class="due{" due--late" * is_late}" datetime="{due_at.isoformat()}" title="{exact}">'
        f"{icon('alert') if is_late else ''}{say_due(due_at, now, language)}"
        f'<span class="ds-sr-only"> ({exact})</span></time>'
    )


@register.simple_tag
def moment(at: datetime, now: datetime | None = None) -> SafeString:
    """When something happened or will happen, with the exact time on hover and for screen readers."""
    language = get_language() or "sv"
    said = say_moment(at, now or timezone.now(), language)
    return SafeString(f'<time datetime="{at.isoformat()}" title="{say_exactly(at, language)}">{said}</time>')


# --- Figures ---------------------------------------------------------------------------------------


@register.simple_tag
def steps(items: Iterable[Any], label: str) -> SafeString:
    """The way home as a line of steps: done, now, and to come."""
    return _component("steps", items=items, label=label)


@register.simple_tag
def lanes(lanes: Iterable[Any]) -> SafeString:
    """What each party has done and has left to do, side by side."""
    now = timezone.now()
    return _component("lanes", lanes=[(lane, [_task(item, now) for item in lane.items]) for lane in lanes])


def _task(item: Any, now: datetime) -> SafeString:
    """One line of a lane. Made here: a case has a dozen, and in a template they cost as much as the page's frame."""
    drawing, said = TASK_STATES[item.state]
    due_at, detail, url = (getattr(item, name, None) for name in ("due_at", "detail", "url"))
    return SafeString(
        f'<li data-state="{item.state}"><span class="lane__mark">{icon(drawing) if drawing else ""}</span><div>'
        f'<span class="ds-sr-only">{_escaped(said)} </span>{_escaped(item.text)}'
        + (f' <span class="lane__detail">{due(due_at, now)}</span>' if due_at else "")
        + (f' <span class="lane__detail">{_escaped(detail)}</span>' if detail else "")
        + (f' <a class="ds-link" href="{_escaped(url)}">{_escaped(item.url_text)}</a>' if url else "")
        + "</div></li>"
    )


@register.simple_tag
def line_chart(
    points: Iterable[Any], title: str, value_name: str, threshold_name: str, point_name: str = ""
) -> SafeString:
    """Values against a threshold, as SVG with the same figures in a table; a point is a month unless said."""
    chart = LineChart(list(points), language=get_language() or "sv")
    return _component(
        "line_chart",
        chart=chart,
        title=title,
        value_name=value_name,
        threshold_name=threshold_name,
        point_name=point_name,
    )


@register.simple_block_tag
def formula(content: SafeString, expression: str, result: str) -> SafeString:
    """A calculation with its numbers put in; the content is its legal ground."""
    return _component("formula", content=content, expression=expression, result=result)


# --- Forms -----------------------------------------------------------------------------------------


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString:
    """Everything that is wrong in a form, each with a link to its field; nothing where nothing is wrong."""
    return _component("error_summary", form=form) if form.errors else SafeString("")


@register.simple_tag
def select(field: BoundField) -> SafeString:
    """A field with a few choices, at the top of a list. Django's own widget costs a template for each choice."""
    chosen = str(field.value() or "")
    options = "".join(
        f'<option value="{_escaped(code)}"{" selected" * (str(code) == chosen)}>{_escaped(words)}</option>'
        for code, words in field.field.choices  # type: ignore[attr-defined]
    )
    return format_html(
        '<div class="ds-field"><label class="ds-label" for="{0}">{1}</label>'
        '<select class="ds-input" name="{2}" id="{0}">{3}</select></div>',
        *(field.id_for_label, field.label, field.html_name, SafeString(options)),
    )


@register.filter
def designed(field: BoundField) -> BoundField:
    """The field with its widget in the design system's clothes."""
    field.field.widget.attrs.setdefault("class", "ds-input")
    return field
