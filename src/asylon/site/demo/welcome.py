"""What the terminal says when the demonstration is open: where it is, and who may come in."""

from __future__ import annotations

from asylon.casework.staff.factors import DEMO_PASSWORD
from asylon.site.demo.cast import OFFICES


def say_welcome(address: str) -> None:
    """Print the address and the sign-ins of the cast."""
    print(welcome(address), flush=True)  # noqa: T201 - the terminal is whom it is for


def welcome(address: str) -> str:
    """The same as text."""
    lines = [
        "",
        f"  The office is open:  {address}/",
        "",
        "  Everybody in it is made up. Choose who you are on the first page, or sign in yourself;",
        f"  the password of all of them is:  {DEMO_PASSWORD}",
        "  The six digits that come next are shown on the first page too.",
    ]
    for office in OFFICES:
        lines += ["", f"  {office.name} ({office.jurisdiction})"]
        for work_name, (name, roles) in office.staff.items():
            held = ", ".join(str(role.label).lower() for role in roles)
            lines.append(f"    {work_name:<8}  {name}, {held}")
    return "\n".join([*lines, "", "  Ctrl-C closes it. What you do here is kept; --fresh starts anew.", ""])
