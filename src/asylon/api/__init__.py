"""The HTTP interface for other programs, described by OpenAPI. The same doors as the pages, no others."""
