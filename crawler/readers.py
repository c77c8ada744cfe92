"""Who is told of what: the readers of messages, as sites.toml describes them."""

import re
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, field_validator

from crawler.mistakes import one_of

# What a reader may care about, and what it is called in a message.
ABOUT = {
    "new-critical": "New critical faults on pages of tasks",
    "statement": "The accessibility statement",
    "task-offline": "Tasks that can no longer be done online",
    "hand-off": "Systems that people are sent to and that do not answer",
    "template": "New faults on more than ten pages",
    "coverage": "Far fewer pages were seen",
    "failed": "The run failed",
}
VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
PASSWORD = re.compile(r"://[^/@\s]*:[^/@\s]+@")


class MissingVariableError(Exception):
    """The environment lacks a variable that an address names; the message has its name only."""


class Reader(BaseModel):
    """One reader of messages, as [sites.NAME.messages.READER] describes them."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    # Apprise addresses; ${NAME} stands for a variable of the environment
    to: tuple[str, ...] = Field(min_length=1)
    about: tuple[str, ...] = tuple(ABOUT)

    @field_validator("to")
    @classmethod
    def _secrets_stand_elsewhere(cls, addresses: tuple[str, ...]) -> tuple[str, ...]:
        for address in addresses:
            plain = VARIABLE.sub("", address)
            if "://" not in plain and plain == address:
                raise ValueError(
                    f"{address!r} must be an address of Apprise, such as "
                    '"mailtos://${MAIL_USER}:${MAIL_PASSWORD}@mail.example.gov.uk", or a variable '
                    'of the environment that holds one, such as "${WEB_TEAM}"'
                )
            if plain == address and not address.startswith(("mailto://", "mailtos://")):
                raise ValueError(
                    "an address of a service is as good as a password; put it into the "
                    "environment, and ${NAME} here"
                )
            if PASSWORD.search(VARIABLE.sub("", address.replace(":${", "{"))):
                raise ValueError(
                    "an address holds a password; put it into the environment, and ${NAME} here"
                )
        return addresses

    @field_validator("about")
    @classmethod
    def _about_is_known(cls, about: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one_of(each, tuple(ABOUT)) for each in about)

    def addresses(self, environment: Mapping[str, str]) -> list[str]:
        """Return the addresses with the variables of the environment put in.

        Raises MissingVariableError.
        """
        missing = [
            name
            for address in self.to
            for name in VARIABLE.findall(address)
            if not environment.get(name)
        ]
        if missing:
            raise MissingVariableError(f"the environment has no {missing[0]}")
        return [VARIABLE.sub(lambda found: environment[found[1]], each) for each in self.to]


READER_KEYS = tuple(Reader.model_fields)
