import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { containerPlaces, dockerArguments } from "../../../src/node/runs/docker.ts";
import { folderOf } from "../../support/folder.ts";
import { execution, testRuns } from "../../support/localRuns.ts";

describe("runs in Docker", () => {
  it("mount the execution where the hosted service has it, what is given read-only", () => {
    const places = containerPlaces("/runs/1 a", "/repository");
    assert.equal(places.seen("inputs"), "/valohai/inputs");
    const args = dockerArguments("python:3.12", "hooksmith-1", places, { A: "b c" }, ["sh", "x"]);
    assert.deepEqual(args.slice(0, 4), ["docker", "run", "--rm", "--init"]);
    assert.deepEqual(
      args.filter((_, index) => args[index - 1] === "--mount"),
      [
        "type=bind,source=/repository,target=/valohai/repository",
        "type=bind,source=/runs/1 a/inputs,target=/valohai/inputs,readonly",
        "type=bind,source=/runs/1 a/config,target=/valohai/config,readonly",
        "type=bind,source=/runs/1 a/outputs,target=/valohai/outputs",
        "type=bind,source=/runs/1 a/command.sh,target=/valohai/command.sh,readonly",
      ],
    );
    assert.deepEqual(args.slice(-5), ["--env", "A=b c", "python:3.12", "sh", "x"]);
  });

  it("say that there is no engine, and do not run on the machine instead", async () => {
    const yaml = "- step: { name: S, image: i, command: touch ran }\n";
    const environment = () => ({ PATH: folderOf({}) });
    const test = testRuns({ "valohai.yaml": yaml }, { isInDocker: true, environment });
    const { actions } = await test.run("", [execution("S")]);
    assert.equal(actions[0]?.status, "crashed");
    assert.match(actions[0].why ?? "", /^There is no Docker engine to run the step in\./);
    assert.match(test.output(actions[0].executions[0]?.id ?? ""), /^There is no Docker engine/);
  });

  it("say that the container could not be started", async () => {
    const yaml = "- step: { name: S, image: i, command: x }\n";
    const folder = folderOf({ docker: '#!/bin/sh\n[ "$1" = version ] || exit 125\n' });
    chmodSync(join(folder, "docker"), 0o755);
    const environment = () => ({ PATH: `${folder}:${process.env.PATH}` });
    const test = testRuns({ "valohai.yaml": yaml }, { isInDocker: true, environment });
    const { actions } = await test.run("", [execution("S")]);
    assert.equal(actions[0]?.status, "error");
    assert.match(actions[0].why ?? "", /^Docker could not start the container/);
  });
});
