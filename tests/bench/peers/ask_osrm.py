"""Measures OSRM on one map: preparation, and tables of 100 sources to one destination, in process and over HTTP.

Called by the benchmarks with a folder that holds map.osm.pbf and questions.json; prints one line of JSON for each result.
Needs a Python with the module `osrm` (the wheel osrm-bindings), which brings OSRM's own programs.
"""

import http.client
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import osrm

PACKAGE = Path(osrm.__file__).parent
PORT = 5112


def prepare(folder: Path, algorithm: str) -> dict:
    """Runs OSRM's programs on the map, and tells their time on the wall and on processors."""
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
    return {"wall_s": time.perf_counter() - began, "cpu_s": cpu}


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


def over_http(folder: Path, algorithm: str, questions: list) -> tuple:
    """Microseconds of each question to osrm-routed over one connection, and the memory of osrm-routed in bytes."""
    command = [PACKAGE / "bin" / "osrm-routed", "-a", algorithm, "-i", "127.0.0.1", "-p", str(PORT)]
    command += ["--max-table-size", "10001", "-k", "120", str(folder / "map.osrm")]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        connection = connected(server)
        took = []
        for question in questions:
            points = [question["place"]] + question["units"]
            coordinates = ";".join(f"{lon:.7f},{lat:.7f}" for lon, lat in points)
            sources = ";".join(str(index) for index in range(1, len(points)))
            path = f"/table/v1/driving/{coordinates}?sources={sources}&destinations=0&generate_hints=false"
            began = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            took.append((time.perf_counter() - began) * 1e6)
            if answer.status != 200:
                raise RuntimeError(body[:200])
        status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
        kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
        return took, int(kib) * 1024
    finally:
        server.terminate()
        server.wait()


def connected(server: subprocess.Popen) -> http.client.HTTPConnection:
    """A connection to the server, once it listens."""
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError("osrm-routed ended")
        connection = http.client.HTTPConnection("127.0.0.1", PORT)
        try:
            connection.connect()
            return connection
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise RuntimeError("osrm-routed does not listen")


def main() -> None:
    folder, *algorithms = sys.argv[1:]
    folder = Path(folder)
    questions = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    os.environ["OMP_NUM_THREADS"] = "1"
    for algorithm in algorithms:
        prepared = prepare(folder, algorithm)
        library = in_process(folder, algorithm, questions)
        http_took, memory = over_http(folder, algorithm, questions)
        line = {"algorithm": algorithm, **prepared, "library_us": library, "http_us": http_took, "rss": memory}
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
