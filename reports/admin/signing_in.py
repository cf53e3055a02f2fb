"""Help for people who cannot sign in: a lost app, too many wrong passwords. Nobody sees anybody's secrets."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from reports.admin.rights import user_of
from reports.enums import EventKind
from reports.models import User
from reports.signing_in import forget_failures, remove_second_step
from reports.workflow import record_event

for _model in (StaticDevice, TOTPDevice):
    admin.site.unregister(_model)


class HelpsToSignIn(admin.ModelAdmin):
    """Actions on users, for whoever may change them; superusers are helped by superusers only."""

    actions = ["reset_second_step", "let_try_again"]

    @admin.action(description=_("Reset the second step (app lost)"), permissions=["change"])
    def reset_second_step(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Forget apps and recovery codes; whoever is asked for a second step sets it up anew."""
        users = list(self._helped(request, queryset))
        for user in users:
            remove_second_step(user)
            self.log_change(request, user, [{"changed": {"fields": ["second step"]}}])
            self._note(request, user, "second_step")
        self._tell(request, len(users))

    @admin.action(description=_("Let them try to sign in again at once"), permissions=["change"])
    def let_try_again(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Forget wrong passwords."""
        users = list(self._helped(request, queryset))
        for user in users:
            forget_failures(user.get_username())
            self._note(request, user, "failures")
        self._tell(request, len(users))

    def _note(self, request: HttpRequest, user: User, what: str) -> None:
        record_event(EventKind.RIGHTS_CHANGED, user_of(request), detail={"user": user.get_username(), what: "reset"})

    def _helped(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        helper: Any = request.user
        return queryset if helper.is_superuser else queryset.filter(is_superuser=False)

    def _tell(self, request: HttpRequest, number: int) -> None:
        text = ngettext("%(number)d person can sign in again.", "%(number)d people can sign in again.", number)
        level = messages.SUCCESS if number else messages.WARNING
        self.message_user(request, text % {"number": number}, level)
