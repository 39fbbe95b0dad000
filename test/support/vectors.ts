import { readFileSync } from "node:fs";
import type { WebhookRequest } from "../../src/core/request/request.ts";
import type {
  Condition,
  DigestEncoding,
  HmacAlgorithm,
  JwtAlgorithm,
  Reason,
  SecretEncoding,
  Trigger,
  WebAuthentication,
} from "../../src/core/trigger/trigger.ts";
import { hmac, jwt, now, triggerOf, webTimestamp } from "./context.ts";

/** A request with the verdict that a trigger must give of it; every door runs the same ones. */
export interface Vector {
  readonly id: string;
  readonly trigger: Trigger;
  readonly request: WebhookRequest;
  readonly secrets: Readonly<Record<string, string>>;
  /** In milliseconds. */
  readonly now: number;
  readonly expect: "accepted" | { readonly refused: Reason };
}

/** A record of senders.json (reference/senders.md). */
export interface SenderRecord {
  readonly id: string;
  readonly expect: "accept" | "reject";
  readonly type: "hmac" | "jwt" | "hash" | "ecdsa" | "ed25519";
  readonly secret?: string;
  readonly secretEncoding: SecretEncoding | "whsec-base64" | "spki-der-base64" | "ed25519-raw-hex";
  readonly algorithm: string;
  readonly digestEncoding: DigestEncoding | null;
  readonly basestring: string | null;
  readonly lookup: { readonly prefix: string; readonly key: string };
  readonly timestamp?: {
    readonly namespace?: string;
    readonly key?: string;
    readonly unit: string;
    readonly toleranceSeconds: number | null;
  };
  readonly request: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly now: number | null;
}

export const senderRecords = read<readonly SenderRecord[]>("senders.json");

/** The records that no trigger can express, each with what the language lacks. */
export const notExpressible: Readonly<Record<string, string>> = {
  "standard-webhooks-list": "the header holds several signatures",
  stripe: "timestamp and signature are parts of one header",
  "stripe-tampered": "timestamp and signature are parts of one header",
  "stripe-extra-v1": "timestamp and signatures are parts of one header",
  paddle: "timestamp and signature are parts of one header",
  "paddle-multi": "timestamp and signatures are parts of one header",
  "paddle-whitespace": "timestamp and signature are parts of one header",
  "paddle-wrong-secret": "timestamp and signature are parts of one header",
  "buildkite-signature": "timestamp and signature are parts of one header",
  "twilio-form": "the basestring holds the URL and sorted form fields",
  "twilio-json": "the basestring holds a URL that is another in each request",
  "hubspot-v1": "a plain hash, no HMAC",
  "cloudinary-sha256": "a plain hash, no HMAC",
  "adyen-payments-1": "the signature and what it covers are nested in the JSON body",
  "adyen-payments-2": "the signature and what it covers are nested in the JSON body",
  "dropbox-sign": "the signature and what it covers are nested in the JSON body",
  "sendgrid-1": "an ECDSA signature, no HMAC",
  "sendgrid-2": "an ECDSA signature, no HMAC",
  "discord-rt": "an Ed25519 signature, no HMAC",
};

/** The records that their provider rejects for a claim that the language cannot check. */
export const acceptedForLackOfClaims: Readonly<Record<string, string>> = {
  "messagebird-17": "url_hash is the hash of another URL",
  "messagebird-21": "payload_hash is the hash of another body",
};

/** For which reason a rejected record is refused. */
const refusals: Readonly<Record<string, Reason>> = {
  "slack-docs-tampered": "signature-mismatch",
  "messagebird-15": "jwt-not-yet-valid",
  "messagebird-16": "jwt-expired",
  "messagebird-23": "jwt-signature-mismatch",
  "messagebird-43": "jwt-algorithm-mismatch",
  "rfc7515-a1-expired": "jwt-expired",
};

/** HubSpot v3 signs the method and the URL, which are always the same ones and so can be written out. */
const basestrings: Readonly<Record<string, string>> = {
  "hubspot-v3-rt":
    "POSThttps://www.example.com/webhook_uri{body}{header:X-HubSpot-Request-Timestamp}",
};

/** Every vector: those of senders.json that a trigger can express, of the RFCs, and of the reference. */
export function vectors(): readonly Vector[] {
  return [
    ...senderRecords.filter(({ id }) => notExpressible[id] === undefined).map(ofSender),
    ...read<HmacCases>("rfc4231.json").cases.flatMap(ofHmacCase),
    ...read<HmacCases>("rfc2202.json").cases.flatMap(ofHmacCase),
    ...read<readonly JoseRecord[]>("jose.json").map(ofJose),
    ofCertificate(read<CertificateRecord>("certificate.json")),
    ...read<readonly ReferenceRecord[]>("reference.json").map(ofReference),
  ];
}

function read<Content>(file: string): Content {
  return JSON.parse(
    readFileSync(new URL(`../vectors/${file}`, import.meta.url), "utf8"),
  ) as Content;
}

function vectorOf(
  id: string,
  conditions: readonly Condition[],
  rest: Omit<Vector, "id" | "trigger" | "request"> & { readonly request: Partial<WebhookRequest> },
): Vector {
  const request = {
    method: "POST",
    url: "/",
    headers: [],
    body: new Uint8Array(),
    ...rest.request,
  };
  return { ...rest, id, trigger: { ...triggerOf(...conditions), name: id }, request };
}

