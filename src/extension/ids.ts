/** The language id of trigger files. */
export const languageId = "webhook-trigger";

/** The view type of the form. */
export const formViewType = "hooksmith.form";

/** The view of the captures. */
export const capturesViewId = "hooksmith.captures";

/** The view type of the request inspector. */
export const inspectorViewType = "hooksmith.inspector";

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
  inspectCapture: "hooksmith.inspectCapture",
  inspectCaptureToTheSide: "hooksmith.inspectCaptureToTheSide",
  filterCaptures: "hooksmith.filterCaptures",
  clearCaptureFilter: "hooksmith.clearCaptureFilter",
  refreshCaptures: "hooksmith.refreshCaptures",
  showMoreCaptures: "hooksmith.showMoreCaptures",
  pinCapture: "hooksmith.pinCapture",
  unpinCapture: "hooksmith.unpinCapture",
  deleteCapture: "hooksmith.deleteCapture",
  clearCaptures: "hooksmith.clearCaptures",
  renewCaptures: "hooksmith.renewCaptures",
  compareCaptures: "hooksmith.compareCaptures",
  replayCapture: "hooksmith.replayCapture",
  replayAllCaptures: "hooksmith.replayAllCaptures",
  editCapture: "hooksmith.editCapture",
  signAndSendCapture: "hooksmith.signAndSendCapture",
  sendCaptureAsWritten: "hooksmith.sendCaptureAsWritten",
  judgeCapture: "hooksmith.judgeCapture",
  judgeAllCaptures: "hooksmith.judgeAllCaptures",
  exportCaptures: "hooksmith.exportCaptures",
  importCaptures: "hooksmith.importCaptures",
  copyCaptureAs: "hooksmith.copyCaptureAs",
  saveCaptureAsTest: "hooksmith.saveCaptureAsTest",
  openCaptureBody: "hooksmith.openCaptureBody",
  saveCaptureBody: "hooksmith.saveCaptureBody",
  stopRun: "hooksmith.stopRun",
  showRun: "hooksmith.showRun",
  showRunOutput: "hooksmith.showRunOutput",
  openRunFolder: "hooksmith.openRunFolder",
  followRun: "hooksmith.followRun",
  deleteRun: "hooksmith.deleteRun",
  clearRuns: "hooksmith.clearRuns",
} as const;

/** The trigger files of a workspace. */
export const triggerFileGlob = "**/*.trigger.{yaml,yml}";

/** The scheme of the documents that tell all of a run. */
export const runScheme = "hooksmith-run";

/** What the manifest's conditions ask for. */
export const contextKeys = {
  /** Whether the listener is bound to a port. */
  listening: "hooksmith.listening",
  /** Whether a webhook was accepted since the window opened. */
  accepted: "hooksmith.accepted",
  /** Whether the view of the captures shows only some. */
  capturesFiltered: "hooksmith.capturesFiltered",
  /** Whether nothing can be kept. */
  capturesTroubled: "hooksmith.capturesTroubled",
  /** The documents in which captures are edited. */
  captureEditors: "hooksmith.captureEditors",
} as const;
