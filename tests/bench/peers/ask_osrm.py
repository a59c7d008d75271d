"""Prepares OSRM on one map by one algorithm, and measures tables of 100 sources to one destination in process.

Called by the benchmarks with a folder that holds map.osm.pbf and questions.json, and with the algorithm; prints JSON, which
says too how to start OSRM's own server. What it prepared is kept there, with its time, and not prepared again. Needs a
Python with the module `osrm` (the wheel osrm-bindings), which brings OSRM's programs.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import osrm

PACKAGE = Path(osrm.__file__).parent


def prepare(folder: Path, algorithm: str) -> dict:
    """Runs OSRM's programs on the map, and tells their time on the wall and on processors."""
    kept = folder / "prepared.json"
    if kept.exists():
        return json.loads(kept.read_text(encoding="utf-8"))
    base = str(folder / "map.osrm")
    profile = str(next((PACKAGE / "share").rglob("profiles/car.lua")))
    steps = [["osrm-extract", "-p", profile, str(folder / "map.osm.pbf")]]
    if algorithm == "CH":
        steps += [["osrm-contract", base]]
    else:
        steps += [["osrm-partition", base], ["osrm-customize", base]]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for program, *arguments in steps:
        subprocess.run([PACKAGE / "bin" / program, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    prepared = {"wall_s": time.perf_counter() - began, "cpu_s": cpu}
    kept.write_text(json.dumps(prepared), encoding="utf-8")
    return prepared


def in_process(folder: Path, algorithm: str, questions: list) -> list:
    """Microseconds of each question to the library, its answer as objects of the library included."""
    engine = osrm.OSRM(
        storage_config=str(folder / "map.osrm"),
        algorithm=algorithm,
        use_shared_memory=False,
        max_locations_distance_table=10_001,
    )
    took = []
    for question in questions:
        parameters = osrm.TableParameters(
            coordinates=[tuple(question["place"])] + [tuple(unit) for unit in question["units"]],
            sources=list(range(1, len(question["units"]) + 1)),
            destinations=[0],
            annotations=["duration"],
        )
        began = time.perf_counter()
        engine.Table(parameters)
        took.append((time.perf_counter() - began) * 1e6)
    return took


def main() -> None:
    folder, algorithm, port = sys.argv[1:]
    folder = Path(folder)
    questions = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    os.environ["OMP_NUM_THREADS"] = "1"
    prepared = prepare(folder, algorithm)
    library = in_process(folder, algorithm, questions)
    server = [str(PACKAGE / "bin" / "osrm-routed"), "-a", algorithm, "-i", "127.0.0.1", "-p", port]
    server += ["--max-table-size", "10001", "-k", "120", str(folder / "map.osrm")]
    print(json.dumps({**prepared, "library_us": library, "server": server}), flush=True)


if __name__ == "__main__":
    main()
