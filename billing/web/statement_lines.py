"""A statement's care episodes, charges and readings in words, from what it says itself and nothing that came later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from agreements.files import load_agreements
from billing.core.reasons import EXPLANATIONS, Status
from billing.core.terms import Counting
from billing.exports.words import CHARGES
from billing.statements.content import Charge, Content, Line, OtherReading, Part
from billing.web.agreement import Reading, reading_shown
from billing.web.correction_words import CorrectionShown
from billing.web.episode_rows import COUNTED
from billing.web.episode_words import first_day
from billing.web.numbers import NONE, day_and_clock, difference, is_english, kronor, plain, whole


@dataclass(frozen=True, slots=True)
class ChargeRow:
    """A line of the bill."""

    charge: Charge

    @property
    def what(self) -> str:
        return str(CHARGES[self.charge.kind])

    @property
    def days(self) -> str:
        return NONE if self.charge.days is None else plain(self.charge.days)

    @property
    def kronor(self) -> str:
        return NONE if self.charge.kronor is None else kronor(self.charge.kronor)

    @property
    def amount(self) -> str:
        return kronor(self.charge.amount)


@dataclass(frozen=True, slots=True)
class LineRow:
    """A care episode, counted or not, and why; `note` is the number of its ground among the statement's."""

    line: Line
    note: int
    counting: Counting

    @property
    def ready(self) -> str:
        return self._time("discharge_ready_at")

    @property
    def home(self) -> str:
        return self._time("discharged_at")

    @property
    def days(self) -> str:
        return NONE if self.line.status is Status.EXCLUDED else whole(self.line.days)

    @property
    def counted(self) -> str:
        if self.line.status is Status.INDIVIDUAL:
            return _("by itself, %(days)s to pay") % {"days": whole(self.line.payable_days)}
        return str(COUNTED[self.line.status][0])

    @property
    def tone(self) -> str:
        return COUNTED[self.line.status][1]

    @property
    def why(self) -> str:
        line = self.line
        if line.status is Status.EXCLUDED:
            explanation = EXPLANATIONS[line.reason]
            return explanation.english if is_english() else explanation.swedish
        if line.counted_from is None:
            return ""
        return first_day(line.counted_from, self.counting)

    @property
    def corrections(self) -> list[CorrectionShown]:
        return [CorrectionShown(each) for each in self.line.corrections]

    @property
    def warnings(self) -> list[str]:
        """What was late and yet counts, under both readings of the law."""
        line, said = self.line, []
        if line.status is Status.EXCLUDED:
            return []
        if line.admission_notice_is_late:
            said.append(
                _("The admission notice was sent later than 24 hours after the admission or the assessment.")
            )
        if line.sip_call_is_late:
            said.append(_("The call to the SIP was sent later than three days after the notice."))
        if line.registered_late:
            said.append(_("Some of it was registered more than 24 hours after it happened."))
        return said

    def _time(self, name: str) -> str:
        said = self.line.facts.get(name)
        return NONE if said is None else day_and_clock(datetime.fromisoformat(said))


@dataclass(frozen=True, slots=True)
class Alternative:
    words: str
    amount: str
    difference: str


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """An unsettled question, how it was read, and what the month had cost otherwise."""

    question: str
    read_as: str
    alternatives: list[Alternative]
    why_not: str


@dataclass(frozen=True, slots=True)
class PartShown:
    """What one text makes of the month."""

    part: Part
    charges: list[ChargeRow]
    readings: list[ReadingRow]

    @property
    def figures(self) -> list[tuple[str, str]]:
        """The numbers that the charges come from."""
        part = self.part
        threshold = part.terms["threshold_days"]
        pairs = [
            (_("Care episodes in the average"), whole(part.episodes)),
            (_("Their days"), whole(part.days)),
            (_("Average"), NONE if part.average is None else plain(part.average)),
            (_("Threshold"), NONE if threshold is None else plain(Decimal(threshold))),
            (_("Care episodes by themselves"), whole(part.individual_episodes)),
            (_("Their days to pay"), whole(part.individual_days)),
            (_("Not counted"), whole(part.excluded)),
        ]
        amounts = [
            (_("Daily amount %(year)d") % {"year": each.year}, f"{kronor(each.kronor)} ({each.source})")
            for each in part.daily_amounts
        ]
        return pairs + amounts

    @property
    def amount(self) -> str:
        return kronor(self.part.amount)

    @property
    def version(self) -> str:
        return self.part.terms_version[:12]

    @property
    def waits_for_window(self) -> bool:
        """Over the threshold, but too few of the latest months are."""
        return self.part.is_over and not self.part.window_is_met


def grounds(content: Content) -> list[str]:
    """What the care episodes stand on, each once, in the order in which they need it."""
    return list(dict.fromkeys(line.ground for line in content.lines))


def line_rows(content: Content) -> list[LineRow]:
    note_of = {ground: note for note, ground in enumerate(grounds(content), start=1)}
    counting = {part.agreement: Counting(part.terms["counting"]) for part in content.parts}
    return [LineRow(line, note_of[line.ground], counting[line.agreement]) for line in content.lines]


def parts_shown(content: Content) -> list[PartShown]:
    return [
        PartShown(part, [ChargeRow(charge) for charge in part.charges], list(_readings(part, content.amount)))
        for part in content.parts
    ]


def _readings(part: Part, amount: Decimal) -> Iterator[ReadingRow]:
    text = load_agreements().get(part.agreement)
    # Words for the values are those of the very text that the statement was drawn up by.
    same = text if text is not None and text.digest == part.terms_version else None
    known = {(each.key, each.question.sv): each for each in same.unsettled} if same else {}
    for (key, question), others in groupby(part.readings, key=lambda each: (each.key, each.question)):
        reading = known.get((key, question))
        yield _reading(list(others), None if reading is None else reading_shown(reading), amount)


def _reading(others: list[OtherReading], shown: Reading | None, amount: Decimal) -> ReadingRow:
    words = [str(each.alternative) for each in others] if shown is None else shown.alternatives
    return ReadingRow(
        question=others[0].question if shown is None else shown.question,
        read_as=str(others[0].read_as) if shown is None else " ".join(shown.chosen),
        alternatives=[
            Alternative(
                said,
                "" if each.amount is None else kronor(each.amount),
                "" if each.amount is None else difference(each.amount - amount),
            )
            for said, each in zip(words, others, strict=True)
        ],
        why_not=others[0].why_not,
    )
