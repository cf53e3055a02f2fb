"""Static files in production: a style sheet that names its parts by @import is collected as one file."""

import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from django.contrib.staticfiles import finders
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = re.compile(r'@import url\("(?P<name>[^":]+)"\)(?P<media>[^;]*);\n?')
_ADDRESS = re.compile(r'url\("(?P<name>(?!data:|/|#)[^":]+)"\)')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def join_parts(name: str, text: str, read: Callable[[str], str]) -> str:
    """Return the style sheet `name` with what it imports in place; `read` returns the text of another one by name.

    Addresses in a part are rewritten for the place of the whole, comments are left out. What has no @import is
    returned as it is.
    """
    if not _IMPORT.search(text):
        return text
    folder = PurePosixPath(name).parent

    def part(match: re.Match[str]) -> str:
        place = PurePosixPath(match["name"])
        rules = join_parts(str(folder / place), read(str(folder / place)), read)
        rules = _ADDRESS.sub(lambda address: f'url("{_shorten(place.parent / address["name"])}")', rules)
        return f"@media{match['media']} {{\n{rules}}}\n" if match["media"].strip() else rules

    return _COMMENT.sub("", _IMPORT.sub(part, text))


def _shorten(path: PurePosixPath) -> str:
    """Return a path without steps down that are taken back."""
    steps: list[str] = []
    for step in path.parts:
        if step == ".." and steps and steps[-1] != "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


def _read_part(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found).read_text(encoding="utf-8")


class JoiningStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files, with the parts of a style sheet joined before; scripts may import each other."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Any:  # noqa: ANN401
        """Join the site's own style sheets where they were put, then let names be hashed and files compressed."""
        joined = {}
        for name in [] if dry_run else paths:
            if name.startswith("css/"):
                text = _read_part(name)
                whole = join_parts(name, text, _read_part)
                if whole != text:
                    Path(self.path(name)).write_text(whole, encoding="utf-8")
                    joined[name] = (self, name)
        yield from super().post_process({**paths, **joined}, dry_run, **options)
