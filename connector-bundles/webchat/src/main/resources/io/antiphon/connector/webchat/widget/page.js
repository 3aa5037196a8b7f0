  // ---- for the page ---------------------------------------------------------------------------------------------------------

  function begin(visitor) {
    const other = visitor.visitor !== lasting.get().visitor;
    change(lasting, visitor);
    if (other) {
      clear();
    }
    hangUp.abort();
    wake();
  }

  const api = {
    open: () => open(),
    close: () => shut(),
    /** Tells who has signed in, by a token that the site's server signed. */
    async identify(token) {
      await session();
      begin(await (await ask('POST', 'identify', {token})).json());
    },
    /** Forgets who has signed in and what was said: for signing out. */
    forget() {
      change(passing, {queue: []});
      begin({visitor: undefined, token: undefined});
    }
  };

  async function start() {
    let config;
    for (let failures = 0; !config; failures++) {
      try {
        config = await (await fetch(base + 'config', {credentials: 'omit', referrerPolicy: 'no-referrer'})).json();
        if (!config.languages) {
          console.error('The chat does not start: ' + (config.detail || 'its answer cannot be read'));
          return;
        }
      } catch (e) {
        await pause(Math.min(LONGEST_WAIT, 1000 * 2 ** failures));
      }
    }
    build(config);
    clear();
    window.antiphonWebchat = api;
    if (lasting.get().token) {
      listen();
    }
    if (passing.get().open) {
      open();
    }
    for (const [name, ...values] of before || []) {
      if (Object.hasOwn(api, name)) {
        Promise.resolve(api[name](...values)).catch(e => console.error('antiphonWebchat.' + name + ': ' + e.message));
      }
    }
    window.addEventListener('online', () => wake());
    window.addEventListener('storage', event => {
      if (event.storageArea === window.localStorage && event.key === KEY && listening) {
        clear();
        hangUp.abort();
        wake();
      }
    });
  }

  if (document.body) {
    start();
  } else {
    document.addEventListener('DOMContentLoaded', start);
  }
})();
