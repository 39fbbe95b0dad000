import { jwtLifetime } from "./recipe.ts";

/** Go code in the making: the lines of `main`, and the packages and functions that they need. */
export interface GoCode {
  readonly imports: Set<string>;
  readonly functions: Set<keyof typeof functions>;
  readonly lines: string[];
}

interface GoFunction {
  readonly imports: readonly string[];
  readonly needs: readonly string[];
  readonly text: string;
}

const functions = {
  must: {
    imports: ["log"],
    needs: [],
    text: `func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}`,
  },
  newNonce: {
    imports: ["crypto/rand", "encoding/hex"],
    needs: ["must"],
    text: `func newNonce() string {
	nonce := make([]byte, 16)
	must(rand.Read(nonce))
	return hex.EncodeToString(nonce)
}`,
  },
  hmacOf: {
    imports: ["crypto/hmac", "hash"],
    needs: [],
    text: `func hmacOf(newHash func() hash.Hash, key []byte, message string) []byte {
	mac := hmac.New(newHash, key)
	mac.Write([]byte(message))
	return mac.Sum(nil)
}`,
  },
  unsignedToken: {
    imports: ["fmt", "time"],
    needs: ["base64url"],
    text: `func unsignedToken(algorithm string) string {
	now := time.Now().Unix()
	header := fmt.Sprintf(\`{"alg":%q,"typ":"JWT"}\`, algorithm)
	claims := fmt.Sprintf(\`{"iat":%d,"exp":%d}\`, now, now+${jwtLifetime})
	return base64url([]byte(header)) + "." + base64url([]byte(claims))
}`,
  },
  base64url: {
    imports: ["encoding/base64"],
    needs: [],
    text: `func base64url(data []byte) string {
	return base64.RawURLEncoding.EncodeToString(data)
}`,
  },
  privateKey: {
    imports: ["crypto", "crypto/x509", "encoding/pem", "log"],
    needs: ["must"],
    text: `func privateKey(text string) crypto.Signer {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		log.Fatal("The private key is not PEM.")
	}
	switch block.Type {
	case "RSA PRIVATE KEY":
		return must(x509.ParsePKCS1PrivateKey(block.Bytes))
	case "EC PRIVATE KEY":
		return must(x509.ParseECPrivateKey(block.Bytes))
	default:
		return must(x509.ParsePKCS8PrivateKey(block.Bytes)).(crypto.Signer)
	}
}`,
  },
  // Go signs in ASN.1, and a JWT has the two numbers one behind the other.
  signWithCurve: {
    imports: ["crypto", "crypto/ecdsa", "crypto/rand", "log"],
    needs: [],
    text: `func signWithCurve(signer crypto.Signer, digest []byte) []byte {
	key := signer.(*ecdsa.PrivateKey)
	r, s, err := ecdsa.Sign(rand.Reader, key, digest)
	if err != nil {
		log.Fatal(err)
	}
	size := (key.Params().BitSize + 7) / 8
	signature := make([]byte, 2*size)
	r.FillBytes(signature[:size])
	s.FillBytes(signature[size:])
	return signature
}`,
  },
} as const satisfies Readonly<Record<string, GoFunction>>;

/** Has the program import these packages. */
export function importing({ imports }: GoCode, ...packages: readonly string[]): void {
  for (const name of packages) imports.add(name);
}

/** A call of one of the functions that are written below `main`. */
export function calling(code: GoCode, name: keyof typeof functions, args: string): string {
  const { imports, needs } = functions[name];
  code.functions.add(name);
  for (const needed of needs) calling(code, needed, "");
  importing(code, ...imports);
  return `${name}(${args})`;
}

/** The whole program, laid out as gofmt does. */
export function goProgram(code: GoCode): string {
  const imports = [...code.imports].sort().map((name) => `\t"${name}"`);
  const lines = code.lines.map((line) => (line === "" ? "" : `\t${line}`));
  const used = [...code.functions].map((name) => `\n${functions[name].text}\n`);
  return `package main

import (
${imports.join("\n")}
)

func main() {
${lines.join("\n")}
}
${used.join("")}`;
}
