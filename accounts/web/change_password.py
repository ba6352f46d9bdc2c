"""Changing one's own password."""

from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.web.middleware import assignment_optional


class ChangePassword(PasswordChangeView):
    """Asks for the old password. Other computers are signed out, this one goes on."""

    template_name = "accounts/change_password.html"
    success_url = "/"

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        messages.success(self.request, _("Your password has been changed."))
        return super().form_valid(form)

    def form_invalid(self, form: PasswordChangeForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


change_password = assignment_optional(ChangePassword.as_view())
