"""Names on papers that hang on a wall: no month of birth, whoever else has the same name."""

from dangjian_desktop.core.names import match_key
from dangjian_desktop.models.member import Member
from dangjian_desktop.schemes.book import Book


def public_name(book: Book, member: Member) -> str:
    """Return a member's name; namesakes are told apart by their departments alone."""
    key = match_key(member.name)
    others = [m for m in book.members if m.id != member.id and match_key(m.name) == key]
    told = member.department and any(other.department != member.department for other in others)
    return f"{member.name}（{member.department}）" if told else member.name
