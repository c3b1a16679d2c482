"""Bodies as cells name them: by their name with or without their province, their code or their mã định danh."""

from datetime import date

from etl.figures.records import FindBody, Unit
from reference.bodies import LEVEL, Body, bare_name, bodies_on
from reference.provinces import provinces_on
from reference.spelling import words_of
from reference.units import per_register
from reference.vietnamese import in_sentence


def body_finder(home: str) -> FindBody:
    """Give what finds the bodies of a province of today and of those that went into it, on a day."""

    def find(text: str, day: date) -> Unit | None:
        body = _by_words(home, day).get(words_of(text))
        return Unit(LEVEL, body.code, body.name) if body else None

    return find


@per_register(maxsize=16)
def _by_words(home: str, day: date) -> dict[tuple[str, ...], Body]:
    """Map the words of each way to write a body to it; a way that two bodies share means neither."""
    table: dict[tuple[str, ...], Body | None] = {}
    endings = [in_sentence(unit.name) for unit in provinces_on(home, day)]
    for body in bodies_on(day, home):
        ways = {body.name, bare_name(body), body.code, body.identifier or body.code}
        ways |= {f"{body.name} {ending}" for ending in endings}
        for words in {words_of(way) for way in ways}:
            table[words] = body if words not in table else None
    return {words: body for words, body in table.items() if body is not None}
