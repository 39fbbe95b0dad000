import type { Project } from "../../../../src/core/language/project/project.ts";

const range = { start: 0, end: 0 };

/** What media/examples/valohai.yaml declares. */
export const exampleProject: Project = {
  path: "valohai.yaml",
  text: "",
  isWhole: true,
  steps: [
    {
      name: "Webhook Entry",
      range,
      inputs: [
        {
          name: "webhook-payload",
          range,
          isRequired: true,
          hasDefault: false,
          filename: "payload",
        },
      ],
      parameters: [],
    },
    {
      name: "Webhook Followup",
      range,
      inputs: [],
      parameters: [{ name: "prompt", range, isRequired: true }],
    },
  ],
  pipelines: [
    {
      name: "Webhook Pipeline",
      range,
      nodes: [
        {
          name: "entry",
          range,
          type: "execution",
          step: "Webhook Entry",
          hasOwnCommit: false,
          overriddenInputs: [],
        },
        {
          name: "followup",
          range,
          type: "execution",
          step: "Webhook Followup",
          hasOwnCommit: false,
          overriddenInputs: [],
        },
      ],
      edges: [],
    },
  ],
};
