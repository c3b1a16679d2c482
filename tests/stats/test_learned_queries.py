"""What was learned as the pages ask for it, on both databases."""

from datetime import date

import database
from etl import learned
from stats import queries
from tests.etl.rosters import roster, run


def test_answers_come_with_who_gave_them_and_their_version(database_url: str) -> None:
    def version() -> str:
        with database.reading(database_url) as connection:
            return queries.learned_version(connection)

    versions = [version()]
    report = run(database_url, roster(education="ĐH Luật KT"), dry_run=True, accept=True)
    answers = [(report.questions[0], "education=bachelors")]
    learned.learn_spellings(database_url, answers, "Lan", date(2023, 12, 31), "24")
    versions.append(version())
    learned.learn_columns(database_url, report.pictures[0], {3: "", 4: "note"}, "Hoa")
    versions.append(version())
    with database.reading(database_url) as connection:
        (spelling,) = queries.learned_spellings(connection)
        columns = queries.learned_columns(connection)
    assert (spelling.field, spelling.spelling, spelling.meaning, spelling.by) == (
        "education",
        "ĐH Luật KT",
        "education=bachelors",
        "Lan",
    )
    assert spelling.source == "roster.xlsx › Sheet1!F7"
    assert [(column.number, column.title, column.meaning, column.by) for column in columns] == [
        (3, "Giới tính", "", "Hoa"),
        (4, "Chức vụ", "note", "Hoa"),
    ]
    assert learned.forget_column(database_url, columns[0].header, columns[0].number, columns[0].at)
    versions.append(version())
    assert len(set(versions)) == len(versions)
