"""The papers inside a package: a cover to sign and stamp, and a plain text that says what the file is."""

from collections.abc import Sequence
from datetime import datetime

from dangjian_desktop.bundle.archive import Incoming, Trust
from dangjian_desktop.bundle.outgoing import Outgoing
from dangjian_desktop.bundle.seal import fingerprint, public_of
from dangjian_desktop.core.dates import QUARTER_NAMES, print_day
from dangjian_desktop.reports.cover import Cover, lay_out_cover
from dangjian_desktop.reports.pdf import Document, write_pdf

SIGNED, DATED = "（签字）：　　　　　　", "　年　月　日"
PLACES = {
    "report": (
        ("报送单位（盖章）：", f"书记{SIGNED}", DATED),
        ("接收单位（盖章）：", f"接收人{SIGNED}", DATED),
    ),
    "settings": (("签发单位（盖章）：", f"签发人{SIGNED}", DATED),),
    "move": (
        ("移交单位（盖章）：", f"移交人{SIGNED}", DATED),
        ("接收单位（盖章）：", f"接收人{SIGNED}", DATED),
    ),
    "transfer": (
        ("转出单位（盖章）：", f"经办人{SIGNED}", DATED),
        ("接收单位（盖章）：", f"接收人{SIGNED}", DATED),
    ),
    "reply": (
        ("签发单位（盖章）：", f"签发人{SIGNED}", DATED),
        ("领取单位（盖章）：", f"领取人{SIGNED}", DATED),
    ),
}
TITLES = {
    "report": "党员活动上报材料封面",
    "reply": "党员活动回执封面",
    "settings": "欢迎文件封面",
    "move": "搬家包封面",
    "transfer": "转出移交材料封面",
}
SENDERS = {"report": "报送单位", "transfer": "转出单位"}
NOTE = "校验码与文件名、两台电脑屏幕上显示的相同，说明纸和文件是同一份。本页只列数目，内容以包内数据为准。"


def mark_of(package: Outgoing) -> str:
    """Return in words how a package is kept from other eyes; on the screen, on the cover and in 说明.txt alike."""
    if package.kind == "settings":
        return "不加密，不含党员资料"
    if package.sealing == "keys":
        return f"加密给“{package.addressee.name}”，只有该单位的电脑能打开"
    return {"password": "口令加密，接收时要输入口令", "plain": "未加密，谁都能打开，请专人携带"}[package.sealing]


def mark_of_received(package: Incoming, trust: Trust) -> str:
    """Return in words how a package that came in was kept from other eyes, and whose signature it bears."""
    sealing = {"keys": "加密给本单位", "password": "口令加密", "plain": "未加密"}[package.manifest.sealing]
    if package.signer is None:
        return f"{sealing}，没有签名"
    known = package.manifest.sender.id in trust.known
    return f"{sealing}，签名与已登记的密钥相符" if known else f"{sealing}，有签名，密钥还没有登记"


def cover_papers(
    package: Outgoing, code: str, contents: Sequence[tuple[str, int]], *, phone: str, moment: datetime, mark: str = ""
) -> dict[str, bytes]:
    """Return 封面.pdf and 说明.txt of a package whose check code is known; ``mark`` stands pale across the cover."""
    facts = [
        (SENDERS.get(package.kind, "签发单位"), package.sender.name),
        ("接收单位", package.addressee.name or ("各下属单位" if package.kind == "settings" else "（上级党组织）")),
        ("年度季度", f"{package.period.year}年{QUARTER_NAMES[package.period.quarter]}"),
        ("序号", f"第 {package.sequence} 号"),
        ("校验码", code),
        ("加密方式", mark_of(package)),
        ("生成日期", print_day(moment.date())),
        ("联系电话", phone),
    ]
    if package.kind == "settings" and package.keys:
        facts.append(("密钥指纹", fingerprint(public_of(package.keys))))
    cover = Cover(TITLES[package.kind], tuple(facts), PLACES[package.kind], NOTE, tuple(contents))
    pdf = write_pdf(
        [Document(lay_out_cover(cover), "封面", mark=mark)],
        title=cover.title,
        author=package.sender.name,
        created=moment,
    )
    return {"封面.pdf": pdf, "说明.txt": _text([*facts, ("内容", _listed(contents))]).encode("utf-8-sig")}


def _listed(contents: Sequence[tuple[str, int]]) -> str:
    return "、".join(f"{title} {count} 条" for title, count in contents) or "没有内容"


def _text(facts: Sequence[tuple[str, str]]) -> str:
    lines = ["这是“党建台账”程序生成的文件包，请不要解压后改动，改动过的包不能接收。", ""]
    lines += [f"{label}：{text.replace(chr(10), '、')}" for label, text in facts]
    lines += ["", "怎样使用：在“党建台账”里打开“上报与接收”，选择这个 zip 文件，看过变化以后按“合并”。"]
    return "\r\n".join(lines) + "\r\n"
