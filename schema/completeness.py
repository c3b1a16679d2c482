"""The program's tables held against those that a database has."""

from collections.abc import Iterator

from sqlalchemy import Connection, MetaData, inspect


def lacking(connection: Connection, wanted: MetaData) -> Iterator[str]:
    """List the tables and columns that a database has not: «staff», «staff.birth_date»."""
    there = {
        name: {column["name"] for column in columns}
        for (_, name), columns in inspect(connection).get_multi_columns().items()
    }
    for table in wanted.sorted_tables:
        names = there.get(table.name)
        if names is None:
            yield table.name
        else:
            yield from (f"{table.name}.{column.name}" for column in table.columns if column.name not in names)
