import type { Place } from "../request/lookUp.ts";
import type { Reason } from "../trigger/trigger.ts";
import type { Cause } from "./cause.ts";

/** How a request fared with a condition. */
export type Check =
  | { readonly outcome: "passed"; readonly facts: readonly Fact[]; readonly notes: readonly Note[] }
  | {
      readonly outcome: "failed";
      readonly reason: Reason;
      readonly facts: readonly Fact[];
      readonly notes: readonly Note[];
      /** Likely causes that were put to the test, each of which explains the failure. */
      readonly causes: readonly Cause[];
    };

/** What a person needs to know of a check; never a secret, a token or a computed value. */
export type Fact =
  | { readonly fact: "looked-up"; readonly place: Place }
  | { readonly fact: "found"; readonly length: number; readonly looks: Look }
  | { readonly fact: "prefix"; readonly prefix: string }
  | { readonly fact: "secrets"; readonly names: readonly string[] }
  | { readonly fact: "key-problem"; readonly problem: KeyProblem }
  | { readonly fact: "signed"; readonly bytes: number; readonly algorithm: string }
  | { readonly fact: "header"; readonly name: string }
  | { readonly fact: "algorithm"; readonly wanted: string; readonly found: string }
  | { readonly fact: "claim"; readonly name: string; readonly secondsFromNow: number | undefined }
  | { readonly fact: "drift"; readonly seconds: number; readonly tolerance: number }
  | {
      readonly fact: "quota";
      readonly left: number;
      readonly quota: number;
      readonly period: number;
    };

/** What a value looks like, which may be said where the value may not. */
export type Look = "hex digits" | "digits" | "a JWT" | "base64" | "text";

/** Something that does not decide, but that another verifier might see in another way. */
export type Note =
  | "content-type-not-json"
  | "content-type-not-form"
  | "value-not-ascii"
  | "jwt-expiry-in-header"
  | "jwt-without-expiry";

/** Why a secret is no key for its algorithm. */
export type KeyProblem =
  | "not-in-secret-encoding"
  | "public-key-for-hs"
  | "not-a-public-key"
  | "private-key-where-public-key-belongs"
  | "not-a-private-key"
  | "key-type-does-not-fit"
  | "rsa-below-2048-bits";

/** A check that passed. */
export function passed(facts: readonly Fact[], notes: readonly Note[] = []): Check {
  return { outcome: "passed", facts, notes };
}

/** A check that failed for this reason. */
export function failed(
  reason: Reason,
  facts: readonly Fact[],
  causes: readonly Cause[] = [],
  notes: readonly Note[] = [],
): Check {
  return { outcome: "failed", reason, facts, causes, notes };
}

/** Says what a value looks like. */
export function lookOf(value: string): Look {
  if (/^\d+$/.test(value)) return "digits";
  if (/^[0-9a-fA-F]+$/.test(value)) return "hex digits";
  if (/^ey[\w-]+\.[\w-]*\.[\w-]*$/.test(value)) return "a JWT";
  if (/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(value)) return "base64";
  return "text";
}
