"""How a database would read a question: the plan, in its own words, a line for each step."""

from django.db import connection

from ongikar.core.db import compiled_query


def plan(statement: str) -> str:
    with connection.cursor() as cursor:
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{explain} {statement}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def plan_of(question) -> str:
    query, *values = question
    composed = query.sql_for(connection)
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with getattr(connection, "numbered_cursor", connection.cursor)() as cursor:
        cursor.execute(
            explain + composed.sql, composed.fill_params(compiled_query.adapt_values(values, connection))
        )
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
