"""Decides what somebody may do and whose people they may see: the one place that does."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from reference.fields import kept_back, told_of_nobody
from stats.scope import NOBODY, Scope


class Role(StrEnum):
    """A role of an account; an account may have several."""

    VIEWER = "viewer"
    PEOPLE = "people"
    UPLOADER = "uploader"
    PUBLISHER = "publisher"
    ADMIN = "admin"


class Act(StrEnum):
    """A thing that not everybody may do."""

    FIGURES = "figures"
    """See figures and take documents of them along."""
    PEOPLE = "people"
    """See and take along what names people, of one's own places."""
    SENSITIVE = "sensitive"
    """See ethnic group, religion and Party membership of people by name."""
    LOAD = "load"
    """Load rosters of one's own places, see their problems and originals, take a load back."""
    TEACH = "teach"
    """Answer what a spelling or a column means, for everybody's files; forget an answer."""
    APPROVE = "approve"
    """Let a roster of a commune's clerk in."""
    PUBLISH = "publish"
    SETTINGS = "settings"
    ACCOUNTS = "accounts"
    EVENTS = "events"
    ERASE = "erase"
    """Remove people's rows and originals for good."""


ROLE_NAMES = {
    Role.VIEWER: "Xem số liệu tổng hợp",
    Role.PEOPLE: "Xem danh sách người",
    Role.UPLOADER: "Nạp danh sách",
    Role.PUBLISHER: "Công bố báo cáo",
    Role.ADMIN: "Quản trị",
}
_MAY = {
    Role.VIEWER: {Act.FIGURES},
    Role.PEOPLE: {Act.FIGURES, Act.PEOPLE},
    Role.UPLOADER: {Act.FIGURES, Act.PEOPLE, Act.SENSITIVE, Act.LOAD, Act.TEACH, Act.APPROVE},
    Role.PUBLISHER: {Act.FIGURES, Act.PUBLISH},
    Role.ADMIN: set(Act),
}
_OF_THE_PROVINCE = frozenset({Act.TEACH, Act.APPROVE, Act.PUBLISH, Act.SETTINGS, Act.ACCOUNTS, Act.EVENTS, Act.ERASE})
"""Acts that concern everybody's data: not for whoever is confined to some places."""


class NotAllowedError(Exception):
    """Somebody wants what they may not; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who is here; `name` is what registers write down, `scope` the places that they are confined to."""

    name: str
    roles: frozenset[Role] = frozenset()
    scope: Scope = NOBODY
    full_name: str = ""
    account: int | None = None
    """The account's id; None: the one person at a machine without accounts."""
    must_change: bool = False
    """True: the password has to be exchanged before anything else."""

    def may(self, act: Act) -> bool:
        """Tell whether they may do that."""
        allowed = any(act in _MAY[role] for role in self.roles)
        return allowed and (self.scope.is_whole or act not in _OF_THE_PROVINCE)

    @property
    def people(self) -> Scope:
        """The places whose people they may see by name, without the sensitive fields where they do not need them."""
        if not self.may(Act.PEOPLE):
            return replace(NOBODY, hidden=kept_back())
        return self.scope if self.may(Act.SENSITIVE) else replace(self.scope, hidden=told_of_nobody())

    def require(self, act: Act, units: Iterable[tuple[str, str | None]] | None = None) -> None:
        """Let nobody go on who may not, or not for all of these communes (with their districts).

        Raises NotAllowedError.
        """
        if not self.may(act):
            raise NotAllowedError("Tài khoản này không có quyền làm việc đó. Hãy hỏi người quản trị.")
        if units is not None and not self.scope.covers_all(units):
            raise NotAllowedError(
                "Việc này gồm cả đơn vị ngoài phạm vi của tài khoản. Chưa có gì thay đổi; hãy chỉ làm với đơn vị của "
                "mình, hoặc hỏi người quản trị."
            )


def everything(name: str) -> Actor:
    """Give the one person at a machine without accounts, who may do all."""
    return Actor(name, frozenset({Role.ADMIN}), Scope())


def stranger() -> Actor:
    """Give somebody of whom nothing is known, who may do nothing."""
    return Actor("")
