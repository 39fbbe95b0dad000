import { type SenderWord, senderKinds } from "../language/newTrigger/senderKinds.ts";
import { actions, conditions } from "../trigger/catalog.ts";
import type { ActionType, AuthType, ConditionType } from "../trigger/trigger.ts";
import { authTypes } from "../trigger/words.ts";
import type { ListName } from "./view.ts";

/** A trigger, or one of its conditions or actions, by where it stands in the file. */
export type ItemPlace =
  | { readonly trigger: number; readonly list?: undefined }
  | { readonly trigger: number; readonly list: ListName; readonly index: number };

/** What a form can change of a trigger file. */
export type FormChange =
  /** The value of a field as text: the text itself, a word, digits, or a document as JSON. */
  | {
      readonly change: "set";
      readonly at: ItemPlace;
      readonly key: string;
      readonly value: string;
    }
  /** Takes a field out of the file, so that its default holds. */
  | { readonly change: "clear"; readonly at: ItemPlace; readonly key: string }
  /** Puts a condition or action with its usual values before the one at the index, or at the end. */
  | {
      readonly change: "add";
      readonly trigger: number;
      readonly list: ListName;
      readonly type: ConditionType | ActionType;
      /** For a web authentication. */
      readonly authType: AuthType | undefined;
      readonly index: number;
    }
  /** Puts a trigger at the end of the file: for a kind of sender, or with nothing but its name. */
  | {
      readonly change: "add-trigger";
      readonly name: string;
      readonly sender: SenderWord | undefined;
    }
  | { readonly change: "remove"; readonly at: ItemPlace }
  /** Puts a copy behind the original; a trigger's gets a name of its own. */
  | { readonly change: "duplicate"; readonly at: ItemPlace }
  /** Puts an item at another index of its list. */
  | { readonly change: "move"; readonly at: ItemPlace; readonly to: number };

/** A change from a message of any origin; undefined when it is none. */
export function readFormChange(message: unknown): FormChange | undefined {
  if (!isRecord(message)) return undefined;
  switch (message.change) {
    case "set": {
      const at = readPlace(message.at);
      const { key, value } = message;
      if (at === undefined || typeof key !== "string" || typeof value !== "string") {
        return undefined;
      }
      return { change: "set", at, key, value };
    }
    case "clear": {
      const at = readPlace(message.at);
      const { key } = message;
      return at && typeof key === "string" ? { change: "clear", at, key } : undefined;
    }
    case "add":
      return readAddition(message);
    case "add-trigger": {
      const { name, sender } = message;
      if (typeof name !== "string") return undefined;
      if (sender === undefined) return { change: "add-trigger", name, sender };
      return isKeyOf(senderKinds, sender) ? { change: "add-trigger", name, sender } : undefined;
    }
    case "remove":
    case "duplicate": {
      const at = readPlace(message.at);
      return at && { change: message.change, at };
    }
    case "move": {
      const at = readPlace(message.at);
      const { to } = message;
      return at && isIndex(to) ? { change: "move", at, to } : undefined;
    }
    default:
      return undefined;
  }
}

function readAddition({ trigger, list, type, authType, index }: Fields): FormChange | undefined {
  if (!isIndex(trigger) || !isIndex(index)) return undefined;
  const isAuthentication = type === "web-authentication";
  if (isAuthentication ? !isKeyOf(authTypes, authType) : authType !== undefined) return undefined;
  const chosen = isKeyOf(authTypes, authType) ? authType : undefined;
  if (list === "conditions" && isKeyOf(conditions, type)) {
    return { change: "add", trigger, list, type, authType: chosen, index };
  }
  if (list === "actions" && isKeyOf(actions, type)) {
    return { change: "add", trigger, list, type, authType: chosen, index };
  }
  return undefined;
}

function readPlace(value: unknown): ItemPlace | undefined {
  if (!isRecord(value)) return undefined;
  const { trigger, list, index } = value;
  if (!isIndex(trigger)) return undefined;
  if (list === undefined) return index === undefined ? { trigger } : undefined;
  if ((list !== "conditions" && list !== "actions") || !isIndex(index)) return undefined;
  return { trigger, list, index };
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isKeyOf<Table extends object>(table: Table, key: unknown): key is keyof Table & string {
  return typeof key === "string" && Object.hasOwn(table, key);
}
