from typing import Any

from django.db import migrations, models

from coordination.core.events import Recorded, payload_of
from coordination.core.history import History
from coordination.core.states import OPEN, Capacity, Step
from coordination.core.untimed_moves import untimed_moves


def fill(apps: Any, schema_editor: Any) -> None:
    """The open cases' parties get what their events say; every later step writes it anew."""
    cases = apps.get_model("coordination", "Case").objects.filter(status__in=OPEN)
    for case in cases.prefetch_related("events", "parties").iterator(chunk_size=500):
        moves = untimed_moves(History(_recorded(event) for event in case.events.all()))
        for party in case.parties.all():
            capacity = Capacity(party.capacity)
            move = next((one for one in moves if one.is_for(capacity, party.unit_id)), None)
            if move and not party.closed_at:
                party.wanted_step, party.wanted_until = move.step.value, move.until
                party.save(update_fields=["wanted_step", "wanted_until"])


def _recorded(event: Any) -> Recorded:
    step = Step(event.step)
    payload = payload_of(step, event.payload)
    return Recorded(event.sequence, step, event.occurred_at, event.registered_at, payload)


class Migration(migrations.Migration):
    """What a party should do at once is kept with it, so that lists need not look through every event."""

    dependencies = [("coordination", "0018_numbers_put_right")]

    operations = [
        migrations.AddField(
            model_name="party",
            name="wanted_step",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="party",
            name="wanted_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
