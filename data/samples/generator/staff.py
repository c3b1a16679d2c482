"""One invented person on one date, in the codes of `data/reference/code_lists.csv`; empty text: nothing is known."""

from dataclasses import dataclass
from datetime import date

from data.samples.generator.posts import Slot, category

IT_MAJOR = "Công nghệ thông tin"


@dataclass(frozen=True, slots=True)
class Staff:
    """A row of a roster. `party` is yes, probation or empty; `insured_since` the first month of social insurance."""

    unit_code: str
    district_code: str
    slot: Slot
    name: str
    birth: date
    female: bool
    ethnicity: str
    religion: str
    insured_since: date
    party: str = "yes"
    schooling: str = "upper_secondary"
    education: str = "bachelors"
    major: str = ""
    theory: str = ""
    state_management: str = ""
    it_detail: str = ""
    english: str = ""
    other_language: str = ""
    ethnic_language: bool = False
    leaves: bool = False
    """Not on the next roster any more."""
    department: str = ""
    title: str = ""
    job: str = ""
    rank: str = ""
    digital_skills: str = ""
    """The last five: since the reform of 2025; the title stands in place of the slot's."""

    @property
    def category(self) -> str:
        """`cadre` or `civil_servant`."""
        return category(self.slot)

    @property
    def it(self) -> str:
        """`degree` (trung cấp trở lên về CNTT), `certificate` or empty."""
        if self.major == IT_MAJOR:
            return "degree"
        return "certificate" if self.it_detail else ""

    def age_on(self, day: date) -> int:
        """Completed years."""
        return years_between(self.birth, day)


def years_between(start: date, day: date) -> int:
    """Completed years from `start` to `day`."""
    return day.year - start.year - ((day.month, day.day) < (start.month, start.day))
