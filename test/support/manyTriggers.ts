/** The text of a file with so many triggers, each of a usual size. */
export function manyTriggersText(count: number): string {
  return Array.from({ length: count }, (_, index) => trigger(index)).join("");
}

function trigger(index: number): string {
  return `- trigger:
    name: Trigger ${index}
    description: Sent by the labeling tool when a batch is done
    conditions:
      - web-authentication:
          auth-type: hmac
          algorithm: sha256
          secret-key: "{env:WEBHOOK_TOKEN}"
          basestring-format: "v0:{header:X-Request-Timestamp}:{body}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
          value-prefix: "v0="
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Request-Timestamp
          drift-tolerance: 300
      - rate-limit: { period: 3600, quota: 10 }
    actions:
      - web-response-json: { status: accepted, run: "{run_id}" }
      - run-pipeline:
          pipeline: Webhook Pipeline
          commit: main
          payload-input-name: entry.webhook-payload

`;
}