function ofSender(record: SenderRecord): Vector {
  const timestamp = timestampOf(record);
  const refused = refusals[record.id];
  if (
    record.expect === "reject" &&
    refused === undefined &&
    !(record.id in acceptedForLackOfClaims)
  ) {
    throw new Error(`${record.id} is rejected, and no reason is given here`);
  }
  return vectorOf(record.id, [authenticationOf(record), ...timestamp], {
    // Some records are GET or PATCH requests; a trigger is launched by POST, and no token covers the method.
    request: {
      url: record.request.url,
      headers: Object.entries(record.request.headers),
      body: Buffer.from(record.request.body),
    },
    secrets: { SECRET: record.secret ?? "a secret that an unsigned token does not need" },
    now: record.now === null ? now : record.now * 1000,
    expect: refused === undefined ? "accepted" : { refused },
  });
}

function authenticationOf(record: SenderRecord): WebAuthentication {
  const secretEncoding = (
    record.secretEncoding === "whsec-base64" ? "base64" : record.secretEncoding
  ) as SecretEncoding;
  const place = { tokenLookupKey: record.lookup.key, valuePrefix: record.lookup.prefix };
  if (record.type === "jwt") {
    return jwt({ ...place, secretEncoding, algorithm: record.algorithm as JwtAlgorithm });
  }
  return hmac({
    ...place,
    secretEncoding,
    algorithm: record.algorithm.toLowerCase() as HmacAlgorithm,
    digestEncoding: record.digestEncoding ?? "hex",
    basestringFormat: basestrings[record.id] ?? record.basestring ?? "{body}",
  });
}

function timestampOf({ timestamp }: SenderRecord): readonly Condition[] {
  if (timestamp?.namespace !== "header" || timestamp.key === undefined) return [];
  if (timestamp.unit !== "s" && timestamp.unit !== "ms") return [];
  return [
    webTimestamp({
      timestampLookupKey: timestamp.key,
      driftTolerance: timestamp.toleranceSeconds ?? 300,
      timestampUnit: timestamp.unit === "s" ? "seconds" : "milliseconds",
    }),
  ];
}

interface HmacCases {
  readonly cases: readonly {
    readonly id: string;
    readonly key: string;
    readonly data: string;
    readonly digests: Readonly<Partial<Record<HmacAlgorithm, string>>>;
  }[];
}

function ofHmacCase({ id, key, data, digests }: HmacCases["cases"][number]): readonly Vector[] {
  return (Object.entries(digests) as [HmacAlgorithm, string][]).map(([algorithm, digest]) =>
    vectorOf(
      `${id}-${algorithm}`,
      [hmac({ algorithm, secretEncoding: "hex", tokenLookupKey: "X-Signature" })],
      {
        request: { headers: [["X-Signature", digest]], body: Buffer.from(data, "hex") },
        secrets: { SECRET: key },
        now,
        expect: "accepted",
      },
    ),
  );
}

interface JoseRecord {
  readonly id: string;
  readonly algorithm: JwtAlgorithm;
  readonly key: object;
  readonly token: string;
  readonly now: number;
  readonly expect: Vector["expect"];
}

function ofJose(record: JoseRecord): Vector {
  const condition = jwt({
    algorithm: record.algorithm,
    tokenLookupKey: "Authorization",
    valuePrefix: "Bearer ",
  });
  return vectorOf(record.id, [condition], {
    request: { headers: [["Authorization", `Bearer ${record.token}`]] },
    secrets: { SECRET: JSON.stringify(record.key) },
    now: record.now * 1000,
    expect: record.expect,
  });
}

interface CertificateRecord {
  readonly certificate: string;
  readonly token: string;
  readonly now: number;
}

function ofCertificate(record: CertificateRecord): Vector {
  return vectorOf("certificate", [jwt({ algorithm: "ES256" })], {
    request: { headers: [["X-Token", record.token]] },
    secrets: { SECRET: record.certificate },
    now: record.now * 1000,
    expect: "accepted",
  });
}

interface ReferenceRecord {
  readonly id: string;
  readonly secret: string;
  readonly basestring: string;
  readonly prefix: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timestamp?: { readonly key: string; readonly tolerance: number };
  readonly body: string;
  readonly digest: string;
}

function ofReference(record: ReferenceRecord): Vector {
  const condition = hmac({
    basestringFormat: record.basestring,
    tokenLookupKey: "Authorization",
    valuePrefix: record.prefix,
  });
  const { timestamp } = record;
  const conditions =
    timestamp === undefined
      ? [condition]
      : [
          condition,
          webTimestamp({
            timestampLookupKey: timestamp.key,
            driftTolerance: timestamp.tolerance,
          }),
        ];
  return vectorOf(record.id, conditions, {
    request: {
      headers: [
        ...Object.entries(record.headers),
        ["Authorization", `${record.prefix}${record.digest}`],
      ],
      body: Buffer.from(record.body),
    },
    secrets: { SECRET: record.secret },
    now,
    expect: "accepted",
  });
}
