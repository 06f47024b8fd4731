"""The command that serves: everything is built, then the address is told, then desks may come."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sync.server import collector, overview, parts
from sync.server.app import Watched, build_app
from sync.server.context import DONE, Context
from sync.server.health import HealthCheck
from sync.server.home import open_home
from sync.server.line import Line
from sync.server.lock import serving_alone
from sync.server.logs import fault_of, hear_libraries, open_log
from sync.server.metrics import Metrics
from sync.server.serve import Serving, address_of, open_socket, tls_context
from sync.server.settings import Limits, Listening, check_listening


def serve(context: Context) -> int:
    """Serve until a signal comes."""
    listening = _listening(context)
    check_listening(listening)
    tls = tls_context(listening)
    home = context.home
    open_home(home)  # says what is wrong with it before a lock is left there
    limits = Limits()
    log = open_log()

    def report(error: Exception) -> None:
        log.error("fault", **fault_of(error))

    with (
        serving_alone(home),
        parts.opened_province(home, limits, report) as province,
        open_socket(listening) as bound,
        ThreadPoolExecutor(limits.workers, "province") as pool,
        ThreadPoolExecutor(1, "watch") as beside,
    ):
        hear_libraries(log)
        store = province.house.store
        metrics = Metrics(lambda: overview.figures(store), lambda: parts.clock().wall)
        health = HealthCheck(
            overview.durable(store),
            lambda: overview.schema(store),
            lambda: shutil.disk_usage(home).free,
        )
        line = Line(province, limits, pool, metrics, log, behind_proxy=listening.behind_proxy)
        watched = Watched(
            health=health, metrics=metrics, beside=beside, open_metrics=listening.open_metrics
        )
        address = address_of(listening, bound)

        def listens() -> None:
            log.info("listening", scheme=listening.scheme, store=store.engine.dialect.name)
            # For scripts: the same words in every language.
            context.line(f"listening on {address}")

        collector.settle()
        Serving(build_app(line, watched), bound, tls, limits, listens).run()
    log.info("ended")
    return DONE


def _listening(context: Context) -> Listening:
    arguments = context.arguments
    return Listening(
        host=arguments.host,
        port=arguments.port,
        certificate=None if arguments.cert is None else Path(arguments.cert),
        key=None if arguments.key is None else Path(arguments.key),
        behind_proxy=arguments.behind_proxy,
        without_tls=arguments.without_tls,
        open_metrics=arguments.open_metrics,
    )
