"""Calls every operation of the API document in ways that nobody thought of, as one person of each role.

Whatever comes is answered as the document says, and never with a failure of ours. The same seed makes the
same calls; the system is a fresh one, found at BASE_URL.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

BASE_URL = os.environ["BASE_URL"]
SEED = os.environ.get("SCHEMATHESIS_SEED", "1")
# Of one operation as one person.
EXAMPLES = os.environ.get("SCHEMATHESIS_EXAMPLES", "6")
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "allow_header_conformance",
]
# One person of each sort that changes something, and nobody. What is wrong in the form of a call is refused
# alike whoever calls, so that the many such calls are made as one of them alone.
ROLES = {
    None: "fuzzing",
    "student": "coverage,fuzzing",
    "course_teacher": "fuzzing",
    "outcome_submitter": "fuzzing",
    "school_administrator": "fuzzing",
}


def get(path, token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with urllib.request.urlopen(urllib.request.Request(BASE_URL + path, headers=headers)) as answer:
        return json.load(answer)


def sign_in(account):
    body = json.dumps({"username": account["username"], "password": account["password"]}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{BASE_URL}/api/session", body, headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def first(accounts, role):
    return next(one for one in accounts if one["role"] == role and one["activated"])


def known(accounts, role):
    """What the parameters of paths name: things that are there, for whoever may see them."""
    session = sign_in(first(accounts, "student"))
    student = session["account"]["id"]
    own = f"/api/students/{student}"
    token = session["access_token"]

    def one(path, name="id"):
        items = get(path, token)["items"]
        return items[0][name] if items else None

    return {
        "student": student,
        "school": first(accounts, role or "student")["school"],
        "outcome": one(f"{own}/learning-outcomes"),
        "performance": one(f"{own}/diverse-performances"),
        "file": one("/api/files", "file_id"),
    }


def play(schemathesis, accounts, role, phases):
    parameters = {f"path.{name}": value for name, value in known(accounts, role).items() if value}
    lines = [f'"{name}" = {json.dumps(value)}' for name, value in parameters.items()]
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder, "schemathesis.toml")
        config.write_text("\n".join(["[parameters]", *lines, ""]))
        command = [
            schemathesis,
            "--config-file",
            str(config),
            "run",
            f"{BASE_URL}/openapi.json",
            "--checks",
            ",".join(CHECKS),
            "--phases",
            phases,
            "--max-examples",
            EXAMPLES,
            "--seed",
            SEED,
            "--continue-on-failure",
            "--no-shrink",
            "--warnings",
            "off",
            "--request-timeout",
            "30",
        ]
        if role:
            # A password that is changed, or a session that is ended, ends the token of nobody else's.
            token = sign_in(first(accounts, role))["access_token"]
            command += ["--header", f"Authorization: Bearer {token}"]
        return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)


def main():
    schemathesis = str(pathlib.Path(sys.executable).with_name("schemathesis"))
    accounts = get("/_local/accounts")
    failed = False
    for role, phases in ROLES.items():
        played = play(schemathesis, accounts, role, phases)
        told = [line.strip() for line in played.stdout.splitlines() if "generated" in line or "issues" in line]
        print(f"{role or 'nobody'}: {'; '.join(told)}", flush=True)
        if played.returncode != 0:
            failed = True
            print(played.stdout, played.stderr, sep="\n", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
