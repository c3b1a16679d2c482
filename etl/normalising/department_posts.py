"""Posts told by their department: «Chánh Văn phòng» under «Văn phòng Đảng ủy», «Giám đốc TTPVHCC» in one cell."""

from functools import lru_cache

import reference
from etl.normalising.department_tables import Department, department_of, departments
from etl.normalising.position_tables import spellings, words_in
from reference.post_words import written_out
from reference.spelling import Words, key, words_of
from reference.units import per_register

_ANY = "any"
"""The set of roles that every department has, and whose title does not name it («Chuyên viên Phòng Kinh tế»)."""
_MOST_SHARED = 2
"""The most words that a role shares with the name behind it: «Chánh Văn phòng» of «Văn phòng Đảng ủy»."""


def is_role(words: Words) -> bool:
    """Tell whether it is the bare head of some department: «Bí thư», «Trưởng phòng»."""
    return words in _heads()


def titles_in(department: Department, role: Words) -> list[str]:
    """Give the title of a bare role in its department; where it has no such head, those in the departments it holds."""
    own = [department] if role in _roles().get(department.heads, {}) else []
    owners = own or [departments()[name] for name in department.holds]
    return [_title(_roles()[d.heads][role], d) for d in owners if role in _roles().get(d.heads, {})]


@per_register(maxsize=1 << 12)
def named_title(words: Words) -> str | None:
    """Read a role and its department: «CHT Ban CHQS», «Trạm Y tế - Trạm trưởng»; None where it is not both."""
    for cut in range(len(words) - 1, 0, -1):
        for role, rest in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            title = _headed(role, rest) or _headed(written_out(role), rest)
            if title:
                return title
    return None


def _headed(role: Words, rest: Words) -> str | None:
    """The title of a role in the department of `rest`, whose first words the role may have: «Chánh VP | Đảng ủy»."""
    for heads, roles in _roles().items():
        official = words_of(roles.get(role, ""))
        if heads == _ANY and official and department_of(rest):
            return roles[role]
        for shared in range(min(_MOST_SHARED, len(official) - 1) + 1):
            department = department_of(official[len(official) - shared :] + rest)
            if department and department.heads == heads:
                return _title(roles[role], department)
    return None


def _title(role: str, department: Department) -> str:
    """The official title, else role and body, with the word between them once: «Trưởng ban Xây dựng Đảng»."""
    words, body = role.split(), department.body.split()
    shares = (n for n in range(_MOST_SHARED, 0, -1) if [*map(key, words[-n:])] == [*map(key, body[:n])])
    title = " ".join(words + body[next(shares, 0) :])
    return spellings().get(words_in(title), {}).get("", title)


@lru_cache(maxsize=1)
def _heads() -> frozenset[Words]:
    return frozenset(role for heads, roles in _roles().items() if heads != _ANY for role in roles)


@lru_cache(maxsize=1)
def _roles() -> dict[str, dict[Words, str]]:
    """The table of set of heads -> role as written -> official role; «TP», «PB» count as typed, not as what they mean
    elsewhere («Tư pháp»).

    Raises reference.ReferenceError when a spelling stands for two roles of one set.
    """
    table: dict[str, dict[Words, str]] = {}
    for row in reference.rows("department_roles"):
        roles = table.setdefault(row["heads"], {})
        spelling = words_of(row["spelling"]) if row["spelling"].isupper() else words_in(row["spelling"])
        if roles.setdefault(spelling, row["role"]) != row["role"]:
            raise reference.wrong_row(row, f"«{row['spelling']}» đã là chức danh khác ở trên.")
    return table
