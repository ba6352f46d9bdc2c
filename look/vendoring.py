"""Others' static files, copied from exact npm packages into static/vendor/ with licences and hashes.

    python -m look.vendoring      (needs npm; only whoever raises a version runs it)

The versions are in package.json, the packages' hashes in package-lock.json, which names no registry. The
result is committed with a manifest of SHA-256 sums that a test checks. htmx is not here: it comes with
django-htmx, pinned by requirements.lock.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
VENDOR_DIR = BASE_DIR / "static" / "vendor"
MANIFEST = VENDOR_DIR / "manifest.json"
# Only what a page asks for: Latin letters with their Nordic and European relatives, upright, every weight.
FILES = {
    "@digdir/designsystemet-css": {
        "dist/src/index.css": "designsystemet.css",
        "LICENSE": "designsystemet-LICENSE.txt",
    },
    "@digdir/designsystemet-theme": {
        "src/themes/designsystemet.css": "designsystemet-theme.css",
        "LICENSE": "designsystemet-theme-LICENSE.txt",
    },
    "@fontsource-variable/inter": {
        "files/inter-latin-wght-normal.woff2": "inter-latin.woff2",
        "files/inter-latin-ext-wght-normal.woff2": "inter-latin-ext.woff2",
        "LICENSE": "inter-LICENSE.txt",
    },
}


def sha256(path: Path) -> str:
    """The SHA-256 sum of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def install(folder: Path) -> Path:
    """Install the locked packages into a folder, running none of their scripts; give node_modules."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(BASE_DIR / name, folder)
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return folder / "node_modules"


def copy_packages(node_modules: Path) -> dict[str, dict[str, object]]:
    """Copy each package's files to static/vendor/ and give the manifest."""
    shutil.rmtree(VENDOR_DIR, ignore_errors=True)
    VENDOR_DIR.mkdir(parents=True)
    manifest: dict[str, dict[str, object]] = {}
    for package, files in FILES.items():
        about = json.loads((node_modules / package / "package.json").read_text())
        for source, target in files.items():
            shutil.copyfile(node_modules / package / source, VENDOR_DIR / target)
        sums = {target: sha256(VENDOR_DIR / target) for target in sorted(files.values())}
        manifest[package] = {"version": about["version"], "license": about["license"], "files": sums}
    return manifest


def main() -> int:
    """Install, copy, and write the manifest."""
    with tempfile.TemporaryDirectory() as folder:
        manifest = copy_packages(install(Path(folder)))
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
