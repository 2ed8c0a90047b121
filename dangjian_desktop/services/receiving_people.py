"""A 转出包 received by the branch that the people go to: looked at, and taken in one transaction."""

from sqlalchemy import Connection

from dangjian_desktop.bundle.archive import Incoming
from dangjian_desktop.bundle.compare import Plan
from dangjian_desktop.bundle.receiver import BRANCH, Admission
from dangjian_desktop.core.names import join_people
from dangjian_desktop.services.arrivals import arrival_plan, arrival_sentences, newcomers, write_arrivals
from dangjian_desktop.services.merging import Told, keep_contents, remember_received
from dangjian_desktop.services.work import Office


def brings_people(package: Incoming) -> bool:
    """Tell whether a package is a branch's 转出包."""
    return package.manifest.kind == "transfer" and package.manifest.sender.kind == BRANCH


def plan_people(connection: Connection, office: Office, package: Incoming) -> tuple[Plan, Told]:
    """Return what receiving the people would do."""
    people = newcomers(connection, office.office_id, package)
    return arrival_plan(people), Told(arrival_sentences(people, package.manifest.sender.name))


def receive_people(office: Office, package: Incoming, _admission: Admission) -> tuple[Plan, Told]:
    """Take the people into the roster: one entry of the journal."""
    with office.reading() as connection:
        people = newcomers(connection, office.office_id, package)
    told = Told(arrival_sentences(people, package.manifest.sender.name))
    with office.work(f"接收转入：{join_people([person.member['name'] for person in people])}") as work:
        keep_contents(work, package)
        write_arrivals(work, people, package)
        remember_received(work, package, arrival_plan(people))
    return arrival_plan(people), told
