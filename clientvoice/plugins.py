"""Where the templates of installed packages lie that bring question types and answer styles."""

from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

GROUPS = ("clientvoice.question_types", "clientvoice.answer_styles")


def template_folders() -> list[Path]:
    """Return the `templates` folder of every package that offers a plug-in and has one, without importing any."""
    packages = sorted({point.module.partition(".")[0] for group in GROUPS for point in entry_points(group=group)})
    specs = (find_spec(package) for package in packages)
    origins = (Path(spec.origin).parent for spec in specs if spec and spec.origin)
    return [folder / "templates" for folder in origins if (folder / "templates").is_dir()]
