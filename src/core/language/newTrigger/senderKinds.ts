/** Who sends the webhooks of a new trigger: a service that is known, or a program of one's own. */
export interface SenderKind {
  readonly label: string;
  /** How it proves that a webhook is genuine, in a few words. */
  readonly detail: string;
  /** What to do on the sender's side, one line of comment each. */
  readonly advice: readonly string[];
  /** The conditions, each the lines of one item without its hyphen; `SECRET` stands for the secret's name. */
  readonly conditions: readonly (readonly string[])[];
}

const timestamp = (key: string, ...comment: readonly string[]): readonly string[] => [
  "web-timestamp:",
  ...comment,
  "    timestamp-lookup-namespace: http-header",
  `    timestamp-lookup-key: ${key}`,
  "    drift-tolerance: 300  # five minutes",
];

/** The kinds of senders to choose from, one's own programs first. */
export const senderKinds = {
  hmac: {
    label: "A program of your own, with a signature (HMAC)",
    detail: "Signs time and body with a shared secret: the safest of the three",
    advice: [
      "The sender sends the time in UNIX seconds in the header X-Timestamp, and in X-Signature the",
      "hexadecimal HMAC-SHA256 of the time, a dot and the body. “Copy as…” writes the code for it.",
    ],
    conditions: [
      [
        "web-authentication:",
        "    auth-type: hmac",
        "    algorithm: sha256",
        '    secret-key: "{env:SECRET}"',
        '    basestring-format: "{header:X-Timestamp}.{body}"',
        "    token-lookup-namespace: http-header",
        "    token-lookup-key: X-Signature",
      ],
      timestamp("X-Timestamp"),
    ],
  },
  jwt: {
    label: "A program of your own, with a token that expires (JWT)",
    detail: "Proves who sends, but does not cover the body",
    advice: ["The sender signs a JWT with the secret (HS256) and sends it as “Bearer” token."],
    conditions: [
      [
        "web-authentication:",
        "    auth-type: jwt",
        "    algorithm: HS256",
        '    secret-key: "{env:SECRET}"',
        "    token-lookup-namespace: http-header",
        "    token-lookup-key: Authorization",
        '    value-prefix: "Bearer "  # with its blank',
      ],
    ],
  },
  static: {
    label: "A program of your own, with a fixed token",
    detail: "The simplest: whoever sees one request can send others",
    advice: ["The sender sends the secret in the header Authorization, after “Bearer ”."],
    conditions: [
      [
        "web-authentication:",
        "    auth-type: static",
        '    secret-key: "{env:SECRET}"',
        "    token-lookup-namespace: http-header",
        "    token-lookup-key: Authorization",
        '    value-prefix: "Bearer "  # with its blank',
      ],
    ],
  },
  github: {
    label: "GitHub",
    detail: "HMAC of the body in X-Hub-Signature-256",
    advice: ["On GitHub: Settings, Webhooks, Content type application/json, and the same secret."],
    conditions: [
      [
        "web-authentication:",
        "    auth-type: hmac",
        "    algorithm: sha256",
        '    secret-key: "{env:SECRET}"',
        "    token-lookup-namespace: http-header",
        "    token-lookup-key: X-Hub-Signature-256",
        "    value-prefix: sha256=",
      ],
    ],
  },
  gitlab: {
    label: "GitLab",
    detail: "A fixed token in X-Gitlab-Token",
    advice: ["On GitLab: Settings, Webhooks, and the secret as “Secret token”."],
    conditions: [
      [
        "web-authentication:",
        "    auth-type: static",
        '    secret-key: "{env:SECRET}"',
        "    token-lookup-namespace: http-header",
        "    token-lookup-key: X-Gitlab-Token",
      ],
    ],
  },
  slack: {
    label: "Slack",
    detail: "HMAC of version, time and body in X-Slack-Signature",
    advice: ["On Slack: your app's Basic Information shows the signing secret."],
    conditions: [
      [
        "web-authentication:",
        "    auth-type: hmac",
        "    algorithm: sha256",
        '    secret-key: "{env:SECRET}"',
        '    basestring-format: "v0:{header:X-Slack-Request-Timestamp}:{body}"',
        "    token-lookup-namespace: http-header",
        "    token-lookup-key: X-Slack-Signature",
        "    value-prefix: v0=",
      ],
      timestamp("X-Slack-Request-Timestamp"),
    ],
  },
  zoom: {
    label: "Zoom",
    detail: "HMAC of version, time and body in x-zm-signature",
    advice: ["On Zoom: your app's Feature page shows the secret token."],
    conditions: [
      [
        "web-authentication:",
        "    auth-type: hmac",
        "    algorithm: sha256",
        '    secret-key: "{env:SECRET}"',
        '    basestring-format: "v0:{header:x-zm-request-timestamp}:{body}"',
        "    token-lookup-namespace: http-header",
        "    token-lookup-key: x-zm-signature",
        "    value-prefix: v0=",
      ],
      timestamp("x-zm-request-timestamp"),
    ],
  },
  standard: {
    label: "Standard Webhooks",
    detail: "Svix and many others: HMAC of id, time and body in webhook-signature",
    advice: [
      "The secret begins with whsec_. Two fields are beyond what the hosted form has: such webhooks",
      "are decided here, and the hosted service needs a sender that signs in hexadecimal.",
    ],
    conditions: [
      [
        "web-authentication:",
        "    auth-type: hmac",
        "    algorithm: sha256",
        '    secret-key: "{env:SECRET}"',
        "    secret-encoding: base64",
        '    basestring-format: "{header:webhook-id}.{header:webhook-timestamp}.{body}"',
        "    token-lookup-namespace: http-header",
        "    token-lookup-key: webhook-signature",
        "    value-prefix: v1,",
        "    digest-encoding: base64",
      ],
      timestamp("webhook-timestamp"),
    ],
  },
} as const satisfies Readonly<Record<string, SenderKind>>;

export type SenderWord = keyof typeof senderKinds;
