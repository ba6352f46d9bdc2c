"""The people who sign in."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.swedish_order import sort_key_of


class LowerCaseEmailField(models.EmailField):
    """An address kept and looked up in lower case: Eva@ and eva@ are one person, and one plain index finds her."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value.lower() if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.get_prep_value(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person who can sign in, or who can't yet when no password is given."""
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person. What she may do comes from her assignments alone, so Django's own permissions are left out."""

    class Language(models.TextChoices):
        SWEDISH = "sv", "Svenska"
        ENGLISH = "en", "English"

    email = LowerCaseEmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    sort_name = sort_key_of("name")
    title = models.CharField(_("title"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.SWEDISH)
    is_active = models.BooleanField(default=True)
    has_password_for_once = models.BooleanField(
        default=False,
        help_text="Somebody else knows the password: it is changed before anything else is done.",
    )
    is_demo = models.BooleanField(
        default=False, help_text="Invented: offered for sign-in by one click in a demo."
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["sort_name"]
        constraints = [
            models.CheckConstraint(name="user_email_is_lower_case", condition=Q(email=Lower(F("email")))),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name
