"""Why a patient's number is not put right, and what to do then."""

from django.utils.translation import gettext_noop

from coordination.errors import OtherStay


class NumberIsKnown(OtherStay):
    """The own care provider has met somebody under that number: whoever corrects must make sure that it is the same."""

    code = "number_is_known"
    sentence = gettext_noop(
        "You already have case %(number)s under that number. Make sure that it is the same person, and say so. "
        "Nothing was saved."
    )


class OpenUnderThatNumber(OtherStay):
    """The person with that number has an open case: one patient has one."""

    code = "open_under_that_number"
    sentence = gettext_noop(
        "A patient with that number has an open case in %(ward)s. Check the number. If both cases are of the same "
        "patient, cancel the one that was registered by mistake and go on in the other. Nothing was saved."
    )


class OpenSomewhereUnderThatNumber(OtherStay):
    """The same, where the ward may not be named."""

    code = "open_somewhere_under_that_number"
    sentence = gettext_noop(
        "A patient with that number has an open case in another ward. Check the number. If it is right, phone the ward "
        "that the patient came from: one of the cases is to be cancelled. Nothing was saved."
    )
