const { reporters } = require("mocha");

/** The spec reporter with a closing line that counts: “N passed, N failed, N skipped”. */
module.exports = class ClosingLine extends reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
  }
};
