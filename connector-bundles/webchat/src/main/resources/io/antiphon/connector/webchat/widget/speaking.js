  // ---- what is said ---------------------------------------------------------------------------------------------------------

  let flushing = false;
  let nudge = () => {};

  function write(value) {
    const text = value.trim().slice(0, MOST_TEXT);
    if (!text) {
      return;
    }
    const item = {id: random(), text};
    change(passing, {queue: [...(passing.get().queue || []), item]});
    pending(item);
    listen();
    flush();
  }

  /** Sends what waits, one after the other, each again with the same id until the server has it. */
  async function flush() {
    if (flushing) {
      return;
    }
    flushing = true;
    let failures = 0;
    for (let queue = passing.get().queue || []; queue.length; queue = passing.get().queue || []) {
      const item = queue[0];
      try {
        await session();
        await ask('POST', 'messages', {id: item.id, text: item.text, page: location.origin + location.pathname,
          language: navigator.language});
        done(item);
        failures = 0;
      } catch (e) {
        if (e instanceof Refused && e.status === 401) {
          change(lasting, {visitor: undefined, token: undefined});
        } else if (e instanceof Refused && !e.passes) {
          done(item);
          fail(item);
          continue;
        }
        failures++;
        await Promise.race([pause(Math.max(e.wait || 0, Math.min(LONGEST_WAIT, 500 * 2 ** failures))), new Promise(done => {
          nudge = done;
        })]);
      }
    }
    flushing = false;
  }

  function done(item) {
    change(passing, {queue: (passing.get().queue || []).filter(other => other.id !== item.id)});
    const known = shown.get(item.id);
    if (known) {
      known.note.remove();
    }
  }

  function fail(item) {
    const known = shown.get(item.id);
    if (known) {
      known.note = make('span', {class: 'note bad', role: 'alert'}, view.words.failed);
      known.element.after(known.note);
    }
  }

