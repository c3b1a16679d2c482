"""Communes of one name in a form: the district of the row above them decides, as in rosters, or that of the title."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blank_forms.outline import bare
from stats.names import Names
from stats.spoken_places import places_meant

Path = tuple[str, ...]


def under_districts(paths: Sequence[Path], names: Names, district: str | None) -> list[Path]:
    """Put each label that several communes bear under its district: «Huyện Đức Trọng › Xã Tân Thành».

    A row of a district heads the rows after it where all of them that bear a name alone lie in it; `district`: the one
    that the title names, or that is chosen.
    """
    placed: list[Path] = []
    for block in _blocks(paths, names, district):
        placed += [_under(path, names, block.district) for path in block.paths] if block.holds(names) else block.paths
    return placed


def namesakes(path: Path, names: Names) -> tuple[str, frozenset[str]]:
    """Find the label of a path that is the name of several communes, and their codes; nothing where none is."""
    within = None
    for label in path:
        codes = _meant(label, names, within)
        if len(codes) > 1:
            return label, codes
        within = next(iter(codes), within)
    return "", frozenset()


def _meant(label: str, names: Names, within: str | None = None) -> frozenset[str]:
    return places_meant(label, names, within) or places_meant(bare(label), names, within)


@dataclass(frozen=True, slots=True)
class _Block:
    """Labels from one district to the next; `district` is None before the first where the title names none."""

    district: str | None
    paths: list[Path]

    def holds(self, names: Names) -> bool:
        """Tell whether all communes of the block that bear their names alone lie in its district."""
        places = {code for path in self.paths for label in path for code in _alone(label, names)}
        return all(names.district_of.get(code) == self.district for code in places if code in names.units)


def _blocks(paths: Sequence[Path], names: Names, district: str | None) -> Iterator[_Block]:
    block = _Block(district, [])
    for path in paths:
        named = [code for label in path for code in _alone(label, names) if code not in names.units]
        if named:
            yield block
            block = _Block(named[0] or district, [])
        block.paths.append(path)
    yield block


def _alone(label: str, names: Names) -> frozenset[str]:
    """Give the one place that a label names by itself, none where it names several."""
    codes = _meant(label, names)
    return codes if len(codes) == 1 else frozenset()


def _under(path: Path, names: Names, district: str | None) -> Path:
    label, codes = namesakes(path, names)
    if district is None or sum(names.district_of.get(code) == district for code in codes) != 1:
        return path
    at = path.index(label)
    return (*path[:at], names.districts[district], *path[at:])
