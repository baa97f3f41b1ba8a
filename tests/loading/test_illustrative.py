"""The invented package is what its script makes, to the byte."""

import subprocess
import sys
from pathlib import Path


def test_the_script_makes_the_package_that_is_here(data: Path, tmp_path: Path) -> None:
    script = data / "illustrative" / "make_illustrative.py"
    subprocess.run([sys.executable, "-B", str(script), str(tmp_path)], check=True)
    made = sorted(path.name for path in tmp_path.iterdir())
    kept = sorted(
        path.name
        for path in (data / "illustrative").iterdir()
        if path.suffix == ".csv" or path.name == "datapackage.json"
    )
    assert made == kept
    for name in made:
        assert (tmp_path / name).read_bytes() == (data / "illustrative" / name).read_bytes(), name
