"""Screen a caseload that lives in Spark: the numpy planes, run on Arrow batches by its workers.

Each person is joined with a list of the items of every child table; a worker takes such rows apart
again into the tables that a screening reads. Rows come out in any order, as ever in Spark. The
workers need Asylon with the extra `tables`, at the version of the driver.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sql

from asylon.caseload.bad_rows import BadRow, BadTable
from asylon.caseload.chunks import ChunkReader
from asylon.caseload.intake import Where, take_slice
from asylon.caseload.results import result_schema
from asylon.caseload.screen import CHUNK_ROWS, Summary, screened
from asylon.caseload.table_columns import item_columns, person_columns, refuse_columns
from asylon.caseload.tables import Slice, caseload_files
from asylon.rulebook import Rulebook
from asylon.rulebook.faults import Fault
from asylon.rulebook.scopes import LISTS
from asylon.rulebook.situation import BASELINE

PERSONS = "persons"
SHOWN = 20
"""How many wrong ids or rows a message names."""

Batches = Iterator[pa.RecordBatch]


def read_caseload(spark: SparkSession, folder: Path) -> tuple[DataFrame, dict[str, DataFrame]]:
    """The persons and the child tables, by scope, of a folder of Parquet files.

    Raises: BadTable if there is no such folder.
    """
    files = caseload_files(folder)
    children = {scope: spark.read.parquet(str(path)) for scope, path in files.children.items()}
    return spark.read.parquet(str(files.persons)), children


def screen_spark(
    persons: DataFrame, children: Mapping[str, DataFrame], *, rulebook: Rulebook, where: Where
) -> DataFrame:
    """Screen persons with their items (by scope); the columns are those of a screening's result.

    Spark works when the result is asked for; then a cell that does not fit ends the work with a
    message that names the person, the table and the column.
    Raises: BadTable for unknown columns, repeated or empty ids, and items of unknown persons.
    """
    facts = rulebook.all_facts
    refuse_columns(PERSONS, persons.columns, person_columns(facts), ("id",))
    for scope, child in children.items():
        refuse_columns(LISTS[scope], child.columns, item_columns(facts, scope), ("person", "id"))
    persons = persons.withColumn("id", sql.col("id").cast("string"))
    children = {
        s: child.withColumn("person", sql.col("person").cast("string")) for s, child in children.items()
    }
    _refuse_ids(persons, children)
    schema = result_schema(rulebook.resolve(where.jurisdiction or BASELINE, where.as_of))
    # A fresh copy: programs that were resolved already hold closures, which need not travel.
    texts = Rulebook(rulebook.folder, rulebook.head, rulebook.core, rulebook.overlays)
    work = _Work(texts, where, schema, tuple(children))
    return _nested(persons, children).mapInArrow(work.screened, _spark_schema(schema))


def _refuse_ids(persons: DataFrame, children: Mapping[str, DataFrame]) -> None:
    """Look at the ids alone, before any work: Spark may spread one person's rows over many workers."""
    counted = persons.groupBy("id").count().where("count > 1 or id is null or id = ''").orderBy("id")
    faults = []
    for row in counted.limit(SHOWN).collect():
        said = f"person '{row['id']}' stands here {row['count']} times" if row["id"] else "an id is empty"
        faults.append(Fault("bad_row", "", {"row": f"{PERSONS}: {said}"}))
    named = [child.select(sql.lit(LISTS[s]).alias("table"), "person") for s, child in children.items()]
    if named:
        items = reduce(DataFrame.union, named)
        strange = items.join(persons, items["person"].eqNullSafe(persons["id"]), "left_anti").distinct()
        for row in strange.orderBy("table", "person").limit(SHOWN).collect():
            said = f"{row['table']}: there is no person '{row['person'] or ''}'"
            faults.append(Fault("bad_row", "", {"row": said}))
    if faults:
        raise BadTable(faults)


def _nested(persons: DataFrame, children: Mapping[str, DataFrame]) -> DataFrame:
    """Each person with a column a scope that lists its items."""
    found = persons
    for scope, child in children.items():
        item = sql.struct(*(sql.col(f"`{name}`") for name in child.columns if name != "person"))
        lists = child.groupBy("person").agg(sql.collect_list(item).alias(LISTS[scope]))
        found = found.join(lists, found["id"] == lists["person"], "left").drop("person")
    return found


def _spark_schema(schema: pa.Schema) -> str:
    return ", ".join(f"`{field.name}` {_SPARK_TYPES[field.type]}" for field in _in_words(schema))


def _in_words(schema: pa.Schema) -> pa.Schema:
    """The same columns for Spark, which knows no codes."""
    return pa.schema([(f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type) for f in schema])


_SPARK_TYPES = {pa.string(): "string", pa.bool_(): "boolean", pa.int32(): "int"}


@dataclass(frozen=True, slots=True)
class _Work:
    """What a worker needs to know."""

    rulebook: Rulebook
    where: Where
    schema: pa.Schema
    scopes: tuple[str, ...]

    def screened(self, batches: Iterable[pa.RecordBatch]) -> Batches:
        """Turn rows of persons with their items into rows of results."""
        names = {"": PERSONS, **{scope: LISTS[scope] for scope in self.scopes}}
        reader = ChunkReader(self.rulebook.all_facts, self.rulebook.core.countries, names)
        for table in _joined(batches):
            slice_ = self.slice(table)
            taken = take_slice(slice_, reader, self.rulebook, self.where)
            if taken.bad:
                raise BadTable([_fault(bad, slice_) for bad in taken.bad[:SHOWN]])
            result = screened(taken, self.rulebook, self.schema, Summary())
            yield result.cast(_in_words(self.schema))

    def slice(self, table: pa.Table) -> Slice:
        """Take the lists of items out of the rows of their persons."""
        found = Slice(0, table.drop_columns([LISTS[scope] for scope in self.scopes]), {}, {})
        for scope in self.scopes:
            lists = table.column(LISTS[scope]).combine_chunks()
            items = pa.RecordBatch.from_struct_array(pc.list_flatten(lists))
            found.items[scope] = pa.Table.from_batches([items])
            found.owner[scope] = np.asarray(pc.list_parent_indices(lists)).astype(np.int64)
        return found


def _joined(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Spark's small batches, put together to a number of rows at which planes are worth it."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(each.num_rows for each in waiting) >= CHUNK_ROWS:
            yield pa.Table.from_batches(waiting).combine_chunks()
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting).combine_chunks()


def _fault(bad: BadRow, slice_: Slice) -> Fault:
    """A row that does not fit; in Spark rows have no number, so the person's id says which."""
    scopes = {LISTS[scope]: scope for scope in slice_.items}
    row = bad.row - 1 if bad.file == PERSONS else int(slice_.owner[scopes[bad.file]][bad.row - 1])
    person = slice_.persons.column("id")[row].as_py()
    said = f"{bad.file}: person '{person}', column {bad.column}: {bad.problem}"
    return Fault("bad_row", "", {"row": said})
