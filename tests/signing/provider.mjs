// A real OpenID Connect provider (npm oidc-provider) on loopback, for the tests of signing in.
//
//   node provider.mjs PORT CALLBACK...
//
// Anybody may log in there under any name. POST /test/next with a word makes the next token answer false in one way,
// signed by the provider's own key where nothing else is said: what a stolen, mixed-up or forged token looks like.
import { createServer } from "node:http";
import { SignJWT, UnsecuredJWT, decodeJwt, exportJWK, generateKeyPair } from "jose";
import Provider from "oidc-provider";

const [port, ...callbacks] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const own = await generateKeyPair("RS256", { extractable: true });
const foreign = await generateKeyPair("RS256", { extractable: true });
const key = { ...(await exportJWK(own.privateKey)), kid: "own", alg: "RS256", use: "sig" };

const provider = new Provider(issuer, {
  clients: [{ client_id: "painopiste", client_secret: "only-for-tests-only-for-tests-only", redirect_uris: callbacks }],
  jwks: { keys: [key] },
  cookies: { keys: ["only for tests"] },
  pkce: { required: () => true },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
  ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
});

const signed = (claims, by = own.privateKey) =>
  new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "own" }).sign(by);
const now = () => Math.floor(Date.now() / 1000);
const falsehoods = {
  audience: (claims) => signed({ ...claims, aud: "another-service" }),
  issuer: (claims) => signed({ ...claims, iss: "http://127.0.0.1:9/" }),
  nonce: (claims) => signed({ ...claims, nonce: "of-another-session" }),
  expired: (claims) => signed({ ...claims, iat: now() - 7200, exp: now() - 3600 }),
  signature: (claims) => signed(claims, foreign.privateKey),
  unsigned: (claims) => new UnsecuredJWT(claims).encode(),
};
let next = "";
provider.use(async (ctx, proceed) => {
  await proceed();
  if (ctx.path !== "/token" || !ctx.body?.id_token || !next) return;
  ctx.body.id_token = await falsehoods[next](decodeJwt(ctx.body.id_token));
  next = "";
});

const answer = provider.callback();
createServer((request, response) => {
  if (!request.url.startsWith("/test/next/")) return answer(request, response);
  next = request.url.split("/").at(-1);
  response.end(next in falsehoods ? "ok" : "unknown");
}).listen(Number(port), "127.0.0.1", () => console.log(`ready ${issuer}`));
