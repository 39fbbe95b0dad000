/** The trigger of the design's first section. */
export const fullTrigger = `- trigger:
    name: Retrain on new labels            # required, unique in the workspace
    description: Sent by the labelling tool when a batch is done
    launch-url: https://app.valohai.com/api/v0/launch/01910000-0000-7000-8000-000000000000/
    conditions:                            # all must pass
      - web-authentication:
          auth-type: hmac                  # static | hmac | jwt
          algorithm: sha256
          secret-key: "{env:WEBHOOK_TOKEN}"
          basestring-format: "v0:{header:X-Request-Timestamp}:{body}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
          value-prefix: "v0="
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Request-Timestamp
          drift-tolerance: 300             # seconds
      - rate-limit: { period: 3600, quota: 10 }
      - rate-limit: { period: 86400, quota: 50 }
    actions:
      - web-response-json: { status: accepted, run: "{run_id}" }
      - run-pipeline:
          pipeline: Webhook Pipeline
          commit: main
          title: Retrain
          payload-input-name: entry.webhook-payload
      - run-execution: { step: Webhook Entry, commit: main, payload-input-name: webhook-payload }
    tests:
      - name: a signed delivery launches
        request: { json: { event: batch_done } }
        expect: accepted
      - name: a delivery from ten minutes ago is refused
        request: { json: { event: batch_done }, at: -10m }
        expect: { refused-by: web-timestamp, reason: timestamp-out-of-tolerance }
      - name: last Friday's real push
        request: { capture: captures/push.har }
        expect: accepted
`;

/** The examples of the Webhook Triggers Reference, each with all the advice that it gets. */
export const referenceExamples: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  "static token": [
    example(`
          auth-type: static
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
          secret-key: "{env:WEBHOOK_TOKEN}"
          value-prefix: ""`),
    [],
  ],
  HMAC: [
    example(`
          auth-type: hmac
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
          secret-key: "{env:WEBHOOK_TOKEN}"
          algorithm: SHA256`),
    ["hmac-without-timestamp"],
  ],
  JWT: [
    example(`
          auth-type: jwt
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
          secret-key: "{env:WEBHOOK_TOKEN}"
          algorithm: HS256`),
    ["jwt-body-not-covered"],
  ],
  "JWT with prefix": [
    example(`
          auth-type: jwt
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
          value-prefix: "JWT "
          secret-key: "{env:WEBHOOK_TOKEN}"`),
    ["jwt-body-not-covered"],
  ],
  "HMAC of header and body": [
    example(`
          auth-type: hmac
          token-lookup-namespace: http-header
          token-lookup-key: X-Hmac-Signature
          value-prefix: v0=
          basestring-format: "hmac:{header:X-Hmac-Timestamp}:{body}"
          secret-key: "{env:WEBHOOK_TOKEN}"`),
    ["hmac-without-timestamp"],
  ],
  "static token in the body": [
    example(`
          auth-type: static
          token-lookup-namespace: url-encoded-body
          token-lookup-key: token
          secret-key: pat_842717_abc`),
    ["literal-secret"],
  ],
  "timestamp with HMAC": [
    example(`
          auth-type: hmac
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
          secret-key: "{env:WEBHOOK_TOKEN}"
          basestring-format: "prefix.{body}.{header:Request-Timestamp}"
          value-prefix: ""
          algorithm: SHA256
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: Request-Timestamp
          drift-tolerance: 60`),
    [],
  ],
};

function example(fields: string): string {
  return `- trigger:\n    name: Example\n    conditions:\n      - web-authentication:${fields}\n`;
}
