"""The house picture as tests: who may import whom (house.md)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "dangjian_desktop"
INSIDE = {
    "core": set(),
    "models": {"core"},
    "reports": {"core"},
    "bundle": {"core"},
    "schemes": {"models", "reports", "core"},
    "services": {"schemes", "models", "reports", "bundle", "core"},
    "ui": {"services", "schemes", "core"},
    "cli": {"ui", "services", "schemes", "core"},
}
OUTSIDE = {
    "core": set(),
    "models": {"sqlalchemy", "sqlcipher3", "alembic"},
    "reports": {"reportlab", "openpyxl", "docx", "fontTools", "PIL"},
    "bundle": {"pydantic", "cryptography", "pyrage"},
    "schemes": set(),
    "services": {"sqlalchemy", "openpyxl", "python_calamine", "pypdfium2", "pypinyin"},
    "ui": {"PySide6", "shiboken6"},
    "cli": set(),
}
STANDARD = sys.stdlib_module_names
FILES = sorted(PACKAGE.rglob("*.py"))


def runtime_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those that only the type checker sees."""
    yield tree
    for child in ast.iter_child_nodes(tree):
        if not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)):
            yield from runtime_nodes(child)


def imported(path: Path) -> Iterator[str]:
    for node in runtime_nodes(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            package = PACKAGE.parent.joinpath(*(node.module or "").split("."))
            for alias in node.names:
                submodule = (package / f"{alias.name}.py").exists()
                yield f"{node.module}.{alias.name}" if submodule else node.module or ""


def floor_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else "front door"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_floor_imports_only_what_the_house_allows(path: Path) -> None:
    floor = floor_of(path)
    if floor == "front door":
        return
    for name in imported(path):
        root, _, rest = name.partition(".")
        if root == "dangjian_desktop":
            target = rest.partition(".")[0]
            assert target == floor or target in INSIDE[floor], f"{floor} imports {target}"
        else:
            assert root in STANDARD or root in OUTSIDE[floor], f"{floor} imports {root}"


def test_qt_is_imported_in_ui_alone() -> None:
    users = {floor_of(path) for path in FILES for name in imported(path) if name.startswith("PySide6")}
    assert users <= {"ui"}


def test_no_import_cycle() -> None:
    graph = {module_of(path): {name for name in imported(path) if name.startswith("dangjian")} for path in FILES}
    seen: dict[str, int] = {}

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert seen.get(module) != 1, f"cycle: {' → '.join([*trail, module])}"
        if module in seen:
            return
        seen[module] = 1
        for name in sorted(graph.get(module, ())):
            visit(name, (*trail, module))
        seen[module] = 2

    for module in sorted(graph):
        visit(module, ())


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_helpers_utils_or_manager() -> None:
    names = {path.stem for path in FILES}
    assert not names & {"helpers", "utils", "util", "common", "misc"}
    classes = {
        node.name
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    assert not {name for name in classes if name.endswith("Manager")}


def test_init_files_stay_empty_but_for_the_three_registries() -> None:
    full = {str(path.relative_to(PACKAGE)) for path in FILES if path.name == "__init__.py" and path.read_text()}
    assert full <= {"schemes/__init__.py", "reports/forms/__init__.py", "reports/papers/__init__.py"}
