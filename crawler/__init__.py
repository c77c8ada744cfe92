"""What we collect, and where we keep it."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("dropkerb")
except PackageNotFoundError:  # a checkout that nobody installed
    VERSION = "0+unknown"
