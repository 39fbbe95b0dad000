/** The language id of trigger files. */
export const languageId = "webhook-trigger";

/** The section of the settings. */
export const settingsSection = "hooksmith";

/** The commands, as the manifest names them; a test compares the two. */
export const commands = {
  explainProblem: "hooksmith.explainProblem",
  fixAll: "hooksmith.fixAll",
  keepSecret: "hooksmith.keepSecret",
} as const;

/** The trigger files of a workspace. */
export const triggerFileGlob = "**/*.trigger.{yaml,yml}";
