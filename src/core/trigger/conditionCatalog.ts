import {
  beyond,
  defaultText,
  defaultWord,
  type Field,
  type Fields,
  inAnyCase,
  type Kind,
  requiredNumber,
  requiredText,
  requiredWord,
} from "./field.ts";
import type {
  AuthType,
  HmacAuthentication,
  JwtAuthentication,
  RateLimit,
  StaticAuthentication,
  WebTimestamp,
} from "./trigger.ts";
import {
  authTypes,
  digestEncodings,
  hmacAlgorithms,
  jwtAlgorithms,
  namespaces,
  secretEncodings,
  timestampUnits,
} from "./words.ts";

const secretKey = requiredText("secret-key", "secret", {
  label: "Secret Key",
  help: "What the token is verified with: best a `{env:NAME}` reference to a secret that is kept outside the file.",
});

const tokenLookup = {
  tokenLookupNamespace: requiredWord("token-lookup-namespace", namespaces, {
    label: "Token Lookup Namespace",
    help: "Where to look for the authentication token.",
  }),
  tokenLookupKey: requiredText("token-lookup-key", "lookup-key", {
    label: "Token Lookup Key",
    help: "The name of the header, parameter, field or key that contains the token.",
  }),
  valuePrefix: defaultText("value-prefix", "prefix", "", {
    label: "Value Prefix",
    help: "A static text in front of the token that is cut away exactly, blanks included.",
  }),
};

const secretEncoding = beyond(
  defaultWord("secret-encoding", secretEncodings, "utf8", {
    label: "Secret Encoding",
    help: "How the text of a shared secret stands for the bytes of the key.",
  }),
);

/** Chooses among the fields of a web authentication. */
export const authType: Field<AuthType> = requiredWord("auth-type", authTypes, {
  label: "Auth Type",
  help: "The token's internal format: a static secret token, an HMAC or a JWT.",
});

const staticFields: Fields<StaticAuthentication> = { secretKey, ...tokenLookup };

const hmacFields: Fields<HmacAuthentication> = {
  algorithm: inAnyCase(
    defaultWord("algorithm", hmacAlgorithms, "sha256", {
      label: "Algorithm",
      help: "The hash function of the HMAC.",
    }),
  ),
  secretKey,
  basestringFormat: defaultText("basestring-format", "basestring", "{body}", {
    label: "HMAC Basestring Format",
    help: "What the sender signs: text with `{body}` for the request body and `{header:Name}` for a header.",
  }),
  ...tokenLookup,
  digestEncoding: beyond(
    defaultWord("digest-encoding", digestEncodings, "hex", {
      label: "Digest Encoding",
      help: "How the digest is written in the token.",
    }),
  ),
  secretEncoding,
};

const jwtFields: Fields<JwtAuthentication> = {
  algorithm: inAnyCase(
    defaultWord("algorithm", jwtAlgorithms, "HS256", {
      label: "Algorithm",
      help: "The only algorithm with which a token may be signed.",
    }),
  ),
  secretKey,
  ...tokenLookup,
  secretEncoding,
};

/** Web authentication, whose fields depend on its auth type. */
export const webAuthentication: {
  readonly label: string;
  readonly help: string;
  readonly byAuthType: {
    readonly static: Fields<StaticAuthentication>;
    readonly hmac: Fields<HmacAuthentication>;
    readonly jwt: Fields<JwtAuthentication>;
  };
} = {
  label: "Web Authentication",
  help: "Authenticates the request by a token in it.",
  byAuthType: { static: staticFields, hmac: hmacFields, jwt: jwtFields },
};

export const webTimestamp: Kind<WebTimestamp> = {
  label: "Web Timestamp",
  help: "Makes signed requests expire: a request that is recorded and sent again later is refused.",
  fields: {
    timestampLookupNamespace: requiredWord("timestamp-lookup-namespace", namespaces, {
      label: "Timestamp Lookup Namespace",
      help: "Where to look for the timestamp.",
    }),
    timestampLookupKey: requiredText("timestamp-lookup-key", "lookup-key", {
      label: "Timestamp Lookup Key",
      help: "The name of the header, parameter, field or key that contains the UNIX timestamp.",
    }),
    driftTolerance: requiredNumber("drift-tolerance", "seconds", {
      label: "Drift Tolerance",
      help: "How many seconds the timestamp may lie before or after now.",
    }),
    timestampUnit: beyond(
      defaultWord("timestamp-unit", timestampUnits, "seconds", {
        label: "Timestamp Unit",
        help: "The unit of the UNIX timestamp that the sender sends.",
      }),
    ),
  },
};

export const rateLimit: Kind<RateLimit> = {
  label: "Rate Limit",
  help: "Prevents a trigger from launching more often than you intend; several limits may be combined.",
  fields: {
    period: requiredNumber("period", "seconds", {
      label: "Period",
      help: "The length in seconds of the time in which launches are counted.",
    }),
    quota: requiredNumber("quota", "launches", {
      label: "Quota",
      help: "How many launches are allowed within the period.",
    }),
  },
};
