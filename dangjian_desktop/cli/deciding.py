"""The command decide: what waits for this office's word on forms 8 and 9, and each step of 审批 without the window."""

import argparse
import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from dangjian_desktop.cli.verb import day, declare_json, show_json, wrong_usage

if TYPE_CHECKING:
    from dangjian_desktop.services.deciding import Outcome
    from dangjian_desktop.services.decision_queue import Waiting
    from dangjian_desktop.services.work import Office

FOR_ONE = ("object", "handle", "file", "note_filing")
"""Steps whose words or number are one nomination's own."""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the word decide."""
    parser.add_argument("ids", metavar="ID", nargs="*", help="推荐的编号，见 --list，可写几个")
    parser.add_argument("--list", action="store_true", help="列出等待审批和已经审批的推荐")
    declare_json(parser)
    parser.add_argument("--year", type=int, help="列表的年度，默认今年")
    parser.add_argument("--move", choices=STEPS, metavar="MOVE", help=f"办哪一步：{'、'.join(STEPS)}")
    parser.add_argument("--opinion", default="", metavar="意见", help="意见、理由、异议或处理结果")
    parser.add_argument("--signer", default="", metavar="姓名", help="签发人")
    parser.add_argument("--on", type=day, metavar="DATE", help="日期（公示为开始日期），默认今天")
    parser.add_argument("--until", type=day, metavar="DATE", help="公示结束日期，默认公示够天数的那天")
    parser.add_argument("--number", default="", metavar="编号", help="标牌或备案编号；标牌不写时依次编号")
    parser.add_argument("--ground", default="", metavar="情形", help="撤销称号的情形")
    for name, office in (("organisation", "组织部"), ("discipline", "纪检监察室"), ("police", "派出所")):
        parser.add_argument(f"--{name}", metavar="意见", help=f"{office}的意见")


def decide(options: argparse.Namespace, office: "Office") -> int:
    """List the queue, or take one step on the nominations named."""
    if options.list:
        return _list(options, office)
    if not options.ids or not options.move:
        return wrong_usage("要写 --list，或者写推荐的编号和 --move")
    if options.move in FOR_ONE and len(options.ids) > 1:
        return wrong_usage(f"--move {options.move} 一次只办一人")
    from dangjian_desktop.schemes.nomination_states import WORDS

    outcome = STEPS[options.move](options, office, options.on or office.clock().date())
    print(f"已{WORDS[options.move]} {len(outcome.done)} 人。")
    for sentence in outcome.refused.values():
        print(f"{sentence}[DECIDE-REFUSED]", file=sys.stderr)
    return 1 if outcome.refused else 0


def _list(options: argparse.Namespace, office: "Office") -> int:
    from dangjian_desktop.services.decision_queue import read_queue

    queue = read_queue(office, year=options.year or office.clock().year)
    if options.json:
        nominations = [_as_json(row) for row in queue.rows]
        show_json({"nominations": nominations, "quotas": dict(queue.quotas)})
        return 0
    for row in queue.rows:
        blocks = "".join(row.blocks)
        parts = (row.id, row.unit, row.person, row.title, row.state.value, "、".join(sorted(row.moves)), blocks)
        print("\t".join(parts).rstrip("\t"))
    return 0


def _as_json(row: "Waiting") -> Mapping[str, Any]:
    return {
        "id": row.id,
        "unit": row.unit,
        "person": row.person,
        "award": row.award,
        "title": row.title,
        "year": row.year,
        "quarter": row.quarter,
        "state": row.state.value,
        "open": row.is_open,
        "days": row.days,
        "moves": sorted(row.moves),
        "blocks": list(row.blocks),
        "fields": dict(row.texts),
    }


Step = Callable[[argparse.Namespace, "Office", date], "Outcome"]


def _opinion(options: argparse.Namespace, office: "Office", _on: date) -> "Outcome":
    from dangjian_desktop.services import decisions

    opinion, signer = options.opinion or None, options.signer or None
    return decisions.write_opinion(office, nominations=options.ids, opinion=opinion, signer=signer)


def _consult(options: argparse.Namespace, office: "Office", _on: date) -> "Outcome":
    from dangjian_desktop.services import decisions

    answers = {key: getattr(options, key) for key in ("organisation", "discipline", "police")}
    return decisions.consult(office, nominations=options.ids, **answers)


def _publish(options: argparse.Namespace, office: "Office", on: date) -> "Outcome":
    from dangjian_desktop.services import decisions

    if options.until is None:
        return decisions.publish_long_enough(office, nominations=options.ids, begins_on=on)
    return decisions.publish(office, nominations=options.ids, begins_on=on, ends_on=options.until)


def _object(options: argparse.Namespace, office: "Office", _on: date) -> "Outcome":
    from dangjian_desktop.services import decisions

    return decisions.object_to(office, nomination=options.ids[0], objection=options.opinion)


def _handle(options: argparse.Namespace, office: "Office", _on: date) -> "Outcome":
    from dangjian_desktop.services import decisions

    return decisions.handle_objection(office, nomination=options.ids[0], handling=options.opinion)


def _approve(options: argparse.Namespace, office: "Office", on: date) -> "Outcome":
    from dangjian_desktop.services import decisions

    words = {"signer": options.signer, "opinion": options.opinion}
    return decisions.approve(office, nominations=options.ids, decided_on=on, **words)


def _refuse(options: argparse.Namespace, office: "Office", on: date) -> "Outcome":
    from dangjian_desktop.services import decisions

    words = {"signer": options.signer, "reason": options.opinion}
    return decisions.refuse(office, nominations=options.ids, decided_on=on, **words)


def _return(options: argparse.Namespace, office: "Office", on: date) -> "Outcome":
    from dangjian_desktop.services import decisions

    return decisions.send_back(office, nominations=options.ids, reason=options.opinion, returned_on=on)


def _withdraw(options: argparse.Namespace, office: "Office", _on: date) -> "Outcome":
    from dangjian_desktop.services import decisions

    return decisions.withdraw(office, nominations=options.ids)


def _number(options: argparse.Namespace, office: "Office", _on: date) -> "Outcome":
    """One number for one nomination; without a number the next free ones, as 依次编号 does."""
    from dangjian_desktop.services import titles

    given = dict.fromkeys(options.ids, options.number)
    suggested = {} if options.number else titles.suggest_numbers(office, nominations=options.ids)
    return titles.number_plaques(office, numbers={**given, **suggested})


def _award(options: argparse.Namespace, office: "Office", on: date) -> "Outcome":
    from dangjian_desktop.services import titles

    return titles.award_plaques(office, nominations=options.ids, issued_on=on)


def _adjust(options: argparse.Namespace, office: "Office", on: date) -> "Outcome":
    from dangjian_desktop.services import titles

    return titles.adjust_title(office, nominations=options.ids, ended_on=on, explanation=options.opinion)


def _revoke(options: argparse.Namespace, office: "Office", on: date) -> "Outcome":
    from dangjian_desktop.services import titles

    words = {"ground": options.ground, "explanation": options.opinion}
    return titles.revoke_title(office, nominations=options.ids, ended_on=on, **words)


def _file(options: argparse.Namespace, office: "Office", on: date) -> "Outcome":
    from dangjian_desktop.services import titles

    return titles.file_titles(office, numbers={options.ids[0]: options.number}, filed_on=on)


def _note_filing(options: argparse.Namespace, office: "Office", on: date) -> "Outcome":
    from dangjian_desktop.services import titles

    return titles.note_filing(office, numbers={options.ids[0]: options.number}, filed_on=on)


def _unfile(options: argparse.Namespace, office: "Office", _on: date) -> "Outcome":
    from dangjian_desktop.services import titles

    return titles.unfile(office, nominations=options.ids)


STEPS: Mapping[str, Step] = {
    "opinion": _opinion,
    "consult": _consult,
    "publish": _publish,
    "object": _object,
    "handle": _handle,
    "approve": _approve,
    "refuse": _refuse,
    "return": _return,
    "withdraw": _withdraw,
    "number": _number,
    "award": _award,
    "adjust": _adjust,
    "revoke": _revoke,
    "file": _file,
    "note_filing": _note_filing,
    "unfile": _unfile,
}
