import * as vscode from "vscode";
import { importSigningKey } from "../../core/conditions/keys.ts";
import { sign } from "../../core/engine/sign.ts";
import { type SigningProblem, signingProblemText } from "../../core/engine/signingProblem.ts";
import type { WebhookRequest } from "../../core/request/request.ts";
import { secretNamesIn } from "../../core/secrets/resolve.ts";
import { Secret } from "../../core/secrets/secret.ts";
import type { AsymmetricJwtAlgorithm, JwtAuthentication } from "../../core/trigger/trigger.ts";
import { makeKeyPair } from "../../node/keyPair.ts";
import { UserError } from "../../node/userError.ts";
import { readSecrets } from "../listener/secrets.ts";
import type { ChosenTrigger } from "../listener/triggerChoice.ts";
import { ask, showMessage } from "../messages.ts";
import { askForSecret, keptSecret } from "../secrets/askForSecret.ts";
import type { SecretStore } from "../workspace/secretStore.ts";

/**
 * Signs a request for a trigger, and asks for the secret or private key that is missing; undefined
 * when that was given up. `timeOfSigning` gives milliseconds since the epoch.
 */
export async function signedRequest(
  chosen: ChosenTrigger,
  draft: WebhookRequest,
  timeOfSigning: () => number,
  store: SecretStore,
): Promise<WebhookRequest | undefined> {
  for (;;) {
    const privateKey = await store.get(privateKeyName(chosen));
    const secrets = (await readSecrets(store, [chosen.path]))(chosen.path);
    const result = await sign(chosen.trigger, draft, {
      now: timeOfSigning(),
      secrets,
      privateKey: privateKey === undefined ? undefined : new Secret(privateKey),
      newId: () => crypto.randomUUID(),
    });
    if (result.outcome === "signed") return result.request;
    if (!(await provide(chosen, result.problem, store))) return undefined;
  }
}

/** The name under which the private key of a trigger is kept; no `{env:NAME}` can refer to it. */
export function privateKeyName({ slug }: Pick<ChosenTrigger, "slug">): string {
  return `private key of ${slug}`;
}

/** Asks for what hinders the signing; whether it is there now. */
async function provide(
  chosen: ChosenTrigger,
  problem: SigningProblem,
  store: SecretStore,
): Promise<boolean> {
  switch (problem.problem) {
    case "secret-missing": {
      if (problem.names.length === 0) throw unsignable(problem);
      for (const name of problem.names) {
        const value = await askForSecret(name);
        if (value === undefined || !(await keptSecret(store, name, value))) return false;
      }
      return true;
    }
    case "private-key-missing":
      return await providePrivateKey(chosen, problem.algorithm as AsymmetricJwtAlgorithm, store);
    default:
      throw unsignable(problem);
  }
}

function unsignable(problem: SigningProblem): UserError {
  return new UserError(vscode.l10n.t("The webhook cannot be signed."), signingProblemText(problem));
}

async function providePrivateKey(
  chosen: ChosenTrigger,
  algorithm: AsymmetricJwtAlgorithm,
  store: SecretStore,
): Promise<boolean> {
  const make = vscode.l10n.t("Make a Key Pair");
  const choose = vscode.l10n.t("Choose a PEM File…");
  const answer = await ask(
    "information",
    vscode.l10n.t("{0} tokens of “{1}” are signed with a private key.", algorithm, chosen.name),
    vscode.l10n.t(
      "Make a pair for tests, or choose the key that you have. The private key is kept in the secret storage of the editor.",
    ),
    make,
    choose,
  );
  if (answer === make) return await keepNewPair(chosen, algorithm, store);
  if (answer === choose) return await keepKeyOfFile(chosen, algorithm, store);
  return false;
}

async function keepNewPair(
  chosen: ChosenTrigger,
  algorithm: AsymmetricJwtAlgorithm,
  store: SecretStore,
): Promise<boolean> {
  const pair = await makeKeyPair(algorithm);
  const name = publicKeyName(chosen, algorithm);
  if (name !== undefined && !(await mayReplace(chosen, name, store))) return false;
  if (!(await keptSecret(store, privateKeyName(chosen), pair.privateKey))) return false;
  if (name !== undefined) return await keptSecret(store, name, pair.publicKey);
  await vscode.env.clipboard.writeText(pair.publicKey);
  await showMessage(
    "information",
    vscode.l10n.t(
      "The public key is on the clipboard: put it into the secret-key of “{0}”, or write an {env:NAME} reference there and set that secret.",
      chosen.name,
    ),
  );
  return true;
}

/** The one reference that the secret key of the trigger's asymmetric authentication consists of. */
function publicKeyName(
  { trigger }: ChosenTrigger,
  algorithm: AsymmetricJwtAlgorithm,
): string | undefined {
  const condition = trigger.conditions.find(
    (each): each is JwtAuthentication =>
      each.type === "web-authentication" && each.authType === "jwt" && each.algorithm === algorithm,
  );
  const [name] = secretNamesIn(condition?.secretKey ?? "");
  return condition?.secretKey === `{env:${name}}` ? name : undefined;
}

async function mayReplace(
  { path }: ChosenTrigger,
  name: string,
  store: SecretStore,
): Promise<boolean> {
  if ((await readSecrets(store, [path]))(path)(name)?.isEmpty !== false) return true;
  const replace = vscode.l10n.t("Replace");
  const answer = await ask(
    "warning",
    vscode.l10n.t("{0} already has a public key.", name),
    vscode.l10n.t(
      "Webhooks of the new pair are accepted only with its own public key. The secret storage of the editor is looked at before the env file and the environment.",
    ),
    replace,
  );
  return answer === replace;
}

async function keepKeyOfFile(
  chosen: ChosenTrigger,
  algorithm: AsymmetricJwtAlgorithm,
  store: SecretStore,
): Promise<boolean> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("The private key for {0}", algorithm),
      openLabel: vscode.l10n.t("Use This Key"),
    })) ?? [];
  if (file === undefined) return false;
  const pem = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const imported = importSigningKey(algorithm, new Secret(pem));
  if (imported.outcome === "unusable") {
    throw unsignable({ problem: "private-key-unusable", why: imported.problem });
  }
  return await keptSecret(store, privateKeyName(chosen), pem);
}
