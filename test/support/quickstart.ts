import { folderOf } from "./folder.ts";

/** The files of the hosted service's own first example: two steps, a pipeline, and a trigger for it. */
export function quickstart(more: Readonly<Record<string, string>> = {}): string {
  return folderOf({
    "valohai.yaml": `
- step:
    name: Webhook Entry
    image: python:3.12
    command: python3 entry.py
    inputs:
      - name: webhook-payload
- step:
    name: Webhook Followup
    image: python:3.12
    command: python3 followup.py {parameters}
    parameters:
      - { name: prompt, type: string }
- pipeline:
    name: Webhook Pipeline
    nodes:
      - { name: entry, type: execution, step: Webhook Entry }
      - { name: followup, type: execution, step: Webhook Followup }
    edges:
      - [entry.metadata.parsed_prompt, followup.parameter.prompt]
`,
    "entry.py": `import json
import os
from urllib.parse import parse_qs

with open(os.path.join(os.environ["VH_CONFIG_DIR"], "inputs.json")) as file:
    path = json.load(file)["webhook-payload"]["files"][0]["path"]
with open(path) as file:
    form = parse_qs(file.read())
print("received", ", ".join(sorted(form)))
print(json.dumps({"parsed_prompt": form["prompt"][0]}))
`,
    "followup.py": `import argparse
import json
import os

parser = argparse.ArgumentParser()
parser.add_argument("--prompt")
prompt = parser.parse_args().prompt
with open(os.path.join(os.environ["VH_CONFIG_DIR"], "parameters.json")) as file:
    assert json.load(file)["prompt"] == prompt
with open(os.path.join(os.environ["VH_OUTPUTS_DIR"], "prompt.txt"), "w") as file:
    file.write(prompt)
`,
    "quick.trigger.yaml": `
- trigger:
    name: Quick
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:WEBHOOK_TOKEN}"
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
    actions:
      - web-response-json: { run: "{run_id}" }
      - run-pipeline:
          pipeline: Webhook Pipeline
          commit: main
          title: Sharks
          payload-input-name: entry.webhook-payload
`,
    ...more,
  });
}
