"""What the approving level writes on forms 8 and 9: opinion, consultations, publicity, and its word (X07, B14-B16)."""

from collections.abc import Collection
from datetime import date

from dangjian_desktop.schemes.nomination_states import State
from dangjian_desktop.schemes.pacesetters_approval_rules import CONSULTED
from dangjian_desktop.services import decision_steps as steps
from dangjian_desktop.services.clashes import clashes_of, read_standings
from dangjian_desktop.services.deciding import Fields, Outcome, decide, returned_fields
from dangjian_desktop.services.nomination_cases import Case
from dangjian_desktop.services.reading import read_options
from dangjian_desktop.services.work import Office

TYPES = "pacesetters.types_per_quarter"


def write_opinion(
    office: Office, *, nominations: Collection[str], opinion: str | None = None, signer: str | None = None
) -> Outcome:
    """Write 党总支意见 and who signs it without deciding yet; None leaves it as it is."""
    fields = {key: text.strip() for key, text in (("opinion", opinion), ("signer", signer)) if text is not None}
    return decide(office, "opinion", nominations, lambda _case: fields)


def consult(
    office: Office,
    *,
    nominations: Collection[str],
    organisation: str | None = None,
    discipline: str | None = None,
    police: str | None = None,
) -> Outcome:
    """Write what 组织部（人事处）, 纪检监察室 and 派出所 answered; None leaves an answer as it is (B14)."""
    answers = zip(CONSULTED, (organisation, discipline, police), strict=True)
    given = {field: text for field, text in answers if text is not None}
    return decide(office, "consult", nominations, lambda case: steps.consulted(case, given))


def publish(office: Office, *, nominations: Collection[str], begins_on: date, ends_on: date) -> Outcome:
    """Write the days of the publicity; too short a one is refused with the first day that would do (B15, A7-21)."""
    options = read_options(office)
    return decide(office, "publish", nominations, lambda case: steps.published(case, options, begins_on, ends_on))


def publish_long_enough(office: Office, *, nominations: Collection[str], begins_on: date) -> Outcome:
    """Write a publicity that begins on a day and lasts just as long as it has to (A7-21)."""
    ends_on = steps.last_public_day(read_options(office), begins_on)
    return publish(office, nominations=nominations, begins_on=begins_on, ends_on=ends_on)


def object_to(office: Office, *, nomination: str, objection: str) -> Outcome:
    """Write an objection heard during the publicity; it holds the case until it is handled (B16)."""
    return decide(office, "object", [nomination], lambda _case: {"objection": objection.strip()})


def handle_objection(office: Office, *, nomination: str, handling: str) -> Outcome:
    """Write what became of an objection."""
    return decide(office, "handle", [nomination], lambda case: steps.handled(case, handling))


def explain_clash(office: Office, *, nomination: str, note: str) -> Outcome:
    """Write why someone who stands twice may: 不是同一人, for instance; empty takes the word back (case 22)."""
    return decide(office, "opinion", [nomination], lambda _case: {"clash_note": note.strip()}, title="重复情况的说明")


def approve(
    office: Office, *, nominations: Collection[str], decided_on: date, signer: str = "", opinion: str = ""
) -> Outcome:
    """Agree to nominations on a day; who cannot be approved yet is left with the reason (X07, B14-B16, case 22)."""
    options = read_options(office)
    with office.reading() as connection:
        clashes = clashes_of(read_standings(connection), kinds_allowed=options.number(TYPES))

    def judge(case: Case) -> Fields:
        return steps.approved(case, options, clashes, decided_on, signer, opinion)

    return decide(office, "approve", nominations, judge)


def refuse(office: Office, *, nominations: Collection[str], decided_on: date, reason: str, signer: str = "") -> Outcome:
    """Disagree, with the reason as 党总支意见 (X07)."""
    return decide(office, "refuse", nominations, lambda case: steps.refused(case, decided_on, signer, reason))


def send_back(office: Office, *, nominations: Collection[str], reason: str, returned_on: date | None = None) -> Outcome:
    """Return nominations for mending, also those decided already whose title has not been filed or awarded (退回)."""
    day = returned_on or office.clock().date()
    return decide(office, "return", nominations, lambda case: returned_fields(case, reason, day))


def withdraw(office: Office, *, nominations: Collection[str]) -> Outcome:
    """Take back this office's own word, so that the case is open again; what was filed or awarded ends otherwise."""
    undecided = {"decision": "", "decided_on": None, "answers": "", "plaque_number": ""}
    return decide(office, "withdraw", nominations, lambda _case: undecided)


def is_waiting(case: Case) -> bool:
    """Tell whether a case waits for this level's word."""
    return case.state in (State.RECEIVED, State.CONSULTED, State.PUBLIC, State.PUBLISHED, State.OBJECTED)
