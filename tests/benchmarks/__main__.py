"""python -m tests.benchmarks: speed and memory of the site on large generated databases."""

import argparse
import os
from pathlib import Path

from tests.benchmarks import databases


def main() -> None:
    options = read_options()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    os.environ["SUMMARIES_STATIC_ROOT"] = str(databases.FOLDER / "static")
    if options.fill or options.fill_search:
        fill(options.fill, options.fill_search)
        return
    if options.wizard:
        start_django()
        from tests.benchmarks.wizard import hand_in_and_store

        hand_in_and_store(options.wizard)
        return
    if options.imports:
        measure_import(options.files)
        return
    if options.search:
        measure_search(options)
        return
    if options.related or options.gate:
        measure_texts(options)
        return
    if options.judged:
        judge_search(options.database, options.seeds)
        return
    sizes = [int(size) for size in (options.compare or str(options.reports)).split(",")]
    with databases.addresses(options.database, sizes, fresh=options.fresh) as addresses:
        os.environ["SUMMARIES_DATABASE_URL"] = addresses[sizes[0]]
        start_django()
        databases.run_django("collectstatic", "--noinput", "--clear")
        if options.worker_memory:
            from tests.benchmarks.memory import watch_worker

            watch_worker(sizes[0])
        else:
            from tests.benchmarks.measuring import measure

            measure(addresses, options.requests, options.language)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000, metavar="N", help="size of the database")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--requests", type=int, default=200, metavar="N", help="requests measured of each page")
    parser.add_argument("--language", choices=["en", "zh-hans"], default="en", help="of the pages around the reports")
    parser.add_argument(
        "--compare",
        nargs="?",
        const="10000,100000",
        metavar="N,N",
        help="measure two sizes in turn and print their ratio (10000,100000)",
    )
    parser.add_argument("--worker-memory", action="store_true", help="measure a gunicorn worker's memory instead")
    parser.add_argument("--import", dest="imports", action="store_true", help="measure the import instead, on SQLite")
    parser.add_argument(
        "--related",
        nargs="?",
        type=int,
        const=20_000,
        metavar="N",
        help="judge related reports and near-copies on N labelled texts instead (20000)",
    )
    parser.add_argument(
        "--gate",
        nargs="?",
        type=int,
        const=50_000,
        metavar="N",
        help="check reports for copies against N paragraphs instead (50000)",
    )
    parser.add_argument(
        "--judged",
        action="store_true",
        help="judge the order of searches on the demo content instead, graded by reading",
    )
    parser.add_argument(
        "--seeds", type=Path, metavar="FOLDER", help="with --judged: judge searches on the seed pages of this folder"
    )
    parser.add_argument(
        "--files", type=int, default=10_000, metavar="N", help="files that are imported to watch the memory"
    )
    parser.add_argument("--fresh", action="store_true", help="generate the database anew")
    parser.add_argument(
        "--search",
        nargs="?",
        const="30000,300000",
        metavar="N,N",
        help="measure the search instead, class by class of queries, on corpora of these sizes (30000,300000)",
    )
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--wizard", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--fill-search", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.seeds and not options.judged:
        parser.error("--seeds goes with --judged")
    return options


def start_django() -> None:
    import django

    django.setup()


def measure_import(files: int) -> None:
    databases.FOLDER.mkdir(parents=True, exist_ok=True)
    address = f"sqlite:///{databases.FOLDER / 'import'}.sqlite3"
    os.environ["SUMMARIES_DATABASE_URL"] = address
    start_django()
    from tests.benchmarks.import_memory import measure_memory
    from tests.benchmarks.importing import measure
    from tests.benchmarks.wizard import measure_wizard

    databases.run_django("collectstatic", "--noinput", "--clear")
    measure(address)
    measure_memory(address, files)
    measure_wizard(address)


def measure_search(options: argparse.Namespace) -> None:
    sizes = [int(size) for size in options.search.split(",")]
    with databases.addresses(options.database, sizes, fresh=options.fresh, to_search=True) as addresses:
        os.environ["SUMMARIES_DATABASE_URL"] = addresses[sizes[0]]
        start_django()
        from tests.benchmarks.searching import measure

        measure(addresses)


def measure_texts(options: argparse.Namespace) -> None:
    databases.FOLDER.mkdir(parents=True, exist_ok=True)
    with databases.empty(options.database, "gate" if options.gate else "related") as address:
        os.environ["SUMMARIES_DATABASE_URL"] = address
        start_django()
        from tests.benchmarks import gating, relating

        if options.gate:
            gating.measure(options.gate)
        else:
            relating.measure(options.related)


def judge_search(vendor: str, seeds: Path | None) -> None:
    databases.FOLDER.mkdir(parents=True, exist_ok=True)
    with databases.empty(vendor, "judged") as address:
        os.environ["SUMMARIES_DATABASE_URL"] = address
        start_django()
        from tests.search.judging import judge

        judge(seeds)


def fill(reports: int | None, to_search: int | None) -> None:
    start_django()
    from django.core.management import call_command

    from tests.benchmarks import generator, search_corpus

    call_command("migrate", verbosity=0)
    if to_search:
        search_corpus.fill(to_search)
    elif reports:
        generator.fill(reports)


if __name__ == "__main__":
    main()
