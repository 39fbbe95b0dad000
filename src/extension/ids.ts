/** The language id of trigger files. */
export const languageId = "webhook-trigger";

/** The view type of the form. */
export const formViewType = "hooksmith.form";

/** The section of the settings. */
export const settingsSection = "hooksmith";

/** The commands, as the manifest names them; a test compares the two. */
export const commands = {
  explainProblem: "hooksmith.explainProblem",
  fixAll: "hooksmith.fixAll",
  keepSecret: "hooksmith.keepSecret",
  startListener: "hooksmith.startListener",
  stopListener: "hooksmith.stopListener",
  copyAddress: "hooksmith.copyAddress",
  showLog: "hooksmith.showLog",
  sendTestWebhook: "hooksmith.sendTestWebhook",
  sendWith: "hooksmith.sendWith",
  sendBody: "hooksmith.sendBody",
  copyAs: "hooksmith.copyAs",
  setSecret: "hooksmith.setSecret",
  deleteSecret: "hooksmith.deleteSecret",
  copySecretReference: "hooksmith.copySecretReference",
  openPlace: "hooksmith.openPlace",
  goToNamesake: "hooksmith.goToNamesake",
  newTrigger: "hooksmith.newTrigger",
  openAsForm: "hooksmith.openAsForm",
  openAsText: "hooksmith.openAsText",
  openFormToTheSide: "hooksmith.openFormToTheSide",
} as const;

/** The trigger files of a workspace. */
export const triggerFileGlob = "**/*.trigger.{yaml,yml}";

/** What the manifest's conditions ask for. */
export const contextKeys = {
  /** Whether the listener is bound to a port. */
  listening: "hooksmith.listening",
  /** Whether a webhook was accepted since the window opened. */
  accepted: "hooksmith.accepted",
} as const;
