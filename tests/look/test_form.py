"""A form keeps what was typed, says what is wrong beside each field and above, and ties the words together."""

from django import forms


class Example(forms.Form):
    physician = forms.CharField(label="Physician", help_text="Who judged.")
    sip = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    reason = forms.CharField(required=False, widget=forms.Textarea)
    consent = forms.BooleanField(required=False)


def test_it_ties_hint_and_error_to_the_field() -> None:
    page = str(Example({"physician": "", "sip": "yes"}))
    assert 'aria-describedby="id_physician_helptext id_physician_error"' in page
    assert 'id="id_physician_helptext"' in page
    assert 'id="id_physician_error"' in page
    assert 'aria-invalid="true"' in page


def test_its_summary_links_to_each_field_that_is_wrong() -> None:
    page = str(Example({"physician": "", "sip": "perhaps"}))
    assert 'class="ds-error-summary"' in page
    assert 'href="#id_physician"' in page
    assert 'href="#id_sip_0"' in page
    assert 'id="id_sip_0"' in page


def test_it_has_no_summary_when_nothing_is_wrong() -> None:
    assert "ds-error-summary" not in str(Example())


def test_it_keeps_what_was_typed() -> None:
    page = str(Example({"physician": "", "sip": "no", "reason": "the words stay <here>", "consent": "on"}))
    assert "the words stay &lt;here&gt;" in page
    assert page.count("checked") == 2


def test_every_control_wears_the_design_systems_class_and_has_a_label() -> None:
    page = str(Example())
    controls = ["id_physician", "id_sip_0", "id_sip_1", "id_reason", "id_consent"]
    assert page.count('class="ds-input"') == len(controls)
    for control in controls:
        assert f'for="{control}"' in page
