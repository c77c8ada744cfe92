"""The scripts that try pages out: one function a file, run in a world that no page can see."""

from functools import cache
from importlib.resources import files


@cache
def script(name: str) -> str:
    """Return the source of a script, by its file's name without .js."""
    return files(__package__).joinpath(f"{name}.js").read_text(encoding="utf-8")
