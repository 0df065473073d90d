"""Django's settings under test: the product's own, with an environment made up here.

The database is SQLite in a file. With ASYLON_TEST_DATABASE=postgresql it is a PostgreSQL server that
`tests.postgres` starts.
"""

# ruff: noqa: E402, F403, F405
import os
import tempfile
from pathlib import Path

home = Path(tempfile.gettempdir()) / f"asylon-test-{os.getpid()}"
home.mkdir(exist_ok=True)
os.environ |= {
    "ASYLON_HOME": str(home),
    "ASYLON_SECRET": "made up for tests, signs nothing that matters",
    "ASYLON_OFFICE_KEYS": f"1:{'A' * 43}=\nindex:{'B' * 42}A=",
    "ASYLON_SECURE": "no",
    "ASYLON_DEMO": "no",
}
from asylon.site.settings import *

# Files keep their plain names, so that nothing has to be collected before a test.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
# The real one takes 50 ms on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
