"""Runs a program several times, in as many moods of its environment, and prints what it would have sent."""

import json
import os
import sys
import types

sent = set()
mood = 0


class Answer:
    status_code = 200
    text = "{}"
    ok = True

    def json(self):
        return {"success": True, "moreResult": False, "result": []}

    def raise_for_status(self):
        return None


def request(method, url, *args, **more):
    sent.add(f"{method.upper()} {url}")
    if len(sent) > 200:
        raise SystemExit
    return Answer()


def verb(name):
    return lambda url, *args, **more: request(name, url, *args, **more)


class Session:
    def __init__(self):
        self.headers = {}

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def request(self, method, url, *args, **more):
        return request(method, url, *args, **more)

    def get(self, url, *args, **more):
        return request("GET", url, *args, **more)

    def post(self, url, *args, **more):
        return request("POST", url, *args, **more)

    def delete(self, url, *args, **more):
        return request("DELETE", url, *args, **more)


fake = types.ModuleType("requests")
fake.request = request
fake.Session = Session
fake.get, fake.post, fake.delete = verb("GET"), verb("POST"), verb("DELETE")
sys.modules["requests"] = fake

code = compile(sys.stdin.read(), "main.py", "exec")
for mood in range(8):
    for bit, name in enumerate(["FLAG_A", "FLAG_B", "FLAG_C"]):
        os.environ.pop(name, None)
        if mood >> bit & 1:
            os.environ[name] = "1"
    try:
        exec(code, {"__name__": "__main__"})
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
print(json.dumps(sorted(sent)))
