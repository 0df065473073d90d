"""`asylon demo`: an office with made-up people in the browser, or three of them in the terminal."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from asylon.cli.console import show
from asylon.cli.page import Page
from asylon.cli.situation_files import open_rulebook, read_one
from asylon.cli.view_assessment import assessment_page
from asylon.rulebook import assess

SITUATIONS = Path(__file__).parent / "situations"
MOST = 100_000
LAST_PORT = 65_535

STORIES = {
    "domestic_worker": (
        "A woman whom two boxes want",
        """Recruited from Ethiopia, held and unpaid for three years in a household in the Gulf. She escaped,
        moved on with refugees and asks for asylum in Serbia: a victim of trafficking and an asylum seeker,
        both at once.""",
    ),
    "boy_who_owes_his_journey": (
        "A boy of 16 who works off his journey",
        """A smuggler brought him over the sea to Italy on credit. Now he pays it off in a car wash, alone,
        and a man who says that he is an uncle answers for him. Nobody has told him that he may ask for
        asylum.""",
    ),
    "former_officer": (
        "A man whom the Convention excludes and nobody may send back",
        """A former officer in Austria. Documents show that he ordered torture, so he cannot be a refugee. At
        home he would be tortured himself, so he must not be removed there, whatever he did.""",
    ),
}


def add_arguments(parser: ArgumentParser) -> None:
    """What kind of demonstration is wanted."""
    parser.add_argument(
        "--text", action="store_true", help="no office: print three made-up people and what protects them"
    )
    parser.add_argument("--fresh", action="store_true", help="forget what was done there, and start anew")
    parser.add_argument("--persons", metavar="N", type=_number, help="make up so many more people")
    parser.add_argument(
        "--port", metavar="PORT", type=_port, help="listen here; else on the first free one from 8000 on"
    )
    parser.set_defaults(rulebook=None)


def run(arguments: Namespace) -> int:
    """Open the office, or print the three people."""
    if arguments.text:
        return _print_three(arguments)
    from asylon.cli.demo_office import open_demo_office

    return open_demo_office(fresh=arguments.fresh, persons=arguments.persons, port=arguments.port)


def _print_three(arguments: Namespace) -> int:
    """Print the three people, each with a story, then what to try next."""
    rulebook = open_rulebook(arguments.rulebook)
    for number, (name, (title, story)) in enumerate(STORIES.items(), start=1):
        assessment = assess(read_one(SITUATIONS / f"{name}.json"), rulebook=rulebook)
        page = Page()
        page.say((f"{number} OF {len(STORIES)}  {title.upper()}", "bold reverse"))
        page.say(" ".join(story.split()))
        page.blank()
        page.add(assessment_page(assessment, whole=False))
        page.blank()
        show(page)
    show(_next_page())
    return 0


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST:
        raise ArgumentTypeError(f"'{text}' is not a number from 0 to {MOST:,}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LAST_PORT:
        raise ArgumentTypeError(f"'{text}' is no port; it is a number from 1 to {LAST_PORT}")
    return int(text)


def _next_page() -> Page:
    page = Page()
    command, first = _command(), _shown(SITUATIONS / "domestic_worker.json")
    page.say(("TRY NEXT", "bold"))
    for words, why in (
        (f"assess {first}", "the whole page about the first person"),
        (f"explain {first} trafficked", "why she counts as trafficked, and who checked the rule"),
        (f"explain {first} gate:no_either_or", "why nobody may make her choose, and what practice does"),
        (f"ask {first}", "what to ask her next, and why"),
        ("rulebook show non_refoulement", "the rule itself, with its sources and tests"),
    ):
        page.say((f"{command} {words}", "bold"), depth=2)
        page.say((why, "dim"), depth=6)
    return page


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _command() -> str:
    """How the command is called from where the user stands: in a checkout through ./run."""
    here = Path.cwd()
    return "./run asylon" if (here / "run").is_file() and SITUATIONS.is_relative_to(here) else "asylon"
