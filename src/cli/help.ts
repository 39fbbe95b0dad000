const commands = {
  check: {
    usage: "check FILE… [--format text|json|github|sarif] [--env-file F]",
    summary: "lists the problems of trigger files; folders are searched",
  },
  listen: {
    usage:
      "listen FILE… [--port N] [--env-file F] [--body-limit BYTES] [--allow-host NAME]… [--allow-origin URL]… [--captures [DB|none]] [--run plan|local|relay] [--run-limit N] [--run-timeout SECONDS] [--runs FOLDER] [--docker] [--private-key F] [--json]",
    summary: "decides webhooks on this machine until interrupted, and says why",
  },
  send: {
    usage:
      "send FILE [--trigger NAME] [--to URL] [--body TEXT|@FILE] [--content-type T] [--header 'K: V']… [--query k=v]… [--at TIME] [--env-file F] [--private-key F] [--dry-run] [--json]",
    summary: "sends one correctly signed webhook, to the listener unless told otherwise",
  },
  verify: {
    usage: "verify FILE --request FILE [--trigger NAME] [--at TIME] [--env-file F] [--json]",
    summary: "judges a stored request (.json, .har, .http) without a socket",
  },
  snippet: {
    usage:
      "snippet FILE --language LANGUAGE [--trigger NAME] [--to URL] [--body TEXT|@FILE] [--content-type T]",
    summary: "prints code that sends a matching webhook; secrets stay in the environment",
  },
  captures: {
    usage: `captures list|show|export|import|replay|clear [--captures DB]

  list [--limit N] [--json]
  show ID [--json]
  export [ID…] [--format har|http] [--output FILE] [--with-credentials] [--triggers FILE]…
  import FILE… [--triggers FILE]… [--env-file F] [--json]
  replay [ID…] [--all] [--sign] [--request FILE] [--to URL [--yes]] [--judge] [--at TIME]
         [--triggers FILE]… [--env-file F] [--private-key F] [--json]
  clear [ID…] --yes [--json]

  list, export, replay and clear take [--text T] [--trigger NAME] [--reason R]
  [--outcome accepted|refused|unjudged] [--pinned]; the end of an ID is enough. replay sends to
  the listener what was received, with --sign signed anew, with --request edited; --judge decides
  as at the time of receipt, or at another, without sending.
`,
    summary: "what “listen --captures” kept: listed, shown, exported, imported, replayed, cleared",
  },
  runs: {
    usage: `runs list|show|follow|clear [--runs FOLDER]

  list [--json]
  show RUN-ID [--log] [--json]
  follow RUN-ID [--json]
  show|follow RUN-ID FILE [--trigger NAME] [--to URL] [--env-file F] [--private-key F] [--json]
  clear [RUN-ID…] [--keep N] --yes [--json]

  The beginning of a RUN-ID is enough for a run of this machine. With a trigger file the hosted
  service is asked, as the trigger demands. clear deletes runs with their payload, outputs and
  logs: those that are named, or all but the N newest; what still goes on stays.
`,
    summary:
      "shows or deletes what accepted webhooks launched; with a trigger file, asks the hosted service",
  },
  keys: {
    usage: "keys --algorithm RS256 [--json]",
    summary: "makes a key pair for asymmetric JWTs",
  },
} as const;

/** What the program does, with one line for each command. */
export const generalHelp = `hooksmith COMMAND …

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}\n`)
  .join("")}
“hooksmith COMMAND --help” shows the options. --at takes UNIX seconds, an ISO time, or an
offset such as -10m. Secrets are looked up in the file of --env-file, then in the environment.

Exit code 0: fine; 1: problems found or refused; 2: usage or surroundings.
`;

/** How a command is used. */
export function commandHelp(name: string): string {
  const command = Object.entries(commands).find(([candidate]) => candidate === name)?.[1];
  return command === undefined ? generalHelp : `hooksmith ${command.usage}\n  ${command.summary}\n`;
}
