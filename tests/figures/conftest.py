import pytest

from asylon.figures import Release, Store


@pytest.fixture(scope="session")
def store() -> Store:
    return Store()


@pytest.fixture(scope="session")
def unhcr(store: Store) -> Release:
    return store.newest("unhcr")
