// A client that has nothing but an address: it registers, sends its person to the browser, and works with what they allowed.
// Speaks with the test in lines: it says JSON, and goes on when it is told a word.
import { Client, StreamableHTTPClientTransport, UnauthorizedError, auth } from "@modelcontextprotocol/client";
import { createServer } from "node:http";
import { once } from "node:events";
import { createInterface } from "node:readline";

const { MCP_URL, CALL } = process.env;
const say = (what) => console.log(JSON.stringify(what));
const words = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const landing = createServer();
landing.listen(0, "127.0.0.1");
await once(landing, "listening");
const redirectUrl = `http://127.0.0.1:${landing.address().port}/callback`;
const landed = new Promise((resolve) =>
  landing.on("request", (request, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end("<title>The client</title><p>Back at the client");
    const url = new URL(request.url, redirectUrl);
    if (url.pathname === "/callback") {
      resolve(url.searchParams);
    }
  }),
);

const kept = {};
const provider = {
  redirectUrl,
  clientMetadata: {
    client_name: "Story editor",
    redirect_uris: [redirectUrl],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: "none",
    application_type: "native",
  },
  state: () => "only the client knows",
  clientInformation: () => kept.client,
  saveClientInformation: (client) => void (kept.client = client),
  tokens: () => kept.tokens,
  saveTokens: (tokens) => void (kept.tokens = tokens),
  codeVerifier: () => kept.verifier,
  saveCodeVerifier: (verifier) => void (kept.verifier = verifier),
  saveDiscoveryState: (state) => void (kept.discovery = state),
  discoveryState: () => kept.discovery,
  redirectToAuthorization: (url) => say({ open: url.toString() }),
};

const connect = async () => {
  const client = new Client({ name: "signalbox-oauth-story", version: "1" }, { versionNegotiation: { mode: "auto" } });
  const transport = new StreamableHTTPClientTransport(new URL(MCP_URL), { authProvider: provider });
  try {
    await client.connect(transport);
  } catch (refused) {
    if (!(refused instanceof UnauthorizedError)) {
      throw refused;
    }
    const answer = await landed;
    if (answer.get("state") !== provider.state()) {
      throw new Error("the answer is somebody else's");
    }
    say({ answered: Object.fromEntries([...answer].map(([name, value]) => [name, name === "code" ? "…" : value])) });
    if (answer.has("error")) {
      process.exit(0);
    }
    await transport.finishAuth(answer);
    return connect();
  }
  return client;
};

const client = await connect();
const { tools } = await client.listTools();
const called = await client.callTool({ name: CALL, arguments: {} });
const before = kept.tokens;
await auth(provider, { serverUrl: MCP_URL });
const again = await client.callTool({ name: CALL, arguments: {} });
say({
  tools: tools.map((tool) => tool.name),
  scope: before.scope,
  called: called.isError !== true,
  renewed: kept.tokens.access_token !== before.access_token && kept.tokens.refresh_token !== before.refresh_token,
  afterwards: again.isError !== true,
  token: kept.tokens.access_token,
});

await words.next();
const renewal = await fetch(new URL("/oauth2/token", kept.discovery.authorizationServerUrl), {
  method: "POST",
  body: new URLSearchParams({
    grant_type: "refresh_token",
    client_id: kept.client.client_id,
    refresh_token: kept.tokens.refresh_token,
  }),
});
say({ renewal: await renewal.json() });
process.exit(0);
