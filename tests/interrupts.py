"""Start a process that hears Ctrl-C, also where the tests themselves run in the background."""

import signal


def heeded() -> None:
    """For `preexec_fn`: a job in the background inherits that interrupts are ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
