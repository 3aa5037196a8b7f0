// Talks to /api: puts the token on each request and turns problem+json into ApiError.

export class ApiError extends Error {
  /** status 0: the server could not be reached; errors: [{pointer, detail, remedy}]. */
  constructor(status, message, errors = [], retryAfter = 0) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}

/** A query string of the values that are there: `?a=1&b=2`, or nothing. */
export function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

export const segment = value => encodeURIComponent(value);

async function errorOf(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // what comes from in between, such as a proxy, may not be JSON
  }
  const message = body.detail || body.title || `The server answered ${response.status} ${response.statusText}.`;
  const retryAfter = Number(response.headers.get('retry-after')) || 0;
  return new ApiError(response.status, message, body.errors || [], retryAfter);
}

export function createApi({ token, onUnauthorized, onReachable }) {
  async function send(method, path, body, signal) {
    const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    let response;
    try {
      response = await fetch(path, {
        method, headers, signal, cache: 'no-store', body: body === undefined ? undefined : JSON.stringify(body),
      });
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      onReachable(false);
      throw new ApiError(0, 'The server cannot be reached.');
    }
    onReachable(true);
    if (response.status === 401) onUnauthorized();
    if (!response.ok) throw await errorOf(response);
    return response;
  }

  async function json(method, path, body, signal) {
    const response = await send(method, path, body, signal);
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  }

  return {
    get: (path, { signal } = {}) => json('GET', path, undefined, signal),
    post: (path, body = {}) => json('POST', path, body),
    put: (path, body) => json('PUT', path, body),
    delete: path => json('DELETE', path),
    /** An open response, for streams. */
    open: async (path, { signal, headers = {} } = {}) => {
      const response = await fetch(path, {
        headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream', ...headers }, signal, cache: 'no-store',
      });
      if (response.status === 401) onUnauthorized();
      if (!response.ok) throw await errorOf(response);
      return response;
    },
  };
}
