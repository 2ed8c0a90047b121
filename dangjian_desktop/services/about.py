"""What 关于 tells: the versions, what is shipped under which licence, and 原文勘误."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from dangjian_desktop.core.paths import resource
from dangjian_desktop.core.version import VERSION
from dangjian_desktop.models.migrations import CURRENT_VERSION
from dangjian_desktop.services.errata import Erratum, errata


class Licence(NamedTuple):
    """A part that is not ours: its name, version (empty for data), its licence's short name and the text's file."""

    name: str
    version: str
    licence: str
    text: str


class About(NamedTuple):
    """The program's version and that of the data files it writes; licences and doubtful places of the source."""

    version: str
    data_version: int
    licences: Sequence[Licence]
    errata: Sequence[Erratum]


def about() -> About:
    """Return all of it; the licences are listed by packaging/licences."""
    return About(VERSION, CURRENT_VERSION, licences(), errata())


def licences() -> list[Licence]:
    """Return what is shipped beside the program's own code."""
    stored = json.loads(resource("licences", "licences.json").read_text(encoding="utf-8"))
    return [Licence(**each) for each in stored]


def licence_text(licence: Licence) -> str:
    """Return the text of a licence."""
    return resource(*licence.text.split("/")).read_text(encoding="utf-8")
