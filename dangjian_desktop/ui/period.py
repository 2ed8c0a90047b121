"""The year and quarter that the pages show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Period:
    """A calendar year and one of its quarters."""

    year: int
    quarter: int
