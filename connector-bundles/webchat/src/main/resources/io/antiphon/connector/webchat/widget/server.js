  // ---- the server -----------------------------------------------------------------------------------------------------------

  class Refused extends Error {
    constructor(response, detail) {
      super(detail);
      this.status = response.status;
      this.wait = 1000 * Number(response.headers.get('Retry-After') || 0);
      this.passes = response.status === 429 || response.status >= 500;
    }
  }

  async function ask(method, path, body, headers) {
    const token = lasting.get().token;
    const response = await fetch(base + path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: Object.assign({}, body === undefined ? {} : {'Content-Type': 'application/json'},
        token ? {Authorization: 'Bearer ' + token} : {}, headers),
      cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer'
    });
    if (!response.ok) {
      const problem = await response.json().catch(() => ({}));
      throw new Refused(response, String(problem.detail || response.status));
    }
    return response;
  }

  let beginning = null;

  /** A session, ours or one that another window of this browser has begun meanwhile. */
  function session() {
    if (lasting.get().token) {
      return Promise.resolve();
    }
    beginning = beginning || ask('POST', 'session', {}).then(response => response.json()).then(got => {
      if (!lasting.get().token) {
        change(lasting, {visitor: got.visitor, token: got.token});
      }
    }).finally(() => {
      beginning = null;
    });
    return beginning;
  }

