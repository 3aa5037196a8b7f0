  // ---- what is heard --------------------------------------------------------------------------------------------------------

  let listening = false;
  let ready = false;
  let hangUp = new AbortController();
  let wake = () => {};

  /** Listens from now on, and again whenever the stream ends: after what was last seen, and never in a hurry. */
  async function listen() {
    if (listening) {
      return;
    }
    listening = true;
    for (let failures = 0; ;) {
      let wait = 500;
      try {
        await session();
        hangUp = new AbortController();
        await hear(hangUp.signal, () => {
          failures = 0;
          online(true);
          nudge();
          flush();
        });
      } catch (e) {
        if (hangUp.signal.aborted) {
          failures = 0;
        } else if (e instanceof Refused && e.status === 401) {
          change(lasting, {visitor: undefined, token: undefined});
          clear();
          failures++;
        } else {
          failures++;
          wait = e.wait || 0;
          online(false);
        }
      }
      wait = Math.max(wait, Math.min(LONGEST_WAIT, 500 * 2 ** failures)) * (0.75 + Math.random() / 2);
      await Promise.race([pause(hangUp.signal.aborted ? 0 : wait), new Promise(done => {
        wake = done;
      })]);
    }
  }

  async function hear(signal, opened) {
    const token = lasting.get().token;
    const response = await fetch(base + 'events', {
      headers: Object.assign({Authorization: 'Bearer ' + token}, last ? {'Last-Event-ID': String(last)} : {}),
      cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer', signal
    });
    if (!response.ok) {
      throw new Refused(response, 'events');
    }
    opened();
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const {value, done} = await reader.read();
      if (done) {
        return;
      }
      text += decoder.decode(value, {stream: true});
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        frame(text.slice(0, end));
        text = text.slice(end + 2);
      }
    }
  }

  function frame(lines) {
    let event = '';
    const data = [];
    for (const line of lines.split('\n')) {
      if (line.startsWith('event: ')) {
        event = line.slice(7);
      } else if (line.startsWith('data: ')) {
        data.push(line.slice(6));
      }
    }
    if (event === 'message') {
      show(JSON.parse(data.join('\n')));
    } else if (event === 'reset') {
      clear();
    } else if (event === 'ready') {
      ready = true;
      view.host.setAttribute('data-ready', '');
    }
  }

