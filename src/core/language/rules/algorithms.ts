import type { JwtAlgorithm, SymmetricJwtAlgorithm } from "../../trigger/trigger.ts";

/** Whether sender and receiver share the key of this algorithm. */
export function isSymmetric(algorithm: JwtAlgorithm): algorithm is SymmetricJwtAlgorithm {
  switch (algorithm) {
    case "HS256":
    case "HS384":
    case "HS512":
      return true;
    default:
      return false;
  }
}
