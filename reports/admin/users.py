"""Users."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from reports.admin.signing_in import HelpsToSignIn
from reports.models import User


@admin.register(User)
class EditorAdmin(HelpsToSignIn, UserAdmin):
    """People who sign in."""
