"""Django's settings under test: the product's own, with an environment made up here.

The database is SQLite in a file. With ASYLON_TEST_DATABASE=postgresql it is a PostgreSQL server that
`tests.postgres` starts. Either way the tests get two databases of their own, in each worker.
"""

# ruff: noqa: E402, F403, F405
import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.postgres import shared_folder, stop_server, url

# A worker's folder lies in that of the process that started it, which outlives it and clears up.
home = Path(tempfile.mkdtemp(prefix="asylon-test-", dir=os.environ.get("ASYLON_TEST_HOME")))
if os.environ.setdefault("ASYLON_TEST_HOME", str(home)) == str(home):
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    atexit.register(stop_server, home)  # runs before the line above
for name in [name for name in os.environ if name.startswith("ASYLON_") and "_TEST_" not in name]:
    del os.environ[name]  # the tests must not depend on where they are called from
os.environ |= {
    "ASYLON_HOME": str(home),
    "ASYLON_SECRET": "made up for tests, signs nothing that matters",
    "ASYLON_OFFICE_KEYS": f"1:{'A' * 43}=\nindex:{'B' * 42}A=",
    "ASYLON_SECURE": "no",
    "ASYLON_DEMO": "no",
}
if os.environ.get("ASYLON_TEST_DATABASE") == "postgresql":
    os.environ["ASYLON_DATABASE"] = url(shared_folder(), "asylon")
    os.environ["ASYLON_KEYS_DATABASE"] = url(shared_folder(), "asylon_keys")
from asylon.site.settings import *

for alias, database in DATABASES.items():
    if database["ENGINE"].endswith("sqlite3"):  # in a file, as in an office; by default it would be in memory
        database["TEST"] = {"NAME": str(home / f"{alias}.sqlite3")}
    else:  # connections that stay open could not be dropped with the database
        database["CONN_MAX_AGE"] = 0
# Every step of every room would be taken there too, and change nothing: the product leaves them out as well.
DATABASES["keys"]["TEST"] = {**DATABASES["keys"].get("TEST", {}), "MIGRATE": False}

STATIC_ROOT.mkdir()
# Files keep their plain names, so that nothing has to be collected before a test.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
# The real one takes 50 ms on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
