  // ---- what is remembered -------------------------------------------------------------------------------------------------

  const memory = new Map();
  const store = kind => ({
    get() {
      try {
        return JSON.parse(window[kind].getItem(KEY)) || {};
      } catch (e) {
        return memory.get(kind) || {};
      }
    },
    set(value) {
      memory.set(kind, value);
      try {
        window[kind].setItem(KEY, JSON.stringify(value));
      } catch (e) {
        // this browser keeps nothing: the conversation lasts as long as the page
      }
    }
  });
  const lasting = store('localStorage'); // {visitor, token}
  const passing = store('sessionStorage'); // {open, queue: [{id, text}]}

  const change = (where, values) => where.set(Object.assign(where.get(), values));
  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');
  const pause = ms => new Promise(done => setTimeout(done, ms));

