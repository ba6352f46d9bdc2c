"""What is served from static/vendor/ is exactly what the lock file's packages hold, with their licences."""

import json

from look.vendoring import BASE_DIR, FILES, MANIFEST, VENDOR_DIR, sha256

MANIFESTED = json.loads(MANIFEST.read_text())


def test_it_has_every_file_with_its_hash_and_no_other() -> None:
    sums = {name: sum_ for package in MANIFESTED.values() for name, sum_ in package["files"].items()}
    present = {path.name: sha256(path) for path in VENDOR_DIR.iterdir() if path != MANIFEST}
    assert present == sums


def test_it_has_a_licence_that_allows_it_for_each_package() -> None:
    assert MANIFESTED.keys() == FILES.keys()
    for package in MANIFESTED.values():
        assert package["license"] in {"MIT", "OFL-1.1"}
        assert any(name.endswith("-LICENSE.txt") for name in package["files"])


def test_it_is_the_version_that_package_json_asks_for_and_the_lock_holds() -> None:
    asked = json.loads((BASE_DIR / "package.json").read_text())["dependencies"]
    locked = json.loads((BASE_DIR / "package-lock.json").read_text())["packages"]
    for name, package in MANIFESTED.items():
        assert package["version"] == asked[name] == locked[f"node_modules/{name}"]["version"]


def test_its_lock_names_no_registry() -> None:
    assert '"resolved"' not in (BASE_DIR / "package-lock.json").read_text()
