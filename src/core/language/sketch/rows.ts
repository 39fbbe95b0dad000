import { actions, conditions, trigger } from "../../trigger/catalog.ts";
import { authType, webAuthentication } from "../../trigger/conditionCatalog.ts";
import type { Field } from "../../trigger/field.ts";
import type { ActionType, AuthType, ConditionType } from "../../trigger/trigger.ts";

/** The fields of a mapping by their properties; those of tests by their keys. */
export type Rows = Readonly<Record<string, Field<unknown>>>;

/** A field with its property. */
export type Row = readonly [property: string, field: Field<unknown>];

export type ItemType = "trigger" | ConditionType | ActionType;

/** The row of a name; a web authentication knows those of the other auth types too. */
export function rowNamed(rows: Rows, name: string): Row | undefined {
  const known = "authType" in rows ? { ...fieldsOfAnyAuthType(), ...rows } : rows;
  return Object.entries(known).find(([, field]) => field.name === name);
}

/** The fields of all auth types together. */
function fieldsOfAnyAuthType(): Rows {
  const { byAuthType } = webAuthentication;
  return { authType, ...byAuthType.jwt, ...byAuthType.hmac, ...byAuthType.static };
}

/** The fields of a web authentication, as far as its auth type is known. */
function authenticationFields(type: string | undefined): Rows {
  const { byAuthType } = webAuthentication;
  if (type !== undefined && Object.hasOwn(byAuthType, type)) {
    return { authType, ...byAuthType[type as AuthType] };
  }
  const everywhere = Object.entries<Field<unknown>>(byAuthType.static).filter(
    ([property]) => property in byAuthType.hmac && property in byAuthType.jwt,
  );
  return { authType, ...Object.fromEntries(everywhere) };
}

/** The fields of a kind of item; those of a web authentication depend on its auth type. */
export function fieldsOfItem(type: ItemType, authTypeWord: string | undefined): Rows {
  switch (type) {
    case "trigger":
      return trigger.fields;
    case "web-authentication":
      return authenticationFields(authTypeWord);
    case "web-timestamp":
    case "rate-limit":
      return conditions[type].fields;
    case "web-response-text":
    case "web-response-json":
    case "run-execution":
    case "run-pipeline":
      return actions[type].fields;
  }
}
