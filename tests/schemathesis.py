"""Calls every operation of the API document in ways that nobody thought of, as one person of each role.

Whatever comes is answered as the document says, and never with a failure of ours. The same seed makes the
same calls; the system is a fresh one, found at BASE_URL.
"""

import datetime
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
    "city_operator": "fuzzing",
}


def call(path, token=None, body=None):
    headers = {"Content-Type": "application/json"} if body is not None else {}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(BASE_URL + path, data, headers)) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def sign_in(account):
    return call("/api/session", body={"username": account["username"], "password": account["password"]})


def first(accounts, role):
    return next(one for one in accounts if one["role"] == role and one["activated"])


def known(accounts, role):
    """What the parameters of paths name: things that are there, for whoever may see them."""
    session = sign_in(first(accounts, "student"))
    student = session["account"]["id"]
    own = f"/api/students/{student}"
    token = session["access_token"]

    def one(path, name="id"):
        items = call(path, token)["items"]
        return items[0][name] if items else None

    return {
        "student": student,
        "school": first(accounts, role or "student")["school"] or first(accounts, "student")["school"],
        "outcome": one(f"{own}/learning-outcomes"),
        "performance": one(f"{own}/diverse-performances"),
        "file": one("/api/files", "file_id"),
        **OF_THE_SCHOOL,
    }


# What the school and the city have, and what no one can find in a list: made once.
OF_THE_SCHOOL = {}


def make_something(accounts):
    """A batch, a problem report, and the report of a night."""
    student, clerk, office = (
        sign_in(first(accounts, role)) for role in ("student", "outcome_submitter", "school_administrator")
    )
    school = f"/api/schools/{first(accounts, 'student')['school']}"
    today = datetime.date.today().isoformat()
    call("/_local/tick", body={"at": f"{today}T02:00:00+08:00"})
    report = {"category": "bug", "text": "上傳停在一半。", "page": "/outcomes/new"}
    call("/api/problem-reports", student["access_token"], report)
    batch = {"year": 113, "roster": "learning_outcomes"}
    OF_THE_SCHOOL.update(
        {
            "batch": call(f"{school}/central-submissions", clerk["access_token"], batch)["id"],
            "report": call(f"{school}/problem-reports", office["access_token"])["items"][0]["id"],
            "class": call(f"{school}/classes", office["access_token"])["items"][0]["class_name"],
            "date": today,
        }
    )


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
    accounts = call("/_local/accounts")
    make_something(accounts)
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
