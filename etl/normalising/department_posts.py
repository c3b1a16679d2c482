"""Posts told by their department: «Chánh Văn phòng» under «Văn phòng Đảng ủy», «Giám đốc TTPVHCC» in one cell."""

from functools import lru_cache

import reference
from etl.normalising.department_tables import Department, department_of, departments
from etl.normalising.position_tables import spellings, words_in, written_out
from etl.normalising.text import Words, key

_ANY = "any"
"""The set of roles that every department has, and whose title does not name it («Chuyên viên Phòng Kinh tế»)."""
_HIGHEST_SHARE = 2
"""The most words that a role shares with the name behind it: «Chánh Văn phòng» of «Văn phòng Đảng ủy»."""


def is_role(words: Words) -> bool:
    """Tell whether it is the bare head of some department: «Bí thư», «Trưởng phòng»."""
    return words in _heads()


def titles_in(department: Department, role: Words) -> list[str]:
    """Give the title of a bare role in its department; where it has no such head, those in the departments it holds."""
    own = [department] if role in _roles().get(department.heads, {}) else []
    owners = own or [departments()[name] for name in department.holds]
    return [_title(_roles()[d.heads][role], d) for d in owners if role in _roles().get(d.heads, {})]


@lru_cache(maxsize=1 << 12)
def named_title(words: Words) -> str | None:
    """Read a role and the department behind it: «CHT Ban CHQS», «Chánh VP Đảng ủy»; both may share a word."""
    for cut in range(len(words) - 1, 0, -1):
        role, rest = written_out(words[:cut]), words[cut:]
        if role in _roles()[_ANY] and department_of(rest):
            return _roles()[_ANY][role]
        for shared in range(min(_HIGHEST_SHARE, len(role) - 1) + 1) if is_role(role) else ():
            department = department_of(role[len(role) - shared :] + rest)
            official = _roles().get(department.heads, {}).get(role) if department else None
            if department and official:
                return _title(official, department)
    return None


def _title(role: str, department: Department) -> str:
    """The official title, else role and body, with the word between them once: «Trưởng ban Xây dựng Đảng»."""
    words, body = role.split(), department.body.split()
    shares = (n for n in range(_HIGHEST_SHARE, 0, -1) if [*map(key, words[-n:])] == [*map(key, body[:n])])
    title = " ".join(words + body[next(shares, 0) :])
    return spellings().get(words_in(title), {}).get("", title)


@lru_cache(maxsize=1)
def _heads() -> frozenset[Words]:
    return frozenset(role for heads, roles in _roles().items() if heads != _ANY for role in roles)


@lru_cache(maxsize=1)
def _roles() -> dict[str, dict[Words, str]]:
    """The table of set of heads -> role as written -> official role.

    Raises reference.ReferenceError when a spelling stands for two roles of one set.
    """
    table: dict[str, dict[Words, str]] = {}
    for row in reference.rows("department_roles"):
        roles = table.setdefault(row["heads"], {})
        if roles.setdefault(words_in(row["spelling"]), row["role"]) != row["role"]:
            raise reference.wrong_row(row, f"«{row['spelling']}» đã là chức danh khác ở trên.")
    return table
