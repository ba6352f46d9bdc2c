"""What must be true of mail after any schedule: as `invariants`, a sentence a fault."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Q

from accounts.models import Unit
from coordination.models import Delivery, DeliveryState, Medium, Patient, PatientSnapshot
from tests.faults.company import mail_address
from tests.faults.mail_server import Letter


def broken_letters(got: Mapping[str, Sequence[Letter]], listening: Sequence[Unit]) -> Iterator[str]:
    """Each message went in a letter which came, always with the same words, and nothing else ever did."""
    for unit in listening:
        yield from _on_the_way(unit)
    rows = Delivery.objects.filter(medium=Medium.MAIL).select_related("channel")
    for one in rows:
        if one.state != DeliveryState.SENT:
            yield f"mail {one.pk}: {one.state} {one.fault}"
        elif str(one.batch) not in got:
            yield f"mail {one.pk}: said to be sent, and never came"
    told_by = Counter(str(one.batch) for one in rows)
    address_of = {str(one.batch): one.channel.address for one in rows if one.channel}
    secrets = set(Patient.objects.values_list("identity_value", flat=True))
    secrets |= {one.name for one in PatientSnapshot.objects.all()}
    for batch, letters in got.items():
        if batch not in told_by:
            yield f"letter {batch}: came, and was never committed"
            continue
        if set(letters) != {letters[0]} or letters[0].to != (address_of[batch],):
            yield f"letter {batch}: came with other words, or to another"
        if told_by[batch] > 1 and str(told_by[batch]) not in letters[0].subject:
            yield f"letter {batch}: is of {told_by[batch]} messages, and says {letters[0].subject!r}"
        if any(word in letter.words for letter in letters for word in secrets):
            yield f"letter {batch}: says something of a patient"


def _on_the_way(unit: Unit) -> Iterator[str]:
    """Whatever stands in the inbox is once on its way to the unit; escalations are to its head as well."""
    said = Delivery.objects.filter(unit=unit, medium=Medium.INBOX)
    for asked, address in (
        (Q(), mail_address(unit.pk)),
        (Q(reminder__to_head=True), mail_address(unit.pk, of_head=True)),
    ):
        inbox = Counter(said.filter(asked).values_list("event", "reminder"))
        mail = Counter(
            Delivery.objects.filter(channel__address=address).values_list("event", "reminder"),
        )
        if inbox != mail:
            yield f"{address}: {len(inbox - mail)} of the inbox not on the way, {len(mail - inbox)} only there"
