"""The layers of the code, as data: who may import whom."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

LAYERS = {
    "enums": 0, "periods": 0, "documents": 0, "figures": 0, "visitors": 0, "cards": 0, "roles": 0,
    "querysets": 1, "models": 1,
    "search": 2, "listings": 2,
    "discovery": 3, "queries": 3, "alerts": 3, "volumes": 3, "gate": 3,
    "workflow": 4,
    "importer": 5, "structured_data": 5, "signing_in": 5,
    "converters": 6, "forms": 6, "templatetags": 6, "sitemaps": 6, "oai": 6,
    "caching": 7, "views": 7, "admin": 7, "management": 7, "middleware": 7,
    "urls": 8, "machine_urls": 8, "apps": 8,
}  # fmt: skip
"""The parts of `reports`, lowest first; a part imports from lower layers, or from its own."""

WITHIN_A_LAYER = {
    ("periods", "enums"),
    ("documents", "enums"),
    ("documents", "periods"),
    ("figures", "documents"),
    ("figures", "enums"),
    ("roles", "enums"),
    ("models", "querysets"),
    ("forms", "converters"),
}
"""The imports between parts of one layer."""

FACES = {"figures", "search", "discovery", "gate", "queries", "alerts", "workflow", "importer", "oai", "signing_in"}
"""Capabilities: from outside only the package itself is imported, never a module in it."""

FORBIDDEN = {
    "utils", "helpers", "common", "services", "misc", "core", "base", "manager", "managers", "handler", "handlers",
    "processor", "engine", "data", "info",
}  # fmt: skip

MODULES = sorted(path for path in (ROOT / "reports").rglob("*.py") if "migrations" not in path.parts)
CONFIGURATION = sorted((ROOT / "summaries").glob("*.py"))


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module):
    return module.split(".")[1] if "." in module else ""


def parse(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def exists(module):
    path = ROOT / module.replace(".", "/")
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def imports_of(tree):
    """All names of modules that are imported; `from reports import search` means reports.search."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            submodules = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if exists(name) else node.module for name in submodules)


def checking_only(tree):
    """The names imported for the type checker alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            yield from imports_of(ast.Module(node.body, []))


IMPORTS = {
    name_of(path): sorted({*imports_of(parse(path))} - {*checking_only(parse(path))})
    for path in [*MODULES, *CONFIGURATION]
}


def own_imports():
    for module, imported in IMPORTS.items():
        for name in imported:
            if name.startswith("reports.") and module.startswith("reports."):
                yield module, name


def test_every_part_has_a_layer():
    parts = {part_of(name_of(path)) for path in MODULES} - {""}
    assert parts == set(LAYERS)


def test_imports_go_down_the_layers():
    wrong = [
        f"{module} imports {name}"
        for module, name in own_imports()
        if (one := part_of(module)) != (other := part_of(name))
        and LAYERS[one] <= LAYERS[other]
        and (one, other) not in WITHIN_A_LAYER
    ]
    assert wrong == []


def test_exceptions_within_a_layer_are_used():
    used = {(part_of(module), part_of(name)) for module, name in own_imports()}
    assert WITHIN_A_LAYER - used == {("forms", "converters")} - used


def test_modules_do_not_import_each_other_in_circles():
    state = {}

    def visit(module, way):
        if state.get(module) == "done":
            return
        assert module not in way, " -> ".join([*way, module])
        for name in IMPORTS.get(module, []):
            if name in IMPORTS and name != module:
                visit(name, [*way, module])
        state[module] = "done"

    for module in IMPORTS:
        visit(module, [])


def test_capabilities_are_imported_by_their_face():
    wrong = [
        f"{module} imports {name}"
        for module, name in own_imports()
        if part_of(name) in FACES and name.count(".") > 1 and part_of(module) != part_of(name)
    ]
    assert wrong == []


def test_lowest_layer_knows_no_database_and_no_settings():
    wrong = [
        f"{module} imports {name}"
        for module, imported in IMPORTS.items()
        if LAYERS.get(part_of(module)) == 0 and module.startswith("reports.")
        for name in imported
        if name.startswith(("django.db", "django.conf", "django.apps", "django.contrib"))
    ]
    assert wrong == []


def test_only_storing_touches_the_database_in_the_importer():
    modules = [
        module
        for module, imported in IMPORTS.items()
        if part_of(module) == "importer" and any(name.startswith(("reports.models", "django.db")) for name in imported)
    ]
    assert [module for module in modules if not module.startswith("reports.importer.storing")] == []


def test_raw_sql_lives_in_the_backends_of_the_search_one_lookup_and_one_bulk_insert():
    users = {
        name_of(path)
        for path in MODULES
        for node in ast.walk(parse(path))
        if (isinstance(node, ast.Attribute) and node.attr in {"cursor", "RawSQL"})
        or (isinstance(node, ast.Name) and node.id == "RawSQL")
    }
    backends = {f"reports.search.backends.{name}" for name in ("postgresql", "reading", "sqlite")}
    assert users == {*backends, "reports.queries.lookup", "reports.gate.copies"}


def test_configuration_names_the_app_as_a_string_only():
    assert [name for path in CONFIGURATION for name in IMPORTS[name_of(path)] if name.startswith("reports")] == []


def test_no_module_has_a_name_that_says_nothing():
    assert [str(path) for path in MODULES if {path.stem, path.parent.name} & FORBIDDEN] == []


@pytest.mark.parametrize("path", [*MODULES, *CONFIGURATION], ids=name_of)
def test_module_says_in_a_sentence_what_it_is(path):
    docstring = ast.get_docstring(parse(path)) or ""
    assert docstring.split("\n\n")[0].rstrip().endswith((".", ":")), docstring


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_own_modules_are_imported_at_the_top(path):
    inside = [
        ast.unparse(node)
        for function in ast.walk(parse(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and "reports" in ast.unparse(node)
    ]
    assert inside == []


def test_no_signals_within_the_project():
    names = {
        name for module, imported in IMPORTS.items() for name in imported if "signals" in name or "dispatch" in name
    }
    # Django's own events: the end of a response lets views be written out of the reader's way, and a session begins
    # wherever somebody signs in.
    assert names == {"django.core.signals", "django.contrib.auth.signals"}


def test_top_level_holds_what_the_owner_fixed():
    allowed = {
        "manage.py",
        "summaries",
        "reports",
        "templates",
        "static",
        "tests",
        "pyproject.toml",
        "README.md",
        "Makefile",
    }
    allowed |= {"requirements.txt", "LICENSE", "CHANGELOG.md", "deploy", "var"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))}
    assert found - allowed == set()
