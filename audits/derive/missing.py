"""What stands where an artefact should be when it could not be had."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Missing:
    """The reason why an artefact is not there; audits that need it become errors."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotTested(Missing):
    """Missing because nobody could look: what audits said and found before stays as it is."""
