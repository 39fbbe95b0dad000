/**
 * What we decided where the Webhook Triggers Reference is silent. The rule: the stricter reading,
 * so that what passes here passes on the hosted service; where real verifiers differ, the verdict
 * carries a note. The README lists these sentences.
 */
export const assumptions = {
  method:
    "POST launches; any other method is answered 405 with `Allow: POST`, an unknown address 404, and the trailing slash is optional.",
  evaluation:
    "Every condition is evaluated and reported and none stops the next; rate limits come last and are consumed, all together, only when everything else passed.",
  answer:
    "An accepted request is answered 200 and a refused one 400; the body of the 400 names the failed condition and its reason, never a computed value.",
  bytes:
    "Body and basestring are bytes: header text is taken back to the bytes that were sent, and nothing is decoded, decompressed or written anew before the HMAC.",
  duplicates:
    "Header names are compared without case; a header, query parameter, form field or JSON key that is looked up and occurs twice is refused as ambiguous.",
  prefix: "A value that does not begin with the value prefix is refused.",
  secret:
    "A condition whose secret is empty or not set fails; nothing is ever compared with an empty secret.",
  envReference:
    "`{env:NAME}` may stand inside longer text; a name holds letters, digits, `_` and `-`.",
  digestCase: "A hex digest is in lower case; the explanation says so when only the case differs.",
  staticToken: "A static token is compared in constant time, through digests of both sides.",
  jsonBody:
    "A JSON body is looked up by its own top-level keys; the value must be text, or a whole number for a timestamp. The content type need not match, the verdict notes when it does not.",
  formBody: "A URL-encoded body and the querystring are read as `URLSearchParams` reads them.",
  basestring:
    "A basestring holds `{body}` and `{header:Name}`; every other character stands for itself, and values that were filled in are not searched again.",
  jwtAlgorithm:
    "The algorithm of a JWT comes from the trigger alone; a token that names another one is refused, and so is `none`.",
  jwtClaims:
    "The signature is checked first, then `exp`, `nbf` and `iat` with no leeway; a token with `aud` is refused, because the trigger names no audience (RFC 7519, section 4.1.3); so is one with an unknown `crit`.",
  jwtEncoding: "A JWT is strict base64url: no padding, no white space, no stray bits.",
  jwtHeaderExpiry:
    "`exp` in the header of a JWT, where the reference's own sample puts it, has no effect; the verdict notes it.",
  keys: "A public key is PEM (SPKI, PKCS#1 or a certificate) or a JWK; white space around it is ignored and a literal `\\n` is a line break. An RSA key below 2048 bits, and an HS… algorithm with anything that looks like a public key, are refused.",
  timestamp:
    "A timestamp is digits only; it may lie before or after now, and a drift equal to the tolerance passes.",
  rateLimit:
    "A rate limit counts the launches in the sliding window that ends now, since the listener started.",
  runId: "The run id is a random UUID.",
  runInfo:
    "Run info is behind the authentication and timestamp conditions of its trigger, but not its rate limits; an unknown run id is answered 404. A run that is only planned counts as completed at once; one that runs here is pending until all of it has ended, and one that is sent on is what the hosted service says of it. A run id of another trigger is unknown.",
  limits:
    "A body is at most 1 MiB (413 beyond), headers must arrive within 10 seconds and the whole request within 30, and at most 512 connections are open.",
  payloadFile: "The payload file is named `payload`, unless the step's input has a `filename`.",
  payloadInput:
    "The payload replaces the default of its input and whatever an edge would bring to it; an empty body is an empty file.",
  commands:
    "The commands of a step run in one `sh`, from the folder of `valohai.yaml` as it is here, whatever commit an action names; the first that fails ends the execution. Where a command names a folder in `/valohai`, it gets that of the execution.",
  parameters:
    "A parameter has its default, except that a flag is not set unless a pipeline node says so. A required parameter or input that nothing fills keeps an execution from running, and so does a value, also a default, that is not of its parameter's `type`, within `min` and `max` and among its `choices`.",
  inputs:
    "The stored files of an input are not fetched: what lies in `.valohai/inputs/STEP/INPUT` stands for them.",
  pipelines:
    "Execution nodes run along edges from outputs, inputs, metadata and parameters; other nodes and other edges are reported and not run. The actions of a node stop the pipeline (`stopped`, an error to run info), end it with an error, or stop it where an approval is needed, which nobody can give here; all conditions of an action must hold, and one about something that is not there does not. `stop-all` also ends what runs beside, `retry` tries once more, and a pipeline is complete when each node is, or may fail: a node that is not run here ends nothing beside it, and the pipeline as an error once the others have ended.",
  environment:
    "A program sees the environment of the listener without the variables that secret keys name, and the step's own variables.",
  relay:
    "A request is sent on with its header lines in their order, without those that concern one connection only; `Host` becomes that of the target. It is sent on only over TLS, or to this machine.",
  responses:
    "`{run_id}` is replaced in response text and inside strings of a JSON response, not in its keys; the content type is exactly as the reference words it.",
} as const;

export type Assumption = keyof typeof assumptions;
