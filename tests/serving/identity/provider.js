// The OpenID Connect provider of the tests of signing in: one client, no passwords, and accounts
// whose claims a test changes while the provider runs.
//
//   node provider.js ISSUER_PORT CLIENT_ID CLIENT_SECRET REDIRECT_URI
//
// PUT /accounts/NAME with a JSON object sets an account's claims; DELETE takes it away, and with it
// every token it was given. GET /healthy answers once the provider does.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [port, clientId, clientSecret, redirectUri] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const accounts = new Map();

const provider = new Provider(issuer, {
  clients: [{
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [redirectUri],
    post_logout_redirect_uris: [redirectUri],
    response_types: ['code'],
    grant_types: ['authorization_code'],
  }],
  claims: { openid: ['sub'], email: ['email'], profile: ['name', 'roles'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['a key for tests alone'] },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: true },
  },
  findAccount: async (_, id) => accounts.has(id) && {
    accountId: id,
    claims: async () => ({ sub: id, ...accounts.get(id) }),
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
});

const form = (uid) => `<!DOCTYPE html><html lang="en"><title>Provider</title>
<form method="get" action="/interaction/${uid}/done">
<label>Account <input name="account"></label><button>Continue</button></form></html>`;

async function grantFor(accountId) {
  const grant = new provider.Grant({ accountId, clientId });
  grant.addOIDCScope('openid email profile');
  return grant.save();
}

async function body(request) {
  let text = '';
  for await (const part of request) text += part;
  return text ? JSON.parse(text) : {};
}

const answers = provider.callback();
createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, issuer);
  const [, first, second, third] = pathname.split('/');
  try {
    if (pathname === '/healthy') {
      response.end('ok');
    } else if (first === 'accounts') {
      if (request.method === 'PUT') accounts.set(second, await body(request));
      else accounts.delete(second);
      response.end('ok');
    } else if (first === 'interaction' && third === 'done') {
      const accountId = searchParams.get('account');
      await provider.interactionFinished(request, response, {
        login: { accountId },
        consent: { grantId: await grantFor(accountId) },
      }, { mergeWithLastSubmission: false });
    } else if (first === 'interaction') {
      response.setHeader('content-type', 'text/html');
      response.end(form(second));
    } else {
      await answers(request, response);
    }
  } catch (error) {
    response.statusCode = 500;
    response.end(String(error));
  }
}).listen(Number(port), '127.0.0.1');
