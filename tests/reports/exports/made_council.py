"""What the tests of exports share: where npm packages are, and what a spreadsheet would run."""

from pathlib import Path

MODULES = Path(__file__).parents[3] / "node_modules"
FORMULA = '=HYPERLINK("https://evil.example","x")'
