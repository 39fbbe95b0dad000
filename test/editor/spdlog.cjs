// The editor writes its output channels through a native module, which the tests' installation does
// not build; this writes the same files without it.
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical"];

const dated = (level, message) =>
  `${new Date().toISOString().replace("T", " ").slice(0, 23)} [${levels[level]}] ${message}\n`;

class Logger {
  #file;
  #level = 0;
  #format = dated;

  constructor(_type, _name, file) {
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, "");
    this.#file = file;
  }

  getLevel = () => this.#level;
  setLevel = (level) => {
    this.#level = level;
  };
  setPattern = () => undefined;
  clearFormatters = () => {
    this.#format = (_, message) => message;
  };
  flush = () => undefined;
  drop = () => undefined;
  trace = (message) => this.#write(0, message);
  debug = (message) => this.#write(1, message);
  info = (message) => this.#write(2, message);
  warn = (message) => this.#write(3, message);
  error = (message) => this.#write(4, message);
  critical = (message) => this.#write(5, message);

  #write(level, message) {
    if (level < this.#level) return;
    appendFileSync(this.#file, this.#format(level, message));
  }
}

const createLogger = async (name, file) => new Logger("rotating", name, file);

// Assigned one by one, so that they can be imported by their names.
exports.version = 1;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
