// Talks to /api: puts the token on each request and turns problem+json into ApiError.

export class ApiError extends Error {
  /** status 0: the server could not be reached; errors: [{pointer, detail, remedy}]; body: the whole problem. */
  constructor(status, message, errors = [], retryAfter = 0, body = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.errors = errors;
    this.retryAfter = retryAfter;
    this.body = body;
  }
}

/** A query string of the values that are there: `?a=1&b=2`, or nothing. */
export function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

export const segment = value => encodeURIComponent(value);

function errorOf(status, text, retryAfter) {
  let body = {};
  try {
    body = JSON.parse(text);
  } catch {
    // what comes from in between, such as a proxy, may not be JSON
  }
  return new ApiError(status, body.detail || body.title || `The server answered ${status}.`, body.errors || [], Number(retryAfter) || 0, body);
}

const errorIn = async response => errorOf(response.status, await response.text(), response.headers.get('retry-after'));

const parsed = text => (text === '' ? null : JSON.parse(text));

export function createApi({ token, onUnauthorized, onReachable }) {
  async function send(method, path, body, { signal, type = 'application/json', accept = 'application/json', more = {} } = {}) {
    const headers = { ...more, Authorization: `Bearer ${token}`, Accept: accept };
    if (body !== undefined) headers['Content-Type'] = type;
    let response;
    try {
      response = await fetch(path, { method, headers, signal, cache: 'no-store', body });
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      onReachable(false);
      throw new ApiError(0, 'The server cannot be reached.');
    }
    onReachable(true);
    if (response.status === 401) onUnauthorized();
    if (!response.ok) throw await errorIn(response);
    return response;
  }

  async function json(method, path, body, signal, more) {
    const response = await send(method, path, body === undefined ? undefined : JSON.stringify(body), { signal, more });
    return parsed(await response.text());
  }

  async function text(method, path, body) {
    const response = await send(method, path, body, { type: 'text/plain;charset=utf-8' });
    return parsed(await response.text());
  }

  async function plain(path, signal) {
    const response = await send('GET', path, undefined, { signal, accept: 'text/plain' });
    return response.text();
  }

  /** By the older way of asking, since only that tells how much of a body has gone. */
  function upload(path, file, { type, onProgress }) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', path);
      request.setRequestHeader('Authorization', `Bearer ${token}`);
      request.setRequestHeader('Content-Type', type);
      request.upload.addEventListener('progress', event => event.lengthComputable && onProgress(event.loaded / event.total));
      request.upload.addEventListener('load', () => onProgress(1));
      request.addEventListener('error', () => reject(new ApiError(0, 'The connection broke off before the answer came.')));
      request.addEventListener('load', () => {
        if (request.status === 401) onUnauthorized();
        if (request.status < 400) resolve(parsed(request.responseText));
        else reject(errorOf(request.status, request.responseText, request.getResponseHeader('retry-after')));
      });
      request.send(file);
    });
  }

  return {
    get: (path, { signal } = {}) => json('GET', path, undefined, signal),
    /** `headers`: further ones, such as Idempotency-Key. */
    post: (path, body = {}, { headers } = {}) => json('POST', path, body, undefined, headers),
    put: (path, body) => json('PUT', path, body),
    delete: path => json('DELETE', path),
    /** Sends a text as it is by PUT or POST; the answer is JSON. */
    text: (method, path, body) => text(method, path, body),
    /** Gets what is a text and not JSON. */
    plain: (path, { signal } = {}) => plain(path, signal),
    /** Sends a file as it is; `onProgress` hears how much of it has gone, from 0 to 1. */
    upload: (path, file, { type = 'application/octet-stream', onProgress = () => {} } = {}) => upload(path, file, { type, onProgress }),
    /** An open response, for streams. */
    open: async (path, { signal, headers = {} } = {}) => {
      const response = await fetch(path, {
        headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream', ...headers }, signal, cache: 'no-store',
      });
      if (response.status === 401) onUnauthorized();
      if (!response.ok) throw await errorIn(response);
      return response;
    },
  };
}
