"""The project's own user, so that it can grow."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who signs in: an author, an editor, an administrator."""
