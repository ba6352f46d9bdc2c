"""Changing one's own password."""

from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.web.middleware import assignment_optional, with_any_password


class ChangePassword(PasswordChangeView):
    """Asks for the old password. Other computers are signed out, this one goes on."""

    template_name = "accounts/change_password.html"
    success_url = "/"

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        messages.success(self.request, _("Your password has been changed."))
        answer = super().form_valid(form)
        User.objects.filter(pk=form.user.pk).update(has_password_for_once=False)
        return answer

    def form_invalid(self, form: PasswordChangeForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


change_password = with_any_password(assignment_optional(ChangePassword.as_view()))
