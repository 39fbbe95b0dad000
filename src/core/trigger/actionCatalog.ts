import { type Kind, optionalText, requiredText } from "./field.ts";
import type { RunExecution, RunPipeline, WebResponseJson, WebResponseText } from "./trigger.ts";

const launchOptions = {
  commit: optionalText("commit", "anything", {
    label: "Source Commit Reference",
    help: "The branch or commit to run from.",
  }),
  title: optionalText("title", "anything", {
    label: "Title",
    help: "The title of the runs that are made.",
  }),
};

export const webResponseText: Kind<WebResponseText> = {
  label: "Web Response Text",
  help: "Answers an accepted request with this text; `{run_id}` stands for the run that was launched.",
  fields: {
    text: requiredText("web-response-text", "response", {
      label: "Response Text",
      help: "The text of the answer, sent as text/plain.",
    }),
  },
};

export const webResponseJson: Kind<WebResponseJson> = {
  label: "Web Response JSON",
  help: "Answers an accepted request with this document; `{run_id}` may stand inside its strings.",
  fields: {
    document: {
      name: "web-response-json",
      label: "Response JSON",
      help: "The document of the answer, sent as application/json.",
      type: { kind: "json" },
      required: true,
      fallback: undefined,
      beyond: false,
    },
  },
};

export const runExecution: Kind<RunExecution> = {
  label: "Run Execution",
  help: "Launches an execution of a step of valohai.yaml.",
  fields: {
    step: requiredText("step", "step", {
      label: "Step",
      help: "The name of a step of valohai.yaml.",
    }),
    ...launchOptions,
    payloadInputName: optionalText("payload-input-name", "step-input", {
      label: "Payload Input Name",
      help: "The declared input of the step that receives the untouched request body.",
    }),
  },
};

export const runPipeline: Kind<RunPipeline> = {
  label: "Run Pipeline",
  help: "Launches a pipeline of valohai.yaml.",
  fields: {
    pipeline: requiredText("pipeline", "pipeline", {
      label: "Pipeline Name",
      help: "The name of a pipeline of valohai.yaml.",
    }),
    ...launchOptions,
    payloadInputName: optionalText("payload-input-name", "node-input", {
      label: "Payload Input Name",
      help: "The input that receives the untouched request body, as `node.input`; the node must be an execution node.",
    }),
  },
};
