"""Names of places in charts."""

from collections.abc import Sequence
from dataclasses import replace

from stats.measures import Group
from stats.names import Names


def told_apart(group: Group, groups: Sequence[Group], names: Names) -> Group:
    """Put the district's name beside a commune's where another commune has the same."""
    district = names.districts.get(names.district_of.get(group.code or "") or "")
    if district is None or sum(other.name == group.name for other in groups) == 1:
        return group
    return replace(group, name=f"{group.name} ({district})")
